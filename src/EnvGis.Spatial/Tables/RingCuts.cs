namespace EnvGis.Spatial.Tables;

/// <summary>A run of rows taken for one ring, open: the repeated first corner is left out.</summary>
/// <param name="Name">What the zone is called; null when the table does not say.</param>
/// <param name="IsMarked">Whether a mark says that it is a part or hole of the zone before.</param>
/// <param name="IsHole">Whether a mark says so.</param>
/// <param name="Rows">Its corners, broken ones too.</param>
/// <param name="AreaM2">Declared within it or right behind it.</param>
/// <param name="Closed">Whether the first corner was repeated.</param>
sealed record RingRows(string? Name, bool IsMarked, bool IsHole, IReadOnlyList<TableRow> Rows, IReadOnlyList<IReadOnlyList<double>> AreaM2, bool Closed);

/// <summary>Where one ring ends and the next begins; nothing in a table says so alone, so that several ways compete.</summary>
static class RingCuts
{
    /// <summary>The different ways to cut, each once; the first goes by every sign there is.</summary>
    /// <param name="rows">All rows.</param>
    /// <returns>With what speaks against it: a sign that it goes past.</returns>
    public static IReadOnlyList<(IReadOnlyList<RingRows> Rings, double Against)> Of(IReadOnlyList<TableRow> rows)
    {
        var ways = new List<(IReadOnlyList<RingRows> Rings, double Against)>();
        foreach (var (labels, names, against) in ((bool, bool, double)[])[(true, true, 0), (false, true, 2), (true, false, 6), (false, false, 8)])
        {
            var way = Cut(rows, labels, names);
            if (!ways.Any(other => other.Rings.Select(Key).SequenceEqual(way.Select(Key))))
            {
                ways.Add((way, against));
            }
        }
        return ways;

        static (int, int, string?) Key(RingRows ring) => (ring.Rows.Count == 0 ? 0 : ring.Rows[0].Number, ring.Rows.Count, ring.Name);
    }

    static List<RingRows> Cut(IReadOnlyList<TableRow> rows, bool byLabels, bool byNames)
    {
        var rings = new List<RingRows>();
        var ring = new List<TableRow>();
        var areas = new List<IReadOnlyList<double>>();
        string? name = null;
        var (marked, hole, closed) = (false, false, false);
        foreach (var row in rows)
        {
            switch (row.Kind)
            {
                case RowKind.Name when byNames:
                    End();
                    (name, marked, hole) = (row.Name, false, false);
                    break;
                case RowKind.Mark:
                    End();
                    (marked, hole) = (rings.Count > 0 && rings[^1].Name == name, row.IsHole);
                    break;
                case RowKind.Area:
                    if (ring.Count > 0)
                    {
                        areas.Add(row.AreaM2!);
                    }
                    else if (rings.Count > 0 && row.AreaM2 is { Count: > 0 })
                    {
                        rings[^1] = rings[^1] with { AreaM2 = [.. rings[^1].AreaM2, row.AreaM2] };
                    }
                    break;
                case RowKind.Corner or RowKind.Broken:
                    Corner(row);
                    break;
            }
        }
        End();
        return rings;

        void Corner(TableRow row)
        {
            // Metres and degrees are two tables.
            if (ring.Count > 0 && row.Kind == RowKind.Corner && ring.Find(one => one.Kind == RowKind.Corner) is { } first && first.Position is null != row.Position is null)
            {
                End();
            }
            var renamed = byNames && row.Name is not null && row.Name != name;
            if (!renamed && ring.Count >= 3 && SamePlace(ring[0], row))
            {
                closed = true;
                Take(row);
                End();
                // Who goes on without a word is a part or hole of the same zone.
                marked = true;
                return;
            }
            if (renamed)
            {
                End();
                (name, marked, hole) = (row.Name, false, false);
            }
            else if (byLabels && ring.Count > 0 && Restarts(ring[0].Label, ring[^1].Label, row.Label))
            {
                End();
                (marked, hole) = (name is not null, false);
            }
            ring.Add(row);
            Take(row);
        }

        void Take(TableRow row)
        {
            if (row.AreaM2 is { Count: > 0 } area)
            {
                areas.Add(area);
            }
        }

        void End()
        {
            if (ring.Count > 0)
            {
                rings.Add(new(name, marked, hole, [.. ring], [.. areas], closed));
                (marked, hole) = (false, false);
            }
            ring.Clear();
            areas.Clear();
            closed = false;
        }
    }

    /// <summary>Whether two corners are one, to the last printed digit or a unit of it: some tables repeat the first corner rounded otherwise.</summary>
    static bool SamePlace(TableRow one, TableRow other) => one.Position is { } here ? here == other.Position
        : one is { First: { } a, Second: { } b } && other is { First: { } c, Second: { } d } && Math.Abs(a.Value - c.Value) <= 0.01m && Math.Abs(b.Value - d.Value) <= 0.01m;

    /// <summary>Whether labels begin anew: 1 after 12, A after G, NC.1 after NC.10, the first label again, or another stem.</summary>
    static bool Restarts(string? first, string? before, string? label)
    {
        if (label is null || before is null)
        {
            return false;
        }
        if (label == first && before != label)
        {
            return true;
        }
        var (here, last) = (TableWords.Label().Match(label), TableWords.Label().Match(before));
        if (!here.Success || !last.Success)
        {
            return false;
        }
        var (number, lastNumber) = (here.Groups["number"].Value, last.Groups["number"].Value);
        if (number.Length == 0 || lastNumber.Length == 0)
        {
            // Single letters: A begins anew.
            return number.Length == 0 && lastNumber.Length == 0 && label.Length == 1 && before.Length == 1 && char.ToUpperInvariant(label[0]) == 'A';
        }
        var stem = here.Groups["stem"].Value;
        return stem != last.Groups["stem"].Value ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) == 1
            : int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) == 1 && int.Parse(lastNumber, System.Globalization.CultureInfo.InvariantCulture) > 1;
    }
}
