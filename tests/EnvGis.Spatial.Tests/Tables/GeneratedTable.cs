using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Documents;
using EnvGis.Spatial.Tables;
using EnvGis.Spatial.Vn2000;

namespace EnvGis.Spatial.Tests.Tables;

/// <summary>
/// A coordinate table as one of ten layouts seen in decisions of 2025 and 2026 has it, with the defects that were counted in them (law.md §4.1, §4.2), made from zones that are known. All rows are made up.
/// </summary>
sealed class GeneratedTable
{
    static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    readonly Random random;
    readonly StringBuilder defects = new();
    readonly List<List<string>> rows = [];
    string? before;

    GeneratedTable(int seed) => random = new(seed);

    /// <summary>What the table means.</summary>
    public List<AnnexShape> Truth { get; } = [];

    /// <summary>Its zone; also where its province is.</summary>
    public Vn2000Zone Zone { get; private set; } = null!;

    /// <summary>The middle of its province, WGS 84.</summary>
    public (double Longitude, double Latitude) Province { get; private set; }

    /// <summary>The row whose number has a wrong digit; null of most.</summary>
    public int? Misprinted { get; private set; }

    /// <summary>Whether the table has no zones at all: points, lines, or none.</summary>
    public bool HasNoZones { get; private set; }

    public string Story => defects.ToString();

    public IReadOnlyList<TableText> Tables { get; private set; } = [];

    public static GeneratedTable Of(int seed)
    {
        var table = new GeneratedTable(seed);
        table.Make(seed % 10 + 1);
        return table;
    }

    void Make(int layout)
    {
        Say($"layout {layout}");
        Vn2000Zone[] zones = [.. Vn2000Zone.All];
        Zone = layout switch
        {
            1 or 2 => Vn2000Zone.Find(random.Next(2) == 0 ? 3405 : 3406)!,
            3 => Vn2000Zone.Find(9208)!,
            _ => zones[random.Next(zones.Length)],
        };
        var lattice = new Lattice(Zone, 2);
        var (east, north) = (500_000 + random.Next(-60_000, 60_000), random.Next(1_000_000, 2_550_000));
        Province = Vn2000Transformation.ToWgs84(Zone, east, north);
        if (layout == 10)
        {
            HasNoZones = true;
            rows.AddRange([["Thửa đất số", "Tờ bản đồ", "Tỷ lệ"], ["12", "5", "1:2000"], ["14", "5", "1:2000"]]);
        }
        else if (layout == 7)
        {
            HasNoZones = true;
            Corridors(east, north);
        }
        else if (layout == 8)
        {
            HasNoZones = true;
            Wells(east, north);
        }
        else
        {
            Zones(layout, lattice, east, north);
        }
        Print();
    }

