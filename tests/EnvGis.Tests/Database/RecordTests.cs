using Shouldly;
using Xunit;

namespace EnvGis.Tests.Database;

/// <summary>The one way to record, <c>env.record</c>, as its callers in SQL use it.</summary>
public sealed class RecordTests(RunningService service) : IClassFixture<RunningService>
{
    sealed record Written(long FeatureId, long? VersionId, long Closed);

    /// <summary>Entries for these features, of a place with that name.</summary>
    async Task<IReadOnlyList<Written>> Record(
        string layer, IReadOnlyList<long?> features, string replaced, string? valid, string name, string? author = null, string? reason = null, long? expects = null, string? code = null) =>
        await service.Rows<Written>("""
            select feature_id as FeatureId, version_id as VersionId, closed as Closed
            from env.record((select array_agg(row(f, @code, @layer, @replaced, @valid, @name, null, '{}', st_point(105.8, 21.6, 4326), 'digitised', 10, null, null, false, @author, @reason, @expects, null)::env.version_to_record order by n)
                from unnest(@features::bigint[]) with ordinality t (f, n)))
            """, new { layer, features = features.ToArray(), replaced, valid, name, author, reason, expects, code });

    Task<IReadOnlyList<string>> Open(long feature) => service.Rows<string>(
        "select concat_ws(' ', valid, name_vi, author, reason) from env.feature_version where feature_id = @feature and upper_inf(recorded) order by valid", new { feature });

    Task<IReadOnlyList<string>> Told(IReadOnlyList<long> features, long after) => service.Rows<string>(
        "select operation from env.change where feature_id = any(@features) and id > @after order by id", new { features = features.ToArray(), after });

    Task<long> Last() => service.Value<long>("select coalesce(max(id), 0) from env.change");

    [Theory]
    [InlineData("{[2026-03-01,2026-05-01)}", "[2026-03-01,2026-05-01)", "[2026-01-01,2026-03-01) A first|[2026-03-01,2026-05-01) B second why|[2026-05-01,) A first")]
    [InlineData("{[2026-01-01,)}", "[2026-02-01,)", "[2026-02-01,) B second why")]
    [InlineData("{[2025-06-01,2026-02-01)}", "[2025-06-01,2026-02-01)", "[2025-06-01,2026-02-01) B second why|[2026-02-01,) A first")]
    [InlineData("{[2026-02-01,2026-03-01),[2026-04-01,2026-05-01)}", "[2026-02-01,2026-03-01)", "[2026-01-01,2026-02-01) A first|[2026-02-01,2026-03-01) B second why|[2026-03-01,2026-04-01) A first|[2026-05-01,) A first")]
    public async Task What_stays_true_on_other_days_is_recorded_anew_with_its_author(string replaced, string valid, string open)
    {
        var layer = await service.NewLayer("point");
        var id = (await Record(layer, [null], "{}", "[2026-01-01,)", "A", "first")).ShouldHaveSingleItem().FeatureId;

        var written = (await Record(layer, [id], replaced, valid, "B", "second", "why")).ShouldHaveSingleItem();

        written.Closed.ShouldBe(1);
        string.Join('|', await Open(id)).ShouldBe(open);
        (await service.Value<string>("select name_vi from env.feature_version where id = @VersionId", new { written.VersionId })).ShouldBe("B");
    }

    [Fact]
    public async Task A_version_that_somebody_else_closed_meanwhile_is_not_written_over()
    {
        var layer = await service.NewLayer("point");
        var first = (await Record(layer, [null], "{}", "[2026-01-01,)", "A", "first")).Single();
        (await Record(layer, [first.FeatureId], "{[2026-01-01,)}", "[2026-01-01,)", "B", "second", expects: first.VersionId)).Single().Closed.ShouldBe(1);

        var late = (await Record(layer, [first.FeatureId], "{[2026-01-01,)}", "[2026-01-01,)", "C", "third", expects: first.VersionId)).Single();

        late.ShouldBe(new(first.FeatureId, null, 0));
        (await Open(first.FeatureId)).ShouldBe(["[2026-01-01,) B second"]);
    }

