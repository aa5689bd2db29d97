using Npgsql;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Drafts;

/// <summary>What holds whoever writes: tried by SQL as the owner of the schemas.</summary>
public sealed class GuardTests(RunningService service) : IClassFixture<RunningService>
{
    const string Square = "st_geomfromtext('POLYGON((105.8 21.5,105.81 21.5,105.81 21.51,105.8 21.51,105.8 21.5))', 4326)";

    /// <summary>What changes a zone in force without naming a decision, or names one that may not be named.</summary>
    public static TheoryData<string, string> Writes => new()
    {
        { "moves it", "update env.current_feature set geom = st_translate(geom, 0.01, 0) where id = @id" },
        { "renames it", "update env.current_feature set name_vi = 'Tên khác' where id = @id" },
        { "changes an attribute", "update env.current_feature set attributes = attributes || '{\"note\":\"x\"}' where id = @id" },
        { "ends it", "update env.current_feature set valid = daterange(lower(valid), env.today()) where id = @id" },
        { "begins it earlier", "update env.current_feature set valid = daterange(lower(valid) - 100, null) where id = @id" },
        { "withdraws it", "delete from env.current_feature where id = @id" },
        { "makes it a demonstration", "update env.current_feature set demonstration = true where id = @id" },
        { "makes another", $"insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m) select layer, 'Vùng khác', attributes, {Square}, 'digitised', 10 from env.current_feature where id = @id" },
        { "closes its version beneath", "update env.feature_version set recorded = tstzrange(lower(recorded), clock_timestamp()) where feature_id = @id and upper_inf(recorded)" },
        { "writes a version beneath", "insert into env.feature_version (feature_id, layer, valid, name_vi, attributes, geom, position_source, accuracy_m) select feature_id, layer, '[1990-01-01,1991-01-01)', name_vi, attributes, geom, position_source, accuracy_m from env.feature_version where feature_id = @id and upper_inf(recorded)" },
        { "says that a decision did it before", "with told as (insert into env.decision_feature (decision_id, feature_id, change, told_in, told_at) select decision_id, id, 'change', '1', '2020-01-01' from env.current_feature where id = @id returning 1) update env.current_feature set geom = st_translate(geom, 0.01, 0) where id = @id" },
        { "calls it a correction without a reason", "with told as (insert into env.decision_feature (decision_id, feature_id, change) select decision_id, id, 'correction' from env.current_feature where id = @id returning 1) select * from told" },
        { "names another decision that was made here", "update env.current_feature set geom = st_translate(geom, 0.01, 0), decision_id = (select max(id) from env.decision where content_hash is not null and id <> decision_id) where id = @id" },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_zone_in_force_is_not_changed_without_a_decision(string what, string sql)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var (_, id) = await ZoneInForceAsync(planner, approver, await FreeSquareAsync(service), $"{what}/QĐ-1");
        await ZoneInForceAsync(planner, approver, await FreeSquareAsync(service), $"{what}/QĐ-2");
        var before = await StateAsync();
        foreach (var role in (string[])["", "set local role envgis_writer; "])
        {
            var refused = await Should.ThrowAsync<PostgresException>(() => service.Sql($"begin; {role}{sql}; commit", new { id }));
            refused.SqlState.ShouldBeOneOf("23514", "23000", "42501", "23P01");
            (await StateAsync()).ShouldBe(before);
        }

        Task<string?> StateAsync() => service.Value<string>("select string_agg(v::text, ';' order by v.id) from env.feature_version v where feature_id in (select id from env.feature where layer = 'strict-protection-zones')");
    }

    [Fact]
    public async Task What_changes_nothing_that_is_in_force_is_let_through()
    {
        using var planner = await service.SignedIn("planner");
        using var approver = await service.SignedIn("approver");
        var (decision, id) = await ZoneInForceAsync(planner, approver, Drafting.Square(438_000, 2_388_000, 1_000), "Tie/QĐ");
        // A task is tied: a version whose words are the same.
        await service.Sql("update env.current_feature set reason = 'Gắn nhiệm vụ' where id = @id", new { id });
        (await service.Value<long>("select count(*) from env.feature_version where feature_id = @id", new { id })).ShouldBe(2);
        // It goes on being of its decision, with its annex.
        (await service.Value<long>("select decision_id from env.current_feature where id = @id", new { id })).ShouldBe(decision);
        (await service.Value<long>("select count(*) from published.legal_vertex n join env.current_feature f on f.version_id = n.version_id where f.id = @id", new { id })).ShouldBe(4);
        // Demonstrations are nobody's decision.
        await service.Sql("update env.current_feature set geom = st_translate(geom, 0.001, 0) where layer = 'strict-protection-zones' and demonstration");
    }

    [Fact]
    public async Task A_registered_decision_may_be_named_and_the_version_carries_it()
    {
        var decision = await service.Value<long>("insert into env.decision (number, issued_on, issuer, title, effective_from, made_by) values ('7/QĐ', '2020-01-01', 'UBND', 'Cũ', '2020-01-01', 'thử') returning id");
        var id = await service.Value<long>($$"""
            insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m, decision_id)
            values ('strict-protection-zones', 'Vùng cũ', '{"clause":"2b","legal_status":"in_force"}', {{Square}}, 'digitised', 10, @decision) returning id
            """, new { decision });
        (await service.Value<long>("select decision_id from env.current_feature where id = @id", new { id })).ShouldBe(decision);
        (await service.Value<string>("select change from env.decision_feature where feature_id = @id", new { id })).ShouldBe("registered");
        await Should.ThrowAsync<PostgresException>(() => service.Sql("update env.current_feature set geom = st_translate(geom, 0.01, 0) where id = @id", new { id }));
        await Should.ThrowAsync<PostgresException>(() => service.Sql("update env.decision set title = 'Khác' where id = @decision", new { decision }));
        await Should.ThrowAsync<PostgresException>(() => service.Sql("delete from env.decision_feature where feature_id = @id", new { id }));
    }

