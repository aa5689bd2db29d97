using System.Text.Json;
using Shouldly;

namespace EnvGis.Tests.Changes;

sealed record LiveEvent(string Name, string Id, string Data);

/// <summary>A page that listens to /api/live, as a browser's EventSource does.</summary>
sealed class Listener(HttpResponseMessage response, StreamReader lines) : IAsyncDisposable
{
    /// <summary>All that was told so far.</summary>
    public string Heard { get; private set; } = "";

    public HttpResponseMessage Response { get; } = response;

    public static Task<Listener> Open(RunningService service, string? lastId = null, HttpClient? client = null) => Open(client ?? service.Http, lastId);

    public static async Task<Listener> Open(HttpClient client, string? lastId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/live");
        if (lastId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastId);
        }
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new(response, new(await response.Content.ReadAsStreamAsync()));
    }

    public async Task<LiveEvent> Next(string name)
    {
        var next = await Hear(awaited: name);
        next.Name.ShouldBe(name);
        return next;
    }

    /// <summary>Waits for so many changes of a layer; other tests change others meanwhile.</summary>
    public async Task<(List<string> Told, string Cursor)> Changes(string layer, int count, bool orMore = false)
    {
        var told = new List<string>();
        while (true)
        {
            var next = await Hear(awaited: null);
            using var data = JsonDocument.Parse(next.Data);
            data.RootElement.GetProperty("revision").GetString().ShouldBe(next.Id);
            next.Name.ShouldNotBe("reset");
            if (next.Name == "change")
            {
                told.AddRange(data.RootElement.GetProperty("changes").EnumerateArray()
                    .Where(change => change.GetProperty("layer").GetString() == layer).Select(change => change.GetRawText()));
            }
            if (told.Count >= count)
            {
                if (!orMore)
                {
                    told.Count.ShouldBe(count);
                }
                return (told, next.Id);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        lines.Dispose();
        Response.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The next event; a beat only where one is awaited.</summary>
    async Task<LiveEvent> Hear(string? awaited)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (name, id, data) = ("", "", "");
        while (true)
        {
            var line = await lines.ReadLineAsync(patience.Token) ?? throw new EndOfStreamException();
            if (line.Length == 0 && data.Length > 0 && name == "beat" && awaited != name)
            {
                (name, data) = ("", "");
            }
            else if (line.Length == 0 && data.Length > 0)
            {
                return new(name, id, data);
            }
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line[7..];
            }
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = line[4..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                data = line[6..];
                Heard += name == "beat" ? "" : data;
            }
        }
    }
}
