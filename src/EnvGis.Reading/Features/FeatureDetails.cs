using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Http;
using EnvGis.Layers;
using EnvGis.Ogc;
using EnvGis.Spatial.Vn2000;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Features;

/// <summary>
/// All that is published about one feature: what it is, where it lies, which tasks concern it, and its versions; as of today, of a day, or of one version.
/// </summary>
static class FeatureDetails
{
    /// <param name="Shown">Which version this is; tasks, former units and the list of versions are today's all the same.</param>
    /// <param name="Geometry">As GeoJSON, of a version that was asked for; null when not located, and in details of today, whose geometry has its own address.</param>
    /// <param name="Extent">West, south, east, north in degrees; null when not located.</param>
    /// <param name="LabelPoint">Longitude, latitude of a point that lies on the feature; null when not located.</param>
    /// <param name="MonthOnly">The first day in force, as yyyy-MM-dd, where only its month is known: that of the plan that names the place and leaves its day blank; else null.</param>
    /// <param name="CommunesMet">The communes that the feature meets, by the department's own boundaries; null when these are not loaded or the feature is not located.</param>
    /// <param name="Checks">What the layer's file says of these values together, where it says something.</param>
    /// <param name="LeadRule">Who leads by those communes, where a plan says so; else null.</param>
    public sealed record Answer(
        long Id, string Code, string Layer, Text LayerTitle, Text Name, bool Demonstration, bool Unlocated, Period Valid, string? MonthOnly, [property: Numbers(4)] double[]? Extent,
        [property: Numbers(2)] double[]? LabelPoint, Position Position, double? AreaM2, IReadOnlyList<AttributeValue> Attributes, IReadOnlyList<Check> Checks, Place Place,
        IReadOnlyList<ConcernedTask> Tasks,
        IReadOnlyList<Version> Versions, IReadOnlyList<MetCommune>? CommunesMet, LeadRule? LeadRule, Decision? Decision, Shown Shown,
        [property: FormOf(typeof(GeoJson.Geometry))] JsonElement? Geometry);

    /// <param name="Current">Whether this is what is published today.</param>
    /// <param name="OnDay">The day that was asked about, as yyyy-MM-dd; null when none was.</param>
    /// <param name="AsOf">The moment of whose knowledge was asked; null when none was.</param>
    public sealed record Shown(long Version, bool Current, string? OnDay, DateTimeOffset? AsOf);

    /// <summary>The decision that fixed this version, as far as its record tells.</summary>
    /// <param name="Id">Its number in the service, see /api/decisions; null of one that only the version's own attributes name.</param>
    /// <param name="Date">As yyyy-MM-dd.</param>
    /// <param name="Annex">Its coordinate table; null when none is kept.</param>
    public sealed record Decision(long? Id, string? Number, string? Date, string? Issuer, Period InForce, Annex? Annex);

    /// <param name="Document">What the annex belongs to, in its own words.</param>
    public sealed record Annex(string Document, int Epsg, string Meridian, int WidthDegrees, int Points);

    /// <param name="From">First day, as yyyy-MM-dd; null when the record has one that no calendar takes.</param>
    /// <param name="To">Last day; null while no end is set.</param>
    public sealed record Period(string? From, string? To);

    /// <param name="Source">How the position became known; null when not located.</param>
    /// <param name="AccuracyM">Metres; of an unlocated feature the radius of the area around <paramref name="Near"/> that contains it.</param>
    /// <param name="Near">Longitude, latitude; null when located or when not even the area is known.</param>
    public sealed record Position(string? Source, Text? SourceTitle, double? AccuracyM, [property: Numbers(2)] double[]? Near);

    /// <param name="Label">What people read for a code or a truth value; null for other types.</param>
    /// <param name="Source">Of the definition, not of the value: the document and clause that the attribute comes from, or that EnvGis proposes it.</param>
    /// <param name="CodeSource">The same of a code's own meaning, where that is not the attribute's; null otherwise.</param>
    /// <param name="Recorded">Of the value: since when the record has had it, by whom, from what. Null when there is no such version left to see.</param>
    public sealed record AttributeValue(
        string Name, Text Title, [property: AttributeType] string Type, [property: Scalar] JsonElement Value, Text? Label, string? Unit,
        [property: FormOf(typeof(Cited), typeof(Proposed))] JsonElement? Source, [property: FormOf(typeof(Cited), typeof(Proposed))] JsonElement? CodeSource, Recording? Recorded);

