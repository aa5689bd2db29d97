using System.Globalization;
using EnvGis.Http;
using EnvGis.Spatial.Crs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Places;

/// <summary>Search by name, old or new, or by coordinates.</summary>
static class PlaceEndpoints
{
    public static IServiceCollection AddPlaces(this IServiceCollection services) => services.AddScoped<PlaceSearch>().AddSingleton<CoordinateSearch>();

    public static void MapPlaces(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/places", SearchAsync).WithName("places").AllowAnonymous();

    static readonly TimeZoneInfo Vietnam = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");

    static async Task<Results<Ok<PlaceSearch.Found>, Refusal>> SearchAsync(
        HttpRequest request, PlaceSearch search, CoordinateSearch coordinates, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!QueryParameters.TryRead(request, ["q", "limit"], out var query, out var refusal))
        {
            return refusal;
        }
        var q = query["q"]?.Trim() ?? "";
        if (q.Length is 0 or > PlaceSearch.LongestQuery || !IsText(q))
        {
            return Problems.BadParameter("q", q, $"cần từ 1 đến {PlaceSearch.LongestQuery} ký tự", $"it takes 1 to {PlaceSearch.LongestQuery} characters");
        }
        var limit = 8;
        if (query["limit"] is { } given && !(int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= 50))
        {
            return Problems.BadParameter("limit", given, "cần một số từ 1 đến 50", "it takes a number from 1 to 50");
        }
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), Vietnam).DateTime);
        var reading = PositionText.Read(q);
        if (reading.Refusal is { Fault: PositionFault.WithdrawnCode, Named: { } code })
        {
            return Problems.WithdrawnZone(int.Parse(code, CultureInfo.InvariantCulture));
        }
        if (reading.Refusal is { Fault: PositionFault.UnknownZone, Named: { } zone })
        {
            return Problems.UnknownZone(zone);
        }
        var found = await search.FindAsync(q, limit, today, cancellationToken);
        return TypedResults.Ok(found with
        {
            Coordinates = await coordinates.LocateAsync(reading.Positions, today, cancellationToken),
            CoordinatesNote = reading.Refusal is not { Fault: PositionFault.Outside, Named: var meridian } ? null
                : meridian is null ? new("Tọa độ này nằm ngoài Việt Nam.", "These coordinates lie outside Vietnam.")
                : new($"Với kinh tuyến trục {meridian}, tọa độ này nằm ngoài Việt Nam.", $"With the central meridian {meridian} these coordinates lie outside Vietnam."),
        });
    }

    // Half of a surrogate pair is no character, and PostgreSQL does not take it.
    static bool IsText(string value)
    {
        for (var index = 0; index < value.Length; index++)
        {
            if (char.IsHighSurrogate(value[index]) && index + 1 < value.Length && char.IsLowSurrogate(value[index + 1]))
            {
                index++;
            }
            else if (char.IsSurrogate(value[index]))
            {
                return false;
            }
        }
        return true;
    }
}
