using EnvGis.Tests.Tiles;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Changes;

/// <summary>Two services on one database, as behind one address.</summary>
public sealed class SeveralProcessesTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_change_reaches_the_tiles_of_every_service_that_listens()
    {
        await using var second = await service.StartAnother();
        var layer = await service.NewLayer();
        // The second service learns of layers as it starts; this one came later.
        await second.Services.GetRequiredService<EnvGis.Access.PublicSight>().Layers.RefreshAsync(CancellationToken.None);
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        var tile = TileClient.AddressAt(layer, 105.8, 21.6, 12);
        await Until.So(async () => await Tag(service.Http, tile) is not null && await Tag(second.Http, tile) is not null, "the feature in both");
        (await Tag(second.Http, tile)).ShouldBe(await Tag(service.Http, tile));

        await service.Sql("delete from env.current_feature where id = @id", new { id });

        await Until.So(async () => await Tag(service.Http, tile) is null && await Tag(second.Http, tile) is null, "its withdrawal from both");
    }

    static async Task<string?> Tag(HttpClient http, string address)
    {
        using var answer = await http.GetAsync(address);
        return answer.Headers.ETag?.Tag;
    }
}
