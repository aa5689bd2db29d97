using System.Collections.Concurrent;
using EnvGis.Accounts;
using EnvGis.Database;

namespace EnvGis.Layers;

/// <summary>
/// What a caller may see: which layers with which attributes, and a database that holds the same line by itself. Whoever answers with features takes this and
/// nothing else, so that every door answers the same person the same way.
/// </summary>
/// <param name="IsPublic">Whether it is what everybody sees, so that answers may be kept and shared.</param>
sealed record Sight(LayerCatalogue Layers, PublishedDatabase Database, bool IsPublic)
{
    public void Deconstruct(out LayerCatalogue layers, out PublishedDatabase database) => (layers, database) = (Layers, Database);
}

/// <summary>The sights of callers with grants. One for each scope, not for each person: a pool of few connections that were made to see that much.</summary>
sealed class Sights(LayerCatalogue publicLayers, PublishedDatabase publicDatabase, DatabaseAddress address, ILoggerFactory loggers, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Scopes in use at the same time before the one that was used least recently gives way.</summary>
    const int Most = 10;

    static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    public Sight Public { get; } = new(publicLayers, publicDatabase, IsPublic: true);

    public async ValueTask<Sight> OfAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (WhatIsSeen(caller) is not { } sees)
        {
            return Public;
        }
        var entry = known.GetOrAdd(sees, _ =>
        {
            var database = PublishedDatabase.ForMember(address, sees, loggers);
            return new(database, new LayerCatalogue(database));
        });
        var now = time.GetTimestamp();
        entry.Used = now;
        // What everybody sees was perhaps read again since.
        var readings = publicLayers.Readings;
        if (entry.LookedAt is not { } lookedAt || time.GetElapsedTime(lookedAt, now) > LookAgainAfter || entry.PublicReadings != readings)
        {
            await entry.Layers.RefreshAsync(cancellationToken);
            (entry.LookedAt, entry.PublicReadings) = (now, readings);
            await this.LetGoAsync();
        }
        // Where nothing of what the scope reaches is restricted, the caller sees what everybody sees, from what everybody shares.
        return entry.Layers.Text == publicLayers.Text ? Public : new(entry.Layers, entry.Database, IsPublic: false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var entry in known.Values)
        {
            await entry.Database.DisposeAsync();
        }
    }

    /// <summary>In the words of <c>member.sees</c>; null of a caller who may see nothing that is restricted.</summary>
    internal static string? WhatIsSeen(Caller caller)
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var grant in caller.Grants.Where(grant => Capabilities.Allows(grant.Role, Act.ReadRestricted)))
        {
            var (provinces, communes, layers) = grant.Scope;
            var areas = communes?.Select(code => "c" + code) ?? provinces?.Select(code => "p" + code) ?? ["*"];
            seen.UnionWith(areas.SelectMany(area => (layers ?? ["*"]).Select(layer => $"{layer}|{area}")));
        }
        return seen.Count == 0 ? null : string.Join(',', seen);
    }

    async Task LetGoAsync()
    {
        foreach (var (sees, entry) in known.OrderByDescending(one => one.Value.Used).Skip(Most))
        {
            if (known.TryRemove(sees, out _))
            {
                // Connections in use are closed as they come back.
                await entry.Database.DisposeAsync();
            }
        }
    }

    sealed class Known(PublishedDatabase database, LayerCatalogue layers)
    {
        public PublishedDatabase Database => database;

        public LayerCatalogue Layers => layers;

        public long Used { get; set; }

        public long? LookedAt { get; set; }

        /// <summary>How often the public layers had been read by then.</summary>
        public int PublicReadings { get; set; }
    }
}

static class SightOfCaller
{
    public static void AddSight(this IServiceCollection services)
    {
        services.AddSingleton<Sights>();
        services.AddScoped(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<Sight>()
            ?? provider.GetRequiredService<Sights>().Public);
    }

    /// <summary>After the caller is known: what they may see.</summary>
    public static void UseSight(this WebApplication app)
    {
        var sights = app.Services.GetRequiredService<Sights>();
        app.Use(async (context, next) =>
        {
            if (context.Features.Get<Caller>() is { } caller)
            {
                context.Features.Set(await sights.OfAsync(caller, context.RequestAborted));
            }
            await next(context);
        });
    }
}
