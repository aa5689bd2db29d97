using System.Globalization;
using System.Text.RegularExpressions;
using EnvGis.Commands;
using EnvGis.Plans;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Plans;

/// <summary>What data/plans quotes, against the plans' own texts where they lie beside the repository.</summary>
public sealed partial class PlanSourceTests
{
    [Fact]
    public async Task Every_quote_stands_where_it_is_said_to_stand()
    {
        foreach (var (plan, lines) in await WithTexts())
        {
            foreach (var task in plan.Tasks)
            {
                foreach (var quote in task.Wording.Select(quote => (quote.Line, quote.Text)).Concat(task.Timeline is { Line: { } line, Text: { } text } ? [(line, text)] : []))
                {
                    var here = PlanTexts.InAnnex(plan, task) ? string.Join(" | ", PlanTexts.Row(plan, lines, task)) : PlanTexts.From(plan, lines, quote.Line);
                    here.ShouldContain(quote.Text, Case.Sensitive, task.Id);
                    // It begins in that line, not further on.
                    PlanTexts.Plain(lines[quote.Line]).ShouldContain(quote.Text[..Math.Min(5, quote.Text.Length)], Case.Sensitive, task.Id);
                }
                var own = Own(plan, lines, task);
                foreach (var reference in task.References)
                {
                    own.ShouldContain(reference.Text.ShouldNotBeNull(task.Id), Case.Sensitive, task.Id);
                }
            }
            foreach (var report in plan.Reporting)
            {
                PlanTexts.From(plan, lines, report.Source.Line).ShouldContain(report.Wording, Case.Sensitive, plan.Id);
            }
            foreach (var place in plan.Places.Where(place => place.Feature is not null && !place.NameInSource.Contains('…')))
            {
                PlanTexts.From(plan, lines, place.Source.Line).ShouldContain(place.NameInSource, Case.Sensitive, place.Id);
            }
        }
    }

    [Fact]
    public async Task A_row_of_an_annex_is_quoted_cell_by_cell()
    {
        var rows = 0;
        foreach (var (plan, lines) in await WithTexts())
        {
            foreach (var task in plan.Tasks.Where(task => PlanTexts.InAnnex(plan, task)))
            {
                var row = PlanTexts.Row(plan, lines, task);
                task.Wording.Select(quote => quote.Text).ShouldBe(new[] { row[1], row[2] }.Where(cell => cell.Length > 0), task.Id);
                task.Timeline.Text.ShouldBe(row[3], task.Id);
                // Quảng Trị has a column for what comes of it before that for notes.
                if (plan.Id == "quang-tri")
                {
                    task.Output.ShouldBe(row[4], task.Id);
                }
                if ((plan.Id == "quang-tri" ? row[5] : row[4]) is { Length: > 0 } note && !char.IsDigit(note[0]) && note[1] != '.')
                {
                    task.Notes.ShouldNotBeNull(task.Id).ShouldStartWith(note.TrimEnd('.'), Case.Sensitive, task.Id);
                }
                rows++;
            }
        }
        rows.ShouldBe(68);
    }

    [Fact]
    public async Task A_sentence_that_gives_work_to_a_body_is_quoted()
    {
        foreach (var (plan, lines) in await WithTexts())
        {
            foreach (var task in plan.Tasks.Where(task => !PlanTexts.InAnnex(plan, task)))
            {
                // A sentence begins after its dash or number.
                var given = Given().Match(Bullet().Replace(Own(plan, lines, task), ""));
                task.Wording.Any(quote => given.Success && quote.Text.StartsWith(given.Value, StringComparison.Ordinal)).ShouldBe(given.Success, task.Id);
            }
        }
    }

