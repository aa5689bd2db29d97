using EnvGis.Database;
using EnvGis.Tests.Accounts;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace EnvGis.Tests.Faults;

/// <summary>A service, and another over the same database whose statements pass a line that breaks when it is told to. Both go with the class.</summary>
public sealed class HalfBrokenService(TestCluster cluster) : IAsyncLifetime
{
    FragileLine? line;
    TestService? fragile;
    OwnerDatabase? owner;
    SignInProvider? provider;

    public RunningService Running { get; } = new(cluster);

    internal FragileLine Line => line!;

    internal TestService Fragile => fragile!;

    /// <summary>By which people sign in too, as <c>portal</c>.</summary>
    internal SignInProvider Provider => provider!;

    /// <summary>The operator's login, by the same line.</summary>
    internal OwnerDatabase Owner => owner!;

    public async ValueTask InitializeAsync()
    {
        await this.Running.InitializeAsync();
        var given = this.Running.Database;
        line = FragileLine.To(given.Owner);
        // Broken off on purpose, over and over.
        this.Running.Log.Expect("Npgsql");
        this.Running.Log.ExpectOutage();
        var begun = await this.Running.Value<DateTime>("select clock_timestamp()");
        provider = await SignInProvider.StartAsync();
        fragile = await TestService.StartAsync(
            given with { Accounts = line.Through(given.Accounts!), Writer = line.Through(given.Writer!) }, this.Running.Root, this.Running.Log, provider.Arguments("portal"), new NoTimers());
        // What a service writes as it starts goes by the same line, and would be taken for a part of the act.
        await Until.So(() => this.Running.Value<bool>("select exists (select from env.publication_day where ran_at >= @begun)", new { begun }), "the day's publication");
        owner = new(new DatabaseAddress(line.Through(given.Owner)), NullLoggerFactory.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        if (fragile is not null)
        {
            await fragile.DisposeAsync();
        }
        if (provider is not null)
        {
            await provider.DisposeAsync();
        }
        if (owner is not null)
        {
            await owner.DisposeAsync();
        }
        if (line is not null)
        {
            await line.DisposeAsync();
        }
        await this.Running.DisposeAsync();
    }

    /// <summary>The time goes on, but nothing is done by it: what a service writes every so often would be broken off in the act's place.</summary>
    sealed class NoTimers : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
