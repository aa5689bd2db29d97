using System.Globalization;
using Dapper;
using EnvGis.Database;
using EnvGis.Layers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EnvGis.Plans;

/// <summary>Brings plans, tasks and all they name to what data/plans says. Items that people tied to features or reported on stay even when the files drop them.</summary>
public static class LoadPlans
{
    /// <param name="Kept">Tasks that the files no longer have but features are tied to, or reports were given of.</param>
    /// <param name="UnknownTopics">Topics that a layer claims and no plan knows.</param>
    public sealed record Loaded(int Plans, int Tasks, int Written, IReadOnlyList<string> Kept, IReadOnlyList<string> UnknownTopics);

    const string TopicsSql = $"""
        insert into env.topic (id, title_vi, title_en, layer)
        select t.id, t.title ->> 'vi', t.title ->> 'en', (select l.id from env.layer l where l.definition -> 'topics' ? t.id order by {LoadLayers.AnswersFirst} limit 1)
        from jsonb_to_recordset(@topics::jsonb) as t (id text, title jsonb)
        on conflict (id) do update set title_vi = excluded.title_vi, title_en = excluded.title_en, layer = excluded.layer
        where (topic.title_vi, topic.title_en, topic.layer) is distinct from (excluded.title_vi, excluded.title_en, excluded.layer)
        """;

