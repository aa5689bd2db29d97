using System.ComponentModel.DataAnnotations;
using EnvGis.Access;
using EnvGis.Changes;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.Extensions.Options;

namespace EnvGis.Health;

/// <summary>For whoever watches over the process: is it alive, and can it serve.</summary>
static class HealthEndpoints
{
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddOptions<HealthOptions>().BindConfiguration("Health").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Readiness>();
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", (CancellationToken _) => TypedResults.Text("alive")).WithName("healthLive").AllowAnonymous()
            .Says("Tiến trình còn sống", "The process is alive").Sends("text/plain", "alive", "alive");
        routes.MapGet("/health/ready", Ready).WithName("healthReady").AllowAnonymous()
            .Says("Tiến trình phục vụ được", "The process can serve").Sends("text/plain", "ready", "ready");
    }

    static async Task<IResult> Ready(Readiness readiness, CancellationToken cancellationToken) =>
        await readiness.ProblemAsync(cancellationToken) is { } problem ? problem : TypedResults.Text("ready");
}

sealed class HealthOptions
{
    /// <summary>How old the last look at the changes may be: tiles in memory may be of before. It looks every three seconds.</summary>
    [Range(5, 3600)]
    public int LongestLagSeconds { get; init; } = 30;

    /// <summary>For how long an answer about rights, parts of the schema and known points is kept; 0 asks each time.</summary>
    [Range(0, 3600)]
    public int LookEverySeconds { get; init; } = 20;
}

/// <summary>What a process relies on: a database of its own version that grants what the program needs, VN-2000 where it belongs, and news of every change.</summary>
sealed class Readiness(
    PublicSight everybody, MemberDatabase members, WorkingDatabase working, AccountsDatabase accounts, ChangeReader changes, IOptions<HealthOptions> options, TimeProvider time) : IDisposable
{
    static readonly HashSet<string> Known = [.. Migrator.Known()];

    /// <summary>
    /// What is dear to find out and does not change by itself: some hundred rights, some thousand parts, the known points' transformations, a session of each login.
    /// Whoever asks meanwhile gets the same answer.
    /// </summary>
    readonly SemaphoreSlim looking = new(1);
    (long At, Refusal? Problem)? looked;

    public void Dispose() => looking.Dispose();

    /// <returns>Null when all is well.</returns>
    public async Task<Refusal?> ProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(5));
            await ServerParts.TryAsync(everybody.Database.Alone!, patience.Token);
            await using var connection = await everybody.Database.Source.OpenConnectionAsync(patience.Token);
            if (await this.KeptAsync(connection, patience.Token) is { } problem)
            {
                return problem;
            }
            var applied = new HashSet<string>(StringComparer.Ordinal);
            await using var command = new Npgsql.NpgsqlCommand("select \"MigrationId\" from public.envgis_migration", connection);
            await using var rows = await command.ExecuteReaderAsync(patience.Token);
            while (await rows.ReadAsync(patience.Token))
            {
                applied.Add(rows.GetString(0));
            }
            if (!applied.SetEquals(Known))
            {
                return Problems.NotReady("cơ sở dữ liệu không cùng phiên bản với chương trình", "the database is not of this program's version");
            }
        }
        catch (Npgsql.PostgresException broken) when (ServerParts.Broken(broken))
        {
            return Problems.DatabaseBroken();
        }
        catch (Npgsql.PostgresException altered) when (ServerParts.Altered(altered))
        {
            return Lacks(altered.MessageText, altered.MessageText);
        }
        catch (Exception away) when (away is Npgsql.NpgsqlException or TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Problems.DatabaseAway();
        }
        return changes.SinceLastLook > TimeSpan.FromSeconds(options.Value.LongestLagSeconds)
            ? Problems.NotReady("tiến trình chưa nghe được các thay đổi mới", "this process does not hear of changes") : null;
    }

    async Task<Refusal?> KeptAsync(Npgsql.NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken);
        try
        {
            if (looked is not var (at, kept) || time.GetElapsedTime(at) >= TimeSpan.FromSeconds(options.Value.LookEverySeconds))
            {
                kept = await this.LookAsync(connection, cancellationToken);
                looked = (time.GetTimestamp(), kept);
            }
            return kept;
        }
        finally
        {
            looking.Release();
        }
    }

    async Task<Refusal?> LookAsync(Npgsql.NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await Rights.MissingAsync(connection, cancellationToken) is [var right, ..] rights)
        {
            return Lacks($"{rights.Count}; hãy cấp lại, trước hết: {right.Grant}", $"{rights.Count}; give them back, first: {right.Grant}");
        }
        if (await Parts.MissingAsync(connection, cancellationToken) is [{ Told: var part }, ..] parts)
        {
            return Lacks($"{parts.Count}; đã bị đổi, tắt hoặc xóa, trước hết: {part.Vi}", $"{parts.Count}; altered, switched off or dropped, first: {part.En}");
        }
        try
        {
            await Vn2000StartCheck.RunAsync(connection, cancellationToken);
        }
        catch (SetupException off)
        {
            return Problems.NotReady("các điểm VN-2000 đã biết lệch quá 5 mm", $"known VN-2000 points are off by more than 5 mm ({off.Message.Split(';')[0].TrimEnd('.')})");
        }
        foreach (var (login, role) in ((Connections, string)[])[(members, "envgis_member"), (working, "envgis_writer"), (accounts, "envgis_accounts")])
        {
            if (!await MayActAsAsync(login, role, cancellationToken))
            {
                return Problems.NotReady($"một tài khoản của dịch vụ không còn vai trò {role}, hãy cấp lại", $"a login of the service has lost the role {role}, give it back");
            }
        }
        return null;
    }

    static Refusal Lacks(string vi, string en) =>
        Problems.NotReady($"cơ sở dữ liệu thiếu quyền hoặc thành phần mà dịch vụ cần ({vi})", $"the database lacks rights or parts that the service needs ({en})");

    static async Task<bool> MayActAsAsync(Connections login, string role, CancellationToken cancellationToken)
    {
        await using var connection = await login.Alone.OpenConnectionAsync(cancellationToken);
        await using var command = new Npgsql.NpgsqlCommand("select pg_has_role($1, 'usage')", connection);
        command.Parameters.Add(new() { Value = role });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
