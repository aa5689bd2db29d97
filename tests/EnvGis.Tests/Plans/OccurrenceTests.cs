using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Plans;

/// <summary>What is due is an occurrence, a duty with one last day: every door tells the same of it on every day.</summary>
public sealed class OccurrenceTests(DatedService dated) : IClassFixture<DatedService>
{
    readonly RunningService service = dated.Service;

    /// <param name="duty">
    /// "before MM-DD", every year; a period of years such as 2026-2028, with "+" when it goes on after that, or "-"; then "mark [from/]day" for a milestone.
    /// </param>
    /// <param name="progress">What was reported one after the other, as occurrence=state.</param>
    /// <param name="moment">In UTC; noon in Vietnam when only a day is given.</param>
    [Theory]
    // "Before 15 November": the 14th is the last day, and it ends at midnight in Vietnam.
    [InlineData("before 11-15", "", "2026-11-14T16:59:59Z", "running", "2026-11-14", 0, "2026")]
    [InlineData("before 11-15", "", "2026-11-14T17:00:00Z", "overdue", "2026-11-14", -1, "2026")]
    [InlineData("before 11-15", "", "2026-11-28", "overdue", "2026-11-14", -14, "2026")]
    [InlineData("before 11-15", "", "2027-06-01", "overdue", "2026-11-14", -199, "2026")]
    // One year's report ends that year's duty and no other.
    [InlineData("before 11-15", "2026=done", "2026-11-10", "done", "2026-11-14", null, "2026")]
    [InlineData("before 11-15", "2026=done", "2026-11-14", "done", "2026-11-14", null, "2026")]
    [InlineData("before 11-15", "2026=done", "2026-11-15", "running", "2027-11-14", 364, "2027")]
    [InlineData("before 11-15", "2026=done", "2027-11-20", "overdue", "2027-11-14", -6, "2027")]
    [InlineData("before 11-15", "2027=done", "2027-11-20", "overdue", "2026-11-14", -371, "2026")]
    [InlineData("before 11-15", "2026=done 2027=done", "2027-11-20", "running", "2028-11-14", 360, "2028")]
    // The newest report of an occurrence counts, and one of another year does not.
    [InlineData("before 11-15", "2026=done 2026=stuck", "2026-11-28", "overdue", "2026-11-14", -14, "2026")]
    [InlineData("before 11-15", "2026=underway", "2026-11-28", "overdue", "2026-11-14", -14, "2026")]
    [InlineData("before 11-15", "2026=done 2027=underway", "2026-11-28", "running", "2027-11-14", 351, "2027")]
    // Nothing was due before the plan, which is of April 2026.
    [InlineData("before 11-15", "", "2026-03-31", "not-begun", "2026-11-14", 228, "2026")]
    [InlineData("before 03-01", "", "2026-06-01", "running", "2027-02-28", 272, "2027")]
    [InlineData("before 03-01", "2027=done", "2028-02-29", "running", "2028-02-29", 0, "2028")]
    [InlineData("before 01-01", "", "2026-12-31", "running", "2026-12-31", 0, "2026")]
    [InlineData("before 01-01", "", "2027-01-01", "overdue", "2026-12-31", -1, "2026")]
    [InlineData("before 12-31", "2026=done", "2026-12-31", "running", "2027-12-30", 364, "2027")]
    // A milestone stands for the end of its task.
    [InlineData("2027-2028 mark 2027-01-01/2028-12-31", "", "2026-12-31", "not-begun", "2028-12-31", 731, "mark")]
    [InlineData("2027-2028 mark 2027-01-01/2028-12-31", "", "2027-01-01", "running", "2028-12-31", 730, "mark")]
    [InlineData("2027-2028 mark 2027-01-01/2028-12-31", "", "2029-01-01", "overdue", "2028-12-31", -1, "mark")]
    [InlineData("2027-2028 mark 2027-01-01/2028-12-31", "mark=done", "2029-01-01", "done", "2028-12-31", null, "mark")]
    [InlineData("2026-2026 mark 2026-06-30", "", "2026-07-01", "overdue", "2026-06-30", -1, "mark")]
    // Unless the task goes on after it.
    [InlineData("2026-2030+ mark 2026-06-30", "", "2026-06-29", "running", "2026-06-30", 1, "mark")]
    [InlineData("2026-2030+ mark 2026-06-30", "mark=done", "2026-07-01", "open-ended", null, null, "whole")]
    [InlineData("2026-2028 mark 2026-06-30", "mark=done", "2026-07-01", "running", "2028-12-31", 914, "whole")]
    [InlineData("2026-2028 mark 2026-06-30", "whole=done", "2026-07-01", "overdue", "2026-06-30", -1, "mark")]
    [InlineData("2026-2028 mark 2026-06-30", "mark=done whole=done", "2026-07-01", "done", "2028-12-31", null, "whole")]
    // The last day of a year without an end after it is in time.
    [InlineData("2026-2026", "", "2026-12-31T16:59:59Z", "running", "2026-12-31", 0, "whole")]
    [InlineData("2026-2026", "", "2026-12-31T17:00:00Z", "overdue", "2026-12-31", -1, "whole")]
    [InlineData("2026-2026", "whole=done", "2027-12-31", "done", "2026-12-31", null, "whole")]
    [InlineData("2026-2030", "", "2025-12-31", "not-begun", "2030-12-31", 1826, "whole")]
    [InlineData("2026-2030", "whole=stuck", "2026-01-01", "running", "2030-12-31", 1825, "whole")]
    // "Until 2030 and the years after" never ends, and so is never late.
    [InlineData("2026-2030+", "", "2031-06-01", "open-ended", null, null, "whole")]
    [InlineData("2026-2030+", "", "2025-06-01", "not-begun", null, null, "whole")]
    [InlineData("2026-2030+", "whole=done", "2031-06-01", "done", null, null, "whole")]
    [InlineData("-", "", "2026-06-01", "undated", null, null, "whole")]
    [InlineData("-", "whole=done", "2026-06-01", "done", null, null, "whole")]
    public async Task A_duty_stands_the_same_at_every_door(string duty, string progress, string moment, string state, string? dueOn, int? daysLeft, string occurrence)
    {
        var plan = "test-" + Guid.NewGuid().ToString("n");
        var task = plan + "/1";
        await this.Make(plan, duty, progress);
        var feature = await service.NewFeature(dated.Layer, "POINT(105.8 21.6)");
        await service.Sql("insert into env.feature_task (feature_id, task_id, role, source_plan, source_section, source_line) values (@feature, @task, 'monitors', @plan, '1', 1)", new { feature, task, plan });
        try
        {
            var expected = string.Create(CultureInfo.InvariantCulture, $"{state} {dueOn} {daysLeft}");
            occurrence = occurrence == "mark" ? plan + "/mark" : occurrence;
            var (open, overdue) = (state is not ("not-begun" or "done"), state == "overdue");

            var found = await dated.At(moment, $"/api/tasks/{task}");
            Standing(found).ShouldBe(expected);
            found.GetProperty("occurrence").GetString().ShouldBe(occurrence);
            Standing(found.GetProperty("occurrences").EnumerateArray().Single(one => one.GetProperty("id").GetString() == occurrence)).ShouldBe(expected);

            foreach (var asked in (string[])["overdue", "running", "open-ended", "not-begun", "undated", "done"])
            {
                var listed = (await dated.At(moment, $"/api/tasks?plan={plan}&state={asked}")).GetProperty("tasks").EnumerateArray().ToList();
                listed.Select(Standing).ShouldBe(asked == state ? [expected] : [], asked);
                (await dated.At(moment, $"/api/tasks/summary?plan={plan}&state={asked}")).GetProperty("total").GetInt32().ShouldBe(asked == state ? 1 : 0);
            }
            (await dated.At(moment, $"/api/tasks/summary?plan={plan}")).GetProperty("facets").GetProperty("state").EnumerateArray()
                .Select(count => $"{count.GetProperty("value")} {count.GetProperty("tasks")}").ShouldBe([$"{state} 1"]);

            var deadlines = await dated.AllAt(moment, $"/api/deadlines?plan={plan}", "deadlines");
            // Within a year, and of what is done within a quarter after its day.
            var day = DateOnly.FromDateTime(DatedService.Moment(moment).AddHours(7).UtcDateTime);
            var isListed = dueOn is not null && DateOnly.ParseExact(dueOn, "yyyy-MM-dd", CultureInfo.InvariantCulture) is var last
                && last <= day.AddYears(1) && (state != "done" || last >= day.AddDays(-90));
            deadlines.Where(one => one.GetProperty("occurrence").GetString() == occurrence).Select(one => $"{State(one)} {one.GetProperty("dueOn")}")
                .ShouldBe(isListed ? [$"{state} {dueOn}"] : []);
            deadlines.Any(one => one.GetProperty("state").GetString() == "overdue").ShouldBe(overdue);
            (await dated.AllAt(moment, $"/api/deadlines?plan={plan}&overdue=true", "deadlines")).Count.ShouldBe(deadlines.Count(one => one.GetProperty("state").GetString() == "overdue"));
            (await dated.AllAt(moment, $"/api/deadlines?plan={plan}&state=done,running", "deadlines")).Count
                .ShouldBe(deadlines.Count(one => one.GetProperty("state").GetString() is "done" or "running"));

            var ofPlan = await dated.At(moment, $"/api/plans/{plan}");
            if (duty.StartsWith("before", StringComparison.Ordinal))
            {
                Standing(ofPlan.GetProperty("reporting")[0]).ShouldBe(expected);
            }
            foreach (var milestone in ofPlan.GetProperty("milestones").EnumerateArray().Where(one => one.GetProperty("id").GetString() == occurrence))
            {
                milestone.GetProperty("state").GetString().ShouldBe(state);
            }

            Standing((await dated.At(moment, $"/api/features/{feature}")).GetProperty("tasks")[0]).ShouldBe(expected);
            (await dated.At(moment, $"/ogc/collections/{dated.Layer}/items?ids={feature}&open_task=true")).GetProperty("features").GetArrayLength().ShouldBe(open ? 1 : 0);
            (await dated.At(moment, $"/ogc/collections/{dated.Layer}/items?ids={feature}&open_task=false")).GetProperty("features").GetArrayLength().ShouldBe(open ? 0 : 1);
            foreach (var asked in (string[])["overdue", "running", "open-ended", "not-begun", "undated", "done"])
            {
                (await dated.At(moment, $"/ogc/collections/{dated.Layer}/items?ids={feature}&task_state={asked}")).GetProperty("features").GetArrayLength().ShouldBe(asked == state ? 1 : 0, asked);
            }
            (await dated.At(moment, $"/api/facets?layers={dated.Layer}&ids={feature}")).GetProperty("parameters").GetProperty("task_state").EnumerateArray()
                .Select(choice => $"{choice.GetProperty("value")} {choice.GetProperty("features")}").ShouldBe([$"{state} 1"]);
            (await dated.At(moment, $"/api/overview?layers={dated.Layer}&ids={feature}")).GetProperty("total").GetProperty("withOpenTask").GetInt32().ShouldBe(open ? 1 : 0);
            foreach (var sort in (string[])["severity", "overdue"])
            {
                var row = (await dated.At(moment, $"/api/list?layers={dated.Layer}&ids={feature}&sort={sort}")).GetProperty("features")[0];
                row.GetProperty("openTasks").GetInt32().ShouldBe(open ? 1 : 0);
                row.GetProperty("overdueDays").ToString().ShouldBe(overdue ? (-daysLeft)?.ToString(CultureInfo.InvariantCulture) : "");
            }
        }
        finally
        {
            await service.Sql("delete from env.feature_task where task_id = @task; delete from env.milestone where plan_id = @plan; delete from env.task where plan_id = @plan; delete from env.plan where id = @plan", new { task, plan });
        }
    }

