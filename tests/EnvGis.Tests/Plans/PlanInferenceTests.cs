using System.Globalization;
using System.Text.RegularExpressions;
using EnvGis.Commands;
using EnvGis.Plans;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Plans;

/// <summary>What the plans say stands apart from what EnvGis reads into them.</summary>
public sealed partial class PlanInferenceTests
{
    /// <summary>The words by which a plan names a topic, in small letters.</summary>
    public static readonly Dictionary<string, string[]> TopicWords = new(StringComparer.Ordinal)
    {
        // A limit "by environmental zoning" speaks of both zones.
        ["strict_zone"] = ["vùng bảo vệ nghiêm ngặt", "phân vùng môi trường"],
        ["restricted_zone"] = ["vùng hạn chế phát thải", "phân vùng môi trường"],
        ["contaminated_site"] = ["khu vực đất bị ô nhiễm", "khu vực bị ô nhiễm", "khu vực ô nhiễm", "điểm ô nhiễm"],
        ["landfill"] = ["bãi chôn lấp", "bãi rác"],
        // No plan writes "hotspot": a place or facility that it calls polluted or polluting is one.
        ["hotspot"] = ["khu vực bị ô nhiễm", "khu vực ô nhiễm", "điểm ô nhiễm", "làng nghề gây ô nhiễm", "ô nhiễm nguồn nước khu vực"],
        ["pesticide_stock_site"] = ["hóa chất bảo vệ thực vật tồn lưu"],
        ["water_corridor"] = ["hành lang bảo vệ nguồn nước"],
        ["surface_water"] = ["nước mặt", "lưu vực sông", "suối"],
        ["monitoring_station"] = ["quan trắc"],
        ["emission_source"] = ["nguồn thải"],
        ["craft_village"] = ["làng nghề"],
        ["industrial_cluster"] = ["cụm công nghiệp"],
        ["industrial_park"] = ["khu công nghiệp"],
        ["sensitive_area"] = ["nhạy cảm môi trường"],
        ["natural_heritage"] = ["di sản thiên nhiên"],
        ["biodiversity"] = ["đa dạng sinh học"],
        ["waste_facility"] = ["khu xử lý chất thải", "khu xử lý rác thải", "cơ sở xử lý chất thải", "dự án xử lý chất thải", "nhà máy tái chế, xử lý rác thải"],
        ["collection_point"] = ["điểm thu gom"],
        ["wastewater_system"] = ["xử lý nước thải"],
        ["relocation_site"] = ["di dời"],
        ["air_quality_area"] = ["môi trường không khí", "ô nhiễm không khí", "bụi"],
        ["restricted_traffic_area"] = ["hạn chế phương tiện giao thông"],
        ["open_burning"] = ["đốt phụ phẩm", "đốt ngoài đồng ruộng", "đốt rơm rạ"],
        ["forest"] = ["rừng", "lâm nghiệp"],
        ["port"] = ["cảng cá", "khu neo đậu"],
        ["medical_waste"] = ["chất thải y tế"],
        ["hazard_climate"] = ["thiên tai", "biến đổi khí hậu", "chống ngập"],
        ["spill_response"] = ["tràn dầu", "sự cố chất thải"],
        ["radiation"] = ["bức xạ", "phóng xạ"],
    };

