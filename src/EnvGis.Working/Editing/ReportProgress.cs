using System.Text.Json.Serialization;
using Dapper;
using EnvGis.Access;
using EnvGis.Accounts;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.Editing;

/// <summary>The unit that leads a task reports how far it has come. Reports follow each other and stay as they were given.</summary>
static class ReportProgress
{
    /// <param name="State">not-started, underway, stuck or done.</param>
    /// <param name="Percent">0 to 100; null when nobody reckons it.</param>
    /// <param name="Occurrence">Which occurrence it tells of: a year, the id of a milestone or "whole"; when left out, the one that the task stands by today.</param>
    /// <param name="On">The day it stood so; today in Vietnam when left out.</param>
    public sealed record Request(
        [property: WordOf(Vocabularies.ProgressState)] string? State, int? Percent, DateOnly? On, [property: JsonConverter(typeof(PlainLines))] string? Note, string? Occurrence = null);

    /// <param name="Number">Of the newest report; 0 when there is none.</param>
        public sealed record Reported(int Number, string Occurrence);

    public sealed record Side(int Number, string Occurrence, string State, int? Percent, DateOnly OnDay, string Note, string Author, string Agency, DateTime RecordedAt);

    static readonly string[] States = [.. Vocabularies.CodesOf(Vocabularies.ProgressState)];

    public static async Task<Results<Ok<Reported>, Refusal>> Handle(
        string plan, string section, Request request, HttpContext context, Caller caller, WorkingDatabase database, AuditTrail audit, TimeProvider time, CancellationToken cancellationToken)
    {
        var task = $"{plan}/{section}";
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var today = time.TodayInVietnam();
        if (await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
                "select p.province_code from env.task t join env.plan p on p.id = t.plan_id where t.id = @task", new { task },
                cancellationToken: cancellationToken)) is not { } province)
        {
            return Problems.UnknownTask(task);
        }
        var concern = Concern.Areas([new([province], null, null)]);
        if ((await Here.OfTaskAsync(caller, database, task, cancellationToken)).Count == 0)
        {
            await audit.AppendAsync(caller.Actor, Act.ReportProgress.Word(), $"task {task}", null, concern, cancellationToken, "refused");
            return Problems.NotTheLead();
        }
        if (!Precondition.TryRead(context.Request, 'p', out var read, out var refusal))
        {
            return refusal;
        }
        if (request.State is null || !States.Contains(request.State, StringComparer.Ordinal))
        {
            return Problems.BadField("state", $"chọn một trong {string.Join(", ", States)}", $"use one of {string.Join(", ", States)}");
        }
        if (request.Percent is < 0 or > 100)
        {
            return Problems.BadField("percent", "cần số từ 0 đến 100", "it takes 0 to 100");
        }
        if (request.On > today)
        {
            return Problems.BadField("on", "ngày này chưa đến", "this day has not come yet");
        }
        if (request.On is { Year: < 1800 })
        {
            return Problems.BadField("on", "ngày này quá xa; hãy kiểm tra năm", "this day is too long ago; check its year");
        }
        if (FeatureWrite.Note(request.Note) is { } wrong)
        {
            return wrong;
        }
        var occurrences = (await connection.QueryAsync<string>(new CommandDefinition(
            "select occurrence from published.occurrence_on(@today) where task_id = @task order by turn", new { task, today }, cancellationToken: cancellationToken))).AsList();
        if (occurrences.Count == 0)
        {
            return Problems.UnknownTask(task);
        }
        if (request.Occurrence is { } chosen && !occurrences.Contains(chosen, StringComparer.Ordinal))
        {
            var known = string.Join(", ", occurrences.Order(StringComparer.Ordinal));
            return Problems.BadField("occurrence", $"chọn một trong: {known}", $"use one of: {known}");
        }
        request = request with { Occurrence = request.Occurrence ?? occurrences[0] };
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("select set_config('envgis.author', @Author, true)", new { caller.Author }, transaction, cancellationToken: cancellationToken));
        int? number = null;
        try
        {
            number = await connection.ExecuteScalarAsync<int?>(new CommandDefinition("""
                insert into env.task_progress (task_id, number, occurrence, state, percent, on_day, note, agency)
                select @task, @read + 1, @Occurrence, @State, @Percent, @day, @note, @Agency
                where @read = (select coalesce(max(number), 0) from env.task_progress where task_id = @task)
                returning number
                """, new { task, read = (int)Math.Min(read, int.MaxValue - 1), request.Occurrence, request.State, request.Percent, day = request.On ?? today, note = request.Note!, caller.Agency },
                transaction, cancellationToken: cancellationToken));
        }
        catch (PostgresException faster) when (faster.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Two at the same moment: the key lets one through.
        }
        if (number is null)
        {
            await transaction.RollbackAsync(cancellationToken);
            var newest = await connection.QuerySingleOrDefaultAsync<Side>(new CommandDefinition("""
                select number, occurrence, state, percent::integer, on_day as OnDay, note, author, agency, recorded_at as RecordedAt from env.task_progress
                where task_id = @task order by number desc limit 1
                """, new { task }, cancellationToken: cancellationToken));
            return Problems.ChangedMeanwhile(newest?.Author) with { Current = newest, Yours = request };
        }
        await AuditTrail.AppendAsync(connection, caller.Actor, Act.ReportProgress.Word(), $"task {task}", request, concern, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new Reported(number.Value, request.Occurrence));
    }
}
