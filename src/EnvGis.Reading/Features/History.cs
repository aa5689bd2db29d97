namespace EnvGis.Features;

/// <summary>
/// A feature's versions as this reader sees them. Versions in which nothing changed that the reader may see are one to them, with the author, the reason and
/// the moment of the first: that something else changed, when and by whom, is not theirs to know.
/// </summary>
static class History
{
    /// <param name="ValidFrom">As yyyy-MM-dd; null when the record has a day that no calendar takes.</param>
    /// <param name="ValidTo">The last day; null while no end is set.</param>
    /// <param name="EchoOf">The version that this one is to the reader; null of one that stands for itself.</param>
    public sealed record Row(
        long VersionId, string NameVi, string NameEn, bool Unlocated, string? ValidFrom, string? ValidTo, DateTime RecordedFrom, DateTime? RecordedTo, string Author, string? Reason,
        bool Current, long? EchoOf);

    /// <param name="Rows">The ids of the rows that are this version.</param>
    /// <param name="CurrentRow">The one of them that is published today; null of a version that is not.</param>
    public sealed record Version(
        long Id, string NameVi, string NameEn, bool Unlocated, string? ValidFrom, string? ValidTo, DateTime RecordedFrom, DateTime? RecordedTo, string Author, string? Reason,
        IReadOnlyList<long> Rows, long? CurrentRow)
    {
        public bool Current => CurrentRow is not null;

        public bool IsSeveral => Rows.Count > 1;
    }

    /// <param name="rows">The newest first, as the answer keeps them.</param>
    public static List<Version> Of(IReadOnlyList<Row> rows) => [.. rows
        .GroupBy(row => row.EchoOf ?? row.VersionId)
        .Select(group => One(group.Key, [.. group]))
        .OrderByDescending(version => version.RecordedFrom).ThenByDescending(version => version.ValidFrom, StringComparer.Ordinal).ThenByDescending(version => version.Id)];

    static Version One(long id, IReadOnlyList<Row> rows)
    {
        var first = rows.MinBy(row => (row.RecordedFrom, row.VersionId))!;
        // What of it stands, or, when nothing does, what stood at the end.
        var end = rows.Any(row => row.RecordedTo is null) ? null : rows.Max(row => row.RecordedTo);
        var last = rows.Where(row => row.RecordedTo == end).ToList();
        return new(id, first.NameVi, first.NameEn, first.Unlocated, last.Select(row => row.ValidFrom).Min(StringComparer.Ordinal),
            last.Any(row => row.ValidTo is null) ? null : last.Select(row => row.ValidTo).Max(StringComparer.Ordinal), first.RecordedFrom, end, first.Author, first.Reason,
            [.. rows.Select(row => row.VersionId)], rows.FirstOrDefault(row => row.Current)?.VersionId);
    }
}