    /// <param name="Version">The first version of those that have had the value ever since.</param>
    public sealed record Recording(long Version, DateTime At, string Author, string? Reason);

    /// <param name="Attribute">The one that the rule is about.</param>
    /// <param name="Holds">False of what was recorded before the rule was.</param>
    /// <param name="Source">Document and clause of the rule, or a mark that it is a proposal.</param>
    public sealed record Check(string Id, string Attribute, bool Holds, Text Rule, [property: FormOf(typeof(Cited), typeof(Proposed))] JsonElement Source);

    public sealed record Place(Commune? Commune, Province? Province, IReadOnlyList<FormerUnit> Former);

    public sealed record Commune(string Code, string Name, string Kind);

    public sealed record Province(string Code, string Name);

    /// <param name="Until">The last day of the former unit; null when only that it had ended before July 2025 is known.</param>
    /// <param name="Part">Whether only a part of it lies in this commune.</param>
    public sealed record FormerUnit(string? Code, string Name, string Kind, string District, string? Until, bool Part);

    /// <param name="State">overdue, running, open-ended, undated, not-begun or done: of the occurrence that the task stands by today, see TaskQuery.Summary.</param>
    /// <param name="DueOn">As yyyy-MM-dd; null when the plan sets no end.</param>
    /// <param name="DaysLeft">Until that day; below zero when it is past.</param>
    public sealed record ConcernedTask(
        string Id, Text Title, Plan Plan, string Section, int Line, Role Role, IReadOnlyList<Lead> Leads, Timeline Timeline, [property: WordOf(Vocabularies.TaskState)] string State, string? DueOn,
        int? DaysLeft, string Occurrence, SourceLine Source);

    public sealed record Plan(string Id, Text Title);

    public sealed record Role(string Code, Text Title);

    public sealed record Lead(string Agency, string? Scope);

    /// <param name="From">Year; null when the plan names none.</param>
    /// <param name="Inferred">from and to: years that the plan's words do not give.</param>
    /// <param name="Before">MM-DD: it is due every year before that day.</param>
    /// <param name="Condition">What must come about first.</param>
    public sealed record Timeline(int? From, int? To, string? Text, [property: OneOf("from", "to")] IReadOnlyList<string> Inferred, string? Before, Text? Condition);

    public sealed record SourceLine(string Plan, string Section, int Line);

    /// <param name="Current">Whether this is what is published today.</param>
    public sealed record Version(long Id, Text Name, bool Unlocated, Period Valid, Moments Recorded, string Author, string? Reason, bool Current);

    public sealed record Moments(DateTime From, DateTime? To);

    /// <param name="Share">Part of the feature's area that lies in the commune, 0 to 1; 1 for points and lines.</param>
    public sealed record MetCommune(string Code, string Name, double? Share);

    public sealed record LeadRule(string Vi, string En, SourceLine Source);

    // A version with the columns that published.feature has. "offset 0" keeps the geometry fetched once.
    const string VersionSource = """
        (select v.id, v.version_id, v.code, v.layer, v.valid, v.name_vi, v.name_en, jsonb_strip_nulls(v.attributes) as attributes, v.demonstration, v.unlocated,
                v.position_source, v.accuracy_m, v.near, v.commune_code, v.commune_name, v.province_code, v.geom, c.id as commune_id,
                case when st_dimension(v.geom) = 2 then st_area(v.geom::geography) end as area_m2,
                st_transform(case when st_dimension(v.geom) = 2 then st_pointonsurface(v.geom) else st_geometryn(st_points(v.geom), 1) end, 3857) as label_3857,
                published.search_key(v.name_vi || ' / ' || coalesce(v.name_en, '') || ' / ' || v.code) as search_key
         from feature_version v
         left join lateral (
            select c.id from published.commune c where c.code = v.commune_code and published.full_name(c.kind, c.name) = v.commune_name
            order by c.valid_from desc limit 1) c on true
         where v.id = @id and v.version_id = @version offset 0)
        """;

    static readonly Questions Today = QuestionsAbout("feature");

    static readonly Questions OfVersion = QuestionsAbout(VersionSource);

    const string VersionOnSql = """
        select v.version_id from feature_version v
        where v.id = @id and v.valid @> coalesce(@day::date, published.today()) and v.recorded @> coalesce(@asOf, now())
        """;

