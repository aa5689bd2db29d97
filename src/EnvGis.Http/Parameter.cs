namespace EnvGis.Http;

/// <summary>A parameter of a path or a query as the API document describes it; how it is read, its reader says.</summary>
/// <param name="Type">string, integer, number or boolean.</param>
public sealed record Parameter(string Name, string Vi, string En, string Type = "string")
{
    /// <summary>The values that it takes; empty where they are not counted.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Whether several may be given, with commas between: any of them is meant.</summary>
    public bool Several { get; init; }

    public bool Required { get; init; }

    /// <summary>Whether it is a field of the request, not a part of its address.</summary>
    public bool IsHeader { get; init; }

    public int? Least { get; init; }

    public int? Most { get; init; }

    public string? Default { get; init; }

    public string? Example { get; init; }

    /// <summary>Whether its name is any of a family, such as the attributes of layers.</summary>
    public bool AnyName { get; init; }

    /// <summary>Whether a name is that of one of these.</summary>
    public static Func<string, bool> In(IReadOnlyList<Parameter> known) => name => known.Any(parameter => parameter.Name == name);

    public static Parameter Limit(int byDefault, int most) => new("limit", "Số mục nhiều nhất của một trang", "How many entries a page has at the most", "integer")
    {
        Least = 1, Most = most, Default = byDefault.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    public static readonly Parameter
        After = new("after", "Nơi trang trước kết thúc: phần cuối của “next”", "Where the page before ended, as its “next” has it"),
        Layers = new("layers", "Mã các lớp; bỏ trống là tất cả", "Ids of layers; all when left out") { Several = true, Example = "landfills,craft-villages" },
        Bbox = new("bbox", "Khung tây,nam,đông,bắc, độ thập phân WGS 84 (CRS84)", "Box west,south,east,north in decimal degrees WGS 84 (CRS84)") { Example = "105.5,20.9,106,21.3" },
        At = new("at", "Vị trí kinh độ,vĩ độ, độ thập phân WGS 84 (CRS84)", "Position longitude,latitude in decimal degrees WGS 84 (CRS84)") { Example = "105.85,21.03" },
        Words = new("q", "Từ cần tìm", "Words to look for"),
        Separator = new("separator", "Dấu ngăn cột; bỏ trống là theo ngôn ngữ của người gọi: tiếng Việt dùng chấm phẩy và dấu phẩy thập phân",
            "What stands between columns; by the caller's language when left out: Vietnamese takes semicolons and decimal commas") { Values = ["semicolon", "comma"] },
        FeatureId = new("id", "Số hiệu của đối tượng", "Number of the feature") { Required = true, Example = "1" },
        PlanId = new("plan", "Mã của kế hoạch", "Id of the plan") { Required = true, Example = "thai-nguyen" },
        TaskSection = new("section", "Mục của nhiệm vụ trong kế hoạch", "Section of the task within its plan") { Required = true, Example = "II.3.2" },
        ProvinceCode = new("province_code", "Mã tỉnh, hai chữ số", "Codes of provinces, two digits each") { Several = true, Example = "19" },
        CommuneCode = new("commune_code", "Mã xã, năm chữ số", "Codes of communes, five digits each") { Several = true, Example = "05440" };
}
