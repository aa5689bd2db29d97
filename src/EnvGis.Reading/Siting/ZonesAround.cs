using System.Globalization;
using Dapper;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Siting;
using EnvGis.Spatial.Vn2000;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;

namespace EnvGis.Siting;

/// <summary>The places of some layers around a site, as in force on a day and as known at a moment, and how the site lies to each.</summary>
sealed class ZonesAround(NpgsqlConnection connection, AskedSite site, DateOnly day, DateTime known, CancellationToken cancellationToken)
{
    /// <summary>How much more metres a degree may have one way than the other.</summary>
    const double Uneven = 1.12;

    /// <summary>A position that is known better than this leaves nothing open farther away than <see cref="SiteAnswers.AlwaysM"/>.</summary>
    const double VagueM = 1_000;

    public const int MostOfLayer = 200;

    readonly byte[] shape = site.Shape.AsBinary();

    readonly string onDay = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="Finding">Null of one that nobody has located.</param>
    public sealed record Found(Row Row, Geometry? Geometry, SiteFinding? Finding, double DatumM, (Vn2000Zone Zone, IReadOnlyList<SiteAnswers.Vertex> Corners)? Table);

    // Properties, not parameters: it has too many of them to keep in order.
    public sealed class Row
    {
        public required string Layer { get; init; }
        public long Id { get; init; }
        public required string Code { get; init; }
        public long Version { get; init; }
        public required string NameVi { get; init; }
        public required string NameEn { get; init; }
        public required string Attributes { get; init; }
        public bool Demonstration { get; init; }
        public string? PositionSource { get; init; }
        public double? AccuracyM { get; init; }
        public string? CommuneCode { get; init; }
        public string? CommuneName { get; init; }
        public string? State { get; init; }
        public DateOnly? Since { get; init; }
        public DateOnly? Until { get; init; }
        public long? Decision { get; init; }
        public string? Number { get; init; }
        public DateOnly? IssuedOn { get; init; }
        public string? Issuer { get; init; }
        public int? Epsg { get; init; }
        public int? Decimals { get; init; }
        public byte[]? Wkb { get; init; }
    }

    // What of a place is told beside where it is; of "f" with the columns of features_as_of.
    const string Told = """
        f.layer, f.id, f.code, f.version_id as Version, f.name_vi as NameVi, coalesce(f.name_en, f.name_vi) as NameEn, f.attributes::text as Attributes, f.demonstration,
        f.position_source as PositionSource, f.accuracy_m as AccuracyM, f.commune_code as CommuneCode, f.commune_name as CommuneName, f.state,
        published.told_day(lower(f.valid)) as Since, published.told_day(upper(f.valid) - 1) as Until, d.id as Decision, d.number, d.issued_on as IssuedOn, d.issuer, a.epsg, a.decimals
        """;

    const string Decided = """
        left join feature_version v on v.version_id = f.version_id
        left join decision d on d.id = v.decision_id
        left join legal_annex a on a.version_id = f.version_id
        """;

    /// <summary>The nearest place of each layer today: by the index, one row of each. Names the layers, @layers, and the site, @site.</summary>
    public const string NearestSql = """
        select l.id as Layer, n.far
        from unnest(@layers) l (id)
        cross join lateral (
            select st_distance(f.geom, st_geomfromwkb(@site, 4326)) as far
            from feature f where f.layer = l.id and f.geom is not null
            order by f.geom <-> st_geomfromwkb(@site, 4326) limit 1) n
        """;

    static readonly string AroundSql = $"""
        select {Told}, st_asbinary(f.geom) as Wkb
        from unnest(@layers, @reaches) l (layer, reach)
        cross join lateral (
            select f.* from features_as_of(l.layer, @day::date, @known, st_expand(st_geomfromwkb(@site, 4326), l.reach)) f
            order by f.geom <-> st_geomfromwkb(@site, 4326), f.id limit {MostOfLayer + 1}) f
        {Decided}
        """;

    static readonly string UnlocatedSql = $"""
        select {Told}
        from feature_version f
        {Decided}
        where f.layer = any (@layers) and f.unlocated and f.commune_code = any (@communes) and f.valid @> @day::date and f.recorded @> @known
        order by f.layer, f.id
        limit {MostOfLayer + 1}
        """;

