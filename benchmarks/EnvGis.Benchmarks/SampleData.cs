using System.Globalization;
using System.Text;

namespace EnvGis.Benchmarks;

/// <summary>
/// Made-up zones and points spread over Vietnam, the same bytes for the same count on every machine.
/// Written as GeoJSON text sequences without the record separator: one feature per line, 7 decimals, longitude latitude.
/// </summary>
static class SampleData
{
    const int PositionsPerZone = 90;

    // Rough waypoints from the north-west to the south; places gather around them as provinces would.
    static readonly (double Longitude, double Latitude)[] Centres =
    [
        (103.4, 22.3), (104.0, 21.3), (104.9, 22.6), (105.8, 21.7), (106.0, 21.0), (106.6, 20.8), (105.7, 19.8), (105.5, 18.8), (106.2, 17.7), (107.0, 16.7),
        (107.9, 15.8), (108.2, 14.2), (108.4, 12.6), (107.6, 11.8), (106.8, 10.9), (105.9, 10.2), (105.2, 9.5),
    ];

    /// <summary>Codes and attributes of the layers that take the data, and its size at scale 1.</summary>
    public static readonly (string Layer, int Count) Zones = ("strict-protection-zones", 200_000), Points = ("monitoring-stations", 1_000_000);

    /// <summary>The layer that takes sites named as people name them, and how many search is asked over at scale 1.</summary>
    public static readonly (string Layer, int Count) Sites = ("landfills", 200_000);

    // Words that very many names share, as in a department's own lists.
    static readonly string[] SiteNames = ["Bãi rác {0} số {1}", "Bãi chôn lấp rác {0} {1}", "Bãi rác thôn {1}, {0}", "Điểm tập kết rác {0} số {1}", "Điểm ô nhiễm suối {0} đoạn {1}"];

    /// <summary>Points in all communes in turn, named after them.</summary>
    /// <param name="communes">data/places/communes.csv.</param>
    public static void WriteSites(FileInfo communes, int count, FileInfo file)
    {
        // code, name, …, lon, lat: neither has commas.
        var rows = File.ReadLines(communes.FullName).Skip(1).Select(line => line.Split(',')).Select(cells => (Code: cells[0], Name: cells[1], Longitude: cells[5], Latitude: cells[6])).ToList();
        using var writer = new StreamWriter(file.Create(), new UTF8Encoding(false));
        for (var number = 0; number < count; number++)
        {
            var (code, name, longitude, latitude) = rows[number % rows.Count];
            var nth = number / rows.Count + 1;
            var called = string.Format(CultureInfo.InvariantCulture, SiteNames[nth % SiteNames.Length], name, nth);
            // 100 m apart, so that none is taken for another.
            var (east, north) = (double.Parse(longitude, CultureInfo.InvariantCulture) + nth % 8 * 0.001, double.Parse(latitude, CultureInfo.InvariantCulture) + nth / 8 * 0.001);
            writer.Write(string.Create(CultureInfo.InvariantCulture,
                $$"""{"type":"Feature","properties":{"code":"BCL-S{{number}}","name_vi":"{{called}}","commune_code":"{{code}}","kind":"undetermined","status":"operating"},"geometry":{"type":"Point","coordinates":[{{east:F6}},{{north:F6}}"""));
            writer.Write("]}}\n");
        }
    }

    public static void Write(string kind, int count, FileInfo file)
    {
        using var output = file.Create();
        if (kind == "zones")
        {
            WriteZones(output, count, "BVNN");
        }
        else
        {
            WritePoints(output, count, "TQT");
        }
    }

