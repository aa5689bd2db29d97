using EnvGis.Http;

namespace EnvGis.Lists;

/// <summary>Severity and status in the words of all layers.</summary>
static class CommonWords
{
    static readonly Text[] Grades =
        [new("Chưa xếp mức", "Not rated"), new("Nhẹ, hoặc có nguy cơ", "Light, or at risk"), new("Trung bình, hoặc ô nhiễm", "Medium, or contaminated"), new("Nghiêm trọng", "Serious"),
            new("Đặc biệt nghiêm trọng", "Especially serious")];

    static readonly Dictionary<string, Text> States = new()
    {
        ["proposed"] = new("Đề xuất", "Proposed"),
        ["in_force"] = new("Đang có hiệu lực", "In force"),
        ["repealed"] = new("Hết hiệu lực", "No longer in force"),
        ["open"] = new("Chưa xử lý", "Open"),
        ["treating"] = new("Đang xử lý", "Being treated"),
        ["done"] = new("Đã xử lý xong", "Done"),
        ["operating"] = new("Đang hoạt động", "Operating"),
        ["stopped"] = new("Đã dừng hoạt động", "Stopped"),
        ["unknown"] = new("Chưa rõ tình trạng", "Status unknown"),
    };

    public static Text? Grade(short? grade) => grade is { } known && known < Grades.Length ? Grades[known] : null;

    public static Text? State(string? state) => state is null ? null : States.GetValueOrDefault(state);
}
