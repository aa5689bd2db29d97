using System.Collections.Concurrent;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;

namespace EnvGis.Accounts;

/// <summary>
/// Answers that last: live events, an export, a long list. What a caller may is read as the request comes; while its answer lasts it is asked for again, all in
/// one statement. An answer whose caller was locked or signed out meanwhile, or may less, ends there without its end, so that nobody takes it for whole.
/// </summary>
sealed partial class LastingAnswers(AccountsDatabase database, TimeProvider time, ILogger<LastingAnswers> log) : BackgroundService, IStillAllowed
{
    /// <summary>How often it is asked; an answer that takes less than this costs nothing here.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(400);

    const string PeopleSql = """
        select w.number, g.role, g.provinces, g.communes, g.layers
        from unnest(@numbers::integer[], @people::bigint[], @sessions::uuid[], @stamps::text[]) w (number, person, session, stamp)
        join account.session s on s.id = w.session and s.person_id = w.person and s.expires_at > now() and s.begun_at > now() - @Longest
        join account.person p on p.id = w.person and p.security_stamp = w.stamp and p.locked_at is null
        left join account.role_grant g on g.person_id = p.id
        """;

    const string KeysSql = "select id from account.api_key where id = any(@keys) and revoked_at is null and expires_at > now()";

    readonly ConcurrentDictionary<Answer, bool> lasting = [];

    /// <summary>How many go on now.</summary>
    public int Count => lasting.Count;

    /// <summary>Answers with what follows for as long as the caller may have it.</summary>
    public async Task WhileAllowedAsync(HttpContext context, Caller caller, RequestDelegate next)
    {
        var left = context.RequestAborted;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(left);
        var answer = new Answer(caller, time.GetTimestamp(), ending);
        lasting[answer] = true;
        context.RequestAborted = ending.Token;
        try
        {
            await next(context);
        }
        catch (Exception) when (answer.IsOver && !left.IsCancellationRequested)
        {
            // Whatever it was that broke off as its token was cancelled.
            context.RequestAborted = left;
            if (context.Response.HasStarted)
            {
                context.Abort();
            }
            else
            {
                context.Response.Clear();
                await Problems.PermissionOver().ExecuteAsync(context);
            }
        }
        finally
        {
            context.RequestAborted = left;
            lasting.TryRemove(answer, out _);
        }
    }

    /// <summary>Whether a caller may now all that they might as their request came.</summary>
    public async Task<bool> MayStillAsync(Caller caller, CancellationToken cancellationToken) => (await this.AllowedAsync([caller], cancellationToken))[0];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var tick = new PeriodicTimer(LookEvery, time);
            while (await tick.WaitForNextTickAsync(stoppingToken))
            {
                await this.LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops, and all its answers with it.
        }
    }

    async Task LookAsync(CancellationToken cancellationToken)
    {
        var answers = lasting.Keys.Where(answer => time.GetElapsedTime(answer.Begun) > LookEvery / 2).ToList();
        if (answers.Count == 0)
        {
            return;
        }
        IReadOnlyList<bool> allowed;
        try
        {
            allowed = await this.AllowedAsync([.. answers.Select(answer => answer.Caller)], cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // What cannot be asked is not allowed; callers come again.
            Unasked(log, DatabaseOutage.LevelOf(fault), answers.Count, DatabaseOutage.Trace(fault));
            allowed = new bool[answers.Count];
        }
        foreach (var (answer, may) in answers.Zip(allowed))
        {
            if (!may)
            {
                answer.End();
            }
        }
    }

    /// <returns>For each caller, in their order, whether all that they might is allowed still.</returns>
    async Task<IReadOnlyList<bool>> AllowedAsync(IReadOnlyList<Caller> callers, CancellationToken cancellationToken)
    {
        var people = callers.Index().Where(one => one.Item.PersonId is not null).ToList();
        var keys = callers.Select(caller => caller.KeyId).OfType<long>().Distinct().ToArray();
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var grants = people.Count == 0 ? null : (await connection.QueryAsync<Row>(new CommandDefinition(PeopleSql, new
        {
            numbers = people.Select(one => one.Index).ToArray(), people = people.Select(one => one.Item.PersonId!.Value).ToArray(),
            sessions = people.Select(one => one.Item.SessionId).ToArray(), stamps = people.Select(one => one.Item.Stamp).ToArray(), Sessions.Longest,
        }, cancellationToken: cancellationToken))).ToLookup(row => row.number, row => row.Grant);
        var open = keys.Length == 0 ? [] : (await connection.QueryAsync<long>(new CommandDefinition(KeysSql, new { keys }, cancellationToken: cancellationToken))).ToHashSet();
        return [.. callers.Index().Select(one => one.Item switch
        {
            { KeyId: { } key } => open.Contains(key),
            { PersonId: not null } => grants!.Contains(one.Index) && HasAll(one.Item.Grants, [.. grants[one.Index].OfType<Grant>()]),
            _ => true,
        })];
    }

    /// <summary>More than before ends nothing.</summary>
    static bool HasAll(IReadOnlyList<Grant> before, IReadOnlyList<Grant> now) =>
        before.All(one => now.Any(other => other.Role == one.Role && other.Scope.Covers(one.Scope)));

    sealed class Answer(Caller caller, long begun, CancellationTokenSource ending)
    {
        public Caller Caller => caller;

        /// <summary>A time stamp of the clock.</summary>
        public long Begun => begun;

        public bool IsOver { get; private set; }

        public void End()
        {
            this.IsOver = true;
            try
            {
                // Not here: what waits for the token goes on where the token is cancelled.
                _ = ending.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It has come to its own end meanwhile.
            }
        }
    }

    // Properties, not parameters: the driver gives arrays no element type before they are read.
    sealed class Row
    {
        public int number { get; init; }
        public string? role { get; init; }
        public string[]? provinces { get; init; }
        public string[]? communes { get; init; }
        public string[]? layers { get; init; }

        public Grant? Grant => role is null ? null
            : new RoleGrant { Role = role, Provinces = provinces, Communes = communes, Layers = layers, GrantedBy = "" }.ToGrant();
    }

    [LoggerMessage(EventId = 5001, Message = "Who may have what cannot be asked for now; {Count} lasting answers were ended")]
    static partial void Unasked(ILogger logger, LogLevel level, int count, Exception? fault);
}

public static class LastingAnswersOfCallers
{
    public static void AddLastingAnswers(this IServiceCollection services) =>
        services.AddSingleton<LastingAnswers>().AddSingleton<IStillAllowed>(provider => provider.GetRequiredService<LastingAnswers>())
            .AddHostedService(provider => provider.GetRequiredService<LastingAnswers>());

    /// <summary>After the caller is known. Who is nobody has nothing to lose, and a change is written or not within its own short transaction.</summary>
    public static void UseLastingAnswers(this WebApplication app)
    {
        var answers = app.Services.GetRequiredService<LastingAnswers>();
        app.Use((context, next) => context.Features.Get<Caller>() is { } caller && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            ? answers.WhileAllowedAsync(context, caller, next) : next(context));
    }
}
