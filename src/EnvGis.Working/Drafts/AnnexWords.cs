using System.Globalization;
using System.Text.RegularExpressions;
using EnvGis.Http;
using EnvGis.Spatial.Annex;

namespace EnvGis.Drafts;

/// <summary>What shapes and tools are refused for, in words for people: which corner of which ring, and what to do about it.</summary>
static partial class AnnexWords
{
    public static Refusal Refused(AnnexException refused) => Problems.BadShape(Place(refused.Pointer), Vietnamese(refused), English(refused)) with { Field = "shape" + refused.Pointer };

    /// <summary>A border that crosses or touches itself, and where.</summary>
    /// <param name="lattice">That its corners lie on.</param>
    public static Refusal Refused(AnnexProblem problem, Lattice lattice)
    {
        var (vi, en) = FindingWords.SentenceOf(problem.Code);
        return Problems.BadShape(Place(problem.Pointer) ?? Near(problem.At, lattice), Lower(vi), Lower(en)) with { Field = "shape" + problem.Pointer };
    }

    /// <summary>Where two sides cross there is no corner to name: the place is told as the table prints it, X north and Y east.</summary>
    static Text Near(Corner at, Lattice lattice)
    {
        var (north, east) = ((double)at.North / lattice.UnitsPerMetre, (double)at.East / lattice.UnitsPerMetre);
        var (vi, en) = (CultureInfo.GetCultureInfo("vi-VN"), CultureInfo.InvariantCulture);
        return new($"gần X = {north.ToString("0.00", vi)} m, Y = {east.ToString("0.00", vi)} m", $"about X (north) {north.ToString("0.00", en)} m, Y (east) {east.ToString("0.00", en)} m");
    }

