using EnvGis.Spatial.Tiling;
using EnvGis.Tiles;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Tiles;

public class TileGridTests(ProjectService project) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    [Fact]
    public async Task Where_a_tile_is_said_to_look_PostGIS_looks()
    {
        var random = new Random(3857);
        var (tiles, places) = (new List<TileAddress>(), new List<(double X, double Y)>());
        for (var i = 0; i < 20_000; i++)
        {
            var side = 1 << random.Next(0, TileGrid.DeepestZoom + 1);
            var tile = new TileAddress(int.Log2(side), random.Next(side), random.Next(side));
            // Within twenty metres of an edge of what it searches, inside or outside.
            var (box, off, along) = (tile.Envelope(64.0 / 4096), random.NextDouble() * 40 - 20, random.NextDouble());
            var (x, y) = (box.MinX + along * (box.MaxX - box.MinX), box.MinY + along * (box.MaxY - box.MinY));
            tiles.Add(tile);
            places.Add(random.Next(4) switch { 0 => (box.MinX + off, y), 1 => (box.MaxX + off, y), 2 => (x, box.MinY + off), _ => (x, box.MaxY + off) });
        }

        // What the tile finds, in single precision, and what lies within ten metres of where it looks, exactly.
        var asked = await service.Rows<(bool IsFound, bool IsNear)>("""
            select searched && place, st_intersects(st_expand(searched, 10), place)
            from unnest(@z, @c, @r, @x, @y) with ordinality as asked (z, c, r, x, y, n)
            cross join lateral (select st_tileenvelope(z, c, r, margin => 64.0 / 4096) as searched, st_point(x, y, 3857) as place) made order by n
            """, new
        {
            z = tiles.ConvertAll(tile => tile.Zoom).ToArray(), c = tiles.ConvertAll(tile => tile.Column).ToArray(), r = tiles.ConvertAll(tile => tile.Row).ToArray(),
            x = places.ConvertAll(place => place.X).ToArray(), y = places.ConvertAll(place => place.Y).ToArray(),
        });

        for (var i = 0; i < tiles.Count; i++)
        {
            var place = new MercatorBox(places[i].X, places[i].Y, places[i].X, places[i].Y);
            foreach (var looks in new[] { TileGrid.SearchedBy(tiles[i]).Intersects(place), TileGrid.Searching(place, tiles[i].Zoom).Contains(tiles[i]) })
            {
                (looks || !asked[i].IsFound).ShouldBeTrue($"{tiles[i]} finds what is at {place}");
                (asked[i].IsNear || !looks || IsBeyondGrid(place)).ShouldBeTrue($"{tiles[i]} does not look at {place}");
            }
        }

        // Counts as the edge of the grid.
        static bool IsBeyondGrid(MercatorBox place) =>
            Math.Max(Math.Max(place.MaxX, -place.MinX), Math.Max(place.MaxY, -place.MinY)) > WebMercator.HalfSideMetres;
    }

    [Theory]
    [InlineData("18", "262143", "0", true)]
    [InlineData("19", "0", "0", false)]
    [InlineData("3", "8", "0", false)]
    [InlineData("3", "+1", "0", false)]
    [InlineData("", "0", "0", false)]
    public void An_address_is_three_plain_numbers_of_a_tile_there_is(string zoom, string column, string row, bool isThere) =>
        (TileGrid.Parse(zoom, column, row)?.ToString()).ShouldBe(isThere ? $"{zoom}/{column}/{row}" : null);
}
