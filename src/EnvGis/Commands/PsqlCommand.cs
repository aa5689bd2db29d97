using System.CommandLine;
using System.Diagnostics;
using EnvGis.Database;
using Npgsql;

namespace EnvGis.Commands;

/// <summary><c>EnvGis psql …</c>: PostgreSQL's own client on EnvGis's database, as the owner; arguments go to psql as they are.</summary>
static class PsqlCommand
{
    public static Command Create()
    {
        var command = new Command("psql", "Open psql on the database (arguments go to psql), for example: psql -c \"update env.current_feature set …\"")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction((parsed, cancellationToken) => Refusals.SpokenAsync(() => RunAsync(parsed.UnmatchedTokens, cancellationToken)));
        return command;
    }

    static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        await using var session = await DatabaseSession.OpenAsync(Checkout.Find(), cancellationToken);
        var login = new NpgsqlConnectionStringBuilder(session.Address.Owner);
        var start = new ProcessStartInfo("psql", arguments) { UseShellExecute = false };
        start.Environment["PGHOST"] = login.Host;
        start.Environment["PGPORT"] = login.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["PGDATABASE"] = login.Database;
        start.Environment["PGUSER"] = login.Username;
        start.Environment["PGPASSWORD"] = login.Password;
        try
        {
            using var psql = Process.Start(start)!;
            await psql.WaitForExitAsync(cancellationToken);
            return psql.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new SetupException("Chưa cài psql; trên Debian hoặc Ubuntu: apt-get install postgresql-client", "psql is not installed; on Debian or Ubuntu: apt-get install postgresql-client",
                missing);
        }
    }
}
