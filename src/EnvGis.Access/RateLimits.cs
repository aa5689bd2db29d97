using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using EnvGis.Http;
using Microsoft.Extensions.Options;

namespace EnvGis.Access;

/// <summary>How much one caller may ask of this process. Answers say it in the RateLimit fields of draft-ietf-httpapi-ratelimit-headers.</summary>
public sealed class RateLimitOptions
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

    /// <summary>Requests of one caller that are answered at the same time; the next one is refused. Streams of live events are counted by themselves.</summary>
    [Range(4, 10_000)]
    public int AtOnce { get; init; } = 200;

    /// <summary>Streams of live events that a network without a session or key may have open: one for each browser of a whole office.</summary>
    [Range(1, 100_000)]
    public int StreamsPerAddress { get; init; } = 1_000;

    /// <summary>The same for a person or a key.</summary>
    [Range(1, 100_000)]
    public int StreamsPerCaller { get; init; } = 20;
}

/// <summary>A bucket for each caller, filled at an even pace: bursts pass, what never ends does not. Pages and their files cost nothing here.</summary>
public sealed class RateLimits(IOptions<RateLimitOptions> options, TimeProvider time)
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
            if (limits.Enter(context, Caller.Of(context), out var refusal) is not { } visit)
            {
                await refusal!.ExecuteAsync(context);
                return;
            }
            using (visit)
            {
                await next(context);
            }
        });
    }

    /// <summary>Counts a request for a caller, and says in the answer's fields how much is left.</summary>
    /// <returns>To be disposed once the request has been answered; null when it is refused.</returns>
    public Visit? Enter(HttpContext context, Caller caller, out Refusal? refusal)
    {
        var (bucket, limit) = this.BucketOf(caller);
        var isStream = context.Request.Path == "/api/live";
        var most = !isStream ? options.AtOnce : caller.IsKnown ? options.StreamsPerCaller : options.StreamsPerAddress;
        var (left, waitSeconds) = bucket.Take(limit, isStream, most, time);
        var headers = context.Response.Headers;
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"caller\";q={limit};w=60");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"caller\";r={left};t={Math.Max(waitSeconds, 1)}");
        refusal = waitSeconds > 0 ? Problems.TooManyRequests(waitSeconds) : null;
        return waitSeconds > 0 ? null : new(bucket, isStream);
    }

    /// <summary>A request while it is answered.</summary>
    public sealed class Visit : IDisposable
    {
        readonly Bucket bucket;
        readonly bool isStream;

        internal Visit(Bucket bucket, bool isStream) => (this.bucket, this.isStream) = (bucket, isStream);

        /// <summary>It was somebody else's: it is as if it had not been counted here.</summary>
        public void TakeBack() => bucket.TakeBack();

        public void Dispose() => bucket.Done(isStream);
    }

    readonly RateLimitOptions options = options.Value;
    readonly TimeProvider time = time;

    (Bucket Bucket, int Limit) BucketOf(Caller caller)
    {
        var (name, limit) = (caller.Counted, caller switch
        {
            { PersonId: not null } => options.PerPerson,
            { IsKnown: true } => options.PerKey,
            _ => options.PerAddress,
        });
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

    internal sealed class Bucket(int limit, TimeProvider time)
    {
        readonly Lock gate = new();
        double tokens = limit;
        long filledAt = time.GetTimestamp();
        int atOnce, streams;

        /// <returns>How many are left, and after how many seconds to come back when this one is refused.</returns>
        public (int Left, int WaitSeconds) Take(int limit, bool isStream, int most, TimeProvider time)
        {
            lock (gate)
            {
                this.Fill(limit, time);
                if ((isStream ? streams : atOnce) >= most)
                {
                    return ((int)tokens, 1);
                }
                if (tokens < 1)
                {
                    return (0, Math.Max(1, (int)Math.Ceiling((1 - tokens) * 60 / limit)));
                }
                tokens--;
                (atOnce, streams) = isStream ? (atOnce, streams + 1) : (atOnce + 1, streams);
                return ((int)tokens, 0);
            }
        }

        public void Done(bool isStream)
        {
            lock (gate)
            {
                (atOnce, streams) = isStream ? (atOnce, streams - 1) : (atOnce - 1, streams);
            }
        }

        public void TakeBack()
        {
            lock (gate)
            {
                tokens++;
            }
        }

        public bool IsFull(TimeProvider time)
        {
            lock (gate)
            {
                return atOnce == 0 && streams == 0 && time.GetElapsedTime(filledAt) > TimeSpan.FromMinutes(1);
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
