using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Drafts;

/// <summary>Nothing that was drawn is lost, doubled or written over.</summary>
public sealed class OperationTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task An_operation_is_done_once_however_often_and_at_once_it_is_sent()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var (draft, id) = (await BeginAsync(planner), Guid.NewGuid());
        var sent = new { kind = "add", layer = Strict, name = new { vi = "Một lần" }, attributes = Attributes, shape = Square(430_000, 2_388_000, 1_000) };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => await (await DoAsync(planner, draft, sent, id: id)).Content.ReadAsStringAsync()));
        answers.Distinct().ShouldHaveSingleItem();
        var now = await ReadAsync(planner, draft);
        now.GetProperty("features").GetArrayLength().ShouldBe(1);
        now.GetProperty("revision").GetInt64().ShouldBe(1);
        // The id of another's operation, or of another draft's, is nobody's to use.
        using var other = await service.SignedIn("planner", [Province]);
        (await DoAsync(other, draft, sent, id: id)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await DoAsync(planner, await BeginAsync(planner), sent, id: id)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Who_read_another_revision_is_shown_both_sides_and_nothing_is_written()
    {
        using var first = await service.SignedIn("planner", [Province]);
        using var second = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(first);
        await AddAsync(first, draft, Square(430_000, 2_388_000, 1_000));
        await AddAsync(second, draft, Square(432_000, 2_388_000, 1_000));
        await DoneAsync(first, draft, new { kind = "describe", number = 1, name = new { vi = "Tên của người thứ nhất" } }, read: 1);
        using var late = await DoAsync(second, draft, new { kind = "describe", number = 1, name = new { vi = "Tên của người thứ hai" } }, read: 1);
        late.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        var problem = await late.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("current").GetProperty("feature").GetProperty("name").GetProperty("vi").GetString().ShouldBe("Tên của người thứ nhất");
        problem.GetProperty("yours").GetProperty("name").GetProperty("vi").GetString().ShouldBe("Tên của người thứ hai");
        // Of different features nobody waits and nobody is refused.
        var both = await Task.WhenAll(
            DoAsync(first, draft, new { kind = "draw", number = 1, shape = Square(430_000, 2_388_000, 1_100) }, read: 2),
            DoAsync(second, draft, new { kind = "draw", number = 2, shape = Square(432_000, 2_388_000, 1_100) }, read: 1));
        both.ShouldAllBe(one => one.StatusCode == HttpStatusCode.OK);
        // Without saying what was read nothing is written over.
        (await DoAsync(first, draft, new { kind = "drop", number = 1 })).StatusCode.ShouldBe((HttpStatusCode)428);
    }

    [Fact]
    public async Task Fifty_operations_are_undone_one_by_one_and_redone()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(430_000, 2_388_000, 1_000));
        var (done, states) = (new List<Guid>(), new List<string> { await StateAsync() });
        for (var i = 1; i <= 50; i++)
        {
            var id = Guid.NewGuid();
            object operation = i % 3 == 0 ? new { kind = "describe", number = 1, name = new { vi = $"Tên {i}" } } : new { kind = "draw", number = 1, shape = Square(430_000, 2_388_000, 1_000 + i) };
            await DoneAsync(planner, draft, operation, read: i, id: id);
            done.Add(id);
            states.Add(await StateAsync());
        }
        var undone = new List<Guid>();
        for (var i = 49; i >= 0; i--)
        {
            var id = Guid.NewGuid();
            await DoneAsync(planner, draft, new { kind = "undo", of = done[i] }, id: id);
            undone.Add(id);
            (await StateAsync()).ShouldBe(states[i]);
        }
        for (var i = 0; i < 50; i++)
        {
            await DoneAsync(planner, draft, new { kind = "undo", of = undone[49 - i] });
            (await StateAsync()).ShouldBe(states[i + 1]);
        }

        async Task<string> StateAsync() => (await service.Value<string>("select concat_ws(' ', name_vi, shape, st_asewkb(geom), accuracy_m) from env.draft_feature where draft_id = @draft and number = 1", new { draft }))!;
    }

    [Fact]
    public async Task What_another_has_changed_since_is_not_undone_unseen()
    {
        using var first = await service.SignedIn("planner", [Province]);
        using var second = await service.SignedIn("planner", [Province]);
        var (draft, id) = (await BeginAsync(first), Guid.NewGuid());
        await AddAsync(first, draft, Square(430_000, 2_388_000, 1_000));
        await DoneAsync(first, draft, new { kind = "draw", number = 1, shape = Square(430_000, 2_388_000, 1_100) }, read: 1, id: id);
        await DoneAsync(second, draft, new { kind = "draw", number = 1, shape = Square(430_000, 2_388_000, 1_200) }, read: 2);
        using var refused = await DoAsync(first, draft, new { kind = "undo", of = id });
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("undone-meanwhile");
        (await service.Value<double>("select env.area_m2(geom) from env.draft_feature where draft_id = @draft", new { draft })).ShouldBe(1_440_000, 2_000);
    }

    /// <summary>What is no shape on the draft's lattice, each with a sentence and nothing written.</summary>
    public static TheoryData<string, string> Shapes => new()
    {
        { "nothing", "null" }, { "a list", "[]" }, { "a word", "\"hình\"" }, { "empty", "{}" },
        { "another zone", """{"epsg":9212,"decimals":2,"parts":[{"rings":[{"corners":[[43000000,238800000],[43000000,238900000],[43100000,238900000]],"stretches":[{"from":0,"origin":"drawn","accuracyM":5}]}]}]}""" },
        { "other decimals", """{"epsg":9213,"decimals":3,"parts":[{"rings":[{"corners":[[430000000,2388000000],[430000000,2389000000],[431000000,2389000000]],"stretches":[{"from":0,"origin":"drawn","accuracyM":5}]}]}]}""" },
        { "a withdrawn zone", """{"epsg":6956,"decimals":2,"parts":[]}""" },
        { "no parts", """{"epsg":9213,"decimals":2,"parts":[]}""" },
        { "two corners", """{"epsg":9213,"decimals":2,"parts":[{"rings":[{"corners":[[43000000,238800000],[43000000,238900000]],"stretches":[{"from":0,"origin":"drawn","accuracyM":5}]}]}]}""" },
        { "a bow", """{"epsg":9213,"decimals":2,"parts":[{"rings":[{"corners":[[43000000,238800000],[43100000,238900000],[43000000,238900000],[43100000,238800000]],"stretches":[{"from":0,"origin":"drawn","accuracyM":5}]}]}]}""" },
        { "a hole outside", """{"epsg":9213,"decimals":2,"parts":[{"rings":[{"corners":[[43000000,238800000],[43000000,238900000],[43100000,238900000]],"stretches":[{"from":0,"origin":"drawn","accuracyM":5}]},{"corners":[[44000000,238800000],[44000000,238900000],[44100000,238900000]],"stretches":[{"from":0,"origin":"drawn","accuracyM":5}]}]}]}""" },
        { "fractions", """{"epsg":9213,"decimals":2,"parts":[{"rings":[{"corners":[[43000000.5,238800000],[43000000,238900000],[43100000,238900000]],"stretches":[{"from":0,"origin":"drawn","accuracyM":5}]}]}]}""" },
        { "huge numbers", """{"epsg":9213,"decimals":2,"parts":[{"rings":[{"corners":[[1e300,238800000],[43000000,238900000],[43100000,238900000]],"stretches":[{"from":0,"origin":"drawn","accuracyM":5}]}]}]}""" },
        { "axes exchanged", """{"epsg":9213,"decimals":2,"parts":[{"rings":[{"corners":[[238800000,43000000],[238900000,43000000],[238900000,43100000]],"stretches":[{"from":0,"origin":"drawn","accuracyM":5}]}]}]}""" },
        { "half a letter", """{"epsg":9213,"decimals":2,"parts":[{"rings":[{"corners":[[43000000,238800000],[43000000,238900000],[43100000,238900000]],"stretches":[{"from":0,"origin":"traced","accuracyM":5,"of":"\ud800"}]}]}]}""" },
        { "elsewhere", """{"epsg":9213,"decimals":2,"parts":[{"rings":[{"corners":[[43000000,188800000],[43000000,188900000],[43100000,188900000]],"stretches":[{"from":0,"origin":"drawn","accuracyM":5}]}]}]}""" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task What_is_no_shape_is_refused_with_a_sentence_and_nothing_is_written(string what, string shape)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(430_000, 2_388_000, 1_000));
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/drafts/{draft}/operations/{Guid.NewGuid()}")
        {
            Content = new StringContent($$"""{"kind":"draw","number":1,"shape":{{shape}}}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "\"d1\"");
        using var answer = await planner.SendAsync(request);
        ((int)answer.StatusCode).ShouldBeInRange(400, 403, what);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("vi").GetString().ShouldNotBeNullOrEmpty();
        (await ReadAsync(planner, draft)).GetProperty("revision").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_zone_comes_in_once_with_its_annex_and_goes_out_again()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var (_, id) = await ZoneInForceAsync(planner, approver, Square(430_000, 2_384_000, 1_000), "Vào/QĐ");
        var draft = await BeginAsync(planner);
        var taken = await DoneAsync(planner, draft, new { kind = "take", feature = id });
        // Its corners are those of its annex, number by number.
        taken.GetProperty("feature").GetProperty("shape").GetProperty("parts")[0].GetProperty("rings")[0].GetProperty("corners").GetRawText().Replace(" ", "", StringComparison.Ordinal)
            .ShouldBe("[[43000000,238400000],[43000000,238500000],[43100000,238500000],[43100000,238400000]]");
        (await DoAsync(planner, draft, new { kind = "take", feature = id })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await DoneAsync(planner, draft, new { kind = "drop", number = 1 }, read: 1);
        (await StepAsync(planner, draft, "submitted")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await DoneAsync(planner, draft, new { kind = "retire", feature = id })).GetProperty("feature").GetProperty("feature").GetProperty("number").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task A_base_that_changed_meanwhile_is_not_written_over()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var (_, id) = await ZoneInForceAsync(planner, approver, Square(436_000, 2_384_000, 1_000), "Gốc/QĐ");
        var (one, two) = (await BeginAsync(planner), await BeginAsync(planner));
        foreach (var draft in new[] { one, two })
        {
            await DoneAsync(planner, draft, new { kind = "take", feature = id });
            await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = Square(436_000, 2_384_000, 1_500) }, read: 1);
            await ApprovedAsync(planner, approver, draft);
        }
        await DecidedAsync(approver, one, Decision("Gốc 2/QĐ"));
        using var refused = await approver.PostAsJsonAsync($"/api/drafts/{two}/decision", Decision("Gốc 3/QĐ"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("base-changed");
        (await service.Value<long>("select count(*) from env.decision where number = 'Gốc 3/QĐ'")).ShouldBe(0);
        (await ReadAsync(planner, two)).GetProperty("features")[0].GetProperty("baseChanged").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_does()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(440_000, 2_384_000, 1_000));
        await ApprovedAsync(planner, approver, draft);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => approver.PostAsJsonAsync($"/api/drafts/{draft}/decision", Decision($"Cùng lúc {i}/QĐ"))));
        answers.Count(one => one.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(one => one.StatusCode == HttpStatusCode.Conflict).ShouldBe(3, string.Join(" ", await Task.WhenAll(answers.Select(one => one.Content.ReadAsStringAsync()))));
        (await service.Value<long>("select count(*) from env.decision where number like 'Cùng lúc%'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_misprint_is_put_right_under_the_same_decision_and_both_shapes_are_kept()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var (decision, id) = await ZoneInForceAsync(planner, approver, Square(444_000, 2_384_000, 1_000), "In sai/QĐ");
        var draft = await BeginAsync(planner, more: new { title = "Đính chính", purpose = "Điểm 3 in nhầm 445 thành 444", province = Province, corrects = decision });
        await DoneAsync(planner, draft, new { kind = "take", feature = id });
        await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = Square(444_000, 2_384_000, 1_001) }, read: 1);
        await ApprovedAsync(planner, approver, draft);
        var (again, _) = await DecidedAsync(approver, draft, new { });
        again.ShouldBe(decision);
        (await service.Value<long>("select count(*) from env.feature_version where feature_id = @id and decision_id = @decision", new { id, decision })).ShouldBe(2);
        (await service.Value<string>("select reason from env.decision_feature where feature_id = @id and change = 'correction'", new { id })).ShouldBe("Điểm 3 in nhầm 445 thành 444");
    }

    [Fact]
    public async Task A_decision_is_public_with_its_document_byte_for_byte()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(448_000, 2_384_000, 1_000), "Vùng có bản chụp");
        await ApprovedAsync(planner, approver, draft);
        var scan = Enumerable.Range(0, 70_000).Select(i => (byte)(i * 31)).ToArray();
        var (decision, features) = await DecidedAsync(approver, draft, new
        {
            number = "Bản chụp/QĐ", issuedOn = "2026-10-20", issuer = "UBND tỉnh Thái Nguyên", effectiveFrom = "2026-11-01", documentName = "quyết định.pdf", document = Convert.ToBase64String(scan),
        });
        var told = await service.Http.GetFromJsonAsync<JsonElement>($"/api/decisions/{decision}");
        told.GetProperty("decision").GetProperty("number").GetString().ShouldBe("Bản chụp/QĐ");
        told.GetProperty("features")[0].GetProperty("id").GetInt64().ShouldBe(features[0]);
        told.GetProperty("features")[0].GetProperty("name").GetString().ShouldBe("Vùng có bản chụp");
        told.GetProperty("contentHash").GetString().ShouldBe((await ReadAsync(planner, draft)).GetProperty("approval").GetProperty("hash").GetString());
        (await service.Http.GetByteArrayAsync($"/api/decisions/{decision}/document")).ShouldBe(scan);
        var outlines = await service.Http.GetFromJsonAsync<JsonElement>($"/api/decisions/{decision}/outlines");
        outlines.GetProperty("features")[0].GetProperty("geometry").GetProperty("coordinates")[0].GetArrayLength().ShouldBe(5);
        outlines.GetProperty("features")[0].GetProperty("properties").GetProperty("id").GetInt64().ShouldBe(features[0]);
        (await service.Http.GetAsync("/api/decisions/999999999/outlines")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Http.GetFromJsonAsync<JsonElement>("/api/decisions")).GetProperty("decisions")[0].GetProperty("id").GetInt64().ShouldBe(decision);
        (await service.Http.GetFromJsonAsync<JsonElement>($"/api/features/{features[0]}")).GetProperty("decision").GetProperty("id").GetInt64().ShouldBe(decision);
        (await service.Http.GetAsync("/api/decisions/999999999")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
