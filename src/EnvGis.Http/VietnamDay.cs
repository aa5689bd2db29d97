namespace EnvGis.Http;

/// <summary>Legal dates are days in Vietnam: one begins at midnight in Asia/Ho_Chi_Minh, wherever the service runs.</summary>
public static class VietnamDay
{
    static readonly TimeZoneInfo Vietnam = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");

    public static DateTimeOffset NowInVietnam(this TimeProvider time) => TimeZoneInfo.ConvertTime(time.GetUtcNow(), Vietnam);

    public static DateOnly TodayInVietnam(this TimeProvider time) => DateOnly.FromDateTime(time.NowInVietnam().DateTime);
}