    // Bodies that a sentence speaks of without giving them its work: to whom something is sent or put, whose proposals are taken, who gains a power, who is heard.
    static readonly (string Item, string Body)[] SpokenOf =
    [
        ("son-la/II.1.1-b4", "ubnd cấp xã"), ("thai-nguyen/II.1.1-b5", "ubnd cấp xã"),
        ("son-la/II.1.2-b5", "mặt trận tổ quốc việt nam"), ("son-la/II.3.6-b2", "mặt trận tổ quốc việt nam"),
        ("thai-nguyen/II.1.2-b8", "mặt trận tổ quốc việt nam"), ("thai-nguyen/II.3.6-b3", "mặt trận tổ quốc việt nam"),
        ("lai-chau/KH.II.2", "mặt trận tổ quốc việt nam"), ("an-hung/II.2", "mặt trận tổ quốc việt nam"),
        ("son-la/III.1", "sở nông nghiệp và môi trường"), ("thai-nguyen/III.1", "sở nông nghiệp và môi trường"),
        ("quang-tri/KH.IV.1", "sở nông nghiệp và môi trường"), ("quang-tri/KH.IV.1", "phòng quản lý môi trường"),
        ("quang-tri/KH.IV.2", "các phòng, đơn vị trực thuộc sở"), ("quang-tri/KH.IV.2", "phòng quản lý môi trường"),
        ("son-la/III.3", "các sở, ban, ngành"), ("son-la/III.3", "ubnd cấp xã"),
        ("lai-chau/KH.IV.3", "các sở, ban, ngành"), ("lai-chau/KH.IV.3", "ubnd các xã, phường"), ("lai-chau/KH.IV.3", "các cơ quan, đơn vị liên quan"),
        ("thai-nguyen/II.3.7-b1", "các sở, ban, ngành"),
        ("an-hung/IV.1-b4", "các cơ quan, đơn vị liên quan"), ("an-hung/IV.1-b4", "hội đồng nhân dân xã"),
        // Below the last item: the closing lines, and who gets a copy.
        ("son-la/III.4", "các sở, ban, ngành"), ("son-la/III.4", "ubnd các xã, phường"), ("thai-nguyen/III.4", "các sở, ban, ngành"), ("thai-nguyen/III.4", "ubnd các xã, phường"),
        ("an-hung/IV.6b-b2", "công an xã"), ("an-hung/IV.6b-b2", "các trường học"), ("an-hung/IV.6b-b2", "trạm y tế xã"),
    ];

    [Fact]
    public async Task Who_is_named_beside_the_quoted_words_is_only_spoken_of()
    {
        var plans = await WithTexts();
        var bodies = plans.SelectMany(one => one.Plan.Tasks).SelectMany(task => task.Leads.Select(lead => lead.Agency).Concat(task.Coordinating))
            .Where(name => !name.StartsWith("Ủy ban Mặt trận", StringComparison.Ordinal)).Select(name => name.ToLowerInvariant())
            .Concat(["mặt trận tổ quốc việt nam", "hội đồng nhân dân xã", "các cơ quan, đơn vị liên quan"]).Distinct().OrderByDescending(name => name.Length).ToList();
        var found = new List<(string, string)>();
        foreach (var (plan, lines) in plans)
        {
            foreach (var task in plan.Tasks)
            {
                var left = PlanTexts.InAnnex(plan, task) ? PlanTexts.Row(plan, lines, task)[0] : PlanTexts.From(plan, lines, task.Source.Line);
                foreach (var at in task.Wording.Select(quote => (At: left.IndexOf(quote.Text, StringComparison.Ordinal), quote.Text.Length)).Where(one => one.At >= 0).OrderByDescending(one => one.At))
                {
                    left = left.Remove(at.At, at.Length);
                }
                left = left.Replace("Ủy ban nhân dân", "UBND", StringComparison.Ordinal).ToLowerInvariant().Replace("cơ sở", "", StringComparison.Ordinal);
                foreach (var body in bodies.Where(body => left.Contains(body, StringComparison.Ordinal)).ToList())
                {
                    if (left.Contains(body, StringComparison.Ordinal))
                    {
                        found.Add((task.Id, body));
                        left = left.Replace(body, "", StringComparison.Ordinal);
                    }
                }
            }
        }
        found.ShouldBe(SpokenOf, ignoreOrder: true);
    }

    [GeneratedRegex(@"^(?:Chủ trì|Phối hợp|Giao|Đề nghị|Thủ trưởng|Trưởng|Là cơ quan)\b")]
    private static partial Regex Given();

    [GeneratedRegex(@"^(?:-|\d+\.)\s*")]
    private static partial Regex Bullet();

    [Fact]
    public async Task A_topic_that_the_sentence_names_is_not_called_inferred()
    {
        foreach (var (plan, lines) in await WithTexts())
        {
            foreach (var (task, topic) in plan.Tasks.SelectMany(task => task.Topics.Select(topic => (task, topic))))
            {
                var own = PlanTexts.InAnnex(plan, task) ? PlanTexts.Row(plan, lines, task)[0] : Own(plan, lines, task);
                if (topic.Wording is { } wording)
                {
                    own.ShouldContain(wording, Case.Sensitive, task.Id);
                }
                else
                {
                    PlanInferenceTests.TopicWords[topic.Topic].ShouldAllBe(word => !own.Contains(word, StringComparison.OrdinalIgnoreCase), $"{task.Id} {topic.Topic}");
                }
            }
        }
    }

