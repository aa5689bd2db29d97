using System.Globalization;
using EnvGis.Http;
using EnvGis.Spatial.Annex;

namespace EnvGis.Drafts;

/// <summary>What a finding says to people.</summary>
static class FindingWords
{
    static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN"), English = CultureInfo.GetCultureInfo("en-US");

    public static Text Of(AnnexProblem problem)
    {
        var (vi, en) = problem.Code switch
        {
            "invalid" => ("Ranh giới không hợp lệ: tự cắt hoặc các phần chồng lên nhau", "The border is not valid: it crosses itself or its parts overlap"),
            "self-touch" => ("Ranh giới chạm vào chính nó", "The border touches itself"),
            "duplicate-corner" => ("Hai đỉnh liền nhau trùng nhau", "Two corners that follow each other are the same"),
            "spike" => ("Đỉnh nhọn như gai, hai cạnh gần trùng nhau", "A corner is a spike, its sides nearly lie upon each other"),
            "too-small" => ("Phần này nhỏ hơn mức có thể thể hiện", "This part is smaller than can be meant"),
            "too-narrow" => ("Chỗ này quá hẹp để cắm mốc", "This place is too narrow to be staked out"),
            "sliver" => ("Mảnh vụn hẹp và dài", "A long and narrow sliver"),
            "gap" => ("Khe hở giữa các vùng", "A gap between zones"),
            "overlap" => ("Hai vùng chồng lên nhau", "Two zones overlap"),
            "contained" => ("Một vùng nằm trọn trong vùng khác", "One zone lies wholly within another"),
            "equal" => ("Hai vùng có cùng ranh giới", "Two zones have the same border"),
            "touches-node" => ("Ranh giới kết thúc trên cạnh của vùng bên cạnh mà chưa ghi nhận điểm nút", "A border ends on a neighbour's edge and the node is not recorded"),
            _ => (problem.Code, problem.Code),
        };
        return new($"{vi}{Measures(problem, Vietnamese, "rộng", "diện tích")}.", $"{en}{Measures(problem, English, "width", "area")}.");
    }

    static string Measures(AnnexProblem problem, CultureInfo culture, string width, string area)
    {
        List<string> parts = [];
        if (problem.AreaM2 is { } square)
        {
            parts.Add(string.Create(culture, $"{area} {square:N2} m²"));
        }
        if (problem.WidthM is { } metres)
        {
            parts.Add(string.Create(culture, $"{width} {metres:N2} m"));
        }
        return parts.Count == 0 ? "" : $" ({string.Join(", ", parts)})";
    }
}