    const string ChecksSql = """
        select c.id, c.attribute, c.holds
        from layer l cross join lateral published.constraint_findings(l.definition -> 'constraints', @attributes::jsonb) c
        where l.id = @layer
        """;

    /// <summary>Each is a command of its own (decision 0024).</summary>
    sealed record Questions(string Feature, string FormerUnits, string Tasks, string Versions, string Recordings, string Communes, string Decision);

    static Questions QuestionsAbout(string source) => new(
        Feature: $"""
            select f.id, f.version_id as VersionId, f.code, f.layer, f.name_vi as NameVi, coalesce(f.name_en, f.name_vi) as NameEn, f.demonstration, f.unlocated,
                   published.told_day(lower(f.valid))::text as ValidFrom, published.told_day(upper(f.valid) - 1)::text as ValidTo,
                   st_xmin(f.geom) as West, st_ymin(f.geom) as South, st_xmax(f.geom) as East, st_ymax(f.geom) as North,
                   st_x(l.point) as LabelLon, st_y(l.point) as LabelLat,
                   f.position_source as PositionSource, f.accuracy_m as AccuracyM, st_x(f.near) as NearLon, st_y(f.near) as NearLat,
                   (select m.first_day::text from feature_task ft join published.plan_month m on m.plan_id = ft.source_plan
                    where ft.feature_id = f.id and not f.demonstration and f.attributes ? 'plan_wording' and m.first_day = lower(f.valid) limit 1) as MonthOnly,
                   f.area_m2 as AreaM2, f.attributes::text as attributes, f.commune_code as CommuneCode, c.name as CommuneName, c.kind as CommuneKind, f.province_code as ProvinceCode,
                   (select p.name from published.province p where p.code = f.province_code order by p.valid_from desc limit 1) as ProvinceName,
                   case when @geometry then st_asgeojson(f.geom, 8) end as Geometry
            from {source} f left join published.commune c on c.id = f.commune_id
            cross join lateral (select st_transform(f.label_3857, 4326) as point) l
            where f.id = @id
            """,
        // First the one that the feature is named after, or that its own attribute tells.
        FormerUnits: $"""
            select u.code, u.name, u.kind, u.district, u.valid_until::text as until, u.part
            from {source} f join published.former_unit u on u.commune_id = f.commune_id
            where f.id = @id
            order by (' ' || f.search_key || ' ' like '% ' || u.search_key || ' %'
                      or ' ' || published.search_key(f.attributes ->> 'former_unit') || ',' like '% ' || u.search_key || ',%') is true desc, u.name, u.id
            """,
        Tasks: """
            select t.id, t.title_vi as TitleVi, t.title_en as TitleEn, t.plan_id as PlanId, t.plan_title_vi as PlanTitleVi, t.plan_title_en as PlanTitleEn,
                   t.section, t.line, ft.role, ft.role_vi as RoleVi, ft.role_en as RoleEn,
                   t.leads::text as Leads, t.year_from as YearFrom, t.year_to as YearTo, t.timeline_text as TimelineText, array_to_string(p.inferred, ',') as Inferred, t.before,
                   t.condition_vi as ConditionVi, t.condition_en as ConditionEn,
                   t.state, t.due_on::text as DueOn, t.days_left as DaysLeft, t.occurrence,
                   ft.source_plan as SourcePlan, ft.source_section as SourceSection, ft.source_line as SourceLine
            from feature_task ft join published.task_on(@today) t on t.id = ft.task_id join plans.task p on p.id = t.id
            where ft.feature_id = @id
            order by t.plan_id, t.line, t.id, ft.role
            """,
        Versions: """
            select v.version_id as VersionId, v.name_vi as NameVi, coalesce(v.name_en, v.name_vi) as NameEn, v.unlocated, published.told_day(lower(v.valid))::text as ValidFrom,
                published.told_day(upper(v.valid) - 1)::text as ValidTo, lower(v.recorded) as RecordedFrom,
                   upper(v.recorded) as RecordedTo, v.author, v.reason,
                   upper_inf(v.recorded) and v.valid @> published.today() as current, v.echo_of as EchoOf
            from feature_version v
            where v.id = @id
            order by lower(v.recorded) desc, lower(v.valid) desc, v.version_id desc
            """,
        // Of the versions in force on the first day of the one shown, the earliest after the last that had another value.
        Recordings: """
            select a.name, o.version_id as version, lower(o.recorded) as at, o.author, o.reason
            from feature_version s
            cross join lateral jsonb_each(s.attributes) a (name, value)
            cross join lateral (
                select max(lower(d.recorded)) as until from feature_version d
                where d.id = s.id and d.valid @> lower(s.valid) and lower(d.recorded) < lower(s.recorded) and d.attributes -> a.name is distinct from a.value) other
            cross join lateral (
                select o.version_id, o.recorded, o.author, o.reason from feature_version o
                where o.id = s.id and o.valid @> lower(s.valid) and lower(o.recorded) <= lower(s.recorded)
                  and lower(o.recorded) > coalesce(other.until, '-infinity')
                order by lower(o.recorded), o.version_id
                limit 1) o
            where s.id = @id and s.version_id = @shown and a.value <> 'null'
            """,
        Communes: $"""
            select m.code, m.name, m.share
            from {source} f cross join published.communes_of(f.geom) m
            where f.id = @id and f.geom is not null
            """,
        Decision: $"""
            select d.id as Decision, d.number, d.issued_on::text as IssuedOn, d.issuer, a.document, a.epsg, a.zone_width as ZoneWidth,
                   (select count(*)::integer from legal_vertex n where n.version_id = a.version_id) as Points
            from {source} f
            join feature_version v on v.version_id = f.version_id
            left join decision d on d.id = v.decision_id
            left join legal_annex a on a.version_id = f.version_id
            where f.id = @id
            """);