    void Zones(int layout, Lattice lattice, int east, int north)
    {
        var decimals = layout is 1 or 2 or 6 ? 0 : layout == 5 ? 1 : random.Next(3) switch { 0 => 0, 1 => 2, _ => 2 };
        var count = layout is 4 ? 1 : random.Next(1, 5);
        var style = random.Next(4);
        var thousands = layout != 9 && decimals == 0 && random.Next(8) == 0;
        var threeDigits = layout != 9 && !thousands && random.Next(12) == 0;
        var closes = random.Next(3);
        var numbered = random.Next(5);
        var repeats = layout == 3 || random.Next(6) == 0;
        var areas = layout is 5 or 6 or 9 ? 0 : random.Next(3);
        Say($"{count} zones, {decimals} decimals, style {style}{(thousands ? ", thousands by dot" : "")}{(threeDigits ? ", three digits" : "")}, closes {closes}, labels {numbered}, areas {areas}");
        Heads(layout);
        var ktt = layout == 2 && random.Next(2) == 0;
        var misprints = layout is not 9 && random.Next(10) == 0;
        for (var zone = 0; zone < count; zone++)
        {
            var hole = layout is 3 or 4 && random.Next(4) == 0;
            var (x, y) = (east + random.Next(-8_000, 8_000) + zone * 9_000, north + random.Next(-8_000, 8_000));
            var radius = random.Next(150, 3_000);
            var rings = new List<ImmutableArray<Corner>> { Ring(x, y, radius, random.Next(4, 18), decimals, random.Next(2) == 0) };
            if (hole)
            {
                rings.Add(Ring(x, y, radius * 0.2, random.Next(4, 7), decimals, random.Next(2) == 0));
            }
            var shape = new AnnexShape(lattice, [new([.. rings.Select(ring => AnnexRing.Of(ring, StretchOrigin.Annex, 1))])]);
            Truth.Add(shape);
            var swapped = layout != 9 && random.Next(12) == 0;
            if (swapped)
            {
                Say($"zone {zone} swapped");
            }
            var declared = Area(shape.AreaM2 * (1 + (random.NextDouble() - 0.5) * 0.004) / 10_000);
            var name = $"Vùng {(char)('A' + zone)} {(random.Next(2) == 0 ? "xã Bảo Thắng" : "hồ Núi Cốc")} {zone + 1}";
            if (layout == 4 && count == 1)
            {
                rows.Add(["Điểm góc", "X(m)", "Y(m)"]);
            }
            else if (layout is 5 or 6 or 9 && count > 1)
            {
                rows.Add([name]);
            }
            var ringNumber = 0;
            foreach (var ring in rings)
            {
                if (layout == 4 && rings.Count > 1)
                {
                    rows.Add([ringNumber == 0 ? "Ranh ngoài" : $"Lỗ {ringNumber}"]);
                }
                var all = closes == 0 || closes == 2 && random.Next(2) == 0 ? ring.Add(ring[0]) : ring;
                var middle = all.Length / 2;
                for (var at = 0; at < all.Length; at++)
                {
                    if (at == 5 && layout is 1 or 2 && at == 5 && random.Next(3) == 0)
                    {
                        Heads(layout, again: true);
                    }
                    var label = Label(numbered, zone, at == ring.Length ? 0 : at);
                    var (n, e) = (all[at].North, all[at].East);
                    if (misprints && zone == 0 && ringNumber == 0 && at == 2)
                    {
                        Misprinted = rows.Count + 1;
                        Say("misprint");
                        n += (n / 10_000_000 % 10 >= 5 ? -1 : 1) * 30_000_000L;
                    }
                    var (first, second) = (Number(n, decimals, style, thousands, threeDigits, at), Number(e, decimals, style, thousands, threeDigits, at + 1));
                    if (layout == 5)
                    {
                        (first, second) = (second, first);
                    }
                    if (swapped)
                    {
                        (first, second) = (second, first);
                    }
                    var shownArea = areas == 1 && at == 0 && ringNumber == 0 || areas == 2 && at == middle && ringNumber == 0 || layout == 3 && areas > 0 ? declared : "";
                    rows.Add(Row(layout, ktt, zone, at == 0 && ringNumber == 0 || repeats, name, label, first, second, shownArea, all[at]));
                }
                ringNumber++;
            }
            if (layout == 4)
            {
                rows.Add([$"Diện tích: {declared} ha"]);
            }
        }
    }

