namespace EnvGis.Http;

/// <summary>Every refusal of the service, worded once, in Vietnamese and English. The slug is the last part of the problem's type address, /problems/{slug}.</summary>
static class Problems
{
    public static Refusal UnknownLayer(string layer) => new(404, "unknown-layer",
        $"Không có lớp “{Short(layer)}”; danh sách các lớp ở /api/layers.", $"There is no layer “{Short(layer)}”; the layers are listed at /api/layers.");

    public static Refusal UnknownFeature(string id) => new(404, "unknown-feature",
        $"Không có đối tượng “{Short(id)}” đang được công bố.", $"No published feature has the id “{Short(id)}”.");

    public static Refusal UnknownTask(string id) => new(404, "unknown-task",
        $"Không có nhiệm vụ “{Short(id)}”; danh sách ở /api/tasks.", $"There is no task “{Short(id)}”; the tasks are listed at /api/tasks.");

    public static Refusal UnknownPlan(string id) => new(404, "unknown-plan",
        $"Không có kế hoạch “{Short(id)}”; danh sách ở /api/plans.", $"There is no plan “{Short(id)}”; the plans are listed at /api/plans.");

    public static Refusal UnknownAddress(string path) => new(404, "unknown-address",
        $"Không có gì ở địa chỉ {Short(path)}.", $"There is nothing at {Short(path)}.");

    public static Refusal TileOutside(string address) => new(400, "tile-outside",
        $"Ô bản đồ {Short(address)} không tồn tại: z từ 0 đến 18, x và y từ 0 đến 2^z − 1.",
        $"Tile {Short(address)} does not exist: z is 0 to 18, x and y are 0 to 2^z − 1.");

    public static Refusal UnknownParameter(string name) => new(400, "unknown-parameter",
        $"Không có tham số “{Short(name)}” ở địa chỉ này.", $"This address has no parameter “{Short(name)}”.");

    public static Refusal BadParameter(string name, string value, string vi, string en) => new(400, "bad-parameter",
        $"Tham số {name} = “{Short(value)}” chưa đúng: {vi}.", $"Parameter {name} = “{Short(value)}” is not right: {en}.");

    public static Refusal WithdrawnZone(int code) => new(400, "no-zone",
        $"EPSG:{code} đã bị bãi bỏ vì định nghĩa nhầm điểm gốc tọa độ; hãy dùng EPSG:{code - 1060} cho cùng kinh tuyến trục.",
        $"EPSG:{code} is withdrawn because its false origin is wrong; use EPSG:{code - 1060} for the same meridian.");

    public static Refusal UnknownZone(string named) => new(400, "no-zone",
        $"Hệ VN-2000 không có múi chiếu “{Short(named)}”; danh sách các múi ở /api/crs.", $"VN-2000 has no zone “{Short(named)}”; the zones are listed at /api/crs.");

    public static Refusal UnknownVersion(string id, string version) => new(404, "unknown-version",
        $"Đối tượng “{Short(id)}” không có phiên bản “{Short(version)}”; danh sách ở /api/features/{Short(id)}.",
        $"Feature “{Short(id)}” has no version “{Short(version)}”; its versions are listed at /api/features/{Short(id)}.");

    public static Refusal NotInForce(string id, string day) => new(404, "not-in-force",
        $"Đối tượng “{Short(id)}” không có phiên bản nào hiệu lực vào {Short(day)}; danh sách phiên bản ở /api/features/{Short(id)}.",
        $"No version of feature “{Short(id)}” is in force on {Short(day)}; its versions are listed at /api/features/{Short(id)}.");

    public static Refusal NoCoordinates(string id) => new(404, "no-coordinates",
        $"Đối tượng “{Short(id)}” chưa có tọa độ; chỉ biết khu vực chứa nó.", $"Feature “{Short(id)}” has no coordinates yet; only the area that holds it is known.");

    public static Refusal NoAnnex(string id) => new(404, "no-annex",
        $"Đối tượng “{Short(id)}” không có bảng tọa độ kèm quyết định.", $"Feature “{Short(id)}” has no coordinate annex of a decision.");

    public static Refusal UnknownExportFormat(string file) => new(404, "unknown-export-format",
        $"Không có tệp “{Short(file)}”; các lớp xuất được ở dạng .geojson, .geojsonl và .geojsons.",
        $"There is no file “{Short(file)}”; layers are exported as .geojson, .geojsonl and .geojsons.");

    public static Refusal TooManyExports() => new(503, "too-many-exports",
        "Đang có nhiều lượt xuất dữ liệu cùng lúc; hãy thử lại sau một phút.", "Many exports run at the moment; try again in a minute.") { RetryAfterSeconds = 60 };

    public static Refusal BadCursor(string name, string value) => BadParameter(name, value,
        "hãy dùng nguyên giá trị “next” của trang trước", "use the “next” of the page before, as it is");

    public static Refusal Malformed() => new(400, "malformed",
        "Yêu cầu không đọc được; hãy kiểm tra địa chỉ, tham số và nội dung gửi.", "The request cannot be read; check its address, parameters and body.");

    public static Refusal MethodNotAllowed(string method) => new(405, "method-not-allowed",
        $"Địa chỉ này không nhận {Short(method)}.", $"This address does not take {Short(method)}.");

    public static Refusal DatabaseAway() => new(503, "database-away",
        "Cơ sở dữ liệu tạm thời không trả lời; hãy thử lại sau vài giây.", "The database does not answer for now; try again in a few seconds.") { RetryAfterSeconds = 5 };

    public static Refusal TooExpensive() => new(400, "too-expensive",
        "Yêu cầu này quá nặng nên đã bị dừng; hãy thu hẹp vùng hoặc bộ lọc.", "This request costs too much and was stopped; narrow its area or filter.");

    public static Refusal Unexpected() => new(500, "unexpected",
        "Hệ thống gặp lỗi ngoài dự kiến; sự cố đã được ghi lại.", "The service met an unexpected fault; it has been recorded.");

    static string Short(string value) => value.Length <= 80 ? value : value[..80] + "…";
}
