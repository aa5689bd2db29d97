using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Tests.Drafts;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Recipes;

/// <summary>Corridors from the bank and intake areas along a river, as a draft builds, proves and builds them anew; measured by PostGIS.</summary>
public sealed class RecipeBankTests(RunningService service) : IClassFixture<RunningService>
{
    static string Wkt(string kind, params (double East, double North)[] metres)
    {
        var corners = string.Join(", ", metres.Select(one => Drafting.Lattice.ToWgs84(new Spatial.Annex.Corner((long)Math.Round(one.East * 100), (long)Math.Round(one.North * 100))))
            .Select(at => string.Create(CultureInfo.InvariantCulture, $"{at.Longitude:R} {at.Latitude:R}")));
        return kind == "POLYGON" ? $"POLYGON(({corners}))" : $"{kind}({corners})";
    }

    /// <summary>It winds to the east.</summary>
    static (double, double)[] Winding(int east, int north, double height, int from, int to) =>
        [.. Enumerable.Range(from, to - from + 1).Select(at => (east + at * 40.0, north + height * Math.Sin(at / 12.0)))];

    static object Reach(long intake, long[] river, double up, double down, double width, bool? reversed = null, string? distance = null) =>
        new { clause = "3a", reaches = new[] { new { intake, river, upstreamM = up, downstreamM = down, widthM = width, reversed, distance } }, clip = false };

    static object Bank(long feature, double metres, string side, string? distance = null) => new { clause = "3a", sources = new[] { new { feature, metres, side, distance } }, clip = false };

    async Task<JsonElement> TriedAsync(HttpClient planner, long draft, object recipe, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var tried = await planner.PostAsJsonAsync($"/api/drafts/{draft}/recipes/try", new { layer = Restricted, recipe });
        tried.StatusCode.ShouldBe(status, await tried.Content.ReadAsStringAsync());
        return await tried.Content.ReadFromJsonAsync<JsonElement>();
    }