    /// <summary>A place in a shape as people count: part, ring and corner from 1.</summary>
    /// <param name="pointer">A JSON pointer into the shape.</param>
    static Text? Place(string pointer)
    {
        var found = Pointed().Match(pointer);
        if (!found.Success)
        {
            return null;
        }
        (List<string> vi, List<string> en) = ([], []);
        Add("part", "phần", "part");
        Add("ring", "vòng", "ring");
        Add("corner", "đỉnh", "corner");
        Add("stretch", "đoạn ranh giới", "stretch");
        Add("node", "điểm nút", "node");
        return vi.Count == 0 ? null : new(string.Join(", ", vi), string.Join(", ", en));

        void Add(string group, string one, string other)
        {
            if (found.Groups[group] is { Success: true, Value: var text } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at))
            {
                vi.Add(string.Create(CultureInfo.InvariantCulture, $"{one} {at + 1}"));
                en.Add(string.Create(CultureInfo.InvariantCulture, $"{other} {at + 1}"));
            }
        }
    }

    [GeneratedRegex("^(/parts/(?<part>[0-9]{1,6})(/rings/(?<ring>[0-9]{1,6})(/corners/(?<corner>[0-9]{1,6})|/stretches/(?<stretch>[0-9]{1,6}))?)?|/nodes/(?<node>[0-9]{1,6}))?", RegexOptions.ExplicitCapture)]
    private static partial Regex Pointed();

    static string English(AnnexException refused) => Lower(refused.Message.TrimEnd('.'));

    static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    static string Vietnamese(AnnexException refused) => refused.Code switch
    {
        "outside" => "tọa độ nằm ngoài múi chiếu; hãy kiểm tra kinh tuyến trục, thứ tự đông, bắc và đơn vị (số nguyên, tính theo chữ số thập phân cuối)",
        "accuracy" => "độ chính xác cần số mét từ 0 đến 100000",
        "distance" => "khoảng cách cần lớn hơn 0 và nhiều nhất 100 km",
        "too-few-corners" => "một vòng cần ít nhất ba đỉnh khác nhau",
        "too-many-corners" => "quá nhiều đỉnh",
        "too-tangled" => "quá nhiều cạnh chồng chéo lên nhau nên không thể kiểm tra; hãy vẽ lại ranh giới",
        "not-a-whole-number" => "cần một số nguyên",
        "not-a-number" => "cần một số",
        "not-a-text" => "cần một đoạn chữ",
        "not-a-list" => "cần một danh sách",
        "not-an-object" => "cần một đối tượng",
        "not-a-corner" => "một đỉnh gồm hai số nguyên: đông, bắc",
        "missing" => "thiếu mục này",
        "unknown-member" => "không có mục này",
        "twice" => "mục này được ghi hai lần",
        "no-parts" => "hình cần ít nhất một phần",
        "no-rings" => "một phần cần vòng ngoài",
        "no-stretches" or "stretch-order" => "các đoạn ranh giới phải bắt đầu từ đỉnh của vòng, theo thứ tự",
        "origin" => "nguồn của đoạn ranh giới là surveyed, annex, traced hoặc drawn",
        "too-long" => "chữ hoặc danh sách quá dài",
        "zone" => "không có múi chiếu VN-2000 này",
        "decimals" => "số chữ số thập phân là 2 hoặc 3",
        "node-off-edge" or "node-without-edge" => "điểm nút không nằm trên cạnh đã nêu",
        "invalid" => "hình chưa hợp lệ: ranh giới tự cắt hoặc các phần chồng lên nhau; hãy sửa trước khi dùng công cụ này",
        "invalid-result" or "no-overlay" or "off-lattice" => "kết quả sẽ tự cắt hoặc chồng lên nhau; hãy vẽ đường khác",
        "no-line" => "đường vẽ cần ít nhất hai đỉnh khác nhau",
        "line-ends-inside" => "đường cắt dừng ở bên trong vùng; hãy vẽ từ mép này sang mép kia",
        "does-not-split" => "đường vẽ không chia vùng thành hai phần; hãy vẽ từ mép này sang mép kia",
        "does-not-reshape" => "đường vẽ không chạy từ ranh giới này đến ranh giới kia của vùng",
        "falls-apart" => "kết quả sẽ rời ra thành nhiều phần hơn trước; hãy cho phép nhiều phần nếu đúng là như vậy",
        "nothing-left" or "empty" => "không còn lại gì của vùng",
        "nothing-to-mend" => "không có gì cần sửa",
        "changes-too-much" => "sửa tự động sẽ làm thay đổi nhiều hơn mức an toàn; hãy sửa bằng tay",
        "meets-corner" => "đỉnh sẽ trùng với đỉnh bên cạnh",
        "no-such-corner" => "không có đỉnh này trong các hình đã nêu",
        "no-such-ring" => "không có vòng này",
        "no-such-edge" => "không có cạnh này",
        "same-corner" => "điểm đầu và điểm cuối là một",
        "not-a-water" => "khoảng cách ngoài bờ chỉ tính từ vùng nước dạng vùng",
        "not-a-bank" => "bên trái, bên phải chỉ tính từ đường bờ dạng đường",
        "bank-winds" => "đường bờ uốn lại gần chính nó trong khoảng cách đã chọn nên không phân được hai bên; hãy dùng khoảng cách ngắn hơn hoặc vùng nước dạng vùng",
        "not-a-point" => "điểm lấy nước phải là một điểm",
        "no-river" => "sông cần ít nhất một đường để đo dọc theo; vùng nước dạng vùng đi kèm để tính từ bờ",
        "far-from-river" => "điểm lấy nước cách đường sông quá 500 m; hãy chọn đúng sông",
        "river-ends" => "đường sông ngắn hơn khoảng cách đã chọn; hãy thêm đoạn sông nối tiếp, đổi chiều dòng chảy, hoặc ghi khoảng cách ngắn hơn",
        "other-lattice" => "các hình không cùng múi chiếu và số chữ số thập phân",
        _ => "chưa đúng dạng của bảng tọa độ",
    };
}
