using System.Globalization;
using Dapper;
using EnvGis.Access;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>
/// Builds a zone from a recipe: of what stands now, as far as who drafts may see it, or of the very versions and boundaries that a recipe keeps. Operation, trial and proof come by it alike. What is
/// read and what is computed are apart: a recipe computes for seconds, and whoever waits for a connection meanwhile would wait for it.
/// </summary>
static class DraftRecipe
{
    /// <summary>Features and communes of one recipe, what is taken off included.</summary>
    public const int MostSources = 200;

    /// <summary>
    /// What is counted before does not tell all that a computation costs: one that takes longer is broken off. A proof has longer, so that what could be built can be proved on a machine that is
    /// busier.
    /// </summary>
    static readonly TimeSpan LongestBuild = TimeSpan.FromSeconds(6), LongestProof = TimeSpan.FromSeconds(20);

    static readonly SemaphoreSlim Computing = new(Environment.ProcessorCount);

    /// <summary>Of a boundary or feature whose accuracy is not known, metres.</summary>
    const double UnknownM = 1_000;

    /// <summary>Where and for which feature it is built.</summary>
    /// <param name="Layer">Of the zone to be.</param>
    /// <param name="Feature">In force already; null of one that is not.</param>
    /// <param name="Draft">That changes it; null of none.</param>
    public sealed record Aim(string Province, Lattice Lattice, string Layer, long? Feature, long? Draft);

    public sealed record Built(KeptRecipe Kept, AnnexShape Shape);

    /// <summary>All that a recipe is made of, read: nothing more is asked of the database while it is computed.</summary>
    /// <param name="Kept">Not made yet. It names each version and boundary, so that of the same kept recipe the same comes.</param>
    public sealed record Gathered(KeptRecipe Kept, IReadOnlyList<Row> Rows, IReadOnlyList<Ground> Grounds);

    const string FeatureSql = """
        select v.id as Version, v.feature_id as Feature, v.demonstration, l.restricted, v.layer, i.code, st_asbinary(v.geom) as Wkb, a.shape::text as Annex, v.accuracy_m as AccuracyM,
            coalesce(c.province_code, n.province_code) as Province
        from env.feature_version v
        join env.feature i on i.id = v.feature_id
        join env.layer l on l.id = v.layer
        left join env.legal_annex a on a.version_id = coalesce(v.annex_of, v.id)
        left join env.commune c on c.id = v.commune_id
        left join lateral (select k.province_code from env.communes_near(st_pointonsurface(v.geom)) k limit 1) n on l.restricted and c.id is null
        """;

