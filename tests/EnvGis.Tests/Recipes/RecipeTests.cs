using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Tests.Drafts;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Recipes;

/// <summary>Zones built from rules: by the draft's own operations, remembered, proved, and made anew when a source changes.</summary>
public sealed class RecipeTests(RunningService service) : IClassFixture<RunningService>
{
    static int decisions;

    /// <summary>A recipe around one source, of a layer with clauses.</summary>
    public static object Around(long feature, double metres, string clause = "3a", long[]? minus = null, bool clip = false) =>
        new { clause, sources = new[] { new { feature, metres } }, minus = minus ?? [], clip, leastPartM2 = 100 };

    public static object Add(object recipe, string layer = Restricted, string name = "Vùng đệm thử") =>
        new { kind = "add", layer, name = new { vi = name }, attributes = new { legal_status = "in_force" }, recipe };

    /// <summary>A zone in force that was built.</summary>
    public static async Task<long> BuiltInForceAsync(HttpClient planner, HttpClient approver, object add)
    {
        var draft = await BeginAsync(planner, "Dựng theo quy tắc");
        await DoneAsync(planner, draft, add);
        return (await InForceAsync(planner, approver, draft)).ShouldHaveSingleItem();
    }

    static async Task AcceptedAsync(HttpClient planner, HttpClient approver, long draft)
    {
        // Zones of this class lie beside one another, and that is what the checks tell.
        foreach (var finding in (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/findings")).GetProperty("found").EnumerateArray())
        {
            using var accepted = await planner.PostAsJsonAsync($"/api/drafts/{draft}/acceptances", new { key = finding.GetProperty("key").GetString(), reason = "Chủ ý" });
        }
        await ApprovedAsync(planner, approver, draft);
    }

    static async Task<long[]> InForceAsync(HttpClient planner, HttpClient approver, long draft, string from = "2026-11-01")
    {
        await AcceptedAsync(planner, approver, draft);
        return (await DecidedAsync(approver, draft, Decision($"RC{Interlocked.Increment(ref decisions)}/QĐ", from))).Features;
    }

    Task<int> SetBoundary(string level, string code, int east, int north, int side)
    {
        var corners = new[] { (0, 0), (side, 0), (side, side), (0, side), (0, 0) }
            .Select(at => Drafting.Lattice.ToWgs84(new Spatial.Annex.Corner((east + at.Item1) * 100L, (north + at.Item2) * 100L))).Select(at => string.Create(CultureInfo.InvariantCulture, $"{at.Longitude:R} {at.Latitude:R}"));
        return service.Sql("""
            delete from env.boundary where level = @level and code = @code;
            insert into env.boundary (level, code, name, geom, source) values (@level, @code, @code, st_multi(st_geomfromtext(@wkt, 4326)), 'test')
            """, new { level, code, wkt = $"POLYGON(({string.Join(", ", corners)}))" });
    }

    public static string Wkt(int east, int north) => Drafting.Lattice.ToWgs84(new Spatial.Annex.Corner(east * 100L, north * 100L)) is var (longitude, latitude)
        ? string.Create(CultureInfo.InvariantCulture, $"POINT({longitude:R} {latitude:R})") : "";

    static async Task<string> SlugAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        return JsonElement.Parse(text).GetProperty("type").GetString()!.Split('/')[^1];
    }

    [Fact]
    public async Task What_is_tried_is_what_the_operation_makes_and_it_is_drawn_by_hand_only_with_a_reason()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var (_, strict) = await ZoneInForceAsync(planner, approver, Square(440_000, 2_390_000, 1_000), "RC-nguồn-1");
        var draft = await BeginAsync(planner);
        var recipe = Around(strict, 250, minus: [strict]);
        var before = await service.Value<string>("select count(*) || ' ' || (select count(*) from env.recipe_ground) from env.draft_operation");

        using var tried = await planner.PostAsJsonAsync($"/api/drafts/{draft}/recipes/try", new { layer = Restricted, recipe });
        tried.StatusCode.ShouldBe(HttpStatusCode.OK, await tried.Content.ReadAsStringAsync());
        var made = await tried.Content.ReadFromJsonAsync<JsonElement>();
        (await service.Value<string>("select count(*) || ' ' || (select count(*) from env.recipe_ground) from env.draft_operation")).ShouldBe(before);
        // A ring 250 m wide around a square of 1 km: 4 sides and a circle.
        made.GetProperty("areaM2").GetDouble().ShouldBe(1_000_000 + Math.PI * 62_500, 400);
        made.GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("code").GetString()).ShouldBe(["distance", "beyond", "subtracted"]);
        made.GetProperty("recipe").GetProperty("sources")[0].GetProperty("basis").GetString().ShouldBe("planner");
        made.GetProperty("recipe").GetProperty("made").GetProperty("beyondM").GetDouble().ShouldBeInRange(0.001, 0.03);