    [Fact]
    public async Task On_every_day_of_a_year_all_doors_agree_on_every_item_of_the_plans()
    {
        await service.Sql("""
            insert into env.task_progress (task_id, number, occurrence, state, on_day, note, agency) values
                ('quang-tri/KH.IV.1', 1, '2026', 'done', '2026-11-10', 'Đã gửi', 'Cơ quan thử'), ('thai-nguyen/II.2-b5', 1, 'thai-nguyen/MS-1', 'done', '2026-12-20', 'Đã vận hành', 'Cơ quan thử'),
                ('son-la/III.1', 1, '2026', 'done', '2027-01-20', 'Gửi chậm', 'Cơ quan thử'), ('son-la/III.2-b1', 1, '2026', 'underway', '2026-12-20', 'Đang làm', 'Cơ quan thử'),
                ('lai-chau/I.2', 1, 'whole', 'stuck', '2026-12-20', 'Chờ', 'Cơ quan thử')
            """);
        try
        {
            // On a day between two of these nothing but the days left is different.
            var days = await service.Rows<string>("""
                with standing as (
                    select d::date as day, md5(string_agg(concat_ws(' ', o.id, o.state), ';' order by o.id)) as told
                    from generate_series(date '2026-03-01', date '2027-12-31', interval '1 day') d cross join lateral published.occurrence_on(d::date) o group by 1)
                select day::text from (select day, told is distinct from lag(told) over w as begins, told is distinct from lead(told) over w as ends from standing window w as (order by day)) s
                where begins or ends order by day
                """);
            days.ShouldContain("2026-11-14");
            days.ShouldContain("2026-11-15");
            days.Count.ShouldBeGreaterThan(10);
            // A page of a task is opened on the days on which it says something new.
            var said = new Dictionary<string, string>();
            foreach (var day in days)
            {
                var tasks = (await dated.AllAt(day, "/api/tasks?limit=200", "tasks")).ToDictionary(task => task.GetProperty("id").GetString()!);
                tasks.Count.ShouldBe(256);
                var deadlines = (await dated.AllAt(day, "/api/deadlines?limit=200", "deadlines")).ToLookup(one => one.GetProperty("task").GetString()!);
                var summary = (await dated.At(day, "/api/tasks/summary")).GetProperty("facets").GetProperty("state").EnumerateArray()
                    .ToDictionary(count => count.GetProperty("value").GetString()!, count => count.GetProperty("tasks").GetInt32());
                summary.ShouldBe(tasks.Values.GroupBy(State).ToDictionary(group => group.Key, group => group.Count()), ignoreOrder: true, day);
                (await dated.AllAt(day, "/api/tasks?state=overdue&limit=200", "tasks")).Select(task => task.GetProperty("id").GetString())
                    .ShouldBe(tasks.Values.Where(task => State(task) == "overdue").Select(task => task.GetProperty("id").GetString()), day);
                (await dated.AllAt(day, "/api/deadlines?overdue=true&limit=200", "deadlines")).Select(one => one.GetProperty("task").GetString()!).Distinct().Order(StringComparer.Ordinal)
                    .ShouldBe(tasks.Values.Where(task => State(task) == "overdue").Select(task => task.GetProperty("id").GetString()!).Order(StringComparer.Ordinal), day);
                foreach (var (id, task) in tasks)
                {
                    // The one that it stands by is in the list, by the same words, unless it is farther than a year or long done.
                    var same = deadlines[id].Where(one => one.GetProperty("occurrence").GetString() == task.GetProperty("occurrence").GetString()).ToList();
                    same.ShouldAllBe(one => State(one) == State(task) && one.GetProperty("dueOn").GetString() == task.GetProperty("dueOn").GetString(), $"{day} {id}");
                    (same.Count == 1 || State(task) == "done" || task.GetProperty("daysLeft") is not { ValueKind: JsonValueKind.Number } left || left.GetInt32() > 364).ShouldBeTrue($"{day} {id}");
                    deadlines[id].Any(one => State(one) == "overdue").ShouldBe(State(task) == "overdue", $"{day} {id}");
                    var says = string.Join(' ', deadlines[id].Select(one => $"{one.GetProperty("id")} {State(one)}"));
                    if (said.GetValueOrDefault(id, "") != says)
                    {
                        said[id] = says;
                        var found = await dated.At(day, $"/api/tasks/{id}");
                        Standing(found).ShouldBe(Standing(task));
                        var occurrences = found.GetProperty("occurrences").EnumerateArray().ToDictionary(one => one.GetProperty("id").GetString()!, State);
                        deadlines[id].ShouldAllBe(one => occurrences[one.GetProperty("occurrence").GetString()!] == State(one), $"{day} {id}");
                    }
                }
                foreach (var report in (await dated.At(day, "/api/plans")).GetProperty("plans").EnumerateArray().SelectMany(plan => plan.GetProperty("reporting").EnumerateArray())
                             .Where(report => report.GetProperty("before").ValueKind == JsonValueKind.String))
                {
                    Standing(report).ShouldBe(Standing(tasks[report.GetProperty("task").GetString()!]), day);
                }
                var open = tasks.Values.Where(task => State(task) is not ("not-begun" or "done")).Select(task => task.GetProperty("id").GetString()).ToArray();
                (await dated.At(day, "/api/overview")).GetProperty("total").GetProperty("withOpenTask").GetInt32()
                    .ShouldBe(await service.Value<int>("select count(distinct feature_id)::int from published.feature_task where task_id = any(@open)", new { open }), day);
            }
        }
        finally
        {
            await service.Sql("delete from env.task_progress where agency = 'Cơ quan thử'");
        }
    }

