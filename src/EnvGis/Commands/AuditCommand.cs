using System.CommandLine;
using Dapper;

namespace EnvGis.Commands;

/// <summary><c>EnvGis audit verify</c>: is the record as it was written.</summary>
static class AuditCommand
{
    public static Command Create()
    {
        var verify = new Command("verify", "Check the chain of the record; names the first entry that was altered, removed or inserted.");
        verify.SetAction((_, cancellationToken) => Refusals.SpokenAsync(async () =>
        {
            await using var session = await DatabaseSession.OpenAsync(Checkout.Find(), cancellationToken);
            await using var connection = await session.Owner.Source.OpenConnectionAsync(cancellationToken);
            var (entries, head, at, problem) = await connection.QuerySingleAsync<(long, byte[], long?, string?)>(
                new CommandDefinition("select * from audit.verify()", commandTimeout: 0, cancellationToken: cancellationToken));
            if (problem is not null)
            {
                await Console.Error.WriteLineAsync($"EnvGis: entry {at} of the record was {problem}. The {entries} entries before it are as they were written.");
                return 1;
            }
            // Noted elsewhere, the end of the chain proves later that nothing before it was written anew.
            Console.WriteLine($"The record is whole: {entries} entries, ending in {Convert.ToHexStringLower(head)}.");
            return 0;
        }));
        return new("audit", "The record of who did what.") { verify };
    }
}
