using Dapper;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Annexes;

/// <summary>Whether a signed file is the one that is kept with a decision, byte for byte. The hash is made where the file is.</summary>
static class VerifySignedFile
{
    /// <param name="State">kept: it is the scan of the decisions listed; unknown: of none that everybody sees.</param>
    public sealed record Answer(string FileHash, [property: OneOf("kept", "unknown")] string State, IReadOnlyList<VerifyAnnex.Decision> Decisions);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(string hash, HttpContext context, OpenAnnexes open, CancellationToken cancellationToken)
    {
        if (VerifyAnnex.BytesOf(hash) is not { } bytes)
        {
            return VerifyAnnex.NoHash(hash);
        }
        await using var connection = await open.OpenConnectionAsync(cancellationToken);
        var decisions = (await connection.QueryAsync<VerifyAnnex.Decision>(new CommandDefinition(
            $"select {VerifyAnnex.DecisionColumns} from decision d where d.document_hash = @bytes order by d.id limit 50", new { bytes }, cancellationToken: cancellationToken))).AsList();
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(new Answer(hash, decisions.Count > 0 ? "kept" : "unknown", decisions));
    }
}
