using EnvGis.Spatial.Crs;
using EnvGis.Spatial.Tiling;
using EnvGis.Tests.Tiling;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Tiling;

public sealed class TileAddressTests
{
    const double Buffer = 64.0 / 4096;

    [Theory]
    [InlineData(0, 0, 0, true)]
    [InlineData(22, 4_194_303, 4_194_303, true)]
    [InlineData(23, 0, 0, false)]
    [InlineData(-1, 0, 0, false)]
    [InlineData(3, 8, 0, false)]
    [InlineData(3, 0, 8, false)]
    [InlineData(3, -1, 0, false)]
    [InlineData(3, 0, int.MinValue, false)]
    [InlineData(22, int.MaxValue, 0, false)]
    public void Only_tiles_that_exist_have_an_address(int zoom, int column, int row, bool exists)
    {
        TileAddress.TryCreate(zoom, column, row, out var address).ShouldBe(exists);
        if (exists)
        {
            address.ShouldBe(new TileAddress(zoom, column, row));
        }
        else
        {
            Should.Throw<ArgumentOutOfRangeException>(() => new TileAddress(zoom, column, row));
        }
    }

    [Fact]
    public void Envelopes_divide_the_world_square()
    {
        Close(new TileAddress(0, 0, 0).Envelope(), -20037508.342789244, -20037508.342789244, 20037508.342789244, 20037508.342789244);
        // A side at zoom 10 is 40 075 016.6856 m / 1024 = 39 135.7585 m.
        Close(new TileAddress(10, 813, 450).Envelope(), 11779863.303085081, 2387281.2674026266, 11818999.061567094, 2426417.0258846357);
        Close(new TileAddress(1, 1, 0).Envelope(0.5), -10018754.171394622, -10018754.171394622, 30056262.514183866, 30056262.514183866);
    }

    [Theory]
    // Thái Nguyên, Hà Nội and the corner where four tiles meet.
    [InlineData(10, 105.74092, 21.55968, 812, 449)]
    [InlineData(14, 105.85, 21.03, 13009, 7212)]
    [InlineData(1, 0, 0, 1, 1)]
    [InlineData(5, -180, 89, 0, 0)]
    [InlineData(5, 180, -89, 31, 31)]
    public void A_position_lies_in_its_tile(int zoom, double longitude, double latitude, int column, int row)
    {
        var tile = TileAddress.Of(zoom, longitude, latitude);

        tile.ShouldBe(new TileAddress(zoom, column, row));
        if (Math.Abs(latitude) < 85)
        {
            tile.Bounds.Contains(longitude, latitude).ShouldBeTrue();
        }
    }

    [Fact]
    public void Bounds_end_where_the_grid_ends()
    {
        var world = new TileAddress(0, 0, 0).Bounds;

        world.West.ShouldBe(-180);
        world.East.ShouldBe(180);
        world.North.ShouldBe(85.05112878, 1e-8);
        world.South.ShouldBe(-85.05112878, 1e-8);
    }

    [Fact]
    public void Parents_and_children_know_each_other()
    {
        var tile = new TileAddress(10, 813, 450);

        tile.Children.ShouldBe([new(11, 1626, 900), new(11, 1627, 900), new(11, 1626, 901), new(11, 1627, 901)]);
        tile.Children.ShouldAllBe(child => child.Parent == tile && tile.Bounds.Contains(Shrunk(child.Bounds)));
        new TileAddress(0, 0, 0).Parent.ShouldBeNull();
        new TileAddress(22, 0, 0).Children.ShouldBeEmpty();
        tile.ToString().ShouldBe("10/813/450");
    }

    [Fact]
    public void An_extent_is_covered_by_the_tiles_it_has_a_point_in()
    {
        var range = TileRange.Covering(new Extent(105.6, 21.4, 106.2, 22.0), 10);

        range.ShouldBe(new TileRange(10, 812, 447, 814, 449));
        range.Count.ShouldBe(9);
        var tiles = new List<TileAddress>();
        foreach (var tile in range)
        {
            tiles.Add(tile);
        }
        tiles.ShouldBe([new(10, 812, 447), new(10, 813, 447), new(10, 814, 447), new(10, 812, 448), new(10, 813, 448), new(10, 814, 448),
            new(10, 812, 449), new(10, 813, 449), new(10, 814, 449)]);
        range.Contains(new TileAddress(10, 813, 448)).ShouldBeTrue();
        range.Contains(new TileAddress(11, 813, 448)).ShouldBeFalse();
    }

    [Fact]
    public void An_edge_belongs_to_the_tiles_of_both_sides_and_a_buffer_reaches_over()
    {
        var corner = new Extent(0, 0, 0, 0);
        TileRange.Covering(corner, 1).Count.ShouldBe(4);

        var west = new TileAddress(10, 812, 449);
        var justEast = new Extent(west.Bounds.East + 0.001, 21.6, west.Bounds.East + 0.002, 21.61);
        west.Touches(justEast).ShouldBeFalse();
        west.Touches(justEast, Buffer).ShouldBeTrue();
        west.Contains(justEast).ShouldBeFalse();
    }

