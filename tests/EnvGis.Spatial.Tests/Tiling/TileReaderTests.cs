using EnvGis.Tests.Tiling;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Tiling;

public sealed class TileReaderTests
{
    const int MoveTo = 1, LineTo = 2, ClosePath = 7;

    static readonly (int, int[])[] OuterRing = [(MoveTo, [0, 0]), (LineTo, [10, 0, 0, 10, -10, 0]), (ClosePath, [])];

    [Fact]
    public void An_empty_tile_has_no_layers() => TileReader.Read([]).ShouldBeEmpty();

    [Fact]
    public void A_tile_reads_as_text()
    {
        var tile = new TileBytes()
            .Message(3, Layer("landfills")
                .Message(2, new TileBytes().Number(1, 12).Number(3, 3).Packed(2, 0, 0, 1, 1, 2, 2).Packed(4, TileBytes.Commands(
                    [.. OuterRing, (MoveTo, [2, -8]), (LineTo, [0, 2, 2, 0, 0, -2]), (ClosePath, [])])))
                .Text(3, "name").Text(3, "demo").Text(3, "area").Text(3, "level")
                .Message(4, new TileBytes().Text(1, "Bãi rác")).Message(4, new TileBytes().Number(7, 1)).Message(4, new TileBytes().Double(3, 0.5)))
            .Message(3, Layer("landfills:label")
                .Message(2, new TileBytes().Number(1, 12).Number(3, 1).Packed(2, 0, 0, 0 + 1, 1).Packed(4, TileBytes.Commands((MoveTo, [5, 5, -10, 0]))))
                .Message(2, new TileBytes().Number(3, 2).Packed(4, TileBytes.Commands((MoveTo, [1, 2]), (LineTo, [3, 3]), (MoveTo, [0, 0]), (LineTo, [1, 0]))))
                .Text(3, "rank").Text(3, "score").Message(4, new TileBytes().Number(6, 5)).Message(4, new TileBytes().Float(2, 1.5f)));

        TileReader.Describe(TileReader.Read(tile.ToArray())).ShouldBe("""
            layer landfills, extent 4096
              feature 12, Polygon
                name = "Bãi rác"
                demo = true
                area = 0.5
                (0 0, 10 0, 10 10, 0 10, 0 0)
                (2 2, 2 4, 4 4, 4 2, 2 2)
            layer landfills:label, extent 4096
              feature 12, Point
                rank = -3
                score = 1.5
                (5 5, -5 5)
              feature without id, LineString
                (1 2, 4 5)
                (4 5, 5 5)

            """);
    }

    [Fact]
    public void A_tag_is_found_by_its_key()
    {
        var feature = new TileFeature(1, TileGeometryType.Point, [[new TilePoint(0, 0)]], [new("name", "Bãi rác"), new("demo", true)]);

        feature["demo"].ShouldBe(true);
        feature["Name"].ShouldBeNull();
    }

    public static TheoryData<string, byte[]> BrokenTiles => new()
    {
        { "version 1", Tile(new TileBytes().Number(15, 1).Text(1, "a").Message(2, Feature(1, 3, OuterRing))) },
        { "version", Tile(new TileBytes().Text(1, "a").Message(2, Feature(1, 3, OuterRing))) },
        { "no name", Tile(new TileBytes().Number(15, 2).Message(2, Feature(1, 3, OuterRing))) },
        { "no features", Tile(Layer("a")) },
        { "two layers are named a", Tile(Layer("a").Message(2, Feature(1, 3, OuterRing)), Layer("a").Message(2, Feature(1, 3, OuterRing))) },
        { "two features 7", Tile(Layer("a").Message(2, Feature(7, 3, OuterRing)).Message(2, Feature(7, 3, OuterRing))) },
        { "geometry type 0", Tile(Layer("a").Message(2, Feature(1, 0, OuterRing))) },
        { "no geometry", Tile(Layer("a").Message(2, new TileBytes().Number(3, 3))) },
        { "line of no length", Tile(Layer("a").Message(2, Feature(1, 2, (MoveTo, [0, 0]), (LineTo, [1, 1, 0, 0])))) },
        { "first ring turns counter-clockwise", Tile(Layer("a").Message(2, Feature(1, 3, (MoveTo, [0, 0]), (LineTo, [0, 10, 10, 0, 0, -10]), (ClosePath, [])))) },
        { "without area", Tile(Layer("a").Message(2, Feature(1, 3, (MoveTo, [0, 0]), (LineTo, [1, 1, 1, 1]), (ClosePath, [])))) },
        { "too few points", Tile(Layer("a").Message(2, Feature(1, 3, (MoveTo, [0, 0]), (LineTo, [1, 1]), (ClosePath, [])))) },
        { "repeats the first point", Tile(Layer("a").Message(2, Feature(1, 3, (MoveTo, [0, 0]), (LineTo, [10, 0, 0, 10, -10, -10]), (ClosePath, [])))) },
        { "ends in the middle", Tile(Layer("a").Message(2, Feature(1, 3, (MoveTo, [0, 0]), (LineTo, [10, 0, 0, 10])))) },
        { "several moves", Tile(Layer("a").Message(2, Feature(1, 2, (MoveTo, [0, 0, 1, 1]), (LineTo, [10, 0])))) },
        { "command 2 where 1", Tile(Layer("a").Message(2, Feature(1, 1, (LineTo, [0, 0])))) },
        { "more than one command", Tile(Layer("a").Message(2, Feature(1, 1, (MoveTo, [0, 0]), (MoveTo, [0, 0])))) },
        { "key without value", Tile(Layer("a").Text(3, "k").Message(2, Feature(1, 3, OuterRing).Packed(2, 0))) },
        { "not there", Tile(Layer("a").Text(3, "k").Message(2, Feature(1, 3, OuterRing).Packed(2, 0, 0))) },
        { "twice", Tile(Layer("a").Text(3, "k").Message(4, new TileBytes().Number(7, 1)).Message(2, Feature(1, 3, OuterRing).Packed(2, 0, 0, 0, 0))) },
        { "no type", Tile(Layer("a").Message(4, new TileBytes()).Message(2, Feature(1, 3, OuterRing))) },
        { "cut short", Tile(Layer("a").Message(2, Feature(1, 3, OuterRing)))[..^3] },
    };

    [Theory]
    [MemberData(nameof(BrokenTiles))]
    public void A_tile_that_breaks_a_rule_is_refused(string fault, byte[] tile) =>
        Should.Throw<FormatException>(() => TileReader.Read(tile)).Message.ShouldContain(fault);

    static TileBytes Layer(string name) => new TileBytes().Number(15, 2).Text(1, name).Number(5, 4096);

    static TileBytes Feature(ulong id, ulong type, params (int, int[])[] commands) =>
        new TileBytes().Number(1, id).Number(3, type).Packed(4, TileBytes.Commands(commands));

    static byte[] Tile(params TileBytes[] layers) => layers.Aggregate(new TileBytes(), (tile, layer) => tile.Message(3, layer)).ToArray();
}
