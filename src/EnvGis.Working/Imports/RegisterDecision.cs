using Dapper;
using Npgsql;

namespace EnvGis.Imports;

/// <summary>
/// Finds the decision by which imported places are in force, or registers it: of one from before EnvGis was there, or of elsewhere, only number, day and issuer are known. What it decided is what is
/// imported in its name.
/// </summary>
static class RegisterDecision
{
    /// <param name="IsClosed">Whether it was made here, of a draft: then it has decided what it decided.</param>
    public sealed record Registered(long Id, bool IsClosed);

    const string Sql = """
        with made as (
            insert into env.decision (number, issued_on, issuer, title, effective_from, made_by)
            values (@Number, @IssuedOn, @Issuer, 'Quyết định ' || @Number, @IssuedOn, @Author)
            on conflict (issuer, number, issued_on) do nothing
            returning id)
        select id, false as isclosed from made
        union all
        select id, content_hash is not null from env.decision where (issuer, number, issued_on) = (@Issuer, @Number, @IssuedOn)
        limit 1
        """;

    public static Task<Registered> RunAsync(NpgsqlConnection connection, StandingDecision decision, Importer by, CancellationToken cancellationToken) =>
        connection.QuerySingleAsync<Registered>(new CommandDefinition(Sql, new { decision.Number, decision.IssuedOn, decision.Issuer, by.Author }, cancellationToken: cancellationToken));
}
