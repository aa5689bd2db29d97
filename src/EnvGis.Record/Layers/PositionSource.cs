using EnvGis.Http;

namespace EnvGis.Layers;

/// <summary>How a feature's position became known, in words; the codes are those that env.feature_version allows.</summary>
public static class PositionSource
{
    static readonly Dictionary<string, Text> Titles = new(StringComparer.Ordinal)
    {
        ["surveyed"] = new("Đo đạc thực địa", "Surveyed in the field"),
        ["decision-annex"] = new("Phụ lục tọa độ của quyết định", "Coordinate annex of a decision"),
        ["gps"] = new("Định vị bằng máy thu cầm tay", "Fixed by a handheld receiver"),
        ["digitised"] = new("Số hóa từ bản đồ hoặc ảnh", "Digitised from a map or image"),
        ["commune-centre"] = new("Trung tâm xã, phường", "Centre of the commune"),
        ["former-commune-centre"] = new("Trung tâm xã, phường cũ", "Centre of the former commune"),
        ["demonstration"] = new("Vị trí minh họa, không có thật", "Demonstration only, not a real position"),
    };

    public static IEnumerable<string> Codes => Titles.Keys;

    public static Text TitleOf(string code) => Titles[code];
}
