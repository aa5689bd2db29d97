using System.Globalization;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;
using NetTopologySuite.Geometries;
using Npgsql;

namespace EnvGis.Benchmarks;

/// <summary>
/// A zone is built anew because one source of 20,000 corners changed, and laid beside what it was: the kernel in this process, beside the same union of buffers and its difference in one statement of
/// PostGIS, whose buffers know neither the grid's scale nor a legal distance.
/// </summary>
static class RecipeBenchmark
{
    const int Corners = 20_000, Others = 5, Rounds = 3;

    const double Metres = 100;

    const string Theirs = """
        with parts as (select st_transform(st_geomfromwkb(wkb, 4326), 9213) as geom from unnest(@sources) wkb),
        made as (select st_union(st_buffer(geom, @metres, 32)) as geom from parts)
        select st_area(geom) + st_area(st_difference(geom, st_transform(st_geomfromwkb(@before, 4326), 9213))) from made
        """;

    public static async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        var lattice = new Lattice(Vn2000Zone.Find(9213)!, 2);
        var random = new Random(1);
        var changed = Coast(lattice, Corners, 5_000, 450_000, 2_390_000, random);
        var moved = Coast(lattice, Corners, 5_000, 450_000, 2_390_000, new Random(2));
        List<Polygon> others = [.. Enumerable.Range(0, Others).Select(at => Coast(lattice, 400, 800, 444_000 + at * 3_000, 2_394_000, random))];
        var before = Make(changed).Shape;
        var wkb = (Geometry geometry) => geometry.AsBinary();
        var table = new ResultTable(string.Create(CultureInfo.InvariantCulture, $"a recipe of which a source of {Corners:N0} corners changed, {Environment.ProcessorCount} processors"));
        Make(moved);
        var longest = TimeSpan.Zero;
        var ours = await TileBenchmark.MeasureAsync(stage, Environment.ProcessId, Rounds, () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var begun = System.Diagnostics.Stopwatch.GetTimestamp();
                Comparison.Of(before, Make(moved).Shape);
                var took = System.Diagnostics.Stopwatch.GetElapsedTime(begun);
                longest = took > longest ? took : longest;
            }
            return Task.CompletedTask;
        });
        await using var connection = await stage.Database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Theirs, connection);
        command.Parameters.AddWithValue("sources", others.Prepend(moved).Select(wkb).ToArray());
        command.Parameters.AddWithValue("before", wkb(before.ToWgs84()));
        command.Parameters.AddWithValue("metres", Metres);
        var theirs = await TileBenchmark.MeasureAsync(stage, Environment.ProcessId, Rounds, async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                await command.ExecuteScalarAsync(cancellationToken);
            }
        });
        table.Add("a recipe built anew, and its difference", "ST_Union of ST_Buffer and ST_Difference in one statement", "zone", ours, theirs);
        table.Note(string.Create(CultureInfo.InvariantCulture, $"the longest of {Rounds} took {longest.TotalSeconds:0.0} s, of the 5 s that a difference may take."));
        table.Close();

        RecipeResult Make(Polygon source) => Recipe.Make(lattice, [.. others.Prepend(source).Select((one, at) => new RecipeInput(one, null, Metres, 5, $"source {at}"))], [], null, 100, cancellationToken);
    }

    /// <summary>A border as nature makes it: bays of many sizes.</summary>
    static Polygon Coast(Lattice lattice, int corners, double radiusM, double east, double north, Random random)
    {
        var waves = Enumerable.Range(2, 30).Select(number => (Number: number, Height: 0.25 / number, Phase: random.NextDouble() * 6.28)).ToList();
        var ring = Enumerable.Range(0, corners).Select(at =>
        {
            var angle = 2 * Math.PI * at / corners;
            var far = radiusM * (1 + waves.Sum(wave => wave.Height * Math.Sin(wave.Number * angle + wave.Phase)));
            var (longitude, latitude) = lattice.ToWgs84(new Corner(lattice.Units(east + far * Math.Cos(angle)), lattice.Units(north + far * Math.Sin(angle))));
            return new Coordinate(longitude, latitude);
        }).ToList();
        return new GeometryFactory(new PrecisionModel(), 4326).CreatePolygon([.. ring, ring[0].Copy()]);
    }
}