    void Heads(int layout, bool again = false)
    {
        var meridian = Zone.CentralMeridian;
        var forms = new[]
        {
            $"Hệ tọa độ VN-2000, kinh tuyến trục {meridian}, múi chiếu {Zone.WidthDegrees}°",
            $"(Hệ tọa độ VN2000 kinh tuyến {meridian.Degrees}0{(meridian.Minutes == 0 ? "" : $"{meridian.Minutes:00}’")} múi chiếu {Zone.WidthDegrees}0)",
            $"Tọa độ VN2000 KTT {(meridian.Minutes == 0 ? $"{meridian.Degrees}" : $"{meridian.Degrees}0 {meridian.Minutes:00}'")} múi chiếu {Zone.WidthDegrees} độ",
            $"Hệ toạ độ VN 2000, KTT{meridian.Degrees}{(meridian.Minutes == 0 ? " độ" : $"°{meridian.Minutes:00}′")}, múi chiếu {Zone.WidthDegrees}º",
        };
        var head = forms[random.Next(forms.Length)];
        switch (layout)
        {
            case 1 or 2:
                // Of some the heading tells the width alone.
                rows.Add(["TT", "Tên mỏ, vị trí", "Tên điểm", layout == 2 && random.Next(3) == 0 ? "Tọa độ VN2000 múi chiếu 6 độ" : head, "", "Diện tích (ha)", layout == 2 ? "KTT (độ)" : "Ghi chú"]);
                rows.Add(["", "", "", "X(m)", "Y(m)", "", ""]);
                break;
            case 3:
                if (!again)
                {
                    rows.Add([head]);
                }
                rows.Add(["STT", "Ký hiệu mỏ", "Loại", "Tên mỏ, địa danh", "Diện tích (ha)", "Ký hiệu vị trí khép góc", "X (m)", "Y (m)", "Số giấy phép", "Lý do"]);
                break;
            case 4:
                rows.AddRange([["TỌA ĐỘ KHU VỰC"], ["(Kèm theo Quyết định số …/QĐ-UBND ngày …)"], [head]]);
                break;
            case 5:
                rows.Add(["TT", "Tên điểm", "Loại", "X", "Y", "Mô tả", "Ghi chú"]);
                break;
            case 6:
                before = "Tọa độ lấy mẫu, hệ VN-2000";
                rows.Add(["STT", "Điểm", "X", "Y"]);
                break;
            case 9:
                rows.Add(["Điểm", "Hệ tọa độ WGS-84", "", "Hệ tọa độ VN-2000", ""]);
                rows.Add(["", "Vĩ độ (N)", "Kinh độ (E)", "Vĩ độ (N)", "Kinh độ (E)"]);
                break;
        }
    }

    List<string> Row(int layout, bool ktt, int zone, bool named, string name, string label, string first, string second, string area, Corner at)
    {
        switch (layout)
        {
            case 1:
                return [named ? $"{zone + 1}" : "", named ? name : "", label, first, second, area, ""];
            case 2:
                return [named ? $"{zone + 1}" : "", named ? name : "", label, first, second, area, ktt ? Zone.CentralMeridian.Degrees.ToString(Plain) : ""];
            case 3:
                return [named ? $"{zone + 1}" : "", named ? $"M{zone + 1}" : "", named ? "Đá vôi" : "", named ? name : "", area, label, first, second, "", ""];
            case 4:
                return [label, first, second];
            case 5:
                return [label, label, "Mốc", first, second, "", ""];
            case 6:
                return [label, label, first, second];
            default:
                var (longitude, latitude) = new Lattice(Zone, 2).ToWgs84(at);
                // Latitude and longitude of VN-2000 by turning the shift around.
                var (vnLon, vnLat) = (longitude, latitude);
                for (var step = 0; step < 6; step++)
                {
                    var (lon, lat) = Vn2000Transformation.GeographicToWgs84(vnLon, vnLat);
                    (vnLon, vnLat) = (vnLon + longitude - lon, vnLat + latitude - lat);
                }
                return [label, Degrees(latitude), Degrees(longitude), Degrees(vnLat), Degrees(vnLon)];
        }
    }

    void Corridors(int east, int north)
    {
        rows.Add(["STT", "Tên sông", "Điểm đầu X", "Điểm đầu Y", "Điểm cuối X", "Điểm cuối Y", "Chức năng"]);
        for (var at = 0; at < 6; at++)
        {
            rows.Add([$"{at + 1}", $"Sông {(char)('A' + at)}", $"{north + at * 700}", $"{east + at * 300}", $"{north + at * 700 + 4_000}", $"{east + at * 300 + 900}", "Bảo vệ sự ổn định của bờ"]);
        }
    }

