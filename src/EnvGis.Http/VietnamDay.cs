namespace EnvGis.Http;

/// <summary>
/// Vietnam's clock: legal dates are days there, wherever the service runs; one begins at midnight. The one clock of C#; that of SQL is <c>published.day_in_vietnam</c>.
/// </summary>
public static class VietnamDay
{
    /// <summary>By its name in the IANA time zone database, as PostgreSQL knows it too.</summary>
    public const string Zone = "Asia/Ho_Chi_Minh";

    static readonly TimeZoneInfo Vietnam = TimeZoneInfo.FindSystemTimeZoneById(Zone);

    public static DateTimeOffset NowInVietnam(this TimeProvider time) => InVietnam(time.GetUtcNow());

    /// <summary>The same moment as clocks there show it.</summary>
    public static DateTimeOffset InVietnam(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Vietnam);

    public static DateOnly TodayInVietnam(this TimeProvider time) => DateOnly.FromDateTime(time.NowInVietnam().DateTime);

    /// <param name="moment">UTC.</param>
    public static DateOnly DayOf(DateTime moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(moment, DateTimeKind.Utc), Vietnam));

    /// <summary>The last microsecond of a day, which is the finest that PostgreSQL keeps.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1)).AddMicroseconds(-1);

    public static DateTimeOffset StartOf(DateOnly day) =>
        new(day.ToDateTime(TimeOnly.MinValue), Vietnam.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue)));
}
