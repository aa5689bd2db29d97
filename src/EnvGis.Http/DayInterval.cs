using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace EnvGis.Http;

/// <summary>Days in Vietnam, both inclusive; null is open. Read from OGC API Features' <c>datetime</c> (OGC 17-069r4 §7.15.4).</summary>
public readonly partial record struct DayInterval(DateOnly? From, DateOnly? To)
{
    /// <summary>The day that it is in Vietnam at a moment.</summary>
    /// <param name="moment">UTC.</param>
    public static DayInterval InVietnam(DateTime moment)
    {
        var day = VietnamDay.DayOf(moment);
        return new(day, day);
    }

    /// <summary>Takes an instant (a day, or a date-time of RFC 3339) or an interval of two, of which one or both may be <c>..</c> or empty.</summary>
    public static bool TryParse(string text, out DayInterval interval)
    {
        interval = default;
        // An unencoded "+" of an offset arrives as a space.
        var parts = text.Replace(' ', '+').Split('/');
        if (parts.Length > 2 || text.Length == 0)
        {
            return false;
        }
        // QGIS writes an open start as year 0000 and an open end as year 9999.
        var isInterval = parts.Length == 2;
        if (!TryDay(parts[0], isInterval, openYear: 0, out var from) || !TryDay(parts[^1], isInterval, openYear: 9999, out var to))
        {
            return false;
        }
        interval = new(from, to);
        return from is null || to is null || from <= to;
    }

    static bool TryDay(string text, bool isInterval, int openYear, out DateOnly? day)
    {
        day = null;
        if (text is ".." or "")
        {
            return isInterval;
        }
        if (Instant.Match(text) is not { Success: true } match)
        {
            return false;
        }
        int year = Number("year"), month = Number("month"), dayOfMonth = Number("day"), hour = Number("hour"), minute = Number("minute"), second = Number("second");
        int offsetHour = Number("offsetHour"), offsetMinute = Number("offsetMinute");
        // Year 0000 is a leap year, as 0004 is.
        if (month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year == 0 ? 4 : year, month)
            || hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59)
        {
            return false;
        }
        if (isInterval && year == openYear)
        {
            return true;
        }
        day = year == 0 ? DateOnly.MinValue : new DateOnly(year, month, dayOfMonth);
        if (year > 0 && match.Groups["hour"].Success)
        {
            var offset = (offsetHour * 60 + offsetMinute) * (match.Groups["sign"].Value == "-" ? -1 : 1);
            // .NET's calendar goes from year 1 to 9999; a moment before or after stands at its end.
            var ticks = day.Value.ToDateTime(TimeOnly.MinValue).Ticks + (hour * 60 + minute - offset) * TimeSpan.TicksPerMinute;
            day = VietnamDay.DayOf(new DateTime(Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Utc));
        }
        return true;

        int Number(string group) => match.Groups[group] is { Success: true, ValueSpan: var digits } ? int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) : 0;
    }

    [StringSyntax(StringSyntaxAttribute.Regex)]
    const string InstantPattern = """
        ^(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})
        ([Tt](?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(\.[0-9]{1,9})?([Zz]|(?<sign>[+-])(?<offsetHour>[0-9]{2}):(?<offsetMinute>[0-9]{2})))?\z
        """;

    [GeneratedRegex(InstantPattern, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Instant { get; }
}