    [Fact]
    public void What_lies_beyond_the_grid_counts_as_its_edge()
    {
        TileRange.Covering(new Extent(-180, -90, 180, 90), 3, Buffer).ShouldBe(new TileRange(3, 0, 0, 7, 7));
        TileRange.Covering(new Extent(10, 88, 11, 89), 3).FirstRow.ShouldBe(0);
        Should.Throw<ArgumentOutOfRangeException>(() => TileRange.Covering(default(Extent), 23));
    }

    [Fact]
    public void A_tile_touches_an_extent_when_their_boxes_in_metres_meet() => Prop.ForAll(
        Gen.Choose(0, 18).ToArbitrary(),
        Gen.Choose(-1_790_000, 1_790_000).Select(n => n / 1e4).ToArbitrary(),
        Gen.Choose(-840_000, 840_000).Select(n => n / 1e4).ToArbitrary(),
        (zoom, longitude, latitude) =>
        {
            var extent = new Extent(longitude, latitude, longitude + 0.01, latitude + 0.01);
            var place = MercatorBox.Of(extent);
            var centre = TileAddress.Of(zoom, longitude, latitude);
            for (var step = 0; step < 25; step++)
            {
                if (!TileAddress.TryCreate(zoom, centre.Column + step % 5 - 2, centre.Row + step / 5 - 2, out var tile))
                {
                    continue;
                }
                tile.Touches(extent, Buffer).ShouldBe(tile.Envelope(Buffer).Intersects(place));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_box_in_metres_is_covered_by_the_tiles_that_cover_it_in_degrees()
    {
        var extent = new Extent(105.6, 21.4, 106.2, 22.0);
        var tile = new TileAddress(16, 52_000, 28_700);

        for (var zoom = 0; zoom <= TileAddress.MaxZoom; zoom++)
        {
            TileRange.Covering(MercatorBox.Of(extent), zoom, Buffer).ShouldBe(TileRange.Covering(extent, zoom, Buffer));
        }
        // A tile's own box touches the eight around it.
        TileRange.Covering(tile.Envelope(), 16).ShouldBe(new TileRange(16, 51_999, 28_699, 52_001, 28_701));
        // Beyond the grid on every side.
        TileRange.Covering(new TileAddress(0, 0, 0).Envelope(1), 2).ShouldBe(new TileRange(2, 0, 0, 3, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => TileRange.Covering(default(MercatorBox), -1));
    }

    [Fact]
    public void Boxes_in_metres_share_the_points_of_their_edges()
    {
        Close(MercatorBox.Of(new Extent(-180, -90, 180, 90)), -20037508.342789244, -20037508.342789244, 20037508.342789244, 20037508.342789244);
        var box = new MercatorBox(0, 0, 10, 10);

        box.Intersects(new MercatorBox(10, 10, 20, 20)).ShouldBeTrue();
        box.Intersects(new MercatorBox(2, 2, 3, 3)).ShouldBeTrue();
        box.Intersects(new MercatorBox(10.1, 0, 20, 10)).ShouldBeFalse();
        box.Intersects(new MercatorBox(0, -5, 10, -0.1)).ShouldBeFalse();
    }

    [Fact]
    public void A_point_of_a_tile_is_somewhere_on_earth()
    {
        var tile = new TileAddress(10, 813, 450);
        var bounds = tile.Bounds;

        tile.PositionOf(new TilePoint(0, 0), 4096).ShouldBe((bounds.West, bounds.North));
        tile.PositionOf(new TilePoint(512, 512), 512).ShouldBe((bounds.East, bounds.South));
        // In the buffer, over the edge of the neighbour to the west.
        new TileAddress(10, 812, 450).PositionOf(new TilePoint(4096 + 64, 0), 4096).Longitude.ShouldBe(bounds.West + 360.0 / 1024 / 64, 1e-12);
        // The middle in metres, not in degrees.
        var (longitude, latitude) = tile.PositionOf(new TilePoint(2048, 2048), 4096);
        var (x, y) = WebMercator.FromDegrees(longitude, latitude);
        var box = tile.Envelope();
        x.ShouldBe((box.MinX + box.MaxX) / 2, 1e-6);
        y.ShouldBe((box.MinY + box.MaxY) / 2, 1e-6);
    }

    [Fact]
    public void Metres_and_degrees_turn_into_each_other()
    {
        var (x, y) = WebMercator.FromDegrees(105.74092, 21.55968);

        x.ShouldBe(11771025.37, 0.01);
        y.ShouldBe(2458740.95, 1);
        var (longitude, latitude) = WebMercator.ToDegrees(x, y);
        longitude.ShouldBe(105.74092, 1e-12);
        latitude.ShouldBe(21.55968, 1e-12);
    }

    static Extent Shrunk(Extent box) => new(box.West + 1e-9, box.South + 1e-9, box.East - 1e-9, box.North - 1e-9);

    static void Close(MercatorBox box, double minX, double minY, double maxX, double maxY)
    {
        box.MinX.ShouldBe(minX, 1e-6);
        box.MinY.ShouldBe(minY, 1e-6);
        box.MaxX.ShouldBe(maxX, 1e-6);
        box.MaxY.ShouldBe(maxY, 1e-6);
    }
}