    /// <summary>Star-shaped polygons of 60 to 120 positions, a hole of 12 to 24 in one of ten; about 95 positions and 2.6 kB each.</summary>
    static void WriteZones(Stream output, int count, string codePrefix)
    {
        var random = new Sequence(1);
        var line = new StringBuilder(8192);
        using var writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 20, leaveOpen: true);
        for (var number = 1; number <= count; number++)
        {
            var (longitude, latitude) = Place(ref random);
            // 150 m to 3 km, most of them small, as zones are.
            var radius = 0.0014 * Math.Pow(20, Math.Pow(random.Next(), 3));
            line.Clear().Append(CultureInfo.InvariantCulture,
                $$"""{"type":"Feature","properties":{"code":"{{codePrefix}}-S{{number}}","name_vi":"Vùng thử nghiệm {{number}}","clause":"{{Clauses[number % Clauses.Length]}}","legal_status":"{{(number % 3 == 0 ? "proposed" : "in_force")}}","area_stated_ha":{{number % 900 + 1}}},"geometry":{"type":"Polygon","coordinates":[""");
            AppendRing(line, ref random, longitude, latitude, radius, PositionsPerZone + (int)((random.Next() - 0.5) * 60), clockwise: false);
            if (number % 10 == 0)
            {
                line.Append(',');
                AppendRing(line, ref random, longitude, latitude, radius * 0.3, 12 + (int)(random.Next() * 12), clockwise: true);
            }
            writer.Write(line.Append("]}}\n"));
        }
    }

    /// <summary>Points in clusters.</summary>
    static void WritePoints(Stream output, int count, string codePrefix)
    {
        var random = new Sequence(2);
        using var writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 20, leaveOpen: true);
        for (var number = 1; number <= count; number++)
        {
            var (longitude, latitude) = Place(ref random);
            writer.Write(string.Create(CultureInfo.InvariantCulture,
                $$"""{"type":"Feature","properties":{"code":"{{codePrefix}}-S{{number}}","name_vi":"Điểm thử nghiệm {{number}}","medium":"{{Media[number % Media.Length]}}","kind":"{{(number % 4 == 0 ? "automatic" : "periodic")}}"},"geometry":{"type":"Point","coordinates":[{{longitude:F7}},{{latitude:F7}}"""));
            writer.Write("]}}\n");
        }
    }

    /// <summary>Points and zones spread evenly over one desktop window at zoom 15 around 105.8° E, 21.5° N.</summary>
    public static void WriteScreen(FileInfo points, int pointCount, FileInfo zones, int zoneCount)
    {
        // Of 1360 by 768 pixels, with a little less than what they show.
        const double Width = 0.0575, Height = 0.0300;
        var random = new Sequence(3);
        using (var writer = new StreamWriter(points.Create(), new UTF8Encoding(false)))
        {
            for (var number = 1; number <= pointCount; number++)
            {
                // The first one, which is moved to see it move, stands in the middle.
                var (longitude, latitude) = number == 1 ? (105.801, 21.501) : Within(ref random);
                writer.Write(string.Create(CultureInfo.InvariantCulture,
                    $$"""{"type":"Feature","properties":{"code":"TQT-S{{number}}","name_vi":"Điểm thử nghiệm {{number}}","medium":"{{Media[number % Media.Length]}}","kind":"periodic"},"geometry":{"type":"Point","coordinates":[{{longitude:F7}},{{latitude:F7}}"""));
                writer.Write("]}}\n");
            }
        }
        var line = new StringBuilder(8192);
        using (var writer = new StreamWriter(zones.Create(), new UTF8Encoding(false)))
        {
            for (var number = 1; number <= zoneCount; number++)
            {
                var (longitude, latitude) = Within(ref random);
                line.Clear().Append(CultureInfo.InvariantCulture,
                    $$"""{"type":"Feature","properties":{"code":"BVNN-S{{number}}","name_vi":"Vùng thử nghiệm {{number}}","clause":"2a","legal_status":"in_force"},"geometry":{"type":"Polygon","coordinates":[""");
                AppendRing(line, ref random, longitude, latitude, 0.0004 * (1 + random.Next()), PositionsPerZone + (int)((random.Next() - 0.5) * 60), clockwise: false);
                writer.Write(line.Append("]}}\n"));
            }
        }

        static (double Longitude, double Latitude) Within(ref Sequence random) =>
            (105.8 + (random.Next() - 0.5) * Width, 21.5 + (random.Next() - 0.5) * Height);
    }

    // Codes of strict-protection-zones that any zone may bear.
    static readonly string[] Clauses = ["2a", "2b", "2c"];

    // Codes of monitoring-stations.
    static readonly string[] Media = ["air", "surface_water", "groundwater", "soil"];

    static (double Longitude, double Latitude) Place(ref Sequence random)
    {
        var centre = Centres[(int)(random.Next() * Centres.Length)];
        // Two draws give a hill: dense in the middle, as around a provincial town.
        return (centre.Longitude + (random.Next() + random.Next() - 1) * 0.9, centre.Latitude + (random.Next() + random.Next() - 1) * 0.9);
    }

    static void AppendRing(StringBuilder line, ref Sequence random, double longitude, double latitude, double radius, int positions, bool clockwise)
    {
        var (wave2, wave3, wave7) = (random.Next() * 6.28, random.Next() * 6.28, random.Next() * 6.28);
        line.Append('[');
        for (var i = 0; i <= positions; i++)
        {
            var step = i == positions ? 0 : i;
            var angle = 2 * Math.PI * (clockwise ? positions - step : step) / positions;
            // Never below half the radius and single-valued in the angle, so a ring cannot cross itself nor its hole.
            var r = radius * (1 + 0.25 * Math.Sin(2 * angle + wave2) + 0.15 * Math.Sin(3 * angle + wave3) + 0.1 * Math.Sin(7 * angle + wave7));
            line.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}[{longitude + r * Math.Cos(angle):F7},{latitude + 0.95 * r * Math.Sin(angle):F7}]");
        }
        line.Append(']');
    }

    // SplitMix64 (Steele, Lea and Flood, 2014): the base library does not promise the same numbers from version to version.
    struct Sequence(ulong seed)
    {
        ulong state = seed * 0x9E3779B97F4A7C15;

        public double Next()
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
