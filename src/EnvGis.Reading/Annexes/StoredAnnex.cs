using System.Collections.Immutable;
using Dapper;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;
using Npgsql;

namespace EnvGis.Annexes;

/// <summary>An annex as its corners are kept.</summary>
static class StoredAnnex
{
    sealed record Vertex(int Part, int Ring, double North, double East);

    /// <summary>The shape that a version's stored corners make; null where they make none, as those of annexes that were not drawn here may.</summary>
    /// <param name="decimals">As printed; null of annexes from before, which are taken by centimetres where all corners lie on them.</param>
    public static async Task<AnnexShape?> ReadAsync(NpgsqlConnection connection, long version, int epsg, int? decimals, CancellationToken cancellationToken)
    {
        var rows = (await connection.QueryAsync<Vertex>(new CommandDefinition(
            "select part, ring, x_north as North, y_east as East from legal_vertex where version_id = @version order by part, ring, number", new { version }, cancellationToken: cancellationToken))).AsList();
        var lattice = new Lattice(Vn2000Zone.Find(epsg)!, decimals is 2 or 3 ? decimals.Value : rows.TrueForAll(row => On(row.North) && On(row.East)) ? 2 : 3);
        try
        {
            return new(lattice, [.. rows.GroupBy(row => row.Part).Select(part => new AnnexPart([.. part.GroupBy(row => row.Ring).Select(ring => Ring(ring, lattice))]))]);
        }
        catch (AnnexException)
        {
            return null;
        }

        // A millimetre is what is left of a centimetre in a double.
        static bool On(double metres) => Math.Abs(metres * 100 - Math.Round(metres * 100)) < 1e-4;
    }

    static AnnexRing Ring(IEnumerable<Vertex> rows, Lattice lattice)
    {
        var corners = rows.Select(row => new Corner(lattice.Units(row.East), lattice.Units(row.North))).ToImmutableArray();
        // Some documents repeat the first point.
        return AnnexRing.Of(corners is [var first, .., var last] && first == last ? corners[..^1] : corners, StretchOrigin.Annex, 0);
    }
}
