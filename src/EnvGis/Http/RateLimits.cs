using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using EnvGis.Accounts;
using Microsoft.Extensions.Options;

namespace EnvGis.Http;

/// <summary>How much one caller may ask of this process. Answers say it in the RateLimit fields of draft-ietf-httpapi-ratelimit-headers.</summary>
sealed class RateLimitOptions
{
    /// <summary>
    /// Requests that a network without a session or key may send in a row; as many come back each minute. A whole office may stand behind one address, and a
    /// map that opens asks for some thirty things.
    /// </summary>
    [Range(60, 100_000_000)]
    public int PerAddress { get; init; } = 30_000;

    /// <summary>The same for a key of a machine.</summary>
    [Range(60, 100_000_000)]
    public int PerKey { get; init; } = 1_200;

    /// <summary>The same for a person.</summary>
    [Range(60, 100_000_000)]
    public int PerPerson { get; init; } = 6_000;

    /// <summary>Requests of one caller that are answered at the same time; the next one is refused. Streams of live events do not count.</summary>
    [Range(4, 10_000)]
    public int AtOnce { get; init; } = 200;
}

/// <summary>A bucket for each caller, filled at an even pace: bursts pass, what never ends does not. Pages and their files cost nothing here.</summary>
sealed class RateLimits(IOptions<RateLimitOptions> options, TimeProvider time)
{
    const int MostCallers = 100_000;

    readonly ConcurrentDictionary<string, Bucket> buckets = new(StringComparer.Ordinal);

    public static void Use(WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RateLimits>();
        app.Use(async (context, next) =>
        {
            if (context.Request.Path.StartsWithSegments("/health"))
            {
                await next(context);
                return;
            }
            var (bucket, limit) = limits.BucketOf(ReadCaller.Of(context));
            var isStream = context.Request.Path == "/api/live";
            var (left, waitSeconds) = bucket.Take(limit, isStream ? int.MaxValue : limits.options.AtOnce, limits.time);
            var headers = context.Response.Headers;
            headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"caller\";q={limit};w=60");
            headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"caller\";r={left};t={Math.Max(waitSeconds, 1)}");
            if (waitSeconds > 0)
            {
                await Problems.TooManyRequests(waitSeconds).ExecuteAsync(context);
                return;
            }
            if (isStream)
            {
                bucket.Done();
                await next(context);
                return;
            }
            try
            {
                await next(context);
            }
            finally
            {
                bucket.Done();
            }
        });
    }

    readonly RateLimitOptions options = options.Value;
    readonly TimeProvider time = time;

    (Bucket Bucket, int Limit) BucketOf(Caller caller)
    {
        var (name, limit) = caller switch
        {
            { PersonId: { } person } => ($"person {person.ToString(CultureInfo.InvariantCulture)}", options.PerPerson),
            { IsKnown: true } => (caller.Name, options.PerKey),
            _ => (Network(caller.Network), options.PerAddress),
        };
        if (buckets.Count > MostCallers)
        {
            // Full buckets hold nothing that would be missed.
            foreach (var (key, idle) in buckets.Where(one => one.Value.IsFull(time)))
            {
                buckets.TryRemove(KeyValuePair.Create(key, idle));
            }
        }
        return (buckets.GetOrAdd(name, static (_, made) => new(made.limit, made.time), (limit, time)), limit);
    }

    /// <summary>An IPv4 address, or the 64 bits of an IPv6 address that one subscriber has.</summary>
    static string Network(IPAddress? address) => address switch
    {
        null => "none",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } => new IPAddress([.. address.GetAddressBytes().Take(8), .. new byte[8]]).ToString(),
        _ => address.ToString(),
    };

    sealed class Bucket(int limit, TimeProvider time)
    {
        readonly Lock gate = new();
        double tokens = limit;
        long filledAt = time.GetTimestamp();
        int atOnce;

        /// <returns>How many are left, and after how many seconds to come back when this one is refused.</returns>
        public (int Left, int WaitSeconds) Take(int limit, int mostAtOnce, TimeProvider time)
        {
            lock (gate)
            {
                this.Fill(limit, time);
                if (atOnce >= mostAtOnce)
                {
                    return ((int)tokens, 1);
                }
                if (tokens < 1)
                {
                    return (0, Math.Max(1, (int)Math.Ceiling((1 - tokens) * 60 / limit)));
                }
                tokens--;
                atOnce++;
                return ((int)tokens, 0);
            }
        }

        public void Done()
        {
            lock (gate)
            {
                atOnce--;
            }
        }

        public bool IsFull(TimeProvider time)
        {
            lock (gate)
            {
                return atOnce == 0 && time.GetElapsedTime(filledAt) > TimeSpan.FromMinutes(1);
            }
        }

        void Fill(int limit, TimeProvider time)
        {
            var now = time.GetTimestamp();
            tokens = Math.Min(limit, tokens + time.GetElapsedTime(filledAt, now).TotalMinutes * limit);
            filledAt = now;
        }
    }
}