    public static async Task<Results<JsonHttpResult<Answer>, Refusal>> Handle(
        string id, HttpRequest request, Sight sight, CancellationToken cancellationToken)
    {
        var (layers, database) = sight;
        var query = QueryParameters.Of(request);
        var (day, asOf) = (query.OneDay("datetime"), query.Moment("asOf"));
        if (!Item.TryId(id, out var number))
        {
            return Problems.UnknownFeature(id);
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (day is null && asOf is null)
        {
            return await ReadAsync(connection, Today, new { id = number, geometry = false, today = query.Today }, layers, null, null, null, request, cancellationToken) is { } today
                ? today : Problems.UnknownFeature(id);
        }
        var onDay = day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var version = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            VersionOnSql, new { id = number, day = onDay, asOf = asOf?.UtcDateTime }, cancellationToken: cancellationToken));
        if (version is null)
        {
            var known = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                "select exists (select from feature_version v where v.id = @number)", new { number }, cancellationToken: cancellationToken));
            return known ? Problems.NotInForce(id, onDay ?? query["asOf"]!) : Problems.UnknownFeature(id);
        }
        return await ReadAsync(connection, OfVersion, new { id = number, version, geometry = true, today = query.Today }, layers, onDay, asOf, null, request, cancellationToken) is { } dated
            ? dated : Problems.UnknownFeature(id);
    }

    /// <summary>One version, whenever it was in force, with its geometry.</summary>
    public static async Task<Results<JsonHttpResult<Answer>, Refusal>> HandleVersion(
        string id, string version, HttpRequest request, Sight sight, CancellationToken cancellationToken)
    {
        var (layers, database) = sight;
        var query = QueryParameters.Of(request);
        if (!Item.TryId(id, out var number))
        {
            return Problems.UnknownFeature(id);
        }
        if (!Item.TryId(version, out var versionNumber))
        {
            return Problems.UnknownVersion(id, version);
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        return await ReadAsync(connection, OfVersion, new { id = number, version = versionNumber, geometry = true, today = query.Today }, layers, null, null, versionNumber, request, cancellationToken)
            is { } found ? found : Problems.UnknownVersion(id, version);
    }

    /// <param name="named">The version that was asked for by its id; null when none was.</param>
    /// <returns>Null when there is no such feature or version that this reader may see.</returns>
    static async Task<JsonHttpResult<Answer>?> ReadAsync(
        DbConnection connection, Questions questions, object values, LayerCatalogue layers, string? onDay, DateTimeOffset? asOf, long? named, HttpRequest request, CancellationToken cancellationToken)
    {
        if (await connection.QuerySingleOrDefaultAsync<FeatureRow>(Command(questions.Feature)) is not { } feature || layers.Find(feature.Layer) is not { } layer)
        {
            return null;
        }
        var former = await connection.QueryAsync<FormerUnit>(Command(questions.FormerUnits));
        var tasks = await connection.QueryAsync<TaskRow>(Command(questions.Tasks));
        var versions = History.Of([.. await connection.QueryAsync<History.Row>(Command(questions.Versions))]);
        var communes = (await connection.QueryAsync<MetCommune>(Command(questions.Communes))).AsList();
        var decided = await connection.QuerySingleOrDefaultAsync<DecisionRow>(Command(questions.Decision)) ?? new(null, null, null, null, null, null, null, null);
        var recordings = (await connection.QueryAsync<RecordingRow>(new CommandDefinition(
            questions.Recordings, new { id = feature.Id, shown = feature.VersionId }, cancellationToken: cancellationToken))).ToDictionary(row => row.Name);
        var attributes = Attributes(layer, feature.Attributes, recordings);
        List<Check> checks = layer.Constraints is null ? [] : [.. (await connection.QueryAsync<(string Id, string Attribute, bool Holds)>(
                new CommandDefinition(ChecksSql, new { layer = layer.Id, attributes = feature.Attributes }, cancellationToken: cancellationToken)))
            .Select(check => (check, Constraint: layer.Constraint(check.Id)))
            .Where(one => one.Constraint is not null)
            .Select(one => new Check(one.check.Id, one.check.Attribute, one.check.Holds, one.Constraint!.Message, one.Constraint.Source))];
        var shown = versions.Find(version => version.Rows.Contains(feature.VersionId));
        // One that stands for another to this reader is not there to be asked for: walking the ids would tell that something changed.
        if (named is { } asked && shown?.Id != asked)
        {
            return null;
        }
        var valid = shown is { IsSeveral: true } ? new Period(shown.ValidFrom, shown.ValidTo) : new(feature.ValidFrom, feature.ValidTo);
        request.HttpContext.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(new Answer(
            feature.Id, feature.Code, layer.Id, layer.Title, new(feature.NameVi, feature.NameEn), feature.Demonstration, feature.Unlocated,
            valid, feature.MonthOnly, Numbers(feature.West, feature.South, feature.East, feature.North), Numbers(feature.LabelLon, feature.LabelLat),
            new(feature.PositionSource, feature.PositionSource is { } source ? Vocabularies.TitleOf(Vocabularies.PositionSource, source) : null, feature.AccuracyM,
                Numbers(feature.NearLon, feature.NearLat)),
            feature.AreaM2 is { } area ? Math.Round(area, 1) : null, attributes, checks,
            new(feature.CommuneCode is { } code ? new(code, feature.CommuneName!, feature.CommuneKind!) : null,
                feature.ProvinceCode is { } province ? new(province, feature.ProvinceName ?? province) : null, former.AsList()),
            [.. tasks.Select(Concerned)],
            [.. versions.Select(version => new Version(version.Id, new(version.NameVi, version.NameEn), version.Unlocated, new(version.ValidFrom, version.ValidTo),
                new(version.RecordedFrom, version.RecordedTo), version.Author, version.Reason, version.Current))],
            communes.Count > 0 ? communes : null, LeadRuleOf(layer, feature.ProvinceCode, communes.Count), DecisionOf(attributes, valid, decided),
            new(shown?.Id ?? feature.VersionId, shown?.Current is true, onDay, asOf),
            feature.Geometry is { } geometry ? JsonElement.Parse(geometry) : null), FeatureJson.Context.FeatureDetailsAnswer);

        CommandDefinition Command(string sql) => new(sql, values, cancellationToken: cancellationToken);
    }

    /// <summary>What the record says of the decision, and where it knows none, what the version's own attributes say.</summary>
    static Decision? DecisionOf(IReadOnlyList<AttributeValue> attributes, Period valid, DecisionRow decided)
    {
        var (number, date, issuer) = decided.Decision is not null ? (decided.Number, decided.IssuedOn, decided.Issuer) : (Text("decision_number"), Text("decision_date"), Text("decision_issuer"));
        return number is null && date is null && issuer is null && decided.Document is null ? null
            : new(decided.Decision, number, date, issuer, valid, decided.Document is null ? null : new(
                decided.Document, decided.Epsg!.Value, Vn2000Zone.Find(decided.Epsg.Value)!.CentralMeridian.ToString(), decided.ZoneWidth!.Value, decided.Points!.Value));

        string? Text(string name) => attributes.FirstOrDefault(attribute => attribute.Name == name)?.Value is { ValueKind: JsonValueKind.String } value
            && value.GetString() is { Length: > 0 } text ? text : null;
    }

    static double[]? Numbers(params ReadOnlySpan<double?> numbers)
    {
        var values = new double[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] is not { } value)
            {
                return null;
            }
            values[i] = Math.Round(value, 7);
        }
        return values;
    }

    static List<AttributeValue> Attributes(Layer layer, string json, Dictionary<string, RecordingRow> recordings)
    {
        using var document = JsonDocument.Parse(json);
        var values = new List<AttributeValue>();
        foreach (var attribute in layer.Attributes)
        {
            if (document.RootElement.TryGetProperty(attribute.Name, out var value))
            {
                values.Add(new(attribute.Name, attribute.Title, attribute.Type, value.Clone(), LabelOf(attribute, value), attribute.Unit, attribute.Source,
                    value.ValueKind == JsonValueKind.String ? attribute.Code(value.GetString()!)?.Source : null,
                    recordings.GetValueOrDefault(attribute.Name) is { } row ? new(row.Version, row.At, row.Author, row.Reason) : null));
            }
        }
        return values;
    }

    static Text? LabelOf(LayerAttribute attribute, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => new("Có", "Yes"),
        JsonValueKind.False => new("Không", "No"),
        JsonValueKind.String => attribute.LabelOf(value.GetString()!),
        _ => null,
    };

    static ConcernedTask Concerned(TaskRow task) => new(
        task.Id, new(task.TitleVi, task.TitleEn), new(task.PlanId, new(task.PlanTitleVi, task.PlanTitleEn)), task.Section, task.Line,
        new(task.Role, new(task.RoleVi, task.RoleEn)), JsonSerializer.Deserialize(task.Leads, FeatureJson.Context.Leads)!,
        new(task.YearFrom, task.YearTo, task.TimelineText, task.Inferred.Split(',', StringSplitOptions.RemoveEmptyEntries), task.Before, task is { ConditionVi: { } vi, ConditionEn: { } en }
            ? new(vi, en) : null),
        task.State, task.DueOn, task.DaysLeft, task.Occurrence, new(task.SourcePlan, task.SourceSection, task.SourceLine));

    // Lai Châu splits contaminated land by the communes it lies in (its plan, II.B.1); the other plans know no such rule.
    static LeadRule? LeadRuleOf(Layer layer, string? provinceCode, int communes)
    {
        var source = new SourceLine("lai-chau", "II.B.1", 117);
        return (layer.Id, provinceCode, communes) switch
        {
            ("contaminated-sites", LaiChau, 1) => new("Nằm trong một xã, phường: UBND xã, phường đó chủ trì.",
                "It lies in one commune: the People's Committee of that commune leads.", source),
            ("contaminated-sites", LaiChau, > 1) => new(
                $"Nằm trên địa bàn {communes} xã, phường: Sở Nông nghiệp và Môi trường tham mưu UBND tỉnh thực hiện.",
                $"It lies in {communes} communes: the Department of Agriculture and Environment advises the provincial People's Committee.", source),
            _ => null,
        };
    }

    const string LaiChau = "12";

    sealed record FeatureRow(
        long Id, long VersionId, string Code, string Layer, string NameVi, string NameEn, bool Demonstration, bool Unlocated, string? ValidFrom, string? ValidTo,
        double? West, double? South, double? East, double? North, double? LabelLon, double? LabelLat, string? PositionSource, double? AccuracyM,
        double? NearLon, double? NearLat, string? MonthOnly, double? AreaM2, string Attributes,
        string? CommuneCode, string? CommuneName, string? CommuneKind, string? ProvinceCode, string? ProvinceName, string? Geometry);

    sealed record TaskRow(
        string Id, string TitleVi, string TitleEn, string PlanId, string PlanTitleVi, string PlanTitleEn, string Section, int Line, string Role,
        string RoleVi, string RoleEn, string Leads, int? YearFrom, int? YearTo, string? TimelineText, string Inferred, string? Before, string? ConditionVi, string? ConditionEn, string State,
        string? DueOn, int? DaysLeft, string Occurrence, string SourcePlan, string SourceSection, int SourceLine);

    sealed record RecordingRow(string Name, long Version, DateTime At, string Author, string? Reason);

    sealed record DecisionRow(long? Decision, string? Number, string? IssuedOn, string? Issuer, string? Document, int? Epsg, int? ZoneWidth, int? Points);
}
