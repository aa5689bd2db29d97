using System.Globalization;
using System.Text;
using System.Text.Json;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.Audit;

/// <summary>The record, newest first, by who, what, when and words; as pages or as a table for a spreadsheet.</summary>
static class SearchAudit
{
    const int MostPerPage = 200;

    public static readonly Parameter[] Described =
    [
        Parameter.Words, new("act", "Loại việc", "Kind of act"), new("who", "Ai làm", "Who did it"),
        new("from", "Từ ngày này, giờ Việt Nam", "From this day on, in Vietnam") { Kind = ParameterKind.Day, Example = "2026-11-27" },
        new("to", "Đến hết ngày này", "Until the end of this day") { Kind = ParameterKind.Day, Example = "2026-11-28" },
        new("before", "Nơi trang trước kết thúc", "Where the page before ended") { Kind = ParameterKind.Cursor }, Parameter.Limit(50, MostPerPage),
    ];

    /// <param name="Detail">Before and after, or what else explains it; null when nothing does.</param>
    /// <param name="Withheld">Subject or detail tells of what is restricted, which this administrator has no grant to see.</param>
    public sealed record Entry(
        long Id, DateTime At, string Who, string? Network, string Act, string? Subject, [property: OneOf("done", "refused")] string Outcome, JsonElement? Detail, bool Withheld);

    public sealed record Page(IReadOnlyList<Entry> Entries, string? Next);

    sealed record Filter(string? Words, string? Act, string? Who, DateOnly? From, DateOnly? To, long? Before);

    // Days are days in Vietnam. The number walks down the primary key; nothing is counted.
    // What the caller does not reach is not there, and what is withheld is not searched either: a word that finds an entry would tell what it says.
    const string Sql = """
        select e.number, e.at, e.who, abbrev(e.network), e.act, v.subject, e.outcome, v.detail, w.what <> 'nothing'
        from audit.entry e
        cross join lateral (select case
            when e.layer is null or not $10::jsonb ? e.layer or audit.reaches($9::jsonb, e.scopes) then 'nothing'
            when jsonb_typeof($10::jsonb -> e.layer) = 'null' then 'all'
            when exists (select from jsonb_array_elements_text($10::jsonb -> e.layer) a where strpos(e.detail::text, '"' || a || '"') > 0) then 'detail'
            else 'nothing' end) w (what)
        cross join lateral (select case when w.what <> 'all' then e.subject end, case when w.what = 'nothing' then e.detail::text end) v (subject, detail)
        where ($8::jsonb is null or audit.reaches($8::jsonb, e.scopes))
          and ($1::bigint is null or number < $1) and ($2::text is null or act = $2) and ($3::text is null or who = $3)
          and ($4::timestamptz is null or at >= $4)
          and ($5::timestamptz is null or at < $5)
          and ($6::text is null or concat_ws(' ', who, act, v.subject, host(network), v.detail) ilike $6)
        order by number desc limit $7
        """;

    /// <summary>Layers that are restricted (null), and restricted attributes of the others.</summary>
    const string RestrictedSql = """
        select coalesce(jsonb_object_agg(id, case when restricted then null else to_jsonb(restricted_attributes) end), '{}')::text
        from env.layer where restricted or restricted_attributes <> '{}'
        """;

    public static async Task<Results<Ok<Page>, Refusal>> Handle(
        HttpContext context, Caller caller, AccountsDatabase database, WorkingDatabase working, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        var (filter, limit) = (Of(query), query.Limit());
        if (query.IsRefused(out var refusal))
        {
            return refusal;
        }
        var entries = new List<Entry>();
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var command = await CommandAsync(connection, working, caller, filter, limit + 1, cancellationToken);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            entries.Add(Read(rows));
        }
        string? next = null;
        if (entries.Count > limit)
        {
            entries.RemoveAt(limit);
            var kept = context.Request.Query.Where(one => one.Key != "before").Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value.ToString())}&");
            next = $"/api/audit?{string.Concat(kept)}before={entries[^1].Id.ToString(CultureInfo.InvariantCulture)}";
        }
        return TypedResults.Ok(new Page(entries, next));
    }

    public static async Task<Results<EmptyHttpResult, Refusal>> ExportAsync(
        HttpContext context, Caller caller, AccountsDatabase database, WorkingDatabase working, AuditTrail audit, LongAnswers places, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        var filter = Of(query);
        if (query.IsRefused(out var refusal) || !places.TryTake(caller, out var place, out refusal))
        {
            return refusal;
        }
        using var held = place;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await audit.AppendAsync(caller.Actor, "export-audit", null, filter, Concern.Actor, cancellationToken);
        }
        var table = Csv.Of(context.Request);
        context.Response.ContentType = "text/csv; charset=utf-8; header=present";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"envgis-audit.csv\"";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return TypedResults.Empty;
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var command = await CommandAsync(connection, working, caller, filter, null, cancellationToken);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await using var text = new StreamWriter(context.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await text.WriteAsync(table.Row(["number", "at", "who", "network", "act", "subject", "outcome", "detail"]).AsMemory(), cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var entry = Read(rows);
            await text.WriteAsync(table.Row(new[]
            {
                entry.Id.ToString(CultureInfo.InvariantCulture), entry.At.ToString("O", CultureInfo.InvariantCulture), entry.Who, entry.Network, entry.Act,
                entry.Subject, entry.Outcome, entry.Withheld && entry.Detail is null ? "(withheld)" : entry.Detail?.GetRawText(),
            }.Select(Csv.Safe)).AsMemory(), cancellationToken);
        }
        return TypedResults.Empty;
    }

    static async Task<NpgsqlCommand> CommandAsync(
        NpgsqlConnection connection, WorkingDatabase working, Caller caller, Filter filter, int? limit, CancellationToken cancellationToken)
    {
        await using var writer = await working.Source.OpenConnectionAsync(cancellationToken);
        await using var asked = new NpgsqlCommand(RestrictedSql, writer);
        var restricted = (string)(await asked.ExecuteScalarAsync(cancellationToken))!;
        var command = new NpgsqlCommand(Sql, connection);
        object?[] values =
        [
            filter.Before, filter.Act, filter.Who, StartOf(filter.From), StartOf(filter.To?.AddDays(1)), filter.Words is null ? null : $"%{Like(filter.Words)}%", limit,
            caller.May(Act.ReadAudit, Scope.Everywhere) ? null : Grants(Act.ReadAudit), Grants(Act.ReadRestricted), restricted,
        ];
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        }
        return command;

        // A day begins at midnight in Vietnam.
        static DateTime? StartOf(DateOnly? day) => day is { } known ? VietnamDay.StartOf(known).UtcDateTime : null;

        string Grants(Act act) => AuditTrail.Text([.. caller.Grants.Where(grant => Capabilities.Allows(grant.Role, act)).Select(grant => grant.Scope)]) ?? "[]";
    }

    static string Like(string words) =>
        words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    static Entry Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetDateTime(1), row.GetString(2), Text(row, 3), row.GetString(4), Text(row, 5), row.GetString(6),
        Text(row, 7) is { } detail ? JsonElement.Parse(detail) : null, row.GetBoolean(8));

    static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>What is wrong with it, the query tells.</summary>
    static Filter Of(QueryParameters query)
    {
        var (from, to) = (query.Day("from"), query.Day("to"));
        query.CheckOrder("from", from, "to", to);
        return new(query.Text("q"), query.Text("act"), query.Text("who"), from, to,
            query.Cursor("before", text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (object)number : null) is long before ? before : null);
    }
}
