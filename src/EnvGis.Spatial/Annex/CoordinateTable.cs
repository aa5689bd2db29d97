using System.Collections.Immutable;
using System.Globalization;

namespace EnvGis.Spatial.Annex;

/// <summary>
/// The coordinate table of one zone as an annex prints it (QĐ 4831/QĐ-BNNMT of 17 November 2025, Phụ lục I: Điểm góc, X(m), Y(m) under meridian and zone width, area in the last row; a table for
/// each ring). Every ring runs clockwise from its north-west-most corner, the one with the greatest northing less easting. That is an order of printing only: <see cref="AnnexShape.Canonical"/> and
/// <see cref="AnnexShape.ContentHash"/> of what is read back are those of the shape that was printed.
/// </summary>
public sealed class CoordinateTable
{
    /// <summary>A table.</summary>
    /// <param name="name">What the zone is called.</param>
    /// <param name="shape">Its corners.</param>
    /// <param name="repeatsFirst">Whether each ring's first corner stands again in its last row; national habit is that it does not.</param>
    public CoordinateTable(string name, AnnexShape shape, bool repeatsFirst = false)
    {
        Name = string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Shape = shape;
        ContentHash = shape.ContentHash();
        Rings = [.. shape.Parts.SelectMany((part, at) => part.Rings.Select((ring, index) => new PrintedRing(LabelOf(at, index), Rows(ring, repeatsFirst))))];
    }

    /// <summary>The heads of the three columns.</summary>
    public static ImmutableArray<string> Heads { get; } = ["Điểm góc", "X (m)", "Y (m)"];

    /// <summary>What the zone is called, on one line.</summary>
    public string Name { get; }

    /// <summary>Its corners.</summary>
    public AnnexShape Shape { get; }

    /// <summary>See <see cref="AnnexShape.ContentHash"/>.</summary>
    public string ContentHash { get; }

    /// <summary>Part by part, the outer ring before the holes.</summary>
    public ImmutableArray<PrintedRing> Rings { get; }

    /// <summary>The line above: <c>Hệ tọa độ VN-2000, kinh tuyến trục 106°00', múi chiếu 3°</c>.</summary>
    public string System => string.Create(CultureInfo.InvariantCulture, $"Hệ tọa độ VN-2000, kinh tuyến trục {Shape.Lattice.Zone.CentralMeridian}, múi chiếu {Shape.Lattice.Zone.WidthDegrees}°");

    /// <summary>The last row: <c>Diện tích: 8.168,57 ha</c>, from the printed numbers; four decimals, which are square metres, below one hectare.</summary>
    public string Area => $"Diện tích: {Hectares} ha";

    /// <summary>The area's number alone.</summary>
    public string Hectares => HectaresOf(Shape);

    /// <summary>One ring as it is printed.</summary>
    /// <param name="Label"><c>Ranh ngoài</c>, <c>Lỗ 1</c>; of several parts <c>Phần 2 – Ranh ngoài</c>.</param>
    /// <param name="Rows">Its corners.</param>
    public sealed record PrintedRing(string Label, ImmutableArray<PrintedCorner> Rows);

    /// <summary>One row.</summary>
    /// <param name="Point">The corner's number, from 1 in each ring; 1 again of a first corner that is repeated.</param>
    /// <param name="North">X in metres, decimal comma.</param>
    /// <param name="East">Y in metres, decimal comma.</param>
    public readonly record struct PrintedCorner(string Point, string North, string East);

    /// <summary>Hectares as documents print them: a dot between thousands, a decimal comma.</summary>
    internal static string HectaresOf(AnnexShape shape)
    {
        // Exact: a shape's numbers fit a decimal many times over.
        var hectares = (decimal)shape.TwiceArea / (2m * shape.Lattice.UnitsPerMetre * shape.Lattice.UnitsPerMetre * 10_000m);
        return hectares.ToString(hectares < 1 ? "0.0000" : "#,##0.00", Dotted);
    }

    /// <summary>Digits as Vietnamese documents have them, whatever the machine says.</summary>
    internal static NumberFormatInfo Dotted { get; } = NumberFormatInfo.ReadOnly(new() { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NumberGroupSizes = [3] });

    string LabelOf(int part, int ring)
    {
        var label = ring == 0 ? "Ranh ngoài" : string.Create(CultureInfo.InvariantCulture, $"Lỗ {ring}");
        return Shape.Parts.Length == 1 ? label : string.Create(CultureInfo.InvariantCulture, $"Phần {part + 1} – {label}");
    }

    ImmutableArray<PrintedCorner> Rows(AnnexRing ring, bool repeatsFirst)
    {
        var clockwise = ring.TwiceSignedArea > 0 ? ring.Reversed() : ring;
        var first = 0;
        for (var at = 1; at < clockwise.Corners.Length; at++)
        {
            var (here, best) = (clockwise.Corners[at], clockwise.Corners[first]);
            // Of two that are as far north-west the more northern one.
            if ((here.North - here.East, here.North).CompareTo((best.North - best.East, best.North)) > 0)
            {
                first = at;
            }
        }
        var rows = ImmutableArray.CreateBuilder<PrintedCorner>(clockwise.Corners.Length + 1);
        for (var at = 0; at < clockwise.Corners.Length + (repeatsFirst ? 1 : 0); at++)
        {
            var corner = clockwise[first + at];
            rows.Add(new((at % clockwise.Corners.Length + 1).ToString(CultureInfo.InvariantCulture), Printed(corner.North), Printed(corner.East)));
        }
        return rows.ToImmutable();
    }

    string Printed(long units) => Shape.Lattice.Print(units).Replace('.', ',');
}