    [Fact]
    public async Task Many_are_one_statement_and_each_is_told_once()
    {
        var layer = await service.NewLayer("point");
        var before = await Last();
        var ids = (await Record(layer, [.. Enumerable.Repeat<long?>(null, 50)], "{}", "[2026-01-01,)", "A")).Select(one => one.FeatureId).ToList();
        ids.ShouldBe(ids.Order());
        (await Told(ids, before)).ShouldBe(Enumerable.Repeat("insert", 50));

        before = await Last();
        (await Record(layer, [.. ids.Select(id => (long?)id)], "{[2026-02-01,)}", "[2026-02-01,)", "B")).ShouldAllBe(one => one.Closed == 1 && one.VersionId != null);
        (await Told(ids, before)).ShouldBe(Enumerable.Repeat("update", 50));

        before = await Last();
        (await Record(layer, [.. ids.Select(id => (long?)id)], "{(,)}", null, "")).ShouldAllBe(one => one.Closed == 2 && one.VersionId == null);
        (await Told(ids, before)).ShouldBe(Enumerable.Repeat("delete", 50));
        (await service.Value<long>("select count(*) from published.feature where layer = @layer", new { layer })).ShouldBe(0);
    }

    [Fact]
    public async Task Several_entries_of_one_feature_are_one_change_of_it()
    {
        var layer = await service.NewLayer("point");
        var first = (await Record(layer, [null], "{}", "[2026-01-01,)", "A", "first")).Single();
        var id = first.FeatureId;
        var before = await Last();
        // Two withdrawals, a change, and one that expects a version of another feature.
        var another = (await Record(layer, [null], "{}", "[2026-01-01,)", "Z")).Single().VersionId;

        var written = await service.Rows<Written>("""
            select feature_id as FeatureId, version_id as VersionId, closed as Closed from env.record(array[
                row(@id, null, @layer, '{[2026-02-01,2026-03-01)}', null, null, null, null, null, null, null, null, null, null, null, null, null, null)::env.version_to_record,
                row(@id, null, @layer, '{[2026-04-01,2026-05-01)}', null, null, null, null, null, null, null, null, null, null, null, null, null, null)::env.version_to_record,
                row(@id, null, @layer, '{[2026-06-01,)}', '[2026-06-01,)', 'B', null, '{}', st_point(105.8, 21.6, 4326), 'digitised', 10, null, null, false, 'second', null, null, null)::env.version_to_record,
                row(@id, null, @layer, '{[2026-01-10,2026-01-20),[2026-08-01,)}', '[2026-08-01,)', 'C', null, '{}', st_point(105.8, 21.6, 4326), 'digitised', 10, null, null, false, 'third', null, @another, null)::env.version_to_record])
            """, new { id, layer, another });

        written.Select(one => (one.VersionId is null, one.Closed)).ShouldBe([(true, 1L), (true, 1L), (false, 1L), (true, 0L)]);
        (await Open(id)).ShouldBe(["[2026-01-01,2026-02-01) A first", "[2026-03-01,2026-04-01) A first", "[2026-05-01,2026-06-01) A first", "[2026-06-01,) B second"]);
        (await Told([id], before)).ShouldBe(["update"]);
    }

    [Fact]
    public async Task What_holds_on_no_day_makes_no_feature_and_a_feature_keeps_its_layer()
    {
        var (layer, other) = (await service.NewLayer("point"), await service.NewLayer("point"));
        (await Record(layer, [null], "{}", null, "A")).Single().VersionId.ShouldBeNull();
        (await service.Value<long>("select count(*) from env.feature where layer = @layer", new { layer })).ShouldBe(0);

        var id = (await Record(layer, [null], "{}", "[2026-01-01,)", "A")).Single().FeatureId;
        await Should.ThrowAsync<Npgsql.PostgresException>(() => Record(other, [id], "{[2026-01-01,)}", "[2026-01-01,)", "B"));
        (await Open(id)).Single().ShouldStartWith("[2026-01-01,) A");
    }
}
