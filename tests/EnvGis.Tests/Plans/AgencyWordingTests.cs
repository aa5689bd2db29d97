using System.Text.RegularExpressions;
using EnvGis.Plans;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Plans;

/// <summary>Who leads an item and who helps, against the words of the plan that say so.</summary>
public sealed partial class AgencyWordingTests
{
    // How a plan prints a body where it is not by its name here.
    static readonly Dictionary<string, string[]> Prints = new(StringComparer.Ordinal)
    {
        ["Các sở, ban, ngành"] = ["các sở, ban ngành", "các sở, ban, ngành thuộc tỉnh", "các sở, ban, ngành tỉnh"],
        ["Các sở, ban, ngành có liên quan"] = ["các sở, ban, ngành liên quan"],
        ["Các cơ quan, đơn vị có liên quan"] = ["các cơ quan, đơn vị liên quan", "cơ quan đơn vị liên quan"],
        ["Các cơ quan có liên quan"] = ["các cơ quan liên quan"],
        ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"] = ["ủy ban mặt trận tổ quốc việt nam tỉnh lai châu"],
        // "… Việt Nam, các tổ chức chính trị - xã hội xã": the commune's, both of them.
        ["Ủy ban Mặt trận Tổ quốc Việt Nam xã"] = ["ủy ban mặt trận tổ quốc việt nam"],
    };

    // An item whose agency stands in no sentence of its own but in the heading above it, which hands all items below it to that body.
    static readonly Dictionary<string, string> Headings = new(StringComparer.Ordinal)
    {
        ["son-la/III.2"] = "Giao Sở Nông nghiệp và Môi trường",
        ["thai-nguyen/III.2"] = "Giao Sở Nông nghiệp và Môi trường",
        ["lai-chau/KH.IV.2"] = "Sở Nông nghiệp và Môi trường",
        ["lai-chau/KH.IV.3"] = "Sở Tài chính",
        ["an-hung/IV.1"] = "Phòng Kinh tế",
        ["an-hung/IV.2"] = "Trạm Y tế xã",
        ["an-hung/IV.3"] = "Công an xã",
        ["an-hung/IV.4"] = "Trung tâm Dịch vụ sự nghiệp công",
        ["an-hung/IV.5"] = "Các trường học",
        ["an-hung/IV.6"] = "Ban quản lý các thôn",
        ["an-hung/IV.6b"] = "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam, các tổ chức chính trị - xã hội xã",
    };

    // What may stand between the bodies: the words that give them the work, and their heads.
    [GeneratedRegex(@"^(?:là cơ quan đầu mối|thủ trưởng|trưởng|chủ tịch|giao|đề nghị|chủ trì|phối hợp|thực hiện|đối với|hoạt động|nhiệm vụ|với|và|[,;.\s])*$")]
    private static partial Regex Between();