    const string VagueSql = """
        select v.layer, max(v.accuracy_m) as MostM from feature_version v
        where v.layer = any (@layers) and v.accuracy_m > @VagueM and v.geom is not null and v.valid @> @day::date and v.recorded @> @known
        group by v.layer
        """;

    /// <summary>Every zone that holds the site or a part of it, that may do so, or that is as near as asked, and the nearest of each layer; the nearest first.</summary>
    /// <param name="layers">Of zones.</param>
    /// <param name="withinM">Metres.</param>
    /// <param name="isToday">Whether it is asked of today as known now, of which the index knows the nearest.</param>
    /// <returns>And the layers of which there are more than are told.</returns>
    public async Task<(List<Found> Zones, HashSet<string> Cut)> ZonesAsync(string[] layers, int withinM, bool isToday)
    {
        var vague = (await connection.QueryAsync<(string Layer, double MostM)>(this.Command(VagueSql, new { layers, VagueM, day = this.onDay, known })))
            .ToDictionary(row => row.Layer, row => row.MostM);
        var nearest = isToday
            ? (await connection.QueryAsync<(string Layer, double Far)>(this.Command(NearestSql, new { layers, site = this.shape })))
                .ToDictionary(row => row.Layer, row => row.Far * Uneven + 1e-6) : [];
        var (zones, cut) = (new List<Found>(), new HashSet<string>());
        var open = layers.ToDictionary(layer => layer, layer =>
        {
            var openM = vague.TryGetValue(layer, out var most) ? SiteFinding.Tolerance(site.AccuracyM, most, SiteAnswers.DatumM) : SiteAnswers.AlwaysM;
            return Math.Max(Math.Max(withinM, openM) / SiteAnswers.LeastMetresOfDegree, nearest.GetValueOrDefault(layer));
        });
        // Where nothing was found in reach, farther; the last reach is the world.
        for (double[] further = [0.1, 1, 10, 360]; open.Count > 0;)
        {
            var rows = (await this.AroundAsync(open)).GroupBy(one => one.Row.Layer).ToDictionary(group => group.Key, group => group.ToList());
            foreach (var (layer, reach) in open.ToList())
            {
                var there = rows.GetValueOrDefault(layer) ?? [];
                var least = there.Count == 0 ? double.PositiveInfinity : there.Min(one => one.Finding!.Nearest.Metres);
                // A corner of the box reaches farther than its sides.
                if (there.Exists(one => one.Finding!.Seems != SiteVerdict.Outside) || least <= reach * SiteAnswers.LeastMetresOfDegree || reach >= 360)
                {
                    if (there.Count > MostOfLayer)
                    {
                        cut.Add(layer);
                    }
                    zones.AddRange(there.Where(one => one.Finding is { Verdict: not SiteVerdict.Outside } || one.Finding!.Nearest.Metres <= withinM || one.Finding.Nearest.Metres == least)
                        .Take(MostOfLayer));
                    open.Remove(layer);
                }
                else
                {
                    open[layer] = double.IsFinite(least) ? least / SiteAnswers.LeastMetresOfDegree * 1.001 : further.First(one => one > reach);
                }
            }
        }
        return ([.. zones.OrderBy(one => one.Finding!.Verdict).ThenBy(one => one.Finding!.Nearest.Metres).ThenBy(one => one.Row.Id)], cut);
    }

    /// <summary>What of other layers lies as near as asked; the nearest first.</summary>
    /// <param name="layers">Of sites.</param>
    /// <param name="withinM">Metres.</param>
    /// <returns>With the distance in metres, and whether there is more than is told.</returns>
    public async Task<(List<(Row Row, double Metres)> Sites, bool IsCut)> SitesAsync(string[] layers, int withinM)
    {
        var rows = (await this.RowsAsync(layers.ToDictionary(layer => layer, _ => withinM / SiteAnswers.LeastMetresOfDegree + 1e-6))).ToList();
        var isCut = rows.GroupBy(row => row.Layer).Any(group => group.Count() > MostOfLayer);
        return ([.. rows.GroupBy(row => row.Layer).SelectMany(group => group.Take(MostOfLayer))
            .Select(row => (row, Metres: DistanceTo(new WKBReader().Read(row.Wkb)))).Where(one => one.Metres <= withinM).OrderBy(one => one.Metres).ThenBy(one => one.row.Id)], isCut);
    }

