using System.Collections.Concurrent;
using System.Text.Json;
using EnvGis.Database;
using EnvGis.Layers;

namespace EnvGis.Access;

/// <summary>
/// What a caller may see: which layers with which attributes, and a database that holds the same line by itself. Whoever answers with features takes this and
/// nothing else, so that every door answers the same person the same way.
/// </summary>
/// <param name="IsPublic">Whether it is what everybody sees, so that answers may be kept and shared.</param>
public sealed record Sight(LayerCatalogue Layers, PublishedDatabase Database, bool IsPublic)
{
    public void Deconstruct(out LayerCatalogue layers, out PublishedDatabase database) => (layers, database) = (Layers, Database);
}

/// <summary>
/// What everybody sees, by name: for what is kept and shared between callers, such as tiles in memory, figures, and the watch over changes. What answers one
/// caller takes <see cref="Sight"/>, so that no door can forget to ask who that is.
/// </summary>
public sealed class PublicSight : IAsyncDisposable
{
    public PublicSight(DatabaseAddress address, ILoggerFactory loggers, UnreadableLayers unreadable)
    {
        Database = new(address, loggers);
        Layers = new(Database, unreadable);
    }

    public PublishedDatabase Database { get; }

    public LayerCatalogue Layers { get; }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}

/// <summary>The sights of callers with grants: for each scope, not for each person, a ticket and what it shows of the layers.</summary>
public sealed class Sights(
    PublicSight everybody, MemberDatabase members, ISightGiver giver, UnreadableLayers unreadable, TimeProvider time) : IDisposable
{
    /// <summary>Scopes that are remembered. One more forgets those that were used least recently; whoever still reads by one goes on.</summary>
    const int Most = 1_000;

    static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    public Sight Public { get; } = new(everybody.Layers, everybody.Database, IsPublic: true);

    public async ValueTask<Sight> OfAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (WhatIsSeen(caller) is not { } sees)
        {
            return Public;
        }
        var entry = known.GetOrAdd(sees, _ => new(new(giver, sees, time), members, unreadable));
        var now = time.GetTimestamp();
        entry.Used = now;
        // What everybody sees was perhaps read again since.
        var readings = everybody.Layers.Readings;
        if (entry.LookedAt is not { } lookedAt || time.GetElapsedTime(lookedAt, now) > LookAgainAfter || entry.PublicReadings != readings)
        {
            await entry.Layers.RefreshAsync(cancellationToken);
            (entry.LookedAt, entry.PublicReadings) = (now, readings);
            this.Forget();
        }
        // Where nothing of what the scope reaches is restricted, the caller sees what everybody sees, from what everybody shares.
        return entry.Layers.Text == everybody.Layers.Text ? Public : new(entry.Layers, entry.Database, IsPublic: false);
    }

    public void Dispose()
    {
        foreach (var entry in known.Values)
        {
            entry.Ticket.Dispose();
        }
    }

    /// <summary>The scopes that may be read, as JSON for a ticket, the same for equal scopes; null of a caller who may see nothing that is restricted.</summary>
    internal static string? WhatIsSeen(Caller caller)
    {
        var scopes = caller.Grants.Where(grant => Capabilities.Allows(grant.Role, Act.ReadRestricted))
            .Select(grant => JsonSerializer.Serialize(grant.Scope.InOrder(), ScopeJson.Default.Scope)).Distinct().Order(StringComparer.Ordinal).ToList();
        return scopes.Count == 0 ? null : $"[{string.Join(',', scopes)}]";
    }

    void Forget()
    {
        if (known.Count > Most)
        {
            foreach (var (sees, _) in known.OrderByDescending(one => one.Value.Used).Skip(Most))
            {
                known.TryRemove(sees, out _);
            }
        }
    }

    sealed class Known
    {
        public Known(SightTicket ticket, MemberDatabase members, UnreadableLayers unreadable)
        {
            Ticket = ticket;
            Database = new(members, ticket);
            Layers = new(Database, unreadable);
        }

        public SightTicket Ticket { get; }

        public PublishedDatabase Database { get; }

        public LayerCatalogue Layers { get; }

        public long Used { get; set; }

        public long? LookedAt { get; set; }

        /// <summary>How often the public layers had been read by then.</summary>
        public int PublicReadings { get; set; }
    }
}

public static class SightOfCaller
{
    public static void AddSight(this IServiceCollection services)
    {
        services.AddSingleton<PublicSight>();
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
