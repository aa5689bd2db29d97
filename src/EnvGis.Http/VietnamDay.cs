namespace EnvGis.Http;

/// <summary>Legal dates are days in Vietnam: one begins at midnight in Asia/Ho_Chi_Minh, wherever the service runs. The one clock of C#; that of SQL is <c>vietnam.day_of</c> and what stands beside it.</summary>
public static class VietnamDay
{
    /// <summary>By its name in the IANA time zone database, as PostgreSQL knows it too.</summary>
    public const string Zone = "Asia/Ho_Chi_Minh";

    static readonly TimeZoneInfo Vietnam = TimeZoneInfo.FindSystemTimeZoneById(Zone);

    public static DateTimeOffset NowInVietnam(this TimeProvider time) => TimeZoneInfo.ConvertTime(time.GetUtcNow(), Vietnam);

    public static DateOnly TodayInVietnam(this TimeProvider time) => DateOnly.FromDateTime(time.NowInVietnam().DateTime);

    /// <param name="moment">UTC.</param>
    public static DateOnly DayOf(DateTime moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(moment, DateTimeKind.Utc), Vietnam));

    /// <summary>The last microsecond of a day, which is the finest that PostgreSQL keeps.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1)).AddMicroseconds(-1);

    /// <summary>UTC.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), Vietnam));
}