    void Wells(int east, int north)
    {
        rows.Add(["Số hiệu", $"X (VN2000, KTT {Zone.CentralMeridian}, múi chiếu {Zone.WidthDegrees}°)", "Y", "Lưu lượng (m3/ngày)"]);
        for (var at = 0; at < 2; at++)
        {
            rows.Add([$"GK{at + 1}", $"{north + random.Next(9_000)}", $"{east + random.Next(9_000)}", $"{random.Next(100, 900)}"]);
        }
    }

    ImmutableArray<Corner> Ring(double east, double north, double radius, int corners, int decimals, bool clockwise)
    {
        var step = decimals == 0 ? 100 : decimals == 1 ? 10 : 1;
        var turned = random.NextDouble();
        Corner[] ring = [.. Enumerable.Range(0, corners).Select(at =>
        {
            var angle = 2 * Math.PI * (at + turned) / corners;
            var reach = radius * (0.6 + 0.4 * random.NextDouble());
            return new Corner((long)Math.Round((east + reach * Math.Cos(angle)) * 100 / step) * step, (long)Math.Round((north + reach * Math.Sin(angle)) * 100 / step) * step);
        })];
        return clockwise ? [.. ring.Reverse()] : [.. ring];
    }

    static string Label(int kind, int zone, int at) => kind switch
    {
        0 => $"{at + 1}",
        1 => $"NC.{at + 1}",
        2 => at < 26 ? $"{(char)('A' + at)}" : $"{at + 1}",
        3 => $"M{at + 1}",
        _ => $"{(char)('A' + zone)}{at + 1}",
    };

    static string Number(long units, int decimals, int style, bool thousands, bool threeDigits, int at)
    {
        var metres = units / 100m;
        if (thousands)
        {
            return Math.Round(metres).ToString("#,##0", Plain).Replace(',', '.');
        }
        if (threeDigits)
        {
            return metres.ToString("0.000", Plain).Replace('.', ',');
        }
        // Comma, dot and none mixed within one table.
        var text = metres.ToString(decimals == 0 ? "0" : decimals == 1 ? "0.0" : style == 3 && at % 3 == 0 && metres == Math.Round(metres) ? "0" : "0.00", Plain);
        return style is 0 or 3 && at % 2 == 0 || style == 1 ? text.Replace('.', ',') : text;
    }

    static string Area(double hectares) => hectares.ToString(hectares < 10 ? "0.000" : "#,##0.00", Plain).Replace(",", "_", StringComparison.Ordinal).Replace('.', ',').Replace('_', '.');

    static string Degrees(double degrees)
    {
        var seconds = Math.Round(degrees * 3600, 3);
        var whole = (int)(seconds / 3600);
        var minutes = (int)((seconds - whole * 3600) / 60);
        return string.Create(Plain, $"{whole}°{minutes:00}'{seconds - whole * 3600 - minutes * 60:00.000}\"");
    }

    void Print()
    {
        switch (random.Next(5))
        {
            case 0:
                Say("cells");
                Tables = [new(before, rows)];
                break;
            case 1:
                Say("tabs");
                Tables = [PlainTable.Read((before is null ? "" : before + "\n") + string.Join("\r\n", rows.Select(row => string.Join('\t', row))))];
                break;
            case 2:
                Say("semicolons");
                Tables = [PlainTable.Read((before is null ? "" : before + "\n") + string.Join('\n', rows.Select(row => string.Join(';', row))))];
                break;
            case 3:
                Say("quoted commas");
                Tables = [PlainTable.Read((before is null ? "" : before + "\n") + string.Join('\n', rows.Select(row => string.Join(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")))))];
                break;
            default:
                // As text out of a PDF: empty cells are gone.
                Say("blanks");
                Tables = [PlainTable.Read((before is null ? "" : before + "\n") + string.Join('\n', rows.Select(row => string.Join("   ", row.Where(cell => cell.Length > 0)))))];
                break;
        }
        if (before is not null && Misprinted is not null && Tables[0].Before is null)
        {
            Misprinted++;
        }
    }

    void Say(string what) => defects.Append(defects.Length == 0 ? "" : ", ").Append(what);
}
