using EnvGis.Http;
using System.Text.Json;
using System.Text.Json.Serialization;
using EnvGis.Database;

namespace EnvGis.Plans;

/// <summary>The files of data/plans as they stand; data/README.md tells what each member means.</summary>
sealed record PlanFile(
    string Id, Text Title, string DocumentType, string Issuer, string Level, string ProvinceCode, string? CommuneCode, string? Number,
    string? NumberNote, string? Date, string? DateNote, string? SignedAs, string? ProposedBy, IReadOnlyList<string> Parents, bool HasAnnex,
    IReadOnlyList<Text> Notes, IReadOnlyList<PlanFile.SectionItem> Sections, IReadOnlyList<PlanFile.Report> Reporting, IReadOnlyList<PlanFile.TargetItem> Targets,
    IReadOnlyList<PlanFile.MilestoneItem> Milestones, IReadOnlyList<PlanFile.PlaceItem> Places, IReadOnlyList<PlanFile.SystemItem> Systems,
    IReadOnlyList<PlanFile.TaskItem> Tasks)
{
    public sealed record SourceLine(string Plan, string Section, int Line);

    /// <param name="Part">plan or annex.</param>
    public sealed record SectionItem(string Id, string Number, string? Parent, string Part, Text Title, int Line);

    /// <param name="To">Null when the plan does not say.</param>
    /// <param name="Due">MM-DD of the day before which it is due every year ("trước ngày"): the day before that is the last one.</param>
    /// <param name="Wording">The plan's words on its time.</param>
    public sealed record Report(string Who, string? To, string? Due, string Recurrence, string Wording, string? Task, SourceLine Source);

    /// <param name="Inferred">year and scope, where the sentence does not hold them.</param>
    public sealed record TargetItem(
        string Id, Text Title, string Operator, double? Value, string? Unit, int? Year, string? Scope, string? Baseline,
        IReadOnlyList<string> Tasks, IReadOnlyList<string> Inferred, SourceLine Source);

    public sealed record MilestoneItem(string Id, Text Title, DateOnly? From, DateOnly Due, string? Task, SourceLine Source);

    public sealed record PlaceItem(
        string Id, Text Title, string Kind, string NameInSource, UnitName Unit, IReadOnlyList<FormerUnit> FormerUnits, string? Feature,
        IReadOnlyList<string> Topics, IReadOnlyList<string> Tasks, string? Notes, SourceLine Source);

    public sealed record UnitName(string Kind, string Code, string Name);

    public sealed record FormerUnit(string? Code, string Name, string? District, string? Province);

    public sealed record SystemItem(
        string Id, Text Title, string Kind, string Relation, bool Implied, string? Due, string? Notes, IReadOnlyList<string> Tasks, SourceLine Source);

    /// <param name="Wording">The words that say who does it, in the order of the text; empty when none do.</param>
    public sealed record TaskItem(
        string Id, string Kind, Text Title, IReadOnlyList<LeadItem> Leads, IReadOnlyList<string> Coordinating, IReadOnlyList<Quote> Wording, TimelineItem Timeline,
        string? Output, string? Notes, IReadOnlyList<TopicItem> Topics, string GisRelevance, IReadOnlyList<string> Places, IReadOnlyList<string> Targets,
        IReadOnlyList<string> Systems, IReadOnlyList<ReferenceItem> References, SourceLine Source);

    /// <param name="Joint">The plan names several leads for this scope without telling their parts.</param>
    public sealed record LeadItem(string Agency, string? Scope, bool Joint = false);

    /// <summary>Words as the plan prints them, and the line they begin in.</summary>
    public sealed record Quote(int Line, string Text);

    /// <param name="Wording">The words of the item that name the topic; null when it is inferred.</param>
    public sealed record TopicItem(string Topic, string? Wording);

    /// <param name="Line">Where the text stands, which may be a heading; null without text.</param>
    /// <param name="Inferred">from and to, where the text does not give them.</param>
    /// <param name="Condition">What must come about first ("sau khi …"), as the text has it; left out when it names nothing.</param>
    public sealed record TimelineItem(int? From, int? To, bool OpenEnded, string? Text, int? Line, IReadOnlyList<string> Inferred, Text? Condition = null);

    public sealed record ReferenceItem(string Reference, string? Text);
}

sealed record ReferencesFile(IReadOnlyList<ReferencesFile.Item> References)
{
    public sealed record Item(string Id, string Document, string Level, IReadOnlyList<string> CitedBy);
}

sealed record TopicsFile(IReadOnlyList<TopicsFile.Item> Topics)
{
    public sealed record Item(string Id, Text Title);
}

/// <summary>Reads a file of data/ strictly: an unknown or missing member is refused with file and line.</summary>
static class DataFile
{
    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <exception cref="SetupException">Something in the file cannot be stored or read.</exception>
    public static void RefuseUnreadable(string file, ReadOnlySpan<byte> json)
    {
        if (ReadableFile.Problem(json) is { } wrong)
        {
            throw new SetupException($"{file}: {wrong.Vi}", $"{file}: {wrong.En}");
        }
    }

    /// <exception cref="SetupException">The file is missing or not as it should be.</exception>
    public static async Task<T> ReadAsync<T>(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new SetupException($"{file} is missing.");
        }
        var json = await File.ReadAllBytesAsync(file, cancellationToken);
        RefuseUnreadable(file, json);
        try
        {
            using var stream = new MemoryStream(json);
            return await JsonSerializer.DeserializeAsync<T>(stream, Strict, cancellationToken) ?? throw new JsonException("null where an object should be");
        }
        catch (JsonException wrong)
        {
            throw new SetupException($"{file}:{(wrong.LineNumber ?? 0) + 1}: {wrong.Message.Split(" Path:")[0].Split(" LineNumber:")[0]} ({wrong.Path ?? "$"})", wrong);
        }
    }
}