        var added = (await DoneAsync(planner, draft, Add(recipe))).GetProperty("feature");
        JsonElement.DeepEquals(added.GetProperty("shape").GetProperty("parts"), made.GetProperty("shape").GetProperty("parts")).ShouldBeTrue();
        // The clause of the recipe is the feature's.
        added.GetProperty("feature").GetProperty("attributes").GetProperty("clause").GetString().ShouldBe("3a");
        var proof = await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/features/1/recipe");
        (proof.GetProperty("proof").GetProperty("same").GetBoolean(), proof.GetProperty("recipe").GetProperty("outOfDate").GetBoolean()).ShouldBe((true, false));
        proof.GetProperty("difference").ValueKind.ShouldBe(JsonValueKind.Null);

        var byHand = Square(440_000, 2_390_000, 900);
        using (var refused = await DoAsync(planner, draft, new { kind = "draw", number = 1, shape = byHand }, read: 1))
        {
            (await SlugAsync(refused, HttpStatusCode.Conflict)).ShouldBe("built-by-recipe");
        }
        // The very corners that the recipe makes are no drawing by hand.
        var same = await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = added.GetProperty("shape") }, read: 1);
        same.GetProperty("feature").GetProperty("recipe").ValueKind.ShouldBe(JsonValueKind.Object);
        var undone = Guid.NewGuid();
        var detached = (await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = byHand, detach = "Theo bờ kênh mới" }, read: 2, undone)).GetProperty("feature");
        (detached.GetProperty("recipe").ValueKind, detached.GetProperty("detached").GetString()).ShouldBe((JsonValueKind.Null, "Theo bờ kênh mới"));
        (await planner.GetAsync($"/api/drafts/{draft}/features/1/recipe")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        // Undone, it is built again; and the clause may be another, for both.
        var back = (await DoneAsync(planner, draft, new { kind = "undo", of = undone })).GetProperty("feature");
        (back.GetProperty("recipe").ValueKind, back.GetProperty("detached").ValueKind).ShouldBe((JsonValueKind.Object, JsonValueKind.Null));
        var described = await DoneAsync(planner, draft, new { kind = "describe", number = 1, attributes = new { clause = "3c", legal_status = "in_force" } }, read: 4);
        described.GetProperty("feature").GetProperty("recipe").GetProperty("clause").GetString().ShouldBe("3c");
        // By SQL the shape could leave its recipe: the decision asks.
        await service.Sql("update env.draft_feature set recipe = jsonb_set(recipe, '{content}', to_jsonb(repeat('0', 64))) where draft_id = @draft", new { draft });
        using var rehearsed = await approver.PostAsJsonAsync($"/api/drafts/{draft}/rehearsal", new { });
        (await SlugAsync(rehearsed, HttpStatusCode.Conflict)).ShouldBe("not-of-its-recipe");
    }

    [Fact]
    public async Task A_zone_in_force_keeps_its_recipe_and_is_told_when_a_source_changes_and_the_difference_is_taken_into_a_draft()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var layer = await service.NewLayer();
        var intake = await service.NewFeature(layer, Wkt(450_000, 2_390_000));
        var zone = await BuiltInForceAsync(planner, approver, Add(Around(intake, 300, "3c")));
        (await OutdatedAsync(planner)).ShouldNotContain(zone);
        var stands = await planner.GetFromJsonAsync<JsonElement>($"/api/recipes/{zone}");
        (stands.GetProperty("proof").GetProperty("same").GetBoolean(), stands.GetProperty("proof").GetProperty("holds").GetBoolean()).ShouldBe((true, true));

        var waiting = await BeginAsync(planner, "Dựng trước khi nguồn đổi");
        await DoneAsync(planner, waiting, Add(Around(intake, 300, "3c")));
        // Two hundred metres to the east, as somebody surveyed it.
        await service.Sql("update env.current_feature set geom = st_geomfromtext(@wkt, 4326) where id = @intake", new { intake, wkt = Wkt(450_200, 2_390_000) });
        (await OutdatedAsync(planner)).ShouldContain(zone);
        var changed = await planner.GetFromJsonAsync<JsonElement>($"/api/recipes/{zone}");
        // It is still what its recipe made of the versions that it names.
        changed.GetProperty("proof").GetProperty("same").GetBoolean().ShouldBeTrue();
        var difference = changed.GetProperty("difference");
        // Two circles of 300 m, 200 m apart.
        var lens = 2 * 90_000 * Math.Acos(200 / 600.0) - 100 * Math.Sqrt(4 * 90_000 - 40_000);
        difference.GetProperty("gainedM2").GetDouble().ShouldBe(Math.PI * 90_000 - lens, 150);
        difference.GetProperty("lostM2").GetDouble().ShouldBe(Math.PI * 90_000 - lens, 150);
        difference.GetProperty("after").GetProperty("type").GetString().ShouldBe("Polygon");

        // A draft that was built of it is told too.
        (await planner.GetStringAsync($"/api/drafts/{waiting}/findings")).ShouldContain("source-changed");
        var draft = await BeginAsync(planner, "Cập nhật vùng");
        var taken = (await DoneAsync(planner, draft, new { kind = "take", feature = zone, recipe = changed.GetProperty("again") })).GetProperty("feature");
        Doubles(taken.GetProperty("geometry")).ShouldBe(Doubles(difference.GetProperty("after")), 1e-7);
        (taken.GetProperty("recipe").GetProperty("outOfDate").GetBoolean(), taken.GetProperty("recipe").GetProperty("isWhole").GetBoolean()).ShouldBe((false, true));
        await InForceAsync(planner, approver, draft, "2026-11-15");
        (await OutdatedAsync(planner)).ShouldNotContain(zone);
        // Taken in again it has its recipe, and a hand does not move it unasked.
        var next = await BeginAsync(planner, "Sửa tay");
        using (var refused = await DoAsync(planner, next, new { kind = "take", feature = zone, shape = Square(449_900, 2_389_900, 300) }))
        {
            (await SlugAsync(refused, HttpStatusCode.Conflict)).ShouldBe("built-by-recipe");
        }
        (await DoneAsync(planner, next, new { kind = "take", feature = zone, shape = Square(449_900, 2_389_900, 300), detach = "Theo biên bản" })).GetProperty("feature").GetProperty("detached").GetString()
            .ShouldBe("Theo biên bản");
        // A source that is no more cannot be built of, and that is said.
        await service.Sql("update env.current_feature set valid = daterange(lower(valid), '2026-06-01') where id = @intake", new { intake });
        (await planner.GetFromJsonAsync<JsonElement>($"/api/recipes/{zone}")).GetProperty("notBuilt").ValueKind.ShouldBe(JsonValueKind.Object);
    }

    static List<double> Doubles(JsonElement polygon) => [.. polygon.GetProperty("coordinates")[0].EnumerateArray().SelectMany(at => at.EnumerateArray()).Select(one => one.GetDouble())];

    static async Task<List<long>> OutdatedAsync(HttpClient planner) =>
        [.. (await planner.GetFromJsonAsync<JsonElement>("/api/recipes")).GetProperty("zones").EnumerateArray().Select(one => one.GetProperty("id").GetInt64())];

    [Fact]
    public async Task Communes_are_members_by_the_boundary_that_was_used_which_is_kept_when_another_is_brought_in()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        await SetBoundary("commune", "05503", 425_000, 2_385_000, 3_000);
        await SetBoundary("province", Province, 380_000, 2_340_000, 100_000);
        await SetBoundary("commune", "05488", 428_000, 2_385_000, 2_000);
        var recipe = new { clause = "2a", communes = new[] { new { code = "05503", metres = 0.0 }, new { code = "05488", metres = 0.0 } }, accuracyM = 5, leastPartM2 = 10_000 };
        var zone = await BuiltInForceAsync(planner, approver, Add(recipe, Strict, "Nội thị thử"));
        var stands = await planner.GetFromJsonAsync<JsonElement>($"/api/recipes/{zone}");
        (stands.GetProperty("proof").GetProperty("same").GetBoolean(), stands.GetProperty("recipe").GetProperty("clip").GetProperty("code").GetString()).ShouldBe((true, Province));
        // Side by side they are one part.
        (await service.Value<double>("select st_numgeometries(geom) from published.feature where id = @zone", new { zone })).ShouldBe(1);

        await SetBoundary("commune", "05488", 428_000, 2_385_000, 2_100);
        (await OutdatedAsync(planner)).ShouldContain(zone);
        var changed = await planner.GetFromJsonAsync<JsonElement>($"/api/recipes/{zone}");
        changed.GetProperty("proof").GetProperty("same").GetBoolean().ShouldBeTrue();
        changed.GetProperty("recipe").GetProperty("communes").EnumerateArray().Select(one => one.GetProperty("changed").GetBoolean()).ShouldBe([false, true]);
        changed.GetProperty("difference").GetProperty("gainedM2").GetDouble().ShouldBe(410_000, 5);
        (await service.Rows<string>("select code from env.recipe_ground order by code")).ShouldBe(["05488", "05503", Province]);
        foreach (var sql in (string[])["update env.recipe_ground set code = '05504'", "delete from env.recipe_ground", "truncate env.recipe_ground"])
        {
            await Should.ThrowAsync<Npgsql.PostgresException>(() => service.Sql(sql));
        }
    }

    [Fact]
    public async Task No_zone_is_built_from_itself_by_whatever_way()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var (_, first) = await ZoneInForceAsync(planner, approver, Square(460_000, 2_390_000, 500), "RC-vòng-1");
        var second = await BuiltInForceAsync(planner, approver, Add(Around(first, 100, minus: [first])));
        var draft = await BeginAsync(planner);

        foreach (var source in (long[])[first, second])
        {
            using var refused = await DoAsync(planner, draft, new { kind = "take", feature = first, recipe = Around(source, 10, "2b") });
            (await SlugAsync(refused, HttpStatusCode.Conflict)).ShouldBe("recipe-cycle");
        }
        // Two drafts, each without a circle, close one between them: the later decision is refused.
        var (_, third) = await ZoneInForceAsync(planner, approver, Square(462_000, 2_390_000, 500), "RC-vòng-2");
        var (_, fourth) = await ZoneInForceAsync(planner, approver, Square(464_000, 2_390_000, 500), "RC-vòng-3");
        var (one, other) = (await BeginAsync(planner, "Một"), await BeginAsync(planner, "Hai"));
        await DoneAsync(planner, one, new { kind = "take", feature = third, recipe = Around(fourth, 5, "2b", [fourth]) });
        await DoneAsync(planner, other, new { kind = "take", feature = fourth, recipe = Around(third, 5, "2b", [third]) });
        await InForceAsync(planner, approver, one, "2026-11-15");
        await AcceptedAsync(planner, approver, other);
        using var decided = await approver.PostAsJsonAsync($"/api/drafts/{other}/decision", Decision("RC-vòng-4", "2026-11-15"));
        (await SlugAsync(decided, HttpStatusCode.Conflict)).ShouldBe("recipe-cycle");
    }

    [Fact]
    public async Task What_no_recipe_can_mean_is_refused_with_the_field_that_is_wrong()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var layer = await service.NewLayer();
        var (source, nowhere) = (await service.NewFeature(layer, Wkt(470_000, 2_390_000)), 999_999_999L);
        var draft = await BeginAsync(planner);
        (object Recipe, string Field)[] wrong =
        [
            (new { clause = "3a" }, "recipe.sources"),
            (new { clause = "3a", sources = new[] { new { feature = source } }, clip = false }, "recipe.sources[0].metres"),
            (new { clause = "3a", sources = new[] { new { feature = source, metres = -1 } }, clip = false }, "recipe.sources[0].metres"),
            (new { clause = "3a", sources = new object?[] { null }, clip = false }, "recipe.sources[0]"),
            (new { clause = "2a", sources = new[] { new { feature = source, metres = 5 } }, clip = false }, "recipe.clause"),
            (new { sources = new[] { new { feature = source, metres = 5 } }, clip = false }, "recipe.clause"),
            (new { clause = "3a", sources = new[] { new { feature = source, metres = 5 }, new { feature = source, metres = 6 } }, clip = false }, "recipe"),
            (new { clause = "3a", communes = new[] { new { code = "99999", metres = 0 } }, clip = false }, "recipe.communes"),
            (new { clause = "3a", communes = new[] { new { code = "x", metres = 0 } } }, "recipe.communes[0].code"),
            (new { clause = "3a", sources = Enumerable.Range(1, 201).Select(one => new { feature = one, metres = 5 }), clip = false }, "recipe.sources"),
            (new { clause = "3a", sources = new[] { new { feature = source, metres = 5 } }, clip = false, leastPartM2 = -1 }, "recipe.leastPartM2"),
            (new { clause = "3a", sources = new[] { new { feature = source, metres = 5 } }, clip = false, accuracyM = 0 }, "recipe.accuracyM"),
            // A point is no zone of itself, and nothing is left of a metre.
            (Around(source, 0), "recipe"), (Around(source, 1), "recipe"), (Around(nowhere, 5), "recipe"),
        ];
        foreach (var (recipe, field) in wrong)
        {
            using var tried = await planner.PostAsJsonAsync($"/api/drafts/{draft}/recipes/try", new { layer = Restricted, recipe });
            ((int)tried.StatusCode).ShouldBeInRange(400, 404, JsonSerializer.Serialize(recipe));
            (await tried.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe(field, JsonSerializer.Serialize(recipe));
            using var added = await DoAsync(planner, draft, Add(recipe));
            added.StatusCode.ShouldBe(tried.StatusCode);
        }
        using (var both = await DoAsync(planner, draft, new { kind = "add", layer = Restricted, name = new { vi = "Vùng" }, attributes = new { legal_status = "in_force" }, recipe = Around(source, 50), shape = Square(1, 2, 3) }))
        {
            (await SlugAsync(both, HttpStatusCode.BadRequest)).ShouldBe("bad-field");
        }
        await DoneAsync(planner, draft, Add(Around(source, 50)));
        using var needless = await DoAsync(planner, draft, new { kind = "draw", number = 1, recipe = Around(source, 60), detach = "Không cần" }, read: 1);
        (await SlugAsync(needless, HttpStatusCode.BadRequest)).ShouldBe("bad-field");
    }

    [Fact]
    public async Task What_lies_apart_is_neither_used_nor_told_to_who_may_not_see_it()
    {
        var apart = await service.NewLayer(visibility: "restricted");
        var secret = await service.NewFeature(apart, Wkt(433_000, 2_382_000), "Kho không công bố");
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        using var narrow = await service.SignedIn("planner", [Province], layers: [Strict, Restricted]);
        var draft = await BeginAsync(planner);
        using (var refused = await narrow.PostAsJsonAsync($"/api/drafts/{draft}/recipes/try", new { layer = Restricted, recipe = Around(secret, 100) }))
        {
            (await SlugAsync(refused, HttpStatusCode.NotFound)).ShouldBe("unknown-feature");
        }

        var zone = await BuiltInForceAsync(planner, approver, Add(Around(secret, 100)));
        var whole = await planner.GetFromJsonAsync<JsonElement>($"/api/recipes/{zone}");
        whole.GetProperty("recipe").GetProperty("sources")[0].GetProperty("name").GetProperty("vi").GetString().ShouldBe("Kho không công bố");
        using var seen = await narrow.GetAsync($"/api/recipes/{zone}");
        var text = await seen.Content.ReadAsStringAsync();
        text.ShouldNotContain("không công bố");
        text.ShouldNotContain(apart);
        var part = JsonElement.Parse(text);
        (part.GetProperty("recipe").GetProperty("isWhole").GetBoolean(), part.GetProperty("recipe").GetProperty("sources").GetArrayLength(), part.GetProperty("again").ValueKind).ShouldBe((false, 0, JsonValueKind.Null));
        using var viewer = await service.SignedIn("viewer");
        (await viewer.GetAsync("/api/recipes")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
