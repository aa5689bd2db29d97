using Dapper;
using EnvGis.Http;
using Npgsql;

namespace EnvGis.NamedZones;

/// <summary>Which members of a zone can be drawn today: whole communes whose boundary is loaded. Of all others it is said why not.</summary>
static class NamedZoneMembers
{
    /// <summary>Days ahead within which the register tells that a member begins.</summary>
    public const int SoonDays = 90;

    public static Task<DateOnly> TodayAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<DateOnly>(new CommandDefinition("select env.today()", cancellationToken: cancellationToken));

    /// <param name="asOf">The day on which they are to count; null for today.</param>
    public static async Task<IReadOnlyList<NamedZoneAnswers.Drawable>> DrawableAsync(
        NpgsqlConnection connection, string province, IReadOnlyList<NamedZoneForm.Member> members, DateOnly? asOf, CancellationToken cancellationToken)
    {
        var codes = members.Select(one => one.Commune).OfType<string>().Distinct().ToArray();
        var today = await TodayAsync(connection, cancellationToken);
        var communes = codes.Length == 0 ? [] : (await connection.QueryAsync<Commune>(new CommandDefinition("""
            select c.code, c.name, exists (select from env.boundary b where b.level = 'commune' and b.code = c.code) as HasBoundary
            from env.commune c where c.code = any (@codes) and c.province_code = @province and c.valid_to is null
            """, new { codes, province }, cancellationToken: cancellationToken))).ToDictionary(one => one.Code);
        return [.. members.Select((member, at) =>
        {
            var commune = member.Commune is { } code ? communes.GetValueOrDefault(code) : null;
            return new NamedZoneAnswers.Drawable(at + 1, commune?.Name,
                member.ValidFrom is { } first && first > today && first <= today.AddDays(SoonDays) ? first : null, WhyNot(member, commune, asOf ?? today) is { } why ? new(why, Sentence(why)) : null);
        })];
    }

    static string? WhyNot(NamedZoneForm.Member member, Commune? commune, DateOnly today) => member switch
    {
        { ValidTo: { } last } when last < today => "ended",
        { ValidFrom: { } first } when first > today => "not-yet",
        { Status: "planned" } => "planned",
        { Kind: not "commune" } => member.Kind,
        { Part: not null } => "part",
        _ => commune is null ? "no-commune" : commune.HasBoundary ? null : "no-boundary",
    };

    static Text Sentence(string why) => why switch
    {
        "ended" => new("Đã hết thời gian áp dụng.", "Its last day has passed."),
        "not-yet" => new("Chưa đến ngày áp dụng.", "Its first day is still to come."),
        "planned" => new("Áp dụng khi được thành lập.", "It counts when it is established."),
        "reserve" => new("Ranh giới khu bảo tồn và phân khu phải lấy từ hồ sơ của khu; hãy đưa vào bản dự thảo từ tệp hoặc vẽ tay.",
            "The border of a reserve and its sub-zone is in the reserve's own file; bring it into the draft from there, or draw it."),
        "distance" => new("Quy hoạch không nêu vị trí nguồn; hãy dựng vùng đệm trong bản dự thảo từ đối tượng nguồn.",
            "The plan does not say where the source lies; build the zone around it in the draft, from the source's own place."),
        "part" => new("Chỉ một phần của xã; phần nào phải vẽ trong bản dự thảo.", "Only a part of the commune, which has to be drawn in the draft."),
        "no-commune" => new("Hiện không có xã mang mã này trong tỉnh.", "The province has no commune of this code today."),
        "no-boundary" => new("Chưa nạp ranh giới xã.", "The commune's boundary is not loaded."),
        _ => new("Chỉ có lời văn, không có ranh giới nào để lấy.", "There are words only, and no border to be taken."),
    };

    sealed record Commune(string Code, string Name, bool HasBoundary);
}
