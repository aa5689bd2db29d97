using System.Globalization;
using System.Net;
using EnvGis.Access;
using EnvGis.Database;

namespace EnvGis.Audit;

/// <summary>
/// What callers were refused at the door. Of callers nobody knows it is counted and written once a minute, however often they ask; of callers who are known the first
/// of a minute is written at once and the rest counted. So that nobody can fill the record by asking.
/// </summary>
sealed partial class RefusalCounts(AuditTrail audit, TimeProvider time, ILogger<RefusalCounts> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Networks that are named in one entry; the rest are one number.</summary>
    const int MostNetworks = 50;

    readonly Lock gate = new();
    Counted counted = new(time.GetUtcNow());

    /// <param name="act">The name of the address.</param>
    /// <param name="subject">Method and path; told of callers who are known.</param>
    public async Task RefusedAsync(Caller caller, string act, string subject, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!caller.IsKnown)
            {
                counted.Anonymous(act, NetworkOf(caller.Network));
                return;
            }
            if (!counted.FirstOf(caller.Actor, act))
            {
                return;
            }
        }
        await audit.AppendAsync(caller.Actor, act, subject, null, Concern.Actor, cancellationToken, "refused");
    }

    /// <summary>Writes what was counted since the last time; nothing when nothing was.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        Counted done;
        lock (gate)
        {
            (done, counted) = (counted, new(time.GetUtcNow()));
        }
        if (done.Total > 0)
        {
            await audit.AppendAsync(new(null, "anonymous", null), "refusals", null, new
            {
                since = done.Since, times = done.Total, acts = done.Acts, networks = done.Networks.OrderByDescending(one => one.Value).Take(MostNetworks).ToDictionary(),
                otherNetworks = Math.Max(0, done.Networks.Count - MostNetworks),
            }, Concern.Country, cancellationToken, "refused");
        }
        foreach (var ((_, act), (actor, times)) in done.Known.Where(one => one.Value.Times > 1))
        {
            await audit.AppendAsync(actor, act, null, new { since = done.Since, times = times - 1 }, Concern.Actor, cancellationToken, "refused");
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await this.TryWriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Every, time);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            await this.TryWriteAsync(stoppingToken);
        }
    }

    async Task TryWriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await this.WriteAsync(cancellationToken);
        }
        catch (Npgsql.NpgsqlException fault)
        {
            // A minute's counts are less than what is wrong with the database.
            NotWritten(DatabaseOutage.LevelOf(fault), DatabaseOutage.Trace(fault));
        }
    }

    /// <summary>An IPv4 address, or the 64 bits of an IPv6 address that one subscriber has.</summary>
    static string NetworkOf(IPAddress? address) => address switch
    {
        null => "none",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } =>
            string.Create(CultureInfo.InvariantCulture, $"{new IPAddress([.. address.GetAddressBytes().Take(8), .. new byte[8]])}/64"),
        _ => address.ToString(),
    };

    [LoggerMessage(EventId = 2100, Message = "Refusals of the last minute could not be written into the record")]
    partial void NotWritten(LogLevel level, Exception? fault);

    /// <summary>Of one minute.</summary>
    sealed class Counted(DateTimeOffset since)
    {
        /// <summary>A network more than these is counted without its name: memory is not for callers to fill either.</summary>
        const int MostKept = 10_000;

        public DateTimeOffset Since => since;

        public long Total { get; private set; }

        public SortedDictionary<string, long> Acts { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, long> Networks { get; } = new(StringComparer.Ordinal);

        public Dictionary<(string Who, string Act), (Actor Actor, long Times)> Known { get; } = [];

        public void Anonymous(string act, string network)
        {
            this.Total++;
            this.Acts[act] = this.Acts.GetValueOrDefault(act) + 1;
            if (this.Networks.ContainsKey(network) || this.Networks.Count < MostKept)
            {
                this.Networks[network] = this.Networks.GetValueOrDefault(network) + 1;
            }
        }

        public bool FirstOf(Actor actor, string act)
        {
            var times = this.Known.TryGetValue((actor.Name, act), out var before) ? before.Times + 1 : 1;
            this.Known[(actor.Name, act)] = (actor, times);
            return times == 1;
        }
    }
}
