using System.Globalization;
using Dapper;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Drafts;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.NamedZones;

/// <summary>Who drafts enters a zone that a plan names, and writes its next version when the plan or what is known of it changes. What was written before is kept.</summary>
static class SaveNamedZone
{
    const int MostMembers = 200;

    const double MostHa = 5_000_000;

    public static async Task<Results<Created<NamedZoneAnswers.Details>, Refusal>> Add(
        NamedZoneForm request, HttpContext context, Caller caller, WorkingDatabase database, AuditTrail audit, CancellationToken cancellationToken)
    {
        if (Unclear(request) is { } unclear)
        {
            return unclear;
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                "select exists (select from env.province where code = @Province and valid_to is null)", new { request.Province }, cancellationToken: cancellationToken)))
        {
            return Problems.BadField("province", "cần mã tỉnh, hai chữ số, ví dụ 44", "it takes the code of a province, two digits, such as 44");
        }
        if (await LayersAsync(connection, cancellationToken) is var layers && (!layers.TryGetValue(request.Layer!, out var restricted)
            || restricted && !DraftSight.SeesLayer(caller, request.Province!, request.Layer!)))
        {
            var open = string.Join(", ", layers.Where(one => !one.Value).Select(one => one.Key).Order(StringComparer.Ordinal));
            return Problems.BadField("layer", $"cần lớp thay đổi theo quyết định: {open}", $"it takes a layer that changes by decision: {open}");
        }
        if (!DraftSight.May(caller, Act.Draft, request.Province!, request.Layer!))
        {
            await audit.AppendAsync(caller.Actor, "add-named-zone", null, new { request.Province, request.Layer }, Concern.Areas([new Scope([request.Province!], null, null)]),
                cancellationToken, "refused");
            return DraftSight.May(caller, Act.Draft, request.Province!) ? Problems.NotAllowed() : Problems.OutsideYourProvinces();
        }
        if (await UnfitAsync(connection, request, caller, cancellationToken) is { } unfit)
        {
            return unfit;
        }
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var id = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "insert into env.named_zone (province_code, layer) values (@Province, @Layer) returning id", new { request.Province, request.Layer }, cancellationToken: cancellationToken));
        await WriteAsync(connection, id, 1, request, caller, "add-named-zone", cancellationToken);
        // Read before it is done: what is answered with a fault has not been done.
        var number = id.ToString(CultureInfo.InvariantCulture);
        var answer = (await ReadNamedZones.FindAsync(connection, number, caller, cancellationToken))!;
        await transaction.CommitAsync(cancellationToken);
        ReadNamedZones.Tag(context, answer);
        return TypedResults.Created($"/api/named-zones/{number}", answer);
    }

    public static async Task<Results<Ok<NamedZoneAnswers.Details>, Refusal>> Change(
        string id, NamedZoneForm request, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        if (!Precondition.TryRead(context.Request, 'n', out var read, out var refusal))
        {
            return refusal;
        }
        if (Unclear(request) is { } unclear)
        {
            return unclear;
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await ReadNamedZones.FindAsync(connection, id, caller, cancellationToken) is not { } stands)
        {
            return Problems.UnknownNamedZone(id);
        }
        if (!stands.MayChange)
        {
            return DraftSight.May(caller, Act.Draft, stands.Zone.Province) ? Problems.NotAllowed() : Problems.OutsideYourProvinces();
        }
        await OneAtATimeAsync(connection, stands.Zone.Id, cancellationToken);
        stands = (await ReadNamedZones.FindAsync(connection, id, caller, cancellationToken))!;
        if (read != stands.Zone.Version)
        {
            return Problems.ChangedMeanwhile(stands.Versions[0].By ?? "") with { Current = stands, Yours = request };
        }
        if (request.Province != stands.Zone.Province)
        {
            return Problems.BadField("province", "vùng ở lại tỉnh của nó", "a zone stays in its province");
        }
        if (request.Layer != stands.Zone.Layer)
        {
            return Problems.BadField("layer", "vùng ở lại lớp của nó", "a zone stays in its layer");
        }
        if (await UnfitAsync(connection, request, caller, cancellationToken) is { } unfit)
        {
            return unfit;
        }
        await WriteAsync(connection, stands.Zone.Id, stands.Zone.Version + 1, request, caller, "change-named-zone", cancellationToken);
        // Read before it is done: what is answered with a fault has not been done.
        var answer = (await ReadNamedZones.FindAsync(connection, id, caller, cancellationToken))!;
        await transaction.CommitAsync(cancellationToken);
        ReadNamedZones.Tag(context, answer);
        return TypedResults.Ok(answer);
    }

    /// <summary>Whoever writes of a zone or draws it waits for who does.</summary>
    public static Task OneAtATimeAsync(NpgsqlConnection connection, long zone, CancellationToken cancellationToken) => connection.ExecuteAsync(new CommandDefinition(
        "select pg_advisory_xact_lock(hashtextextended('env.named_zone ' || @zone, 0))", new { zone }, cancellationToken: cancellationToken));

    static async Task<Dictionary<string, bool>> LayersAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<(string Id, bool Restricted)>(new CommandDefinition("select id, restricted from env.layer where by_decision", cancellationToken: cancellationToken)))
        .ToDictionary(one => one.Id, one => one.Restricted);

    static async Task WriteAsync(NpgsqlConnection connection, long zone, int number, NamedZoneForm says, Caller caller, string act, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into env.named_zone_version (zone_id, number, clause, name_vi, name_en, plan_title, plan_number, plan_date, plan_place, plan_wording, decree_wording, conflicts,
                area_ha, area_horizon_ha, horizon_year, feature_id, withdrawn, author, person_id)
            values (@zone, @number, nullif(@Clause, ''), @Vi, nullif(@En, ''), @Title, nullif(@PlanNumber, ''), @Date, nullif(@Place, ''), nullif(@PlanWording, ''), nullif(@DecreeWording, ''),
                @conflicts, @AreaHa, @AreaHorizonHa, @HorizonYear, @Feature, nullif(@Withdrawn, ''), @Author, @PersonId)
            """, new
        {
            zone, number, says.Clause, says.Name!.Vi, says.Name.En, says.Plan!.Title, PlanNumber = says.Plan.Number, says.Plan.Date, says.Plan.Place, says.PlanWording, says.DecreeWording,
            conflicts = says.Conflicts ?? false, says.AreaHa, says.AreaHorizonHa, says.HorizonYear, says.Feature, says.Withdrawn, caller.Author, caller.PersonId,
        }, cancellationToken: cancellationToken));
        var members = (says.Members ?? []).OfType<NamedZoneForm.Member>().ToList();
        if (members.Count > 0)
        {
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into env.named_zone_member (zone_id, version, place, kind, commune, part, words, subzone, metres, status, area_ha, valid_from, valid_to)
                select @zone, @number, m.place, m.kind, nullif(m.commune, ''), nullif(m.part, ''), nullif(m.words, ''), nullif(m.subzone, ''), m.metres, m.status, m.area, m.first, m.last
                from unnest(@kinds, @communes, @parts, @words, @subzones, @metres, @statuses, @areas, @firsts, @lasts)
                    with ordinality m (kind, commune, part, words, subzone, metres, status, area, first, last, place)
                """, new
            {
                zone, number, kinds = Each(one => one.Kind!), communes = Each(one => one.Commune ?? ""), parts = Each(one => one.Part ?? ""), words = Each(one => one.Words ?? ""),
                subzones = Each(one => one.Subzone ?? ""), metres = Each(one => one.Metres), statuses = Each(one => one.Status!), areas = Each(one => one.AreaHa),
                firsts = Each(one => one.ValidFrom), lasts = Each(one => one.ValidTo),
            }, cancellationToken: cancellationToken));
        }
        await AuditTrail.AppendAsync(connection, caller.Actor, act, string.Create(CultureInfo.InvariantCulture, $"named-zone {zone}"),
            new { version = number, members = members.Count }, Concern.Areas([new Scope([says.Province!], null, null)]), cancellationToken);

        T[] Each<T>(Func<NamedZoneForm.Member, T> of) => [.. members.Select(of)];
    }

    /// <summary>What a form says that no entry can mean. Null of one that is clear.</summary>
    static Refusal? Unclear(NamedZoneForm form)
    {
        (string Field, string? Text, int Most, bool Required)[] texts =
        [
            ("province", form.Province, 2, true), ("layer", form.Layer, 100, true), ("clause", form.Clause, 40, false), ("name.vi", form.Name?.Vi, 300, true), ("name.en", form.Name?.En, 300, false),
            ("plan.title", form.Plan?.Title, 500, true), ("plan.number", form.Plan?.Number, 100, false), ("plan.place", form.Plan?.Place, 200, false), ("planWording", form.PlanWording, 8_000, false),
            ("decreeWording", form.DecreeWording, 8_000, false), ("withdrawn", form.Withdrawn, 2_000, false),
        ];
        if (Texts(texts) is { } wrong)
        {
            return wrong;
        }
        if (form.Conflicts is true && (string.IsNullOrWhiteSpace(form.PlanWording) || string.IsNullOrWhiteSpace(form.DecreeWording)))
        {
            return Problems.BadField("conflicts", "cần cả lời của quy hoạch và lời của nghị định", "it takes the wordings of both the plan and the decree");
        }
        if ((Hectares("areaHa", form.AreaHa) ?? Hectares("areaHorizonHa", form.AreaHorizonHa) ?? Day("plan.date", form.Plan?.Date)) is { } outside)
        {
            return outside;
        }
        if (form.HorizonYear is < 2000 or > 2100 || form.AreaHorizonHa is not null && form.HorizonYear is null)
        {
            return Problems.BadField("horizonYear", "cần năm từ 2000 đến 2100 của diện tích theo kỳ quy hoạch", "it takes the year of the area at the horizon, 2000 to 2100");
        }
        var members = form.Members ?? [];
        if (members.Count > MostMembers)
        {
            return Problems.BadField("members", $"nhiều nhất {MostMembers} thành phần", $"{MostMembers} members are the most");
        }
        return members.Select((member, at) => OfMember(member, string.Create(CultureInfo.InvariantCulture, $"members[{at}]"))).FirstOrDefault(one => one is not null);
    }

    static Refusal? OfMember(NamedZoneForm.Member? member, string at)
    {
        if (member is null)
        {
            return Problems.BadField(at, "cần một thành phần", "a member is wanted here");
        }
        if (member.Kind is not ("commune" or "reserve" or "distance" or "other"))
        {
            return Problems.BadField($"{at}.kind", "chọn một trong commune, reserve, distance, other", "use one of commune, reserve, distance, other");
        }
        if (member.Status is not ("existing" or "planned"))
        {
            return Problems.BadField($"{at}.status", "chọn existing hoặc planned", "use existing or planned");
        }
        var isCommune = member.Kind == "commune";
        if (isCommune && (member.Commune is not { Length: 5 } code || !code.All(char.IsAsciiDigit)))
        {
            return Problems.BadField($"{at}.commune", "cần mã xã, năm chữ số", "it takes the code of a commune, five digits");
        }
        (string Name, bool Said, bool Takes)[] fields =
        [
            ("commune", !string.IsNullOrEmpty(member.Commune), isCommune), ("part", !string.IsNullOrWhiteSpace(member.Part), isCommune),
            ("words", !string.IsNullOrWhiteSpace(member.Words), !isCommune), ("subzone", !string.IsNullOrWhiteSpace(member.Subzone), member.Kind == "reserve"),
            ("metres", member.Metres is not null, member.Kind == "distance"),
        ];
        if (Array.Find(fields, one => one.Said && !one.Takes).Name is { } surplus)
        {
            return Problems.BadField($"{at}.{surplus}", "loại thành phần này không dùng mục đó", "a member of this kind takes no such field");
        }
        if (member.Kind == "distance" && member.Metres is not (> 0 and <= 100_000))
        {
            return Problems.BadField($"{at}.metres", "cần khoảng cách theo quy hoạch, lớn hơn 0, nhiều nhất 100000 mét", "it takes the plan's distance, more than 0 and 100000 metres at the most");
        }
        if (Texts([($"{at}.part", member.Part, 500, false), ($"{at}.words", member.Words, 1_000, !isCommune), ($"{at}.subzone", member.Subzone, 300, false)]) is { } wrong)
        {
            return wrong;
        }
        return Hectares($"{at}.areaHa", member.AreaHa) ?? Day($"{at}.validFrom", member.ValidFrom) ?? Day($"{at}.validTo", member.ValidTo)
            ?? (member.ValidTo < member.ValidFrom ? Problems.BadField($"{at}.validTo", "ngày cuối không thể trước ngày đầu", "the last day cannot be before the first") : null);
    }

    static Refusal? Texts((string Field, string? Text, int Most, bool Required)[] texts)
    {
        foreach (var (name, text, most, required) in texts)
        {
            if (required && string.IsNullOrWhiteSpace(text))
            {
                return Problems.BadField(name, "bắt buộc phải có", "it is required");
            }
            if (text?.Length > most)
            {
                return Problems.BadField(name, $"dài nhất {most} ký tự", $"{most} characters are the most");
            }
        }
        return null;
    }

    static Refusal? Hectares(string name, double? given) => given is null or (>= 0 and <= MostHa) ? null
        : Problems.BadField(name, "cần số héc-ta từ 0 đến 5000000", "it takes hectares, 0 to 5000000");

    static Refusal? Day(string name, DateOnly? given) => given is null or { Year: >= 1800 and <= 2999 } ? null
        : Problems.BadField(name, "cần ngày từ năm 1800 đến năm 2999", "it takes a day of the years 1800 to 2999");

    /// <summary>What does not fit what stands: the layer's clauses, the zone in force. Null of what does. Communes are not looked for: a plan names some that are no more, and that is told.</summary>
    static async Task<Refusal?> UnfitAsync(NpgsqlConnection connection, NamedZoneForm form, Caller caller, CancellationToken cancellationToken)
    {
        var clauses = (await connection.QueryAsync<string>(new CommandDefinition("""
            select c ->> 'code' from env.layer l cross join jsonb_array_elements(l.definition -> 'attributes') t cross join jsonb_array_elements(t -> 'codelist') c
            where l.id = @Layer and t ->> 'name' = 'clause' and t ? 'codelist'
            """, new { form.Layer }, cancellationToken: cancellationToken))).AsList();
        if (clauses.Count == 0 ? !string.IsNullOrEmpty(form.Clause) : !clauses.Contains(form.Clause ?? "", StringComparer.Ordinal))
        {
            var codes = string.Join(", ", clauses);
            return clauses.Count == 0 ? Problems.BadField("clause", "lớp này không phân theo điểm, khoản; bỏ mục này", "this layer has no clauses; leave it out")
                : Problems.BadField("clause", $"chọn một trong {codes}", $"use one of {codes}");
        }
        // It is seen by who drafts of the layer, and lies where they draft.
        return form.Feature is not { } feature || DraftSight.SeesLayer(caller, form.Province!, form.Layer!) && await connection.ExecuteScalarAsync<bool>(new CommandDefinition("""
            select exists (
                select from env.feature_version v
                left join env.commune c on c.id = v.commune_id
                left join lateral (select k.province_code from env.communes_near(st_pointonsurface(v.geom)) k limit 1) n on c.id is null
                where v.feature_id = @feature and v.layer = @Layer and upper_inf(v.recorded) and v.valid @> env.today() and not v.demonstration
                    and coalesce(c.province_code, n.province_code) = @Province)
            """, new { feature, form.Layer, form.Province }, cancellationToken: cancellationToken)) ? null
            : Problems.BadField("feature", "cần số của một vùng đang có hiệu lực, cùng lớp và cùng tỉnh", "it takes the number of a zone in force, of the same layer and province");
    }
}