    /// <summary>Every pair of states: those of env.draft_step alone are ways, whoever writes.</summary>
    [Fact]
    public async Task A_draft_goes_by_its_steps_alone()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var states = await service.Rows<string>("select state from env.draft_state order by state");
        var steps = (await service.Rows<string>("select from_state || ' ' || to_state from env.draft_step")).ToHashSet();
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Drafting.Square(442_000, 2_388_000, 1_000));
        foreach (var from in states)
        {
            foreach (var to in states.Where(one => one != from && !steps.Contains($"{from} {one}")))
            {
                var refused = await Should.ThrowAsync<PostgresException>(() => service.Sql($"""
                    begin;
                    alter table env.draft disable trigger user;
                    update env.draft set state = @from, approved_hash = h.hash, approved_by = h.who, approved_at = h.at, decision_id = h.decision
                    from (select case when @from in ('approved', 'in_force', 'superseded') then sha256('x') end as hash, case when @from in ('approved', 'in_force', 'superseded') then 'x' end as who,
                        case when @from in ('approved', 'in_force', 'superseded') then now() end as at, null::bigint as decision) h where id = @draft and @from not in ('in_force', 'superseded');
                    alter table env.draft enable trigger user;
                    update env.draft set state = @to where id = @draft and state = @from;
                    do $$ begin if not exists (select from env.draft where id = {draft} and state = '{from}') then raise exception using errcode = '23514', message = 'not brought there'; end if; end $$;
                    select env.step_draft(@draft, @to, null, null, null);
                    commit
                    """, new { draft, from, to }), $"{from} → {to}");
                refused.SqlState.ShouldBe("23514");
            }
        }
    }

    [Fact]
    public async Task Nobody_approves_what_they_drafted_changed_or_submitted()
    {
        var both = await service.NewPerson("planner", [Province]);
        await service.Sql("insert into account.role_grant (person_id, role, provinces, granted_by) values (@Id, 'approver', '{19}', 'thử')", new { both.Id });
        using var second = await service.SignedIn(both);
        using var planner = await service.SignedIn("planner", [Province]);
        // Who began it, who changed it, who submitted it.
        foreach (var (begins, changes, submits) in new[] { (second, planner, planner), (planner, second, planner), (planner, planner, second) })
        {
            var draft = await BeginAsync(begins);
            await AddAsync(changes, draft, Drafting.Square(430_000, 2_384_000, 1_000));
            await SteppedAsync(submits, draft, "submitted");
            var hash = (await SteppedAsync(second, draft, "in_review")).GetProperty("hash").GetString();
            using var answer = await StepAsync(second, draft, "approved", hash: hash);
            ((int)answer.StatusCode).ShouldBe(403);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("own-draft");
            await Should.ThrowAsync<PostgresException>(() => service.Sql("select env.step_draft(@draft, 'approved', null, null, @Id)", new { draft, both.Id }));
        }
    }

    /// <summary>Whatever changes a draft after its approval, by whatever door.</summary>
    public static TheoryData<string> Changes =>
    [
        "update env.draft_feature set name_vi = 'Tên khác' where draft_id = @draft",
        "update env.draft_feature set attributes = attributes || '{\"note\":\"x\"}' where draft_id = @draft",
        "update env.draft_feature set shape = jsonb_set(shape, '{parts,0,rings,0,corners,0,0}', '43000001') where draft_id = @draft",
        "update env.draft_feature set geom = st_translate(geom, 0.0000001, 0) where draft_id = @draft",
        "update env.draft_feature set accuracy_m = 99 where draft_id = @draft",
        "update env.draft_feature set dropped = true where draft_id = @draft and number = 1",
        "delete from env.draft_feature where draft_id = @draft and number = 1",
        "insert into env.draft_feature (draft_id, number, layer, change, name_vi) values (@draft, 9, 'strict-protection-zones', 'add', 'Thêm')",
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task An_approval_is_of_what_stood_and_any_change_voids_it(string sql)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Drafting.Square(434_000, 2_384_000, 1_000));
        await AddAsync(planner, draft, Drafting.Square(436_000, 2_384_000, 1_000));
        await ApprovedAsync(planner, approver, draft);
        await service.Sql(sql, new { draft });
        var now = await ReadAsync(planner, draft);
        now.GetProperty("state").GetProperty("id").GetString().ShouldBe("in_review");
        now.GetProperty("acts").EnumerateArray().Last().GetProperty("word").GetString().ShouldBe("void");
        using var answer = await approver.PostAsync($"/api/drafts/{draft}/decision", System.Net.Http.Json.JsonContent.Create(Decision("99/QĐ")));
        ((int)answer.StatusCode).ShouldBe(409);
        (await service.Value<long>("select count(*) from env.decision where number = '99/QĐ'")).ShouldBe(0);
    }

    [Fact]
    public async Task An_approval_that_was_put_back_by_hand_does_not_hold()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Drafting.Square(434_000, 2_380_000, 1_000));
        await ApprovedAsync(planner, approver, draft);
        // With the trigger out of the way, as only the owner can: the decision computes the hash by itself.
        await service.Sql("begin; alter table env.draft_feature disable trigger guard; update env.draft_feature set name_vi = 'Tên khác' where draft_id = @draft; alter table env.draft_feature enable trigger guard; commit", new { draft });
        using var answer = await approver.PostAsync($"/api/drafts/{draft}/decision", System.Net.Http.Json.JsonContent.Create(Decision("98/QĐ")));
        ((int)answer.StatusCode).ShouldBe(409);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("changed-after-approval");
    }
}