    [Fact]
    public async Task A_target_holds_what_its_sentence_holds()
    {
        foreach (var (plan, lines) in await WithTexts())
        {
            foreach (var target in plan.Targets)
            {
                var task = plan.Tasks.Single(task => task.Id == target.Tasks[0]);
                // The sentence that begins with the aim, to its full stop or the next aim.
                var sentence = Aims().Matches(Own(plan, lines, task)).Select(match => match.Value)
                    .Single(aim => target.Value is { } value ? aim.Contains(value.ToString(CultureInfo.InvariantCulture) + "%", StringComparison.Ordinal) : aim.Contains("không để gia tăng", StringComparison.Ordinal));
                (target.Year is { } year && sentence.Contains($"năm {year}", StringComparison.Ordinal)).ShouldBe(!target.Inferred.Contains("year"), target.Id);
                // Of an area the sentence has the first word: "Đô thị", "Nông thôn", "Các khu xử lý".
                (target.Scope is { } scope && sentence.Contains(scope.Replace("Các ", "", StringComparison.Ordinal).Split(' ')[0], StringComparison.OrdinalIgnoreCase))
                    .ShouldBe(!target.Inferred.Contains("scope"), target.Id);
            }
        }
    }

    [GeneratedRegex(@"[Pp]hấn đấu.*?(?=[Pp]hấn đấu|\.\s|\.$|$)")]
    private static partial Regex Aims();

    [Fact]
    public async Task Especially_serious_is_not_left_out_of_a_title()
    {
        foreach (var (plan, lines) in await WithTexts())
        {
            foreach (var task in plan.Tasks.Where(task => Own(plan, lines, task) is var own
                         && (own.Contains("đặc biệt nghiêm trọng", StringComparison.Ordinal) || own.Contains("đặt biệt nghiêm trọng", StringComparison.Ordinal))))
            {
                task.Title.Vi.ShouldContain("đặc biệt nghiêm trọng", Case.Sensitive, task.Id);
                task.Title.En.ShouldContain("especially serious", Case.Insensitive, task.Id);
            }
        }
    }

    [Fact]
    public async Task Every_document_that_a_plan_cites_by_its_number_is_a_reference_of_it()
    {
        var references = (await DataFile.ReadAsync<ReferencesFile>(Path.Combine(Checkout.Find(), "data", "plans", "references.json"), CancellationToken.None)).References;
        foreach (var (plan, lines) in await WithTexts())
        {
            var own = references.Where(reference => reference.CitedBy.Contains(plan.Id)).Select(reference => reference.Document).ToList();
            foreach (var number in Numbers().Matches(PlanTexts.Plain(string.Join(' ', lines))).Select(match => match.Groups[1].Value).Distinct())
            {
                own.ShouldContain(document => document.Contains(number, StringComparison.Ordinal), $"{plan.Id} {number}");
            }
            foreach (var name in new[] { "Nghị quyết Trung ương 7 khóa XI", "Luật Ngân sách nhà nước" })
            {
                own.Contains(name).ShouldBe(lines.Any(line => line.Contains(name, StringComparison.OrdinalIgnoreCase)) || PlanTexts.Plain(string.Join(' ', lines)).Contains(name, StringComparison.OrdinalIgnoreCase), plan.Id);
            }
        }
    }

    [GeneratedRegex(@"số (\d+[/-][\w/-]*\w)")]
    private static partial Regex Numbers();

    // All that an item says: its row's content and notes, or its sentences.
    static string Own(PlanFile plan, string[] lines, PlanFile.TaskItem task) =>
        PlanTexts.InAnnex(plan, task) ? string.Join(' ', PlanTexts.Row(plan, lines, task)) : PlanTexts.From(plan, lines, task.Source.Line);

    static async Task<IReadOnlyList<(PlanFile Plan, string[] Lines)>> WithTexts()
    {
        var plans = (await PlanTexts.Plans()).Select(plan => (plan, PlanTexts.Lines(plan.Id))).ToList();
        if (plans.Exists(one => one.Item2 is null))
        {
            Assert.Skip("The texts of the plans are not here.");
        }
        return [.. plans.Select(one => (one.plan, one.Item2!))];
    }
}
