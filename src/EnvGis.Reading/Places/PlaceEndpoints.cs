using System.Globalization;
using System.Text.RegularExpressions;
using EnvGis.Access;
using EnvGis.Http;
using EnvGis.Spatial.Crs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Places;

/// <summary>Search by name, old or new, or by coordinates.</summary>
public static partial class PlaceEndpoints
{
    public static IServiceCollection AddPlaces(this IServiceCollection services) => services.AddScoped<PlaceSearch>().AddScoped<CoordinateSearch>();

    public static void MapPlaces(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/places", SearchAsync).WithName("places").AllowAnonymous()
            .Says("Tìm nơi, đối tượng, nhiệm vụ và tọa độ", "Finds places, features, tasks and coordinates")
            .Reads(Parameter.Words with { Required = true, Most = LongestAddress, Example = "Thái Nguyên" }, Parameter.Limit(8, 50),
                new("group", "Chỉ nhóm này, để xem tiếp", "This group only, to go on in it") { Values = PlaceSearch.Groups }, Parameter.After,
                Parameter.At with { Vi = "Giữa bản đồ đang xem: kinh độ,vĩ độ WGS 84", En = "Middle of the map that is looked at: longitude,latitude, WGS 84" });

    /// <summary>What is pasted from a map's address bar is longer than what anybody types.</summary>
    const int LongestAddress = 2_000;

    static async Task<Results<Ok<PlaceSearch.Found>, Refusal>> SearchAsync(
        HttpContext context, PlaceSearch search, CoordinateSearch coordinates, TimeProvider time, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        var q = Unescaped(query.Text("q")?.Trim() ?? "");
        var isText = q.Length > 0;
        var reading = isText ? PositionText.Read(q) : new([], null);
        var text = q;
        if (isText && reading is { Positions.Count: 0, Refusal: null } && PositionAndName.Split(q) is { } parts)
        {
            (reading, text) = parts;
        }
        if (q.Length > PlaceSearch.LongestQuery && reading is { Positions.Count: 0, Refusal: null })
        {
            query.Refuse("q", q, $"cần từ 1 đến {PlaceSearch.LongestQuery} ký tự", $"it takes 1 to {PlaceSearch.LongestQuery} characters");
        }
        var (limit, group) = (query.Limit(), query.Word("group"));
        var after = query.Cursor("after", cursor => SearchCursor.TryParse(cursor, out var read) ? read : null);
        if (after is not null && query["group"] is null)
        {
            query.Refuse("after", query["after"]!, "cần đi cùng với group", "it goes together with group");
        }
        var (lon, lat) = query.Position("at") is { } at ? ((double?)at.X, (double?)at.Y) : (null, null);
        if (reading.Refusal is { Fault: PositionFault.WithdrawnCode, Named: { } code })
        {
            query.Refuse(Problems.WithdrawnZone(int.Parse(code, CultureInfo.InvariantCulture)) with { Parameter = "q" });
        }
        if (reading.Refusal is { Fault: PositionFault.UnknownZone, Named: { } zone })
        {
            query.Refuse(Problems.UnknownZone(zone) with { Parameter = "q" });
        }
        if (query.IsRefused(out var refusal))
        {
            return refusal;
        }
        var today = time.TodayInVietnam();
        var positions = await coordinates.LocateAsync(reading.Positions, lon is { } x && lat is { } y ? (x, y) : null, today, cancellationToken);
        // Where coordinates were pasted, words among them are none to search for.
        var found = q.Length > PlaceSearch.LongestQuery || reading.IsAddress || reading.Refusal is { Fault: PositionFault.Outside or PositionFault.TooManyMinutes }
            ? PlaceSearch.Nothing
            : await search.FindAsync(new(text, limit, group, after, OwnProvinces(context), lon, lat, today,
                text == q && (positions.Count > 0 || reading.Refusal is not null)), cancellationToken);
        // A province beside a pair of metres chooses its meridian.
        if (text != q && positions.Count > 1 && found.Places is [{ Near: false } place, ..]
            && positions.Where(position => position.Province?.Name == (place.Kind == "province" ? place.Name : place.Province)).ToList() is { Count: > 0 } there)
        {
            positions = there;
        }
        return TypedResults.Ok(found with
        {
            Coordinates = positions,
            // Without a meridian numbers may mean a place in many a province.
            Asks = positions.Count > 1 || positions.Count == 0 && found.Asks,
            CoordinatesNote = reading.Refusal switch
            {
                { Fault: PositionFault.Outside, Named: null } => new("Tọa độ này nằm ngoài Việt Nam.", "These coordinates lie outside Vietnam."),
                { Fault: PositionFault.Outside, Named: var meridian } =>
                    new($"Với kinh tuyến trục {meridian}, tọa độ này nằm ngoài Việt Nam.", $"With the central meridian {meridian} these coordinates lie outside Vietnam."),
                { Fault: PositionFault.TooManyMinutes, Named: var angle } =>
                    new($"Phút và giây phải nhỏ hơn 60; hãy kiểm tra lại “{angle}”.", $"Minutes and seconds are below 60; look at “{angle}” again."),
                { Fault: PositionFault.NoPositionInAddress, Named: null } => new(
                    "Địa chỉ này không chứa tọa độ. Hãy sao chép tọa độ của vị trí trên bản đồ đó rồi dán vào đây, hoặc gõ tên nơi cần tìm.",
                    "This address holds no position. Copy the coordinates of the place on that map and paste them here, or type its name."),
                { Fault: PositionFault.NoPositionInAddress } => new(
                    "Liên kết rút gọn không chứa tọa độ. Hãy mở liên kết trong trình duyệt, đợi bản đồ hiện ra rồi sao chép địa chỉ đầy đủ trên thanh địa chỉ và dán vào đây.",
                    "A short link holds no position. Open it in a browser, wait for the map, then copy the long address from the address bar and paste it here."),
                // A number may be a code.
                { Fault: PositionFault.NoPosition } when (found.Note is not null || found.IsEmpty) && PositionAndName.IsPair(q) => new(
                    $"“{q}” không phải vị trí ở Việt Nam: vĩ độ từ 4,5 đến 23,5, kinh độ từ 102 đến 118, ví dụ 21,5942 105,8482; hoặc X và Y của VN-2000, ví dụ 2388123 423456.",
                    $"“{q}” is no position in Vietnam: it takes latitude 4.5 to 23.5 and longitude 102 to 118, such as 21.5942 105.8482; or X and Y of VN-2000, such as 2388123 423456."),
                { Fault: PositionFault.NoPosition } when (found.Note is not null || found.IsEmpty) && NamedPlaces.IsCode(q) => new(
                    $"Không có đơn vị nào mang mã “{q}”.", $"No unit has the code “{q}”."),
                { Fault: PositionFault.NoPosition } when (found.Note is not null || found.IsEmpty) && PositionAndName.IsNumberOrDay(q) => new(
                    $"Không có đơn vị hành chính, địa điểm hay nhiệm vụ nào ghi “{q}”.", $"No unit, site or task says “{q}”."),
                { Fault: PositionFault.NoPosition } when found.Note is not null || found.IsEmpty => new(
                    $"“{q}” không thể là một vị trí: cần hai số, vĩ độ và kinh độ (21,5942 105,8482) hoặc X và Y của VN-2000 (2388123 423456).",
                    $"“{q}” cannot be a position: it takes two numbers, latitude and longitude (21.5942 105.8482) or X and Y of VN-2000 (2388123 423456)."),
                _ => null,
            },
            Note = positions.Count > 0 || reading.Refusal is not null ? null : found.Note,
        });
    }

    /// <summary>A text copied out of an address, where Thái is Th%C3%A1i and a space may be a plus.</summary>
    static string Unescaped(string text) => Escape().IsMatch(text) && !text.Contains("://", StringComparison.Ordinal)
        && Uri.UnescapeDataString(text.Contains(' ', StringComparison.Ordinal) ? text : text.Replace('+', ' ')).Trim() is var meant && !meant.Any(char.IsControl) ? meant : text;

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex Escape();

    /// <summary>The provinces that the caller's grants name; none of who works everywhere or is nobody.</summary>
    static string[] OwnProvinces(HttpContext context) =>
        context.Features.Get<Caller>() is { Grants: { Count: > 0 } grants } && grants.All(grant => grant.Scope.Provinces is not null)
            ? [.. grants.SelectMany(grant => grant.Scope.Provinces!).Distinct()] : [];
}
