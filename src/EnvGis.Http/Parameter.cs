using System.Globalization;

namespace EnvGis.Http;

/// <summary>How a value is read: what it may be, what it means and how it is refused is the same wherever a parameter of its kind is declared.</summary>
public enum ParameterKind
{
    /// <summary>1 to 200 characters, or as many as the parameter says.</summary>
    Text,

    /// <summary>One of the parameter's values, or several of them.</summary>
    Word,
    Boolean,

    /// <summary>How many at most. Who asks for more than the most gets the most (OGC 17-069r4 §7.15.2).</summary>
    Limit,

    /// <summary>A number of things or metres, between the parameter's bounds.</summary>
    Whole,

    /// <summary>Where the page before ended, in the address's own form.</summary>
    Cursor,

    /// <summary>A year, or a day of it.</summary>
    Year,
    Day,

    /// <summary>A day, a moment or an interval, as days in Vietnam (OGC 17-069r4 §7.15.4).</summary>
    Days,

    /// <summary>The same, of one day only.</summary>
    OneDay,

    /// <summary>A moment, or the end of a day in Vietnam.</summary>
    Moment,
    Box,
    Position,
    Longitude,
    Latitude,

    /// <summary>Layers that the caller sees; which those are, the address knows.</summary>
    Layer,
    Feature,
    Province,
    Commune,
    Plan,
    Task,

    /// <summary>The EPSG code of a zone of VN-2000.</summary>
    Zone,

    /// <summary>Anything: the address refuses what it does not take, or does not look at it.</summary>
    Own,
}

/// <summary>A parameter of a path or a query, as its address declares it: the API document describes it by this, and <see cref="QueryParameters"/> reads it by this.</summary>
/// <param name="Type">string, integer, number or boolean.</param>
public sealed record Parameter(string Name, string Vi, string En, string Type = "string")
{
    readonly ParameterKind? kind;

    /// <summary>By its type and values where it is not said.</summary>
    public ParameterKind Kind
    {
        get => this.kind ?? (this.Type == "boolean" ? ParameterKind.Boolean : this.Values.Count > 0 ? ParameterKind.Word : ParameterKind.Text);
        init => this.kind = value;
    }

    /// <summary>The values that it takes; empty where they are not counted.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Whether several may be given, with commas between: any of them is meant.</summary>
    public bool Several { get; init; }

    public bool Required { get; init; }

    /// <summary>Whether it is a field of the request, not a part of its address.</summary>
    public bool IsHeader { get; init; }

    public int? Least { get; init; }

    /// <summary>The greatest number, or the longest text.</summary>
    public int? Most { get; init; }

    public string? Default { get; init; }

    public string? Example { get; init; }

    /// <summary>Whether its name is any of a family, such as the attributes of layers.</summary>
    public bool AnyName { get; init; }

    public static Parameter Limit(int byDefault, int most) => new("limit", "Số mục nhiều nhất của một trang", "How many entries a page has at the most", "integer")
    {
        Kind = ParameterKind.Limit, Least = 1, Most = most, Default = byDefault.ToString(CultureInfo.InvariantCulture),
    };

    public static readonly Parameter
        After = new("after", "Nơi trang trước kết thúc: phần cuối của “next”", "Where the page before ended, as its “next” has it") { Kind = ParameterKind.Cursor },
        Layers = new("layers", "Mã các lớp; bỏ trống là tất cả", "Ids of layers; all when left out") { Kind = ParameterKind.Layer, Several = true, Example = "landfills,craft-villages" },
        Bbox = new("bbox", "Khung tây,nam,đông,bắc, độ thập phân WGS 84 (CRS84)", "Box west,south,east,north in decimal degrees WGS 84 (CRS84)")
            { Kind = ParameterKind.Box, Example = "105.5,20.9,106,21.3" },
        At = new("at", "Vị trí kinh độ,vĩ độ, độ thập phân WGS 84 (CRS84)", "Position longitude,latitude in decimal degrees WGS 84 (CRS84)")
            { Kind = ParameterKind.Position, Example = "105.85,21.03" },
        Words = new("q", "Từ cần tìm", "Words to look for"),
        Separator = new("separator", "Dấu ngăn cột; bỏ trống là theo ngôn ngữ của người gọi: tiếng Việt dùng chấm phẩy và dấu phẩy thập phân",
            "What stands between columns; by the caller's language when left out: Vietnamese takes semicolons and decimal commas") { Values = ["semicolon", "comma"] },
        FeatureId = new("id", "Số hiệu của đối tượng", "Number of the feature") { Required = true, Example = "1" },
        PlanId = new("plan", "Mã của kế hoạch", "Id of the plan") { Required = true, Example = "thai-nguyen" },
        TaskSection = new("section", "Mục của nhiệm vụ trong kế hoạch", "Section of the task within its plan") { Required = true, Example = "II.3.2" },
        ProvinceCode = new("province_code", "Mã tỉnh, hai chữ số", "Codes of provinces, two digits each") { Kind = ParameterKind.Province, Several = true, Example = "19" },
        CommuneCode = new("commune_code", "Mã xã, năm chữ số", "Codes of communes, five digits each") { Kind = ParameterKind.Commune, Several = true, Example = "05440" };
}
