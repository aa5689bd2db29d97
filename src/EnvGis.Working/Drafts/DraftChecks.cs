using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using Npgsql;
using Concerned = EnvGis.Drafts.CheckDraft.Concerned;
using Finding = EnvGis.Drafts.CheckDraft.Finding;

namespace EnvGis.Drafts;

/// <summary>
/// What the checks find: the catalogue of <see cref="Checks"/> on the numbers that the annex will print, beside the zones in force around the draft and those of other open drafts; what its layers
/// want filled in; what lies outside its province; and which places of other layers lie inside. What was so before the draft is told apart: nobody has to mend the world.
/// </summary>
static class DraftChecks
{
    /// <summary>How far around the draft zones in force are looked at, metres.</summary>
    const double AroundM = 50;

    /// <summary>The same in degrees, at least as far everywhere in Vietnam.</summary>
    const double AroundDegrees = AroundM / 100_000;

    /// <summary>More zones than these nobody draws beside.</summary>
    const int MostAround = 2_000;

    /// <summary>Corners of other drafts with which one is compared: what somebody else draws is not to keep this one from being checked.</summary>
    const int MostPendingCorners = 50_000;

    /// <summary>What lies so near borders on it, metres: two annexes of one border, each rounded for itself, are less apart.</summary>
    const double BesideM = 1;

    /// <summary>Beyond every number of a feature.</summary>
    const long ToCome = 1L << 60;

    /// <summary>What was found, and of which shapes.</summary>
    public sealed record Looked(IReadOnlyList<Finding> Found, IReadOnlyDictionary<Concerned, (string? Layer, string Shape)> Shapes)
    {
        public byte[] HashOf(Finding finding) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', finding.Features.Select(one => Shapes[one].Shape))));

        /// <summary>The layers of the draft's own features that it is about; what lies around was asked for by who sees it.</summary>
        public IEnumerable<string> LayersOf(Finding finding) => finding.Features.Select(one => Shapes[one].Layer).OfType<string>();
    }

