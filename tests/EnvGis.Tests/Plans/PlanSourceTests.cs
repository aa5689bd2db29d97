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