    [Fact]
    public async Task Progress_is_reported_of_the_occurrence_that_is_chosen_or_else_of_the_one_longest_overdue()
    {
        var plan = "test-" + Guid.NewGuid().ToString("n");
        var task = plan + "/1";
        await this.Make(plan, "before 11-15", "", since: "2020-04");
        await service.Sql("""
            insert into env.agency (name) values ('Cơ quan của phép thử') on conflict (name) do nothing;
            insert into env.task_lead (task_id, agency_id, scope, joint, position) select @task, id, '', false, 0 from env.agency where name = 'Cơ quan của phép thử'
            """, new { task });
        using var lead = await service.SignedIn("inspector", ["19"], agency: "Cơ quan của phép thử");
        try
        {
            (await Report(0, """{"state":"done","note":"Đã gửi"}""")).ShouldBe((HttpStatusCode.OK, "2020"));
            (await Found()).GetProperty("occurrence").GetString().ShouldBe("2021");
            (await Report(1, """{"state":"done","note":"Đã gửi","occurrence":"2023"}""")).ShouldBe((HttpStatusCode.OK, "2023"));
            (await Report(2, """{"state":"underway","note":"Đang làm"}""")).ShouldBe((HttpStatusCode.OK, "2021"));
            foreach (var wrong in (string[])["2019", "2999", "whole", "", "2021; drop"])
            {
                (await Report(3, JsonSerializer.Serialize(new { state = "done", note = "Sai kỳ", occurrence = wrong }))).ShouldBe((HttpStatusCode.BadRequest, "/problems/bad-field"), wrong);
            }

            var found = await Found();
            found.GetProperty("state").GetString().ShouldBe("overdue");
            found.GetProperty("occurrence").GetString().ShouldBe("2021");
            found.GetProperty("occurrences").EnumerateArray().Take(5).Select(one => $"{one.GetProperty("id")} {one.GetProperty("dueOn")} {one.GetProperty("state")}").ShouldBe(
                ["2020 2020-11-14 done", "2021 2021-11-14 overdue", "2022 2022-11-14 overdue", "2023 2023-11-14 done", "2024 2024-11-14 overdue"]);
            found.GetProperty("progress").GetProperty("reports").EnumerateArray().Select(report => $"{report.GetProperty("number")} {report.GetProperty("occurrence")} {report.GetProperty("state")}")
                .ShouldBe(["3 2021 underway", "2 2023 done", "1 2020 done"]);
            // What was left out is in the record of acts.
            (await service.Rows<string>("select detail ->> 'occurrence' from audit.entry where subject = @subject and outcome = 'done' order by number", new { subject = $"task {task}" }))
                .ShouldBe(["2020", "2023", "2021"]);
        }
        finally
        {
            await service.Sql("delete from env.task where plan_id = @plan; delete from env.plan where id = @plan", new { plan });
        }

        async Task<JsonElement> Found() => await service.Http.GetFromJsonAsync<JsonElement>($"/api/tasks/{task}");

        async Task<(HttpStatusCode, string?)> Report(int read, string body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/tasks/{task}/progress") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
            request.Headers.TryAddWithoutValidation("If-Match", $"\"p{read}\"");
            using var answer = await lead.SendAsync(request);
            var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return (answer.StatusCode, said.GetProperty(answer.IsSuccessStatusCode ? "occurrence" : "type").GetString());
        }
    }