    [Fact]
    public async Task A_topic_is_named_by_words_of_its_own_or_is_inferred()
    {
        var topics = (await DataFile.ReadAsync<TopicsFile>(Path.Combine(Checkout.Find(), "data", "plans", "topics.json"), CancellationToken.None)).Topics;
        TopicWords.Keys.ShouldBe(topics.Select(topic => topic.Id), ignoreOrder: true);

        var all = (await PlanTexts.Plans()).SelectMany(plan => plan.Tasks).SelectMany(task => task.Topics.Select(topic => (task.Id, topic.Topic, topic.Wording))).ToList();
        foreach (var (task, topic, wording) in all.Where(one => one.Wording is not null))
        {
            TopicWords[topic].ShouldContain(word => wording!.Contains(word, StringComparison.OrdinalIgnoreCase), $"{task} {topic} «{wording}»");
        }
        all.Count(one => one.Wording is null).ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task A_year_that_the_plan_does_not_give_is_inferred_and_one_that_it_gives_is_not()
    {
        foreach (var (task, timeline) in (await PlanTexts.Plans()).SelectMany(plan => plan.Tasks).Select(task => (task.Id, task.Timeline)))
        {
            // "Until (the end of) the year" sets an end and no beginning.
            var ends = Years().Matches(timeline.Text ?? "").Select(year => int.Parse(year.Value, CultureInfo.InvariantCulture)).ToList();
            var starts = Years().Matches(Until().Replace(timeline.Text ?? "", "")).Select(year => int.Parse(year.Value, CultureInfo.InvariantCulture)).ToList();
            timeline.Inferred.Contains("from").ShouldBe(timeline.From is { } from && !starts.Contains(from), task);
            timeline.Inferred.Contains("to").ShouldBe(timeline.To is { } to && !ends.Contains(to), task);
            timeline.OpenEnded.ShouldBe(timeline.Text?.Contains("năm tiếp theo", StringComparison.OrdinalIgnoreCase) ?? false, task);
            (timeline.Line is null).ShouldBe(timeline.Text is null, task);
        }
    }

    [GeneratedRegex(@"\b20\d\d\b")]
    private static partial Regex Years();

    [GeneratedRegex(@"đến (?:hết )?năm 20\d\d")]
    private static partial Regex Until();

    [Fact]
    public async Task A_duty_to_report_keeps_its_day_and_whatever_else_calls_for_it()
    {
        var duties = (await PlanTexts.Plans()).SelectMany(plan => plan.Reporting.Select(report => (plan, report))).ToList();

        duties.Count.ShouldBe(8);
        foreach (var (plan, report) in duties)
        {
            if (report.Due is { } due)
            {
                report.Recurrence.ShouldBe("annual");
                report.Wording.ShouldStartWith($"trước ngày {due[3..]}/{due[..2]} h");
                report.Wording.ShouldContain("đột xuất");
            }
            else
            {
                report.Recurrence.ShouldBe("on_request");
                report.Wording.ShouldBe("khi có yêu cầu");
            }
            // The item that is this duty says the same.
            plan.Tasks.Single(task => task.Id == report.Task).Timeline.Text.ShouldBe(report.Wording, report.Task);
        }
        duties.Where(one => one.report.To is null).Select(one => one.plan.Id).ShouldBe(["lai-chau", "an-hung"]);
    }

    [Fact]
    public async Task An_item_has_a_place_in_its_plan_that_no_other_has()
    {
        foreach (var plan in await PlanTexts.Plans())
        {
            plan.Tasks.Select(task => task.Source.Section).ShouldBeUnique();
            // Đ is written DD in an id.
            plan.Tasks.ShouldAllBe(task => task.Id == $"{plan.Id}/{task.Source.Section.Replace("Đ", "DD", StringComparison.Ordinal)}");
        }
    }

    [Fact]
    public async Task A_note_names_only_rows_of_the_annex_that_are_there()
    {
        var plan = (await PlanTexts.Plans()).Single(plan => plan.Id == "quang-tri");
        var body = plan.Tasks.Where(task => task.Kind == "measure").ToList();
        var rows = plan.Tasks.Where(task => task.Kind == "task").Select(task => task.Source.Section).ToHashSet(StringComparer.Ordinal);

        body.Count.ShouldBe(31);
        foreach (var task in body)
        {
            var row = RowOfAnnex().Match(task.Notes.ShouldNotBeNull(task.Id));
            if (row.Success)
            {
                rows.ShouldContain(row.Groups[1].Value, task.Id);
            }
            else
            {
                task.Notes.ShouldEndWith("phụ lục không có dòng cùng nội dung.");
            }
        }
        body.Count(task => !RowOfAnnex().IsMatch(task.Notes!)).ShouldBe(14);
    }

    [GeneratedRegex(@"EnvGis đối chiếu\): (\S+)\.$")]
    private static partial Regex RowOfAnnex();
}
