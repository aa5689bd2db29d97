using System.Threading.Channels;
using EnvGis.Access;
using EnvGis.Database;

namespace EnvGis.Changes;

/// <summary>Server-sent events (HTML Living Standard §9.2) that name what just changed, for pages to fetch it.</summary>
static class LiveStream
{
    /// <summary>A page that missed more changes than this is told to ask for everything anew.</summary>
    const int MostMissed = 5_000;

    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15), LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>An event and no comment: a page cannot see a comment, and must find out when the line is dead and nobody said so.</summary>
    static readonly byte[] Beat = "event: beat\ndata: {}\n\n"u8.ToArray();

    public static async Task<IResult> Handle(
        HttpContext context, LiveFeed live, Sight sight, Caller caller, IStillAllowed lasting, TimeProvider time, IHostApplicationLifetime host,
        CancellationToken cancellationToken)
    {
        var database = sight.Database;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            // The stream has no end to wait for.
            Describe(context.Response);
            return Results.Empty;
        }
        // Listens before looking for what was missed: what commits after that look is told live, and what is told twice does no harm.
        var (events, reached) = live.Join();
        try
        {
            var first = await FirstAsync(context.Request, reached, database, cancellationToken);
            // The service does not wait for its listeners when it stops.
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
            if (!sight.IsPublic)
            {
                live.Leave(events);
                events = LookedUp(database, reached, token => lasting.MayStillAsync(caller, token), time, ending.Token);
            }
            await SendAsync(context, first, events.Reader, time, ending.Token);
        }
        catch (OperationCanceledException) when (host.ApplicationStopping.IsCancellationRequested)
        {
            // The stream ends here, begun or not; the browser comes back by itself, which it does only to what calls itself a stream.
            if (!context.Response.HasStarted)
            {
                Describe(context.Response);
            }
        }
        finally
        {
            live.Leave(events);
        }
        return Results.Empty;
    }

    static async Task<List<byte[]>> FirstAsync(HttpRequest request, Cursor reached, PublishedDatabase database, CancellationToken cancellationToken)
    {
        if (request.Headers["Last-Event-ID"] is not [{ Length: > 0 } lastId])
        {
            return [LiveFeed.Hello(reached)];
        }
        if (Cursor.Parse(lastId) is not { } since
            || await ChangeFeed.MissedAsync(database, since, MostMissed, cancellationToken) is not { } missed)
        {
            return [LiveFeed.Hello(reached), LiveFeed.Reset(reached)];
        }
        // Until what was missed has arrived, the page's place is where it was.
        return missed.Count == 0 ? [LiveFeed.Hello(since)] : [LiveFeed.Hello(since), LiveFeed.Changed(missed, reached)];
    }

    /// <summary>
    /// For a caller who sees more than everybody: the outbox as the database shows it to them, looked up once a second, since what everybody is told is not it.
    /// </summary>
    static Channel<byte[]> LookedUp(
        PublishedDatabase database, Cursor from, Func<CancellationToken, Task<bool>> maySee, TimeProvider time, CancellationToken cancellationToken)
    {
        var events = Channel.CreateBounded<byte[]>(1);
        _ = LookAsync();
        return events;

        async Task LookAsync()
        {
            try
            {
                using var tick = new PeriodicTimer(LookEvery, time);
                while (await tick.WaitForNextTickAsync(cancellationToken))
                {
                    var (place, changes, next, _) = await ChangeFeed.ReadAsync(database, from, null, MostMissed, cancellationToken);
                    if (place == Outbox.Place.Lost)
                    {
                        await events.Writer.WriteAsync(LiveFeed.Reset(next), cancellationToken);
                    }
                    if (place == Outbox.Place.NotHereYet)
                    {
                        continue;
                    }
                    if (changes.Count > 0)
                    {
                        // Asked after they were read: what was committed once the caller may no longer is told to nobody.
                        if (!await maySee(cancellationToken))
                        {
                            break;
                        }
                        await events.Writer.WriteAsync(LiveFeed.Changed(changes, next), cancellationToken);
                    }
                    from = next;
                }
                events.Writer.TryComplete();
            }
            catch (Exception over)
            {
                // The stream ends, and the browser comes back by itself and says where it was.
                events.Writer.TryComplete(over is OperationCanceledException ? null : over);
            }
        }
    }

    static void Describe(HttpResponse response)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        // nginx would hold events back until its buffer is full.
        response.Headers["X-Accel-Buffering"] = "no";
    }

    static async Task SendAsync(
        HttpContext context, List<byte[]> first, ChannelReader<byte[]> events, TimeProvider time, CancellationToken cancellationToken)
    {
        var response = context.Response;
        Describe(response);
        foreach (var message in first)
        {
            await response.Body.WriteAsync(message, cancellationToken);
        }
        await response.Body.FlushAsync(cancellationToken);

        using var beat = new PeriodicTimer(Heartbeat, time);
        var next = events.WaitToReadAsync(cancellationToken).AsTask();
        var tick = beat.WaitForNextTickAsync(cancellationToken).AsTask();
        while (true)
        {
            if (await Task.WhenAny(next, tick) == tick)
            {
                await tick;
                await response.Body.WriteAsync(Beat, cancellationToken);
                tick = beat.WaitForNextTickAsync(cancellationToken).AsTask();
            }
            else
            {
                if (!await next)
                {
                    return;
                }
                while (events.TryRead(out var message))
                {
                    await response.Body.WriteAsync(message, cancellationToken);
                }
                next = events.WaitToReadAsync(cancellationToken).AsTask();
            }
            await response.Body.FlushAsync(cancellationToken);
        }
    }
}
