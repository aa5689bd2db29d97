using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace EnvGis.Tests.Features;

/// <summary>Whoever compares what the public is told before and after an act waits first until all is told that was done before: else the answers change by themselves between two looks.</summary>
static class Standing
{
    /// <summary>Until every reader is told of all that stands: the list of layers may be two seconds old, and the feed tells of a change once every transaction of the server that began before it has ended.</summary>
    /// <param name="service">The service.</param>
    /// <param name="readers">Who is asked for the list; anybody when none is named.</param>
    public static async Task AllToldAsync(RunningService service, params HttpClient[] readers)
    {
        foreach (var reader in readers is [] ? [service.Http] : readers)
        {
            await Until.So(async () =>
            {
                var there = await service.Rows<string>("select l.id || ' ' || (select count(*) from published.feature f where f.layer = l.id) from published.layer l");
                var told = (await reader.GetFromJsonAsync<JsonElement>("/api/layers")).GetProperty("layers").EnumerateArray()
                    .Select(one => $"{one.GetProperty("id").GetString()} {one.GetProperty("features").GetInt32().ToString(CultureInfo.InvariantCulture)}");
                return !there.Except(told).Any();
            }, "the list of layers telling of every public layer and how many places it has");
        }
        await Until.So(async () => await service.Value<bool>("select not exists (select from env.change where xid >= pg_snapshot_xmin(pg_current_snapshot()))"), "the feed telling of the last change");
    }
}