    /// <summary>Reads what a recipe would be made of today.</summary>
    public static async Task<(Gathered? Gathered, Refusal? Refusal)> GatherAsync(
        NpgsqlConnection connection, Aim aim, Caller caller, RecipeForm form, CancellationToken cancellationToken)
    {
        if ((Unclear(form) ?? await ClauseAsync(connection, aim.Layer, form.Clause, cancellationToken)) is { } unclear)
        {
            return (null, unclear);
        }
        var (sources, communes, minus, reaches) = (form.Sources ?? [], form.Communes ?? [], form.Minus ?? [], form.Reaches ?? []);
        var wanted = sources.Select(one => one!.Feature!.Value).Concat(minus).Concat(reaches.SelectMany(one => one!.River!.Prepend(one.Intake)).Select(one => one!.Value)).Distinct().ToArray();
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition($"{FeatureSql} where v.feature_id = any (@wanted) and upper_inf(v.recorded) and v.valid @> env.today()", new { wanted },
            cancellationToken: cancellationToken))).ToDictionary(row => row.Feature);
        foreach (var id in wanted)
        {
            if (!rows.TryGetValue(id, out var row) || !Sees(caller, row.Restricted, row.Province, row.Layer))
            {
                return (null, Problems.UnknownFeature(id.ToString(CultureInfo.InvariantCulture)) with { Field = "recipe" });
            }
            if (row.Demonstration)
            {
                return (null, Problems.NotADemonstration() with { Field = "recipe" });
            }
            if (row.Wkb is null)
            {
                return (null, Problems.BadField("recipe.sources", $"đối tượng {row.Code} chưa có tọa độ", $"feature {row.Code} has no coordinates yet"));
            }
        }
        var (grounds, missing) = await GroundsAsync(connection, aim.Province, [.. communes.Select(one => one!.Code!)], form.Clip ?? true, cancellationToken);
        if (missing is not null)
        {
            return (null, missing);
        }
        var clip = grounds.Find(one => one.Level == "province");
        var kept = new KeptRecipe(Recipe.Rule, Kernel.Version, aim.Lattice.Zone.Code, aim.Lattice.Decimals, form.Clause,
            [.. sources.Select(one => new KeptRecipe.Source(one!.Feature!.Value, rows[one.Feature.Value].Version, one.Metres!.Value, one.Side, one.Distance))],
            [.. communes.Select(one => new KeptRecipe.Member(one!.Code!, grounds.Find(ground => ground.Level == "commune" && ground.Code == one.Code)!.Hash, one.Metres!.Value))],
            [.. minus.Select(one => new KeptRecipe.Taken(one, rows[one].Version))],
            clip is null ? null : new(clip.Code, clip.Hash), form.LeastPartM2 ?? Tolerances.InUse.LeastAreaM2, form.AccuracyM, "", new(0, 0, 0, 0, 0),
            reaches.Count == 0 ? null : [.. reaches.Select(one => new KeptRecipe.Reach([.. one!.River!.Prepend(one.Intake).Select(of => new KeptRecipe.Taken(of!.Value, rows[of.Value].Version))],
                one.UpstreamM!.Value, one.DownstreamM!.Value, one.WidthM!.Value, one.Reversed ?? false, one.Distance))]);
        if (aim.Feature is { } feature && await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select env.recipe_leads_to(@recipe::jsonb, @feature, @Draft)",
            new { recipe = kept.Text(), feature, aim.Draft }, cancellationToken: cancellationToken)))
        {
            return (null, Problems.RecipeCycle());
        }
        return (new(kept, [.. rows.Values], grounds), null);
    }

    /// <summary>The boundaries are kept for the proof, in the transaction that keeps the recipe.</summary>
    public static async Task KeepAsync(NpgsqlConnection connection, Gathered gathered, CancellationToken cancellationToken)
    {
        var grounds = gathered.Grounds;
        if (grounds.Count > 0)
        {
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into env.recipe_ground (level, code, geom)
                select g.level, g.code, st_geomfromwkb(g.wkb, 4326) from unnest(@levels, @codes, @wkbs) g (level, code, wkb) order by g.level, g.code on conflict do nothing
                """, new { levels = grounds.Select(one => one.Level).ToArray(), codes = grounds.Select(one => one.Code).ToArray(), wkbs = grounds.Select(one => one.Wkb).ToArray() },
                cancellationToken: cancellationToken));
        }
    }

    /// <summary>Computes it.</summary>
    public static async Task<(Built? Built, Refusal? Refusal)> BuildAsync(Gathered gathered, CancellationToken cancellationToken)
    {
        try
        {
            return await MakeAsync(gathered, LongestBuild, cancellationToken) is { } built ? (built, null)
                : (null, Problems.BadField("recipe", "nguồn quá phức tạp cho khoảng cách đã chọn; hãy dùng ít nguồn hơn hoặc khoảng cách ngắn hơn",
                    "its sources are too intricate for their distances; use fewer of them, or shorter distances"));
        }
        catch (AnnexException refused)
        {
            return (null, AnnexWords.Refused(refused) with { Field = "recipe" });
        }
    }

    /// <summary>Reads the very versions and boundaries that a recipe keeps.</summary>
    /// <returns>Null where one of them is not there, as after a change by SQL.</returns>
    public static async Task<Gathered?> GatherAgainAsync(NpgsqlConnection connection, KeptRecipe kept, CancellationToken cancellationToken)
    {
        var versions = kept.Versions.Distinct().ToArray();
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition($"{FeatureSql} where v.id = any (@versions)", new { versions }, cancellationToken: cancellationToken))).AsList();
        var hashes = kept.Communes.Select(one => one.Hash).Concat(kept.Clip is { } clip ? [clip.Hash] : []).Distinct().ToArray();
        var grounds = (await connection.QueryAsync<Ground>(new CommandDefinition("""
            select level, code, st_asbinary(geom, 'NDR') as Wkb, encode(hash, 'hex') as Hash from env.recipe_ground where hash in (select decode(h, 'hex') from unnest(@hashes) h)
            """, new { hashes }, cancellationToken: cancellationToken))).AsList();
        return rows.Count < versions.Length || grounds.Select(one => one.Hash).Distinct().Count() < hashes.Length ? null : new(kept, rows, grounds);
    }

    /// <summary>What a recipe makes of what it keeps.</summary>
    /// <returns>Null where it took too long.</returns>
    /// <exception cref="AnnexException">It can no longer be made.</exception>
    public static async Task<AnnexShape?> MakeAgainAsync(Gathered gathered, CancellationToken cancellationToken) => (await MakeAsync(gathered, LongestProof, cancellationToken))?.Shape;

    /// <summary>What is told of a recipe to a caller; of what they may not see nothing but that there is more.</summary>
    public static async Task<RecipeAnswers.Told> ToldAsync(NpgsqlConnection connection, KeptRecipe kept, Caller caller, CancellationToken cancellationToken)
    {
        var rows = (await connection.QueryAsync<Input>(new CommandDefinition("""
            select kind, place, metres, feature_id as Feature, version_id as Version, code, layer, restricted, province, name_vi as NameVi, name_en as NameEn,
                current_id as Current, hash, current_hash as CurrentHash
            from env.recipe_inputs(@recipe::jsonb) order by kind, place
            """, new { recipe = kept.Text() }, cancellationToken: cancellationToken))).AsList();
        var seen = rows.Where(row => row.Layer is null || Sees(caller, row.Restricted, row.Province, row.Layer)).ToList();
        return new(kept.Rule, kept.Kernel, kept.Clause, [.. OfKind("source").Select(Source)], [.. OfKind("commune").Select(Boundary)], [.. OfKind("minus").Select(Source)],
            [.. (kept.Reaches ?? []).Select(Reach).OfType<RecipeAnswers.Reach>()], OfKind("clip").Select(Boundary).FirstOrDefault(), kept.LeastPartM2, kept.AccuracyM, kept.Made,
            seen.Count == rows.Count,
            seen.Exists(row => row.Version != row.Current || row.Hash != row.CurrentHash));

        IEnumerable<Input> OfKind(string kind) => seen.Where(row => row.Kind == kind);

        RecipeAnswers.Source Source(Input row) => Told(row, row.Kind == "source" ? kept.Sources[(int)row.Place - 1] : null);

        static RecipeAnswers.Source Told(Input row, KeptRecipe.Source? source) => new(
            row.Feature!.Value, row.Code, row.Layer!, new(row.NameVi, row.NameEn ?? row.NameVi), row.Version!.Value, row.Current,
            row.Metres, source?.Side, row.Metres is null ? null : Basis(source?.Distance), Known(source?.Distance));

        // One of which a part is not seen is not told at all.
        RecipeAnswers.Reach? Reach(KeptRecipe.Reach reach, int at) =>
            OfKind("reach").Where(row => row.Place / KeptRecipe.MostOfReach == at).Select(Source).ToList() is var of && of.Count == reach.Of.Count
                ? new(of[0], of[1..], reach.UpstreamM, reach.DownstreamM, reach.WidthM, reach.Reversed, Basis(reach.Distance), Known(reach.Distance)) : null;

        static string Basis(string? distance) => distance is null ? RecipeAnswers.Planner : RecipeAnswers.Document;

        static KnownDistance? Known(string? distance) => distance is null ? null : KnownDistance.Find(distance);

        static RecipeAnswers.Boundary Boundary(Input row) => new(row.Code, row.NameVi, row.Hash!, row.Hash != row.CurrentHash, row.Metres, row.Metres is null ? null : RecipeAnswers.Planner);
    }

    // What lies apart is seen by who drafts of its layer where it lies; what everybody sees, by everybody.
    static bool Sees(Caller caller, bool restricted, string? province, string layer) => !restricted || province is not null && DraftSight.SeesLayer(caller, province, layer);

    /// <summary>What a form says that no recipe can mean. Null of one that is clear.</summary>
    static Refusal? Unclear(RecipeForm form)
    {
        var (sources, communes, minus) = (form.Sources ?? [], form.Communes ?? [], form.Minus ?? []);
        var reaches = form.Reaches ?? [];
        if (sources.Count + communes.Count + reaches.Count == 0)
        {
            return Problems.BadField("recipe.sources", "cần ít nhất một đối tượng nguồn hoặc một xã", "it takes one source or commune at least");
        }
        if (sources.Count + communes.Count + minus.Count + reaches.Sum(one => 1L + (one?.River?.Count ?? 0)) > MostSources)
        {
            return Problems.BadField("recipe.sources", $"nhiều nhất {MostSources} đối tượng và xã", $"{MostSources} features and communes are the most");
        }
        for (var at = 0; at < sources.Count; at++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"recipe.sources[{at}]");
            if (sources[at]?.Feature is null)
            {
                return Problems.BadField($"{place}.feature", "bắt buộc phải có", "it is required");
            }
            if ((Far($"{place}.metres", sources[at]!.Metres) ?? Banked(place, sources[at]!)) is { } wrong)
            {
                return wrong;
            }
        }
        for (var at = 0; at < reaches.Count; at++)
        {
            if (OfReach(string.Create(CultureInfo.InvariantCulture, $"recipe.reaches[{at}]"), reaches[at]) is { } wrong)
            {
                return wrong;
            }
        }
        for (var at = 0; at < communes.Count; at++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"recipe.communes[{at}]");
            if (communes[at]?.Code is not { Length: 5 } code || !code.All(char.IsAsciiDigit))
            {
                return Problems.BadField($"{place}.code", "cần mã xã, năm chữ số", "it takes the code of a commune, five digits");
            }
            if (Far($"{place}.metres", communes[at]!.Metres) is { } wrong)
            {
                return wrong;
            }
        }
        if (sources.DistinctBy(one => one!.Feature).Count() < sources.Count || communes.DistinctBy(one => one!.Code).Count() < communes.Count || minus.Distinct().Count() < minus.Count)
        {
            return Problems.BadField("recipe", "mỗi đối tượng hoặc xã chỉ nêu một lần", "each feature or commune is named once");
        }
        return form.LeastPartM2 is not (null or >= 0 and <= 1e9) ? Problems.BadField("recipe.leastPartM2", "cần số mét vuông từ 0 đến 1000000000", "it takes square metres, 0 to 1000000000")
            : form.AccuracyM is not (null or > 0 and <= Stretch.CoarsestM) ? Problems.BadField("recipe.accuracyM", "cần số mét lớn hơn 0, nhiều nhất 100000", "it takes metres, more than 0 and 100000 at the most")
            : null;

        // Asked for and never filled in: no distance of the law can be read by a machine, and none is made up.
        static Refusal? Far(string field, double? metres) => metres is >= 0 and <= Kernel.FarthestBufferM ? null
            : Problems.BadField(field, "cần khoảng cách do người lập chọn, từ 0 đến 100000 mét", "it takes the distance that the planner chose, 0 to 100000 metres");
    }

    static Refusal? Banked(string place, RecipeForm.Around source) => source.Side is not (null or "outside" or "left" or "right")
        ? Problems.BadField($"{place}.side", "chọn outside, left hoặc right", "use outside, left or right")
        : source is { Side: not null, Metres: 0 } ? Problems.BadField($"{place}.metres", "cần khoảng cách lớn hơn 0 tính từ bờ", "it takes a distance of more than 0 from the bank")
        : source.Distance is not null && KnownDistance.Find(source.Distance)?.Metres != source.Metres ? Problems.BadField($"{place}.distance",
            "cần mã của một khoảng cách có nguồn ở /api/recipes/distances, đúng số mét của nó; bỏ trống nếu là số của người lập",
            "it takes the id of one of /api/recipes/distances with its very metres; leave it out where the number is the planner's own") : null;

    static Refusal? OfReach(string place, RecipeForm.Reach? reach)
    {
        if (reach?.Intake is null)
        {
            return Problems.BadField($"{place}.intake", "bắt buộc phải có", "it is required");
        }
        if (reach.River is not { Count: >= 1 and < KeptRecipe.MostOfReach } river || river.Contains(null) || river.Distinct().Count() < river.Count || river.Contains(reach.Intake))
        {
            return Problems.BadField($"{place}.river", "cần các đoạn sông, mỗi đoạn nêu một lần", "it takes the lines of the river, each named once");
        }
        foreach (var (name, metres, most) in ((string, double?, double)[])[("upstreamM", reach.UpstreamM, Recipe.LongestReachM), ("downstreamM", reach.DownstreamM, Recipe.LongestReachM),
            ("widthM", reach.WidthM, Kernel.FarthestBufferM)])
        {
            if (!(metres >= 0 && metres <= most))
            {
                return Problems.BadField($"{place}.{name}", "cần số mét từ 0 đến 100000", "it takes metres, 0 to 100000");
            }
        }
        return reach.UpstreamM + reach.DownstreamM == 0 ? Problems.BadField($"{place}.upstreamM", "cần khoảng cách lớn hơn 0 về thượng lưu hoặc hạ lưu", "it takes a distance of more than 0, up or down stream")
            : reach.WidthM == 0 ? Problems.BadField($"{place}.widthM", "cần bề rộng lớn hơn 0", "it takes a width of more than 0")
            : reach.Distance is not null && !(KnownDistance.Find(reach.Distance) is { } known && known.UpstreamM == reach.UpstreamM && known.DownstreamM == reach.DownstreamM)
                ? Problems.BadField($"{place}.distance", "cần mã của một khoảng cách có nguồn ở /api/recipes/distances, đúng số mét của nó; bỏ trống nếu là số của người lập",
                    "it takes the id of one of /api/recipes/distances with its very metres; leave it out where the numbers are the planner's own") : null;
    }

    static async Task<Refusal?> ClauseAsync(NpgsqlConnection connection, string layer, string? clause, CancellationToken cancellationToken)
    {
        var known = (await connection.QueryAsync<string>(new CommandDefinition("""
            select c ->> 'code' from env.layer l cross join jsonb_array_elements(l.definition -> 'attributes') t cross join jsonb_array_elements(t -> 'codelist') c
            where l.id = @layer and t ->> 'name' = 'clause' and t ? 'codelist'
            """, new { layer }, cancellationToken: cancellationToken))).AsList();
        var codes = string.Join(", ", known);
        return known.Count == 0
            ? clause is null ? null : Problems.BadField("recipe.clause", "lớp này không phân theo điểm, khoản; bỏ mục này", "this layer has no clauses; leave it out")
            : clause is not null && known.Contains(clause, StringComparer.Ordinal) ? null : Problems.BadField("recipe.clause", $"chọn một trong {codes}", $"use one of {codes}");
    }

    static async Task<(List<Ground> Grounds, Refusal? Missing)> GroundsAsync(NpgsqlConnection connection, string province, string[] codes, bool clip, CancellationToken cancellationToken)
    {
        var grounds = (await connection.QueryAsync<Ground>(new CommandDefinition("""
            select b.level, b.code, st_asbinary(b.geom, 'NDR') as Wkb, encode(sha256(st_asbinary(b.geom, 'NDR')), 'hex') as Hash
            from env.boundary b
            where b.level = 'commune' and b.code = any (@codes) and exists (select from env.commune c where c.code = b.code and c.valid_to is null and c.province_code = @province)
                or b.level = 'province' and b.code = @province and @clip
            order by b.level, b.code
            """, new { codes, province, clip }, cancellationToken: cancellationToken))).AsList();
        if (Array.Find(codes, code => !grounds.Exists(one => one.Level == "commune" && one.Code == code)) is { } missing)
        {
            return ([], Problems.BadField("recipe.communes", $"không có ranh giới của xã {missing} trong tỉnh này", $"there is no boundary of a commune {missing} of this province"));
        }
        return clip && !grounds.Exists(one => one.Level == "province")
            ? ([], Problems.BadField("recipe.clip", "chưa nạp ranh giới tỉnh; hãy nạp, hoặc chọn không cắt theo tỉnh", "the province's boundary is not loaded; load it, or do not clip"))
            : (grounds, null);
    }

    /// <returns>Null where it took longer than it may.</returns>
    static async Task<Built?> MakeAsync(Gathered gathered, TimeSpan longest, CancellationToken cancellationToken)
    {
        // Its time is that of its own computing, not of others beside it.
        await Computing.WaitAsync(cancellationToken);
        try
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            over.CancelAfter(longest);
            // On a thread of its own: those that answer requests are few, and everybody waits for them.
            return await Task.Factory.StartNew(() => Make(gathered, over.Token), over.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            Computing.Release();
        }
    }

    static Built Make(Gathered gathered, CancellationToken cancellationToken)
    {
        var (kept, rows, grounds) = gathered;
        var lattice = kept.Lattice;
        var versions = rows.ToDictionary(row => row.Version);
        var clip = kept.Clip is { } within ? OfGround("province", within.Code, within.Hash, 0) : null;
        var result = Recipe.Make(lattice,
            [.. kept.Sources.Select(one => OfRow(versions[one.Version], one.Metres) with { Side = SideOf(one.Side) }),
                .. kept.Communes.Select(one => OfGround("commune", one.Code, one.Hash, one.Metres))],
            [.. kept.Minus.Select(one => OfRow(versions[one.Version], 0))], clip, kept.LeastPartM2, cancellationToken,
            [.. (kept.Reaches ?? []).Select(one => new RecipeReach(OfRow(versions[one.Of[0].Version], 0), [.. one.Of.Skip(1).Select(part => OfRow(versions[part.Version], 0))],
                one.UpstreamM, one.DownstreamM, one.WidthM, one.Reversed))]);
        return new(kept with
        {
            Content = result.Shape.ContentHash(), Made = new(result.DroppedParts, result.DroppedM2, result.ClippedM2, result.SubtractedM2, result.BeyondM),
        }, result.Shape);

        static RecipeSide SideOf(string? side) => side switch { "outside" => RecipeSide.Outside, "left" => RecipeSide.Left, "right" => RecipeSide.Right, _ => RecipeSide.Around };

        RecipeInput OfRow(Row row, double metres)
        {
            var annex = row.Annex is { } text && AnnexShape.Read(System.Text.Json.JsonElement.Parse(text)) is var shape && shape.Lattice == lattice ? shape : null;
            return new(DraftShape.OfWkb(row.Wkb!), annex, metres, row.AccuracyM ?? UnknownM, row.Code);
        }

        RecipeInput OfGround(string level, string code, string hash, double metres) => new(
            DraftShape.OfWkb(grounds.FirstOrDefault(one => one.Level == level && one.Code == code && one.Hash == hash)?.Wkb ?? throw new AnnexException("empty", "", "A boundary is not kept.")),
            null, metres, kept.AccuracyM ?? UnknownM, $"{level} {code}");
    }

    public sealed record Row(long Version, long Feature, bool Demonstration, bool Restricted, string Layer, string Code, byte[]? Wkb, string? Annex, double? AccuracyM, string? Province);

    public sealed record Ground(string Level, string Code, byte[] Wkb, string Hash);

    sealed record Input(string Kind, long Place, double? Metres, long? Feature, long? Version, string Code, string? Layer, bool Restricted, string? Province, string NameVi, string? NameEn,
        long? Current, string? Hash, string? CurrentHash);
}