    [Fact]
    public async Task A_condition_stays_with_its_date_in_both_languages()
    {
        var conditional = new List<JsonElement>();
        foreach (var task in await dated.AllAt("2026-11-28", "/api/tasks?limit=200", "tasks"))
        {
            var timeline = task.GetProperty("timeline");
            if (timeline.GetProperty("condition") is { ValueKind: JsonValueKind.Object } condition)
            {
                conditional.Add(task);
                condition.GetProperty("vi").GetString()!.ShouldStartWith("sau khi ");
                condition.GetProperty("en").GetString()!.ShouldStartWith("after ");
            }
            else
            {
                timeline.GetProperty("text").ToString().ShouldNotContain("sau khi", Case.Insensitive);
            }
        }

        conditional.Select(task => task.GetProperty("id").GetString()).ShouldBe(["lai-chau/I.2", "lai-chau/II.B.6", "lai-chau/II.Da.1", "lai-chau/II.G.2", "son-la/II.2.5"]);
        var deadlines = await dated.AllAt("2026-11-28", "/api/deadlines?limit=200", "deadlines");
        foreach (var task in conditional.Where(task => task.GetProperty("dueOn").ValueKind == JsonValueKind.String))
        {
            deadlines.Single(one => one.GetProperty("task").GetString() == task.GetProperty("id").GetString()).GetProperty("condition").GetRawText()
                .ShouldBe(task.GetProperty("timeline").GetProperty("condition").GetRawText());
        }
    }

