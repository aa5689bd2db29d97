using System.Text.RegularExpressions;
using EnvGis.Commands;
using EnvGis.Plans;

namespace EnvGis.Tests.Plans;

/// <summary>
/// The texts of the plans, which lie beside the repository and are no part of it: shared/plans next to any folder above it. Without them the tests that read
/// them say that they were skipped; what data/plans quotes is compared without them.
/// </summary>
static partial class PlanTexts
{
    // By the beginning of the file's name.
    static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["son-la"] = "000_", ["quang-tri"] = "001_", ["thai-nguyen"] = "002_", ["lai-chau"] = "003_", ["an-hung"] = "004_",
    };

    public static async Task<IReadOnlyList<PlanFile>> Plans()
    {
        var plans = new List<PlanFile>();
        foreach (var plan in Files.Keys)
        {
            plans.Add(await DataFile.ReadAsync<PlanFile>(Path.Combine(Checkout.Find(), "data", "plans", plan + ".json"), CancellationToken.None));
        }
        return plans;
    }

    /// <returns>Lines from 1; null when the texts are not here.</returns>
    public static string[]? Lines(string plan)
    {
        for (var parent = new DirectoryInfo(Checkout.Find()).Parent; parent is not null; parent = parent.Parent)
        {
            var folder = Path.Combine(parent.FullName, "shared", "plans");
            if (Directory.Exists(folder) && Directory.GetFiles(folder, Files[plan] + "*.txt") is [var file])
            {
                return ["", .. File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n')];
            }
        }
        return null;
    }

    public static bool InAnnex(PlanFile plan, PlanFile.TaskItem task) => Heading(plan, task)?.Part == "annex";

    public static PlanFile.SectionItem? Heading(PlanFile plan, PlanFile.TaskItem task)
    {
        var own = task.Id[(plan.Id.Length + 1)..];
        return plan.Sections.Where(section => own.StartsWith(section.Id, StringComparison.Ordinal) && (own.Length == section.Id.Length || own[section.Id.Length] is '.' or '-'))
            .MaxBy(section => section.Id.Length);
    }

    /// <returns>The words from a line to the next item or heading, without marks of emphasis, on one line.</returns>
    public static string From(PlanFile plan, string[] lines, int line)
    {
        var next = plan.Tasks.Select(task => task.Source.Line).Concat(plan.Sections.Select(section => section.Line)).Where(one => one > line).DefaultIfEmpty(lines.Length).Min();
        return Plain(string.Join(' ', lines[line..next]));
    }

    /// <summary>A row of an annex: content, lead, coordinating, time, and the last columns, each put together over the breaks of pages.</summary>
    public static string[] Row(PlanFile plan, string[] lines, PlanFile.TaskItem task)
    {
        var cells = new string[7];
        if (plan.Id == "lai-chau")
        {
            // Columns stand on a line with tabs between; a page's head may come between the lines of a row.
            var end = plan.Tasks.Select(one => one.Source.Line).Concat(plan.Sections.Select(section => section.Line)).Where(one => one > task.Source.Line)
                .DefaultIfEmpty(lines.Length).Min();
            foreach (var line in lines[task.Source.Line..end].Where(line => !line.StartsWith("TT\t", StringComparison.Ordinal)))
            {
                var columns = line.Split('\t');
                for (var at = 1; at < columns.Length; at++)
                {
                    cells[at - 1] += " " + columns[at];
                }
            }
        }
        else
        {
            // A cell is a line with a tab before it, or goes on without one.
            var at = -1;
            foreach (var line in lines[task.Source.Line..])
            {
                if (line.StartsWith('\t') && ++at == cells.Length)
                {
                    break;
                }
                cells[at] += " " + line;
            }
        }
        return [.. cells.Select(cell => Plain(cell ?? ""))];
    }

    public static string Plain(string text) => Spaces().Replace(text.Replace("*", "", StringComparison.Ordinal), " ").Trim();

    [GeneratedRegex(@"[\s\u00a0]+")]
    private static partial Regex Spaces();
}