    [Fact]
    public async Task Every_item_names_the_agencies_of_its_words_in_their_parts_and_no_other()
    {
        var plans = await PlanTexts.Plans();
        var names = plans.SelectMany(plan => plan.Tasks).SelectMany(task => task.Leads.Select(lead => lead.Agency).Concat(task.Coordinating)).Distinct().ToList();
        var faults = new List<string>();
        foreach (var (plan, task) in plans.SelectMany(plan => plan.Tasks.Select(task => (plan, task))))
        {
            var (leads, helpers, rest) = PlanTexts.InAnnex(plan, task) ? Columns(task) : Sentence(task);
            Compare("leads", leads, [.. task.Leads.Select(lead => lead.Agency)]);
            Compare("helps", helpers, task.Coordinating);
            if (!Between().IsMatch(rest))
            {
                faults.Add($"{task.Id}: nobody is named by «{rest.Trim()}»");
            }
            void Compare(string part, IReadOnlyList<string> words, IReadOnlyList<string> data)
            {
                if (!words.SequenceEqual(data))
                {
                    faults.Add($"{task.Id}: {part} by its words [{string.Join(" | ", words)}], by the data [{string.Join(" | ", data)}]");
                }
            }
        }
        faults.ShouldBeEmpty();
        plans.Sum(plan => plan.Tasks.Count).ShouldBe(256);

        // The column of who leads, then that of who helps.
        (IReadOnlyList<string> Leads, IReadOnlyList<string> Helpers, string Left) Columns(PlanFile.TaskItem task)
        {
            var (leads, rest) = Bodies(task.Wording[0].Text, task.Leads);
            var (helpers, others) = task.Wording.Count > 1 ? Bodies(task.Wording[1].Text, []) : ([], "");
            return (leads, helpers, rest + others);
        }

        // "Chủ trì, phối hợp với …": whoever is spoken of leads. "Phối hợp …" alone: they help. Neither: the work is theirs.
        (IReadOnlyList<string> Leads, IReadOnlyList<string> Helpers, string Left) Sentence(PlanFile.TaskItem task)
        {
            var words = string.Join(" | ", task.Wording.Select(quote => quote.Text));
            var helps = words.IndexOf("phối hợp", StringComparison.OrdinalIgnoreCase);
            if (helps < 0)
            {
                var (all, rest) = Bodies(words, task.Leads);
                return (all, [], rest.Replace("|", "", StringComparison.Ordinal));
            }
            var (before, restBefore) = Bodies(words[..helps], []);
            var (after, restAfter) = Bodies(words[helps..], []);
            var leads = words[..helps].Contains("chủ trì", StringComparison.OrdinalIgnoreCase);
            return (leads ? before : [], leads ? after : [.. before, .. after], (restBefore + restAfter).Replace("|", "", StringComparison.Ordinal));
        }

        // The bodies that a text names, in its order, and what is left of it. A lead's scope stands beside it, up to the semicolon.
        (List<string> Bodies, string Left) Bodies(string text, IReadOnlyList<PlanFile.LeadItem> scoped)
        {
            var found = new List<string>();
            var rest = "";
            foreach (var part in text.Replace("Ủy ban nhân dân", "UBND", StringComparison.Ordinal).ToLowerInvariant().Split(';'))
            {
                var here = new List<(int At, string Name)>();
                var left = part;
                foreach (var (name, print) in names.SelectMany(name => Prints.GetValueOrDefault(name, []).Append(name.ToLowerInvariant()).Select(print => (name, print)))
                             .OrderByDescending(one => one.print.Length))
                {
                    for (var at = left.IndexOf(print, StringComparison.Ordinal); at >= 0; at = left.IndexOf(print, StringComparison.Ordinal))
                    {
                        here.Add((at, name));
                        left = left[..at] + new string(' ', print.Length) + left[(at + print.Length)..];
                    }
                }
                foreach (var scope in scoped.Where(lead => lead.Scope is not null && here.Any(one => one.Name == lead.Agency)).Select(lead => lead.Scope!.ToLowerInvariant()).Distinct())
                {
                    left.ShouldContain(scope);
                    left = left.Replace(scope, "", StringComparison.Ordinal);
                }
                found.AddRange(here.OrderBy(one => one.At).Select(one => one.Name));
                rest += left + " ";
            }
            return (found, rest);
        }
    }

    [Fact]
    public async Task Only_the_listed_headings_hand_their_items_to_a_body()
    {
        var used = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var plan in await PlanTexts.Plans())
        {
            foreach (var task in plan.Tasks.Where(task => task.Wording.Count > 0))
            {
                // A heading's words come first; those of a sentence never stand above it.
                if (task.Wording[0].Line < task.Source.Line)
                {
                    var heading = PlanTexts.Heading(plan, task).ShouldNotBeNull(task.Id);
                    task.Wording[0].Line.ShouldBe(heading.Line, task.Id);
                    used[$"{plan.Id}/{heading.Id}"] = task.Wording[0].Text;
                }
                task.Wording.Skip(1).ShouldAllBe(quote => quote.Line >= task.Source.Line, task.Id);
            }
        }
        used.OrderBy(one => one.Key, StringComparer.Ordinal).ShouldBe(Headings.OrderBy(one => one.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_body_has_one_spelling()
    {
        var names = (await PlanTexts.Plans()).SelectMany(plan => plan.Tasks).SelectMany(task => task.Leads.Select(lead => lead.Agency).Concat(task.Coordinating)).Distinct().ToList();

        names.ShouldAllBe(name => char.IsUpper(name[0]) && !name.Contains("MTTQ", StringComparison.Ordinal) && !name.Contains("Ủy ban nhân dân", StringComparison.Ordinal));
        names.GroupBy(Key).Where(group => group.Count() > 1).Select(group => string.Join(" = ", group)).ShouldBeEmpty();

        // What a plan writes now and then: marks, "có", the unit whose body it is.
        static string Key(string name) => string.Join(' ', Words().Matches(name.ToLowerInvariant()).Select(word => word.Value))
            .Replace(" có liên quan", " liên quan", StringComparison.Ordinal).Replace(" tỉnh lai châu", " tỉnh", StringComparison.Ordinal)
            .Replace("phòng kinh tế xã", "phòng kinh tế", StringComparison.Ordinal).Replace(" ngành tỉnh", " ngành", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();

    [Fact]
    public async Task Several_leads_of_one_scope_are_joint_and_one_alone_is_not()
    {
        foreach (var task in (await PlanTexts.Plans()).SelectMany(plan => plan.Tasks))
        {
            foreach (var scope in task.Leads.GroupBy(lead => lead.Scope))
            {
                scope.ShouldAllBe(lead => lead.Joint == scope.Count() > 1, task.Id);
            }
        }
    }
}
