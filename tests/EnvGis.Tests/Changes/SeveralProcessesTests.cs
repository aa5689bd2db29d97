using EnvGis.Tests.Tiles;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Changes;

/// <summary>Two services on one database, as behind one address.</summary>
public sealed class SeveralProcessesTests(RunningService service)
{
    [Fact]
    public async Task A_change_reaches_the_tiles_of_every_service_that_listens()
    {
        await using var second = Service.Build([], service.Database, service.Root);
        second.Urls.Add("http://127.0.0.1:0");
        var address = await Service.StartAsync(second, CancellationToken.None);
        using var http = new HttpClient { BaseAddress = new(address) };
        var layer = await service.NewLayer();
        // The second service learns of layers as it starts; this one came later.
        await second.Services.GetRequiredService<EnvGis.Layers.LayerCatalogue>().RefreshAsync(CancellationToken.None);
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        var tile = TileClient.AddressAt(layer, 105.8, 21.6, 12);
        await TileClient.Until(async () => await Tag(service.Http, tile) is not null && await Tag(http, tile) is not null, "the feature in both");
        (await Tag(http, tile)).ShouldBe(await Tag(service.Http, tile));

        await service.Sql("delete from env.current_feature where id = @id", new { id });

        await TileClient.Until(async () => await Tag(service.Http, tile) is null && await Tag(http, tile) is null, "its withdrawal from both");
        await second.StopAsync();
    }

    static async Task<string?> Tag(HttpClient http, string address)
    {
        using var answer = await http.GetAsync(address);
        return answer.Headers.ETag?.Tag;
    }
}