    /// <param name="folder">data/plans.</param>
    /// <exception cref="SetupException">A file is wrong, or names what no file has.</exception>
    public static async Task<Loaded> RunAsync(string folder, EnvGisContext context, CancellationToken cancellationToken)
    {
        var topics = await DataFile.ReadAsync<TopicsFile>(Path.Combine(folder, "topics.json"), cancellationToken);
        var references = await DataFile.ReadAsync<ReferencesFile>(Path.Combine(folder, "references.json"), cancellationToken);
        var plans = new List<PlanFile>();
        foreach (var file in Directory.GetFiles(folder, "*.json").Where(file => Path.GetFileName(file) is not ("topics.json" or "references.json"))
                     .Order(StringComparer.Ordinal))
        {
            plans.Add(await DataFile.ReadAsync<PlanFile>(file, cancellationToken));
        }
        Check(plans, references, topics);

        // Documents of words are written once, at the end.
        await context.Database.ExecuteSqlAsync($"select set_config('envgis.documents_later', 'yes', true)", cancellationToken);
        var connection = context.Database.GetDbConnection();
        var transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        var written = await connection.ExecuteAsync(new CommandDefinition(TopicsSql, new
        {
            topics = System.Text.Json.JsonSerializer.Serialize(topics.Topics, System.Text.Json.JsonSerializerOptions.Web),
        }, transaction, cancellationToken: cancellationToken));
        var unknownTopics = (await connection.QueryAsync<string>(new CommandDefinition(
            "select t from env.layer, jsonb_array_elements_text(definition -> 'topics') t where not exists (select from env.topic where id = t) order by t",
            transaction: transaction, cancellationToken: cancellationToken))).AsList();

        var agencies = await AgenciesAsync(plans, context, cancellationToken);
        var documents = references.References.ToDictionary(reference => reference.Id, reference => reference.Document, StringComparer.Ordinal);
        var linked = (await context.Set<FeatureTask>().Select(link => link.TaskId).Distinct().ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        linked.UnionWith(await connection.QueryAsync<string>(new CommandDefinition(
            "select distinct task_id from env.task_progress", transaction: transaction, cancellationToken: cancellationToken)));
        var tasks = Tasks(plans);

        var register = new Register(context);
        await register.WantAsync(plans.Select(Row), plan => plan.Id, cancellationToken, remove: false);
        await register.WantAsync(references.References.Select(one => new LegalReference { Document = one.Document, Id = one.Id, Level = one.Level }),
            one => one.Document, cancellationToken, remove: false);
        var kept = await register.WantAsync(tasks.Select(task => Row(task.Plan, task.Task, task.Position)), task => task.Id, cancellationToken,
            keep: task => linked.Contains(task.Id));
        await register.WantAsync(plans.SelectMany(Sections), one => (one.PlanId, one.Id), cancellationToken);
        await register.WantAsync(plans.SelectMany(Reports), one => (one.PlanId, one.Position), cancellationToken);
        await register.WantAsync(plans.SelectMany(plan => plan.Targets.Select(target => Row(plan, target))), one => one.Id, cancellationToken);
        await register.WantAsync(plans.SelectMany(plan => plan.Milestones.Select(milestone => Row(plan, milestone))), one => one.Id, cancellationToken);
        await register.WantAsync(plans.SelectMany(plan => plan.Places.Select(place => Row(plan, place))), one => one.Id, cancellationToken);
        await register.WantAsync(plans.SelectMany(plan => plan.Systems.Select(system => Row(plan, system))), one => one.Id, cancellationToken);
        await register.WantAsync(
            references.References.SelectMany(one => one.CitedBy.Select(plan => new PlanReference { PlanId = plan, Document = one.Document })),
            one => (one.PlanId, one.Document), cancellationToken);

        bool Kept(string taskId) => kept.Any(task => task.Id == taskId);
        await register.WantAsync(
            tasks.SelectMany(one => one.Task.Leads.Select((lead, position) => new TaskLead
            {
                TaskId = one.Task.Id, AgencyId = agencies[lead.Agency], Scope = lead.Scope ?? "", Joint = lead.Joint, Position = position,
            })), one => (one.TaskId, one.AgencyId, one.Scope), cancellationToken, keep: one => Kept(one.TaskId));
        await register.WantAsync(
            tasks.SelectMany(one => one.Task.Coordinating.Select((agency, position) => new TaskCoordinating
            {
                TaskId = one.Task.Id, AgencyId = agencies[agency], Position = position,
            })), one => (one.TaskId, one.AgencyId), cancellationToken, keep: one => Kept(one.TaskId));
        await register.WantAsync(
            tasks.SelectMany(one => one.Task.Topics.Select(topic => new TaskTopic { TaskId = one.Task.Id, TopicId = topic.Topic, Wording = topic.Wording })),
            one => (one.TaskId, one.TopicId), cancellationToken, keep: one => Kept(one.TaskId));
        await register.WantAsync(
            tasks.SelectMany(one => one.Task.References.DistinctBy(reference => reference.Reference).Select(reference => new TaskReference
            {
                TaskId = one.Task.Id, Document = documents[reference.Reference], CitedAs = reference.Text,
            })), one => (one.TaskId, one.Document), cancellationToken, keep: one => Kept(one.TaskId));
        // The files name these from both ends; either counts.
        await register.WantAsync(
            plans.SelectMany(plan => Pairs(plan, plan.Places.Select(place => (place.Id, place.Tasks)), task => task.Places))
                .Select(pair => new TaskPlace { TaskId = pair.Task, PlaceId = pair.Other }), one => (one.TaskId, one.PlaceId), cancellationToken);
        await register.WantAsync(
            plans.SelectMany(plan => Pairs(plan, plan.Targets.Select(target => (target.Id, target.Tasks)), task => task.Targets))
                .Select(pair => new TaskTarget { TaskId = pair.Task, TargetId = pair.Other }), one => (one.TaskId, one.TargetId), cancellationToken);
        await register.WantAsync(
            plans.SelectMany(plan => Pairs(plan, plan.Systems.Select(system => (system.Id, system.Tasks)), task => task.Systems))
                .Select(pair => new TaskSystem { TaskId = pair.Task, SystemId = pair.Other }), one => (one.TaskId, one.SystemId), cancellationToken);
        written += await register.WriteAsync(cancellationToken);
        // Who leads, which topics and what a plan is called are words that its tasks are found by.
        await context.Database.ExecuteSqlAsync($"select env.write_task_documents(), set_config('envgis.documents_later', '', true)", cancellationToken);
        return new(plans.Count, tasks.Count, written, [.. kept.Select(task => task.Id)], unknownTopics);
    }

    static void Check(IReadOnlyList<PlanFile> plans, ReferencesFile references, TopicsFile topics)
    {
        var topicIds = topics.Topics.Select(topic => topic.Id).ToHashSet(StringComparer.Ordinal);
        var referenceIds = references.References.Select(reference => reference.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var plan in plans)
        {
            var taskIds = plan.Tasks.Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var task in plan.Tasks)
            {
                Demand(task.Id.StartsWith(plan.Id + "/", StringComparison.Ordinal), plan, $"the task {task.Id} does not bear the plan's id");
                Refuse(task.Topics.Select(one => one.Topic).FirstOrDefault(topic => !topicIds.Contains(topic)), plan, task.Id, "topic", "topics.json");
                Refuse(task.References.Select(one => one.Reference).FirstOrDefault(one => !referenceIds.Contains(one)), plan, task.Id, "reference", "references.json");
                Refuse(task.Places.FirstOrDefault(id => plan.Places.All(place => place.Id != id)), plan, task.Id, "place", "the plan's places");
                Refuse(task.Targets.FirstOrDefault(id => plan.Targets.All(target => target.Id != id)), plan, task.Id, "target", "the plan's targets");
                Refuse(task.Systems.FirstOrDefault(id => plan.Systems.All(system => system.Id != id)), plan, task.Id, "system", "the plan's systems");
                if (task.Leads.GroupBy(lead => lead.Scope ?? "", StringComparer.Ordinal)
                        .FirstOrDefault(group => group.Count() > 1 && group.Any(lead => !lead.Joint))
                    is { } several)
                {
                    throw new SetupException(
                        $"plans/{plan.Id}.json: {task.Id} has {several.Count()} leads for one scope; mark them \"joint\": true if the plan names them together.");
                }
            }
            Demand(taskIds.Count == plan.Tasks.Count, plan, "a task id stands twice");
            var above = new HashSet<string>(StringComparer.Ordinal);
            foreach (var section in plan.Sections)
            {
                Refuse(section.Parent is { } parent && !above.Contains(parent) ? parent : null, plan, section.Id, "parent", "the sections before it");
                Demand(above.Add(section.Id), plan, $"the section {section.Id} stands twice");
                Demand(section.Part is "plan" or "annex", plan, $"the section {section.Id} is in neither plan nor annex");
            }
            // What is due every year begins with it.
            Demand(plan.Date is null || DateOnly.TryParseExact(plan.Date, ["yyyy-MM-dd", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _), plan,
                $"the date \"{plan.Date}\" is neither a day such as 2026-04-15 nor a month such as 2026-04");
            Demand(plan.Reporting.Where(one => one.Due is not null).Select(one => one.Task).OfType<string>().CountBy(task => task).All(task => task.Value == 1), plan,
                "a task is a duty of every year twice; make the second an item of its own, so that each can be told done");
            var named = plan.Places.SelectMany(one => one.Tasks).Concat(plan.Targets.SelectMany(one => one.Tasks)).Concat(plan.Systems.SelectMany(one => one.Tasks))
                .Concat(plan.Milestones.Select(one => one.Task).OfType<string>()).Concat(plan.Reporting.Select(one => one.Task).OfType<string>());
            Refuse(named.FirstOrDefault(id => !taskIds.Contains(id)), plan, "a place, target, system, milestone or report", "task", "the plan's tasks");
        }

        static void Refuse(string? missing, PlanFile plan, string where, string what, string list)
        {
            if (missing is not null)
            {
                throw new SetupException($"plans/{plan.Id}.json: {where} names the {what} \"{missing}\", which is not in {list}.");
            }
        }
    }

    static void Demand(bool right, PlanFile plan, string reason)
    {
        if (!right)
        {
            throw new SetupException($"plans/{plan.Id}.json: {reason}.");
        }
    }

    // Leads and coordinating bodies point to agencies by number, so these come first.
    static async Task<Dictionary<string, int>> AgenciesAsync(IReadOnlyList<PlanFile> plans, EnvGisContext context, CancellationToken cancellationToken)
    {
        var known = (await context.Set<Agency>().ToListAsync(cancellationToken)).Select(agency => agency.Name).ToHashSet(StringComparer.Ordinal);
        var named = plans.SelectMany(plan => plan.Tasks).SelectMany(task => task.Leads.Select(lead => lead.Agency).Concat(task.Coordinating)).Distinct();
        context.AddRange(named.Where(name => !known.Contains(name)).Select(name => new Agency { Name = name }));
        await context.SaveChangesAsync(cancellationToken);
        return await context.Set<Agency>().ToDictionaryAsync(agency => agency.Name, agency => agency.Id, StringComparer.Ordinal, cancellationToken);
    }

    static List<(PlanFile Plan, PlanFile.TaskItem Task, int Position)> Tasks(IEnumerable<PlanFile> plans) =>
        [.. plans.SelectMany(plan => plan.Tasks.Select((task, position) => (plan, task, position)))];

    static IEnumerable<(string Task, string Other)> Pairs(
        PlanFile plan, IEnumerable<(string Id, IReadOnlyList<string> Tasks)> others, Func<PlanFile.TaskItem, IReadOnlyList<string>> ofTask) =>
        others.SelectMany(other => other.Tasks.Select(task => (task, other.Id)))
            .Concat(plan.Tasks.SelectMany(task => ofTask(task).Select(other => (task.Id, other)))).Distinct();

    static Plan Row(PlanFile plan) => new()
    {
        Id = plan.Id, TitleVi = plan.Title.Vi, TitleEn = plan.Title.En, DocType = plan.DocumentType, Issuer = plan.Issuer, Level = plan.Level,
        ProvinceCode = plan.ProvinceCode, CommuneCode = plan.CommuneCode, Number = plan.Number, NumberNote = plan.NumberNote, Date = plan.Date,
        DateNote = plan.DateNote, SignedAs = plan.SignedAs, ProposedBy = plan.ProposedBy, HasAnnex = plan.HasAnnex, Parents = [.. plan.Parents],
        NotesVi = [.. plan.Notes.Select(note => note.Vi)], NotesEn = [.. plan.Notes.Select(note => note.En)],
    };

    static PlanTask Row(PlanFile plan, PlanFile.TaskItem task, int position) => new()
    {
        Id = task.Id, PlanId = plan.Id, Section = task.Source.Section, Heading = Heading(plan, task), Line = task.Source.Line, Kind = task.Kind, TitleVi = task.Title.Vi,
        TitleEn = task.Title.En, YearFrom = task.Timeline.From, YearTo = task.Timeline.To, OpenEnded = task.Timeline.OpenEnded,
        TimelineText = task.Timeline.Text, TimelineLine = task.Timeline.Line, Inferred = [.. task.Timeline.Inferred], ConditionVi = task.Timeline.Condition?.Vi,
        ConditionEn = task.Timeline.Condition?.En,
        Wording = [.. task.Wording.Select(quote => quote.Text)], WordingLines = [.. task.Wording.Select(quote => quote.Line)], ExpectedOutput = task.Output, Notes = task.Notes,
        GisRelevance = task.GisRelevance, Position = position,
    };

    static IEnumerable<PlanSection> Sections(PlanFile plan) => plan.Sections.Select((section, position) => new PlanSection
    {
        PlanId = plan.Id, Id = section.Id, Number = section.Number, Parent = section.Parent, Part = section.Part, TitleVi = section.Title.Vi,
        TitleEn = section.Title.En, Line = section.Line, Position = position,
    });

    // A task's id continues that of its heading: II.3.2-b1 and II.3.2.1 stand below II.3.2, and II.3.4 may be all there is below II.3.4.
    static string? Heading(PlanFile plan, PlanFile.TaskItem task)
    {
        var own = task.Id[(plan.Id.Length + 1)..];
        return plan.Sections.Select(section => section.Id)
            .Where(id => own.StartsWith(id, StringComparison.Ordinal) && (own.Length == id.Length || own[id.Length] is '.' or '-'))
            .MaxBy(id => id.Length);
    }

    static IEnumerable<ReportDeadline> Reports(PlanFile plan) => plan.Reporting.Select((report, position) => new ReportDeadline
    {
        PlanId = plan.Id, Position = position, Who = report.Who, Recipient = report.To, Due = report.Due, Recurrence = report.Recurrence,
        Wording = report.Wording, TaskId = report.Task, Section = report.Source.Section, Line = report.Source.Line,
    });

    static Target Row(PlanFile plan, PlanFile.TargetItem target) => new()
    {
        Id = target.Id, PlanId = plan.Id, IndicatorVi = target.Title.Vi, IndicatorEn = target.Title.En, Operator = target.Operator, Value = target.Value,
        Unit = target.Unit, Year = target.Year, Scope = target.Scope, Baseline = target.Baseline, Inferred = [.. target.Inferred], Section = target.Source.Section, Line = target.Source.Line,
    };

    static Milestone Row(PlanFile plan, PlanFile.MilestoneItem milestone) => new()
    {
        Id = milestone.Id, PlanId = plan.Id, TitleVi = milestone.Title.Vi, TitleEn = milestone.Title.En, Starts = milestone.From, Due = milestone.Due,
        TaskId = milestone.Task, Section = milestone.Source.Section, Line = milestone.Source.Line,
    };

    static PlanPlace Row(PlanFile plan, PlanFile.PlaceItem place)
    {
        var former = place.FormerUnits.Count > 0 ? place.FormerUnits[0] : null;
        // Province codes have two digits, commune codes five.
        var isProvince = place.Unit.Code.Length == 2;
        return new()
        {
            Id = place.Id, PlanId = plan.Id, NameInSource = place.NameInSource, LabelVi = place.Title.Vi, LabelEn = place.Title.En, Kind = place.Kind,
            OldCode = former?.Code, OldName = former is null ? null : string.Join("; ", place.FormerUnits.Select(unit => unit.Name)),
            FormerDistrict = former?.District, FormerProvince = former?.Province, CommuneCode = isProvince ? null : place.Unit.Code,
            ProvinceCode = isProvince ? place.Unit.Code : plan.ProvinceCode, FeatureCode = place.Feature, Notes = place.Notes,
            Section = place.Source.Section, Line = place.Source.Line,
        };
    }

    static PlanSystem Row(PlanFile plan, PlanFile.SystemItem system) => new()
    {
        Id = system.Id, PlanId = plan.Id, NameVi = system.Title.Vi, NameEn = system.Title.En, Kind = system.Kind, Relation = system.Relation,
        Implied = system.Implied, Due = system.Due, Notes = system.Notes, Section = system.Source.Section, Line = system.Source.Line,
    };

    /// <summary>Compares wanted rows with stored ones and writes what differs: removals first, so that a changed lead never meets the one it replaces.</summary>
    sealed class Register(EnvGisContext context)
    {
        readonly List<Action> writes = [];

        /// <returns>Stored rows that are not wanted but kept.</returns>
        public async Task<IReadOnlyList<T>> WantAsync<T, TKey>(
            IEnumerable<T> wanted, Func<T, TKey> key, CancellationToken cancellationToken, bool remove = true, Func<T, bool>? keep = null)
            where T : class where TKey : notnull
        {
            var stored = (await context.Set<T>().ToListAsync(cancellationToken)).ToDictionary(key);
            foreach (var row in wanted)
            {
                if (stored.Remove(key(row), out var known))
                {
                    writes.Add(() => context.Entry(known).CurrentValues.SetValues(row));
                }
                else
                {
                    writes.Add(() => context.Add(row));
                }
            }
            var kept = stored.Values.Where(row => !remove || keep?.Invoke(row) == true).ToList();
            context.RemoveRange(stored.Values.Except(kept));
            return kept;
        }

        public async Task<int> WriteAsync(CancellationToken cancellationToken)
        {
            var removed = await context.SaveChangesAsync(cancellationToken);
            writes.ForEach(write => write());
            return removed + await context.SaveChangesAsync(cancellationToken);
        }
    }
}