    async Task Make(string plan, string duty, string progress, string since = "2026-04")
    {
        var words = duty.Split(' ');
        var years = words[0] is "before" or "-" ? [] : words[0].TrimEnd('+').Split('-').Select(year => (int?)int.Parse(year, CultureInfo.InvariantCulture)).ToArray();
        await service.Sql("""
            insert into env.plan (id, title_vi, title_en, doc_type, issuer, level, province_code, has_annex, date) values (@plan, 'Thử', 'Test', 'Kế hoạch', 'Phép thử', 'province', '19', false, @since);
            insert into env.task (id, plan_id, section, line, kind, title_vi, title_en, year_from, year_to, open_ended, gis_relevance, position)
            values (@plan || '/1', @plan, '1', 1, 'task', 'Việc thử', 'A task', @from, @to, @goesOn, 'core', 0)
            """, new { plan, since, from = years.FirstOrDefault(), to = years.LastOrDefault(), goesOn = words[0].EndsWith('+') });
        if (words[0] == "before")
        {
            await service.Sql("insert into env.report_deadline (plan_id, position, who, recipient, due, recurrence, section, task_id) values (@plan, 0, 'Ai', 'Ai đó', @due, 'annual', '1', @plan || '/1')", new { plan, due = words[1] });
        }
        if (words is [_, "mark", var mark])
        {
            var days = mark.Split('/');
            await service.Sql("insert into env.milestone (id, plan_id, title_vi, title_en, starts, due, task_id) values (@plan || '/mark', @plan, 'Mốc', 'Mark', @starts::date, @due::date, @plan || '/1')",
                new { plan, starts = days.Length > 1 ? days[0] : null, due = days[^1] });
        }
        var number = 0;
        foreach (var report in progress.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=')))
        {
            number++;
            await service.Sql("insert into env.task_progress (task_id, number, occurrence, state, on_day, note, agency) values (@plan || '/1', @number, @occurrence, @state, '2026-06-01', 'Báo cáo', 'Phép thử')",
                new { plan, number, occurrence = report[0] == "mark" ? plan + "/mark" : report[0], state = report[1] });
        }
    }

    static string State(JsonElement element) => element.GetProperty("state").GetString()!;

    static string Standing(JsonElement element) => $"{State(element)} {element.GetProperty("dueOn")} {element.GetProperty("daysLeft")}";
}