    /// <param name="decided">The days on which it is to be in force; null while no decision says them: then what stands today and all that is decided to come is looked at.</param>
    public static async Task<Looked> LookAsync(
        NpgsqlConnection connection, Draft draft, Caller caller, CancellationToken cancellationToken, Surroundings.Days? decided = null)
    {
        var lattice = DraftShape.LatticeOf(draft.Epsg, draft.Decimals);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition("""
            select f.number, f.feature_id as FeatureId, f.layer, f.change, f.name_vi as Name, f.shape::text as Shape,
                st_asbinary(v.geom) as StoodWkb, a.shape::text as StoodAnnex, v.accuracy_m as StoodAccuracyM, published.state_of(l.classes, f.attributes) as State,
                (select jsonb_agg(jsonb_build_object('name', m.name, 'vi', coalesce(a ->> 'vi', m.name), 'en', coalesce(a ->> 'en', m.name)))::text
                 from (select split_part(p, ':', 1) as name from unnest(env.value_problems(l.rules, f.attributes)) p where split_part(p, ':', 2) = 'required') m
                 left join lateral (select t -> 'title' as a from jsonb_array_elements(l.definition -> 'attributes') t where t ->> 'name' = m.name limit 1) t on true
                 where not l.by_decision or m.name <> all (env.decided_attributes())) as Missing,
                env.stays_as_it_was(f) and coalesce(f.shape -> 'nodes', '[]') = coalesce(a.shape -> 'nodes', '[]') as Unchanged,
                f.feature_id is not null and f.base_version is distinct from (
                    select n.id from env.feature_version n where n.feature_id = f.feature_id and upper_inf(n.recorded) order by upper(n.valid) desc nulls first limit 1) as IsOutrun
            from env.draft_feature f
            join env.layer l on l.id = f.layer
            left join env.feature_version v on v.id = f.base_version
            left join env.legal_annex a on a.version_id = coalesce(v.annex_of, v.id)
            where f.draft_id = @Id and not f.dropped
            order by f.number
            """, new { draft.Id }, cancellationToken: cancellationToken))).AsList();
        var around = await Surroundings.ZonesAsync(connection, draft, caller, """
            select st_expand(st_envelope(f.geom), @around) from env.draft_feature f where f.draft_id = @Id and not f.dropped and f.geom is not null
            """, new(new { around = AroundDegrees }), MostAround, cancellationToken, decided ?? Surroundings.Days.Ahead);

        var shapes = new Dictionary<Concerned, (string?, string)>();
        var found = new List<Finding>();
        var (names, drawn, stood) = (new Dictionary<long, Concerned>(), new List<(long, AnnexShape)>(), new List<(long, AnnexShape)>());
        foreach (var row in rows)
        {
            var key = row.FeatureId ?? -row.Number;
            var concerned = names[key] = new(row.Number, row.FeatureId, row.Name, null, null, null);
            shapes[concerned] = (row.Layer, row.Shape ?? "");
            if (row.StoodWkb is { } wkb)
            {
                stood.Add((key, Read(DraftShape.OfStanding(DraftShape.OfWkb(wkb), row.StoodAnnex, lattice, row.StoodAccuracyM ?? 1_000).Json)));
            }
            if (row.IsOutrun)
            {
                found.Add(FindingWords.BaseChanged(concerned));
            }
            if (row.Change == "retire")
            {
                continue;
            }
            if (row.Shape is not null)
            {
                drawn.Add((key, Read(row.Shape)));
            }
            found.AddRange(Unfinished(row, concerned));
        }
        var ours = drawn.ToList();
        foreach (var zone in around)
        {
            var shape = Read(zone.Shape.Json);
            // Of one place what stands and what is to come are two zones.
            var key = names.ContainsKey(zone.Id) ? ToCome + zone.Version : zone.Id;
            var concerned = names[key] = new(null, zone.Id, zone.Name, null, zone.From, zone.Until);
            shapes[concerned] = (null, zone.Version.ToString(CultureInfo.InvariantCulture));
            drawn.Add((key, shape));
            stood.Add((key, shape));
        }
        var mine = ours.Select(one => one.Item1).ToHashSet();
        var before = Checks.All(stood, about: mine, cancellationToken: cancellationToken).Select(one => one.Key(lattice, Tolerances.InUse)).ToHashSet(StringComparer.Ordinal);
        found.AddRange(Checks.All(drawn, about: mine, cancellationToken: cancellationToken).Select(one => Worded(one, before.Contains(one.Key(lattice, Tolerances.InUse)) ? "standing" : "new")));
        found.AddRange(await OutsideAsync());
        found.AddRange(await PlacesInsideAsync());
        found.AddRange(await ApartAsync());
        found.AddRange(await OutdatedAsync());
        if (decided is null)
        {
            found.AddRange(await ElsewhereAsync());
            found.AddRange(await PendingAsync());
        }
        return new(found, shapes);

        // Beside what ends by a day that is known it depends on the first day of the decision, which is asked then.
        Finding Worded(AnnexProblem problem, string state)
        {
            Concerned[] features = [.. problem.Ids.Select(id => names[id])];
            var isError = Checks.Codes[problem.Code] && (decided is not null || !features.Any(one => one is { Number: null, Until: not null }));
            return new(problem.Code, isError ? "error" : "warning", state, problem.Key(lattice, Tolerances.InUse), features, [problem.Longitude, problem.Latitude], problem.AreaM2, problem.WidthM,
                problem.Pointer, FindingWords.Of(problem, features), null, null);
        }

        // The same place in two drafts: whoever is decided second finds another base.
        async Task<IEnumerable<Finding>> ElsewhereAsync() => (await connection.QueryAsync<Twice>(new CommandDefinition("""
            select f.number, o.draft_id as Draft, o.number as Other, o.feature_id as FeatureId, o.layer, o.name_vi as Name, d.state = 'approved' as IsApproved, encode(d.approved_hash, 'hex') as Hash
            from env.draft_feature f
            join env.draft_feature o on o.feature_id = f.feature_id and o.draft_id <> f.draft_id and not o.dropped and not env.stays_as_it_was(o)
            join env.draft d on d.id = o.draft_id and d.province_code = @Province and d.state in ('draft', 'submitted', 'in_review', 'returned', 'approved')
            where f.draft_id = @Id and not f.dropped and not env.stays_as_it_was(f)
            order by f.number, o.draft_id
            """, new { draft.Id, draft.Province }, cancellationToken: cancellationToken))).Where(one => DraftSight.SeesLayer(caller, draft.Province, one.Layer)).Select(one =>
            {
                var other = new Concerned(one.Other, one.FeatureId, one.Name, one.Draft, null, null);
                shapes[other] = (null, one.Hash ?? "");
                return FindingWords.ChangedElsewhere(names.Values.Single(name => name is { Draft: null } && name.Number == one.Number), other, one.IsApproved);
            }).ToList();

        // One point on it lies in the province, or it could not have been drawn; where the province's boundary is loaded, all of it is asked.
        async Task<IEnumerable<Finding>> OutsideAsync() => (await connection.QueryAsync<Beyond>(new CommandDefinition("""
            select o.number, o.area as AreaM2, st_x(o.at) as Longitude, st_y(o.at) as Latitude
            from (
                select f.number, st_area(d.geom::geography) as area, st_pointonsurface(d.geom) as at
                from env.draft_feature f
                join env.boundary b on b.level = 'province' and b.code = @Province
                cross join lateral (select st_difference(f.geom, b.geom) as geom) d
                where f.draft_id = @Id and not f.dropped and f.change <> 'retire' and f.geom is not null and not st_coveredby(f.geom, b.geom)) o
            where o.area > @least
            order by o.number
            """, new { draft.Id, draft.Province, least = Tolerances.InUse.LeastAreaM2 }, cancellationToken: cancellationToken))).Select(one => FindingWords.Outside(
                names.Values.Single(name => name.Number == one.Number), [one.Longitude, one.Latitude], one.AreaM2, draft.ProvinceName));

        // What the layer's file says it is checked against: inside, and as far around as it says for the first day.
        async Task<IEnumerable<Finding>> PlacesInsideAsync() => (await connection.QueryAsync<Inside>(new CommandDefinition("""
            with zones as (
                select f.number, f.geom, array(select jsonb_array_elements_text(coalesce(l.definition -> 'checkedAgainst', '[]'))) as against, coalesce((
                    select max((r ->> 'metres')::integer) from jsonb_array_elements(l.definition -> 'checkedWithin') r
                    where coalesce(@day::date, env.today()) between (r ->> 'from')::date and coalesce((r ->> 'to')::date, 'infinity')), 0) as within
                from env.draft_feature f join env.layer l on l.id = f.layer
                where f.draft_id = @Id and not f.dropped and f.change <> 'retire' and f.geom is not null)
            select z.number, s.layer, max(l.definition -> 'title' ->> 'vi') as LayerVi, max(l.definition -> 'title' ->> 'en') as LayerEn, count(*)::integer as Count,
                (array_agg(v.name_vi order by w.away, v.id))[1] as First, (array_agg(st_x(c.at) order by w.away, v.id))[1] as Longitude, (array_agg(st_y(c.at) order by w.away, v.id))[1] as Latitude,
                min(w.away) as AwayM, max(z.within) as WithinM
            from zones z
            cross join lateral env.stands_in(array[st_expand(st_envelope(z.geom), z.within / @leastMetres)], z.against) s
            join env.feature_version v on v.id = s.version_id
            cross join lateral (select case when st_intersects(v.geom, z.geom) then 0 when z.within > 0 then st_distance(v.geom::geography, z.geom::geography) end as away) w
            cross join lateral (select st_pointonsurface(v.geom) as at) c
            join env.layer l on l.id = s.layer
            where w.away <= z.within and (not s.restricted or s.layer = any (@seen) and s.province = @Province)
            group by z.number, s.layer, w.away > 0
            order by z.number, s.layer, w.away > 0
            """, new { draft.Id, draft.Province, day = decided?.From, leastMetres = SiteAnswers.LeastMetresOfDegree, seen = await SeenAsync() }, cancellationToken: cancellationToken))).Select(one =>
            {
                var zone = names.Values.Single(name => name is { Draft: null } && name.Number == one.Number);
                var title = new Http.Text(one.LayerVi, one.LayerEn);
                return one.AwayM > 0 ? FindingWords.PlacesNear(zone, one.Layer, title, one.Count, one.First, [one.Longitude, one.Latitude], one.AwayM, one.WithinM)
                    : FindingWords.PlacesInside(zone, one.Layer, title, one.Count, one.First, [one.Longitude, one.Latitude]);
            });

        // What a clause says that its zones lie beside, in force or in this draft.
        async Task<IEnumerable<Finding>> ApartAsync() => (await connection.QueryAsync<Apart>(new CommandDefinition("""
            select f.number, b.definition -> 'title' ->> 'vi' as LayerVi, b.definition -> 'title' ->> 'en' as LayerEn, r -> 'source' ->> 'document' as Document, r -> 'source' ->> 'clause' as Clause,
                st_x(c.at) as Longitude, st_y(c.at) as Latitude
            from env.draft_feature f
            join env.layer l on l.id = f.layer
            cross join lateral jsonb_array_elements(coalesce(l.definition -> 'shapesByCode', '[]')) r
            join env.layer b on b.id = r ->> 'beside'
            cross join lateral (select st_pointonsurface(f.geom) as at) c
            where f.draft_id = @Id and not f.dropped and f.change <> 'retire' and f.geom is not null and f.attributes ->> (r ->> 'attribute') = r ->> 'code'
                and not exists (
                    select from env.draft_feature o where o.draft_id = @Id and not o.dropped and o.change <> 'retire' and o.layer = b.id and o.geom && st_expand(f.geom, @least)
                        and st_dwithin(o.geom::geography, f.geom::geography, @BesideM))
                and not exists (
                    select from env.stands_in(array[st_expand(st_envelope(f.geom), @least)], array[b.id]) s join env.feature_version v on v.id = s.version_id
                    where st_dwithin(v.geom::geography, f.geom::geography, @BesideM)
                        and not exists (select from env.draft_feature o where o.draft_id = @Id and not o.dropped and o.feature_id = s.id))
            order by f.number
            """, new { draft.Id, BesideM, least = BesideM / SiteAnswers.LeastMetresOfDegree }, cancellationToken: cancellationToken))).Select(one => FindingWords.Apart(
                names.Values.Single(name => name is { Draft: null } && name.Number == one.Number), new(one.LayerVi, one.LayerEn), one.Document, one.Clause, [one.Longitude, one.Latitude]));

        // Of a source that the caller may not see nothing is told, its change neither.
        async Task<IEnumerable<Finding>> OutdatedAsync() => (await connection.QueryAsync<int>(new CommandDefinition("""
            select f.number
            from env.draft_feature f
            where f.draft_id = @Id and not f.dropped and f.change <> 'retire' and f.recipe is not null and not env.stays_as_it_was(f) and exists (
                select from env.recipe_inputs(f.recipe) r
                where (r.version_id is distinct from r.current_id or r.hash is distinct from r.current_hash) and (not r.restricted or r.layer = any (@seen) and r.province = @Province))
            order by f.number
            """, new { draft.Id, draft.Province, seen = await SeenAsync() }, cancellationToken: cancellationToken))).Select(number => FindingWords.Outdated(
                names.Values.Single(name => name.Number == number)));

        async Task<string[]> SeenAsync() => [.. (await connection.QueryAsync<string>(new CommandDefinition("select id from env.layer", cancellationToken: cancellationToken)))
            .Where(layer => DraftSight.SeesLayer(caller, draft.Province, layer))];

        // If every open draft came into force.
        async Task<IEnumerable<Finding>> PendingAsync()
        {
            var others = (await connection.QueryAsync<Other>(new CommandDefinition("""
                select o.draft_id as Draft, o.number, o.feature_id as FeatureId, o.layer, o.name_vi as Name, st_asbinary(o.geom) as Wkb, o.shape::text as Shape, o.accuracy_m as AccuracyM,
                    d.state = 'approved' as IsApproved
                from env.draft_feature o
                join env.draft d on d.id = o.draft_id and d.id <> @Id and d.province_code = @Province and d.state in ('draft', 'submitted', 'in_review', 'returned', 'approved')
                where not o.dropped and o.change <> 'retire' and o.geom is not null
                    and exists (select from env.draft_feature f where f.draft_id = @Id and not f.dropped and f.change <> 'retire' and st_expand(f.geom, @around) && o.geom)
                order by o.draft_id, o.number
                limit @MostAround
                """, new { draft.Id, draft.Province, around = AroundDegrees, MostAround }, cancellationToken: cancellationToken)))
                .Where(one => DraftSight.SeesLayer(caller, draft.Province, one.Layer));
            var theirs = new List<(long, AnnexShape)>();
            var approved = new HashSet<Concerned>();
            var left = MostPendingCorners;
            var leftOut = new List<Finding>();
            foreach (var other in others.Where(other => other.FeatureId is not { } id || !mine.Contains(id)).OrderBy(other => other.Wkb.Length))
            {
                if ((left -= other.Wkb.Length / 16) < 0)
                {
                    var large = new Concerned(other.Number, other.FeatureId, other.Name, other.Draft, null, null);
                    shapes[large] = (null, "");
                    leftOut.Add(FindingWords.NotCompared(large));
                    continue;
                }
                try
                {
                    var key = long.MinValue + theirs.Count;
                    theirs.Add((key, Read(DraftShape.OfStanding(DraftShape.OfWkb(other.Wkb), other.Shape, lattice, other.AccuracyM ?? 1_000).Json)));
                    var concerned = names[key] = new(other.Number, other.FeatureId, other.Name, other.Draft, null, null);
                    shapes[concerned] = (null, other.Shape ?? "");
                    if (other.IsApproved)
                    {
                        approved.Add(concerned);
                    }
                }
                catch (AnnexException)
                {
                    // Beyond the draft's zone of VN-2000: nothing that is drawn there can meet it.
                }
            }
            return theirs.Count == 0 ? leftOut : leftOut.Concat(Checks.All([.. ours, .. theirs], about: mine, cancellationToken: cancellationToken)
                .Where(one => one.Ids.Any(id => !mine.Contains(id))).Select(Pending));

            // What is approved comes into force by a decision alone: who approves beside it is to know, and to say why.
            Finding Pending(AnnexProblem problem)
            {
                var told = Worded(problem, "pending") with { Key = KeyOf(problem) };
                return told.Features.Any(approved.Contains) ? told with { State = "new", Severity = "warning" } : told;
            }

            // By the other draft's own numbers: those of this run mean something else in the next.
            string KeyOf(AnnexProblem problem)
            {
                var words = problem.Key(lattice, Tolerances.InUse).Split(' ');
                return string.Join(' ', [problem.Code, .. problem.Ids.Select(id => names[id]).Select((one, at) => one.Draft is { } of ? $"{of}.{one.Number}" : words[at + 1]), .. words[^2..]]);
            }
        }
    }

    static IEnumerable<Finding> Unfinished(Row row, Concerned concerned)
    {
        if (row.Shape is null)
        {
            yield return FindingWords.Plain("not-drawn", concerned, new("Đối tượng chưa được vẽ.", "The feature is not drawn yet."));
        }
        if (row.Unchanged)
        {
            yield return FindingWords.Plain("unchanged", concerned, new("Vùng được lấy vào nhưng không có gì thay đổi; hãy sửa hoặc bỏ nó ra khỏi bản dự thảo.",
                "The zone was taken in and nothing of it is changed; change it or take it out of the draft."));
        }
        if (row.State is "proposed" or "repealed")
        {
            yield return FindingWords.Plain("not-in-force", concerned, new("Tình trạng pháp lý chưa phải là “đang có hiệu lực”.", "Its legal status is not “in force”."));
        }
        foreach (var (name, vi, en) in row.Missing is null ? [] : JsonSerializer.Deserialize<MissingAttribute[]>(row.Missing, JsonSerializerOptions.Web)!)
        {
            yield return FindingWords.Plain("missing-attribute", concerned, new($"Chưa điền mục bắt buộc “{vi}”.", $"The required field “{en}” is not filled in."), name);
        }
    }

    sealed record MissingAttribute(string Name, string Vi, string En);

    static AnnexShape Read(string json) => AnnexShape.Read(JsonElement.Parse(json));

    /// <param name="Unchanged">Whether it is as it was taken in, and not for a node that another's border has on it: an error, since no reason could make a decision of it and nothing is lost by
    /// taking it out.</param>
    /// <param name="IsOutrun">Whether the place has a newer version than the one that was taken in.</param>
    /// <param name="Missing">A JSON list of required attributes without a value; null where there are none.</param>
    sealed record Row(
        int Number, long? FeatureId, string Layer, string Change, string Name, string? Shape, byte[]? StoodWkb, string? StoodAnnex, double? StoodAccuracyM, string? State, string? Missing,
        bool Unchanged, bool IsOutrun);

    sealed record Beyond(int Number, double AreaM2, double Longitude, double Latitude);

    sealed record Inside(int Number, string Layer, string LayerVi, string LayerEn, int Count, string First, double Longitude, double Latitude, double AwayM, int WithinM);

    sealed record Apart(int Number, string LayerVi, string LayerEn, string? Document, string? Clause, double Longitude, double Latitude);

    sealed record Other(long Draft, int Number, long? FeatureId, string Layer, string Name, byte[] Wkb, string? Shape, double? AccuracyM, bool IsApproved);

    sealed record Twice(int Number, long Draft, int Other, long FeatureId, string Layer, string Name, bool IsApproved, string? Hash);
}