    [Theory]
    [InlineData(430_000, 60, 1_000, 100, 40)]
    [InlineData(440_000, 300, 1_500, 100, 75.5)]
    [InlineData(450_000, 500, 800, 200, 20)]
    public async Task The_border_of_an_intake_area_lies_at_its_width_or_at_an_end_of_its_stretch(int east, double height, double up, double down, double width)
    {
        var layer = await service.NewLayer("line-or-polygon");
        var points = await service.NewLayer("point");
        var whole = Winding(east, 2_395_000, height, 0, 120);
        var lower = await service.NewFeature(layer, Wkt("LINESTRING", whole[60..]));
        var upper = await service.NewFeature(layer, Wkt("LINESTRING", whole[..61]));
        var intake = await service.NewFeature(points, Wkt("POINT", (whole[58].Item1 + 3, whole[58].Item2 - 7)));
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        var added = (await DoneAsync(planner, draft, RecipeTests.Add(Reach(intake, [lower, upper], up, down, width)))).GetProperty("feature");

        // Where the river bends at an end, what is within the width of the stretch may be nearest to what is beyond it: by less than 2 m here.
        var strange = await service.Rows<string>("""
            with river as (select st_geomfromtext(@wkt, 4326) as line),
            zone as (select geom from env.draft_feature where draft_id = @draft and number = 1),
            foot as (select st_linelocatepoint(st_transform(line, 9213), st_transform(i.geom, 9213)) as at from river, env.current_feature i where i.id = @intake),
            border as (select (st_dumppoints(st_segmentize(st_transform(st_boundary(geom), 9213), 15))).geom as at from zone),
            measured as (
                select st_distance(st_transform(b.at, 4326)::geography, line::geography) as across,
                    sign(st_linelocatepoint(st_transform(line, 9213), b.at) - f.at) * st_length(st_transform(st_linesubstring(st_transform(line, 9213),
                        least(st_linelocatepoint(st_transform(line, 9213), b.at), f.at), greatest(st_linelocatepoint(st_transform(line, 9213), b.at), f.at)), 4326)::geography) as along
                from border b, river, foot f)
            select across || ' across, ' || along || ' along' from measured
            where not (abs(across - @width) < 0.05 and along between -@up - 2 and @down + 2 or across < @width + 0.05 and (abs(along + @up) < 2 or abs(along - @down) < 2))
            """, new { draft, intake, up, down, width, wkt = Wkt("LINESTRING", whole) });
        strange.ShouldBeEmpty();
        // All of the stretch is in it, and nothing of the river beyond.
        (await service.Value<double>("""
            select st_length(st_intersection(f.geom, st_geomfromtext(@wkt, 4326))::geography) from env.draft_feature f where f.draft_id = @draft and f.number = 1
            """, new { draft, wkt = Wkt("LINESTRING", whole) })).ShouldBe(up + down, 0.1);
        (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/features/1/recipe")).GetProperty("proof").GetProperty("same").GetBoolean().ShouldBeTrue();
        var told = added.GetProperty("recipe").GetProperty("reaches")[0];
        (told.GetProperty("basis").GetString(), told.GetProperty("intake").GetProperty("feature").GetInt64(), told.GetProperty("river").GetArrayLength()).ShouldBe(("planner", intake, 2));
    }

    [Fact]
    public async Task A_stretch_is_told_when_its_river_moves_and_the_difference_is_that_of_its_rule()
    {
        var layer = await service.NewLayer("line-or-polygon");
        var points = await service.NewLayer("point");
        (double, double)[] Straight(int north) => [.. Enumerable.Range(0, 61).Select(at => (420_000 + at * 100.0, (double)north))];
        var river = await service.NewFeature(layer, Wkt("LINESTRING", Straight(2_397_000)));
        var intake = await service.NewFeature(points, Wkt("POINT", (423_000, 2_397_000)));
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var zone = await RecipeTests.BuiltInForceAsync(planner, approver, RecipeTests.Add(Reach(intake, [river], 1_000, 200, 50)));
        await service.Sql("update env.current_feature set geom = st_geomfromtext(@wkt, 4326) where id = @river", new { river, wkt = Wkt("LINESTRING", Straight(2_397_010)) });

        var changed = await planner.GetFromJsonAsync<JsonElement>($"/api/recipes/{zone}");

        changed.GetProperty("proof").GetProperty("same").GetBoolean().ShouldBeTrue();
        changed.GetProperty("recipe").GetProperty("outOfDate").GetBoolean().ShouldBeTrue();
        changed.GetProperty("difference").GetProperty("gainedM2").GetDouble().ShouldBe(12_000, 100);
        changed.GetProperty("difference").GetProperty("lostM2").GetDouble().ShouldBe(12_000, 100);
        var draft = await BeginAsync(planner);
        await DoneAsync(planner, draft, new { kind = "take", feature = zone, recipe = changed.GetProperty("again") });
        (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/features/1/recipe")).GetProperty("recipe").GetProperty("outOfDate").GetBoolean().ShouldBeFalse();
        // The other way it reaches the other way.
        var turned = await TriedAsync(planner, draft, Reach(intake, [river], 1_000, 200, 50, reversed: true));
        turned.GetProperty("notes").EnumerateArray().Select(one => one.GetProperty("code").GetString()).ShouldContain("reach");
        var wests = turned.GetProperty("geometry").GetProperty("coordinates")[0].EnumerateArray().Min(at => at[0].GetDouble());
        wests.ShouldBeGreaterThan(Drafting.Lattice.ToWgs84(new Spatial.Annex.Corner(42_270_000, 239_700_000)).Longitude);
    }

    [Fact]
    public async Task A_corridor_begins_at_the_bank_and_no_zone_is_a_bank_of_itself()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var (_, lake) = await ZoneInForceAsync(planner, approver, Square(460_000, 2_397_000, 500), "RB-hồ");
        var draft = await BeginAsync(planner);
        var made = await TriedAsync(planner, draft, Bank(lake, 10, "outside", "lake"));
        made.GetProperty("areaM2").GetDouble().ShouldBe(4 * 500 * 10 + Math.PI * 100, 30);
        var source = made.GetProperty("recipe").GetProperty("sources")[0];
        (source.GetProperty("basis").GetString(), source.GetProperty("distance").GetProperty("source").GetProperty("document").GetString()).ShouldBe(("document", "Nghị định 43/2015/NĐ-CP"));
        made.GetProperty("notes").EnumerateArray().Select(one => one.GetProperty("code").GetString()).ShouldBe(["document", "beyond"]);

        var layer = await service.NewLayer("line-or-polygon");
        var bank = await service.NewFeature(layer, Wkt("LINESTRING", (470_000, 2_397_000), (471_000, 2_397_000), (471_000, 2_398_000)));
        var (left, right) = (await TriedAsync(planner, draft, Bank(bank, 20, "left")), await TriedAsync(planner, draft, Bank(bank, 20, "right")));
        // On the left it turns inwards: a square less; on the right a quarter of a circle more.
        left.GetProperty("areaM2").GetDouble().ShouldBe(2 * 1_000 * 20 - 400 + Math.PI * 200, 60);
        right.GetProperty("areaM2").GetDouble().ShouldBe(2 * 1_000 * 20 + Math.PI * 100 + Math.PI * 200, 60);

        var points = await service.NewLayer("point");
        var intake = await service.NewFeature(points, Wkt("POINT", (470_500, 2_397_000)));
        var zone = await RecipeTests.BuiltInForceAsync(planner, approver, RecipeTests.Add(Reach(intake, [bank, lake], 100, 100, 20)));
        using var refused = await DoAsync(planner, draft, new { kind = "take", feature = lake, recipe = new { clause = "2b", sources = new[] { new { feature = zone, metres = 5 } }, clip = false } });
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("/problems/recipe-cycle");
    }

    [Fact]
    public async Task Distances_of_documents_are_offered_with_their_source_and_taken_by_name_alone()
    {
        var layer = await service.NewLayer("line-or-polygon");
        var points = await service.NewLayer("point");
        var river = await service.NewFeature(layer, Wkt("LINESTRING", Winding(440_000, 2_399_000, 10, 0, 120)));
        var (intake, apart) = (await service.NewFeature(points, Wkt("POINT", (442_400, 2_399_000))), await service.NewFeature(points, Wkt("POINT", (442_400, 2_400_000))));
        var lake = await service.NewFeature(layer, Wkt("POLYGON", (450_000, 2_399_000), (450_500, 2_399_000), (450_500, 2_399_500), (450_000, 2_399_000)));
        using var planner = await service.SignedIn("planner", [Province]);
        var known = (await planner.GetFromJsonAsync<JsonElement>("/api/recipes/distances")).GetProperty("known").EnumerateArray().ToDictionary(one => one.GetProperty("id").GetString()!);
        known.Values.ShouldAllBe(one => one.GetProperty("source").GetProperty("document").GetString()!.Length > 0 && one.GetProperty("mark").GetString()!.Length == 1 && one.GetProperty("note").ValueKind == JsonValueKind.Object);
        // Where a limit is hit it is said on which side it lies.
        known["river-plain-large"].GetProperty("note").GetProperty("vi").GetString()!.ShouldContain("Đúng 50.000 m³");
        known["well-large"].GetProperty("note").GetProperty("en").GetString()!.ShouldContain("≥");
        (await service.Http.GetAsync("/api/recipes/distances")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var draft = await BeginAsync(planner);
        var taken = await TriedAsync(planner, draft, Reach(intake, [river], 1_000, 100, 30, distance: "river-mountain"));
        taken.GetProperty("recipe").GetProperty("reaches")[0].GetProperty("basis").GetString().ShouldBe("document");
        taken.GetProperty("notes").EnumerateArray().Select(one => one.GetProperty("code").GetString()).ShouldBe(["document", "reach", "beyond"]);
        (object Recipe, string Field)[] wrong =
        [
            (Reach(intake, [river], 1_000, 200, 30, distance: "river-mountain"), "recipe.reaches[0].distance"), (Reach(intake, [river], 1_000, 100, 30, distance: "well"), "recipe.reaches[0].distance"),
            (Reach(intake, [river], -1, 100, 30), "recipe.reaches[0].upstreamM"), (Reach(intake, [river], 0, 0, 30), "recipe.reaches[0].upstreamM"),
            (Reach(intake, [river], 1_000, 100, 0), "recipe.reaches[0].widthM"), (Reach(intake, [], 1_000, 100, 30), "recipe.reaches[0].river"),
            (Reach(intake, [river, river], 1_000, 100, 30), "recipe.reaches[0].river"), (Reach(intake, [intake], 1_000, 100, 30), "recipe.reaches[0].river"),
            (new { clause = "3a", reaches = new[] { new { river = new[] { river } } } }, "recipe.reaches[0].intake"), (new { clause = "3a", reaches = new object?[] { null } }, "recipe.reaches[0]"),
            // Of what they are: no line, no point, too far, too short.
            (Reach(intake, [lake], 1_000, 100, 30), "recipe"), (Reach(lake, [river], 1_000, 100, 30), "recipe"), (Reach(apart, [river], 1_000, 100, 30), "recipe"),
            (Reach(intake, [river], 3_000, 100, 30), "recipe"), (Reach(intake, [999_999_999], 1_000, 100, 30), "recipe"),
            (Bank(lake, 10, "inside"), "recipe.sources[0].side"), (Bank(lake, 0, "outside"), "recipe.sources[0].metres"), (Bank(lake, 11, "outside", "lake"), "recipe.sources[0].distance"),
            (Bank(lake, 11, "left"), "recipe"), (Bank(river, 11, "outside"), "recipe"),
        ];
        foreach (var (recipe, field) in wrong)
        {
            using var tried = await planner.PostAsJsonAsync($"/api/drafts/{draft}/recipes/try", new { layer = Restricted, recipe });
            ((int)tried.StatusCode).ShouldBeInRange(400, 404, JsonSerializer.Serialize(recipe));
            (await tried.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe(field, JsonSerializer.Serialize(recipe));
        }
    }

    [Fact]
    public async Task A_river_that_lies_apart_is_neither_used_nor_told_to_who_may_not_see_it()
    {
        var apart = await service.NewLayer("line-or-polygon", visibility: "restricted");
        var points = await service.NewLayer("point");
        var river = await service.NewFeature(apart, Wkt("LINESTRING", Winding(433_000, 2_382_000, 10, 0, 100)), "Tuyến không công bố");
        var intake = await service.NewFeature(points, Wkt("POINT", (435_000, 2_382_000)));
        using var planner = await service.SignedIn("planner", [Province]);
        using var narrow = await service.SignedIn("planner", [Province], layers: [Strict, Restricted]);
        var draft = await BeginAsync(planner);
        await TriedAsync(narrow, draft, Reach(intake, [river], 1_000, 100, 30), HttpStatusCode.NotFound);
        await DoneAsync(planner, draft, RecipeTests.Add(Reach(intake, [river], 1_000, 100, 30)));

        var text = await narrow.GetStringAsync($"/api/drafts/{draft}/features/1/recipe");

        text.ShouldNotContain("không công bố");
        var recipe = JsonElement.Parse(text).GetProperty("recipe");
        (recipe.GetProperty("isWhole").GetBoolean(), recipe.GetProperty("reaches").GetArrayLength()).ShouldBe((false, 0));
    }
}