    /// <summary>What lies in the communes and nobody has located.</summary>
    /// <param name="layers">Of anything.</param>
    /// <param name="communes">Codes.</param>
    public async Task<List<Row>> UnlocatedAsync(string[] layers, string[] communes) =>
        (await connection.QueryAsync<Row>(this.Command(UnlocatedSql, new { layers, communes, day = this.onDay, known }))).AsList();

    double DistanceTo(Geometry place) => place.Intersects(site.Shape) ? 0
        : Enumerable.Range(0, place.NumGeometries).Min(part => GroundDistance.Between(site.Shape, place.GetGeometryN(part))!.Value.Metres);

    async Task<List<Found>> AroundAsync(Dictionary<string, double> reaches)
    {
        var rows = (await this.RowsAsync(reaches)).ToList();
        var annexed = rows.Where(row => row.Epsg is not null).Select(row => row.Version).ToArray();
        var corners = annexed.Length == 0 ? null : (await connection.QueryAsync<CornerRow>(this.Command("""
            select version_id as Version, part, ring, number, label, x_north as North, y_east as East from legal_vertex where version_id = any (@annexed) order by version_id, part, ring, number
            """, new { annexed }))).ToLookup(row => row.Version);
        var stretches = annexed.Length == 0 ? null : (await connection.QueryAsync<StretchRow>(this.Command("""
            select version_id as Version, part, ring, first_corner as First, origin, accuracy_m as AccuracyM from legal_stretch where version_id = any (@annexed)
            order by version_id, part, ring, first_corner
            """, new { annexed }))).ToLookup(row => row.Version);
        var found = new List<Found>();
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var zone = new WKBReader().Read(row.Wkb);
            var kept = row.Epsg is null ? [] : corners![row.Version].ToList();
            (Vn2000Zone Zone, IReadOnlyList<SiteAnswers.Vertex> Corners)? table = kept.Count > 0 && Vn2000Zone.Find(row.Epsg!.Value) is { } grid
                ? (grid, [.. kept.Select(one => new SiteAnswers.Vertex(one.Part, one.Ring, one.Number, one.Label, one.East, one.North))]) : null;
            var datumM = SiteAnswers.DatumOf(site, table is not null);
            var border = BorderOf(row, zone, kept, row.Epsg is null ? [] : [.. stretches![row.Version]]);
            found.Add(new(row, zone, SiteFinding.Of(site.Shape, site.AccuracyM, zone, border, datumM), datumM, table));
        }
        return found;
    }

    Task<IEnumerable<Row>> RowsAsync(Dictionary<string, double> reaches) => connection.QueryAsync<Row>(this.Command(
        AroundSql, new { layers = reaches.Keys.ToArray(), reaches = reaches.Values.ToArray(), day = this.onDay, known, site = this.shape }));

    /// <summary>By the stretches of its annex, where they are known to different accuracies; else all of it to that of the record.</summary>
    static IReadOnlyList<BorderStretch> BorderOf(Row row, Geometry zone, List<CornerRow> corners, List<StretchRow> stretches)
    {
        var accuracyM = row.AccuracyM ?? 0;
        if (stretches.Select(one => (one.AccuracyM, one.Origin)).Distinct().Count() <= 1 || row.Decimals is not (2 or 3) || corners.Count == 0)
        {
            return [new(GroundDistance.BorderOf(zone), stretches.Count > 0 ? stretches[0].AccuracyM : accuracyM, stretches.Count > 0 ? stretches[0].Origin : null)];
        }
        var lattice = new Lattice(Vn2000Zone.Find(row.Epsg!.Value)!, row.Decimals.Value);
        return [.. corners.GroupBy(one => (one.Part, one.Ring)).SelectMany(ring => AnnexBorder.Of(
            lattice, [.. ring.Select(one => new Corner(lattice.Units(one.East), lattice.Units(one.North)))],
            [.. stretches.Where(one => (one.Part, one.Ring) == ring.Key).Select(one => (one.First - 1, one.AccuracyM, one.Origin))]))];
    }

    CommandDefinition Command(string sql, object values) => new(sql, values, cancellationToken: cancellationToken);

    sealed record CornerRow(long Version, int Part, int Ring, int Number, string? Label, double North, double East);

    sealed record StretchRow(long Version, int Part, int Ring, int First, string Origin, double AccuracyM);
}
