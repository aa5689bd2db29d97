using Shouldly;
using Xunit;

namespace EnvGis.Tests.Imports;

/// <summary>What is done once per row of an import is done cheaply, and says the same as the costly way.</summary>
public sealed class BulkWritingTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    // Small zones agree with geodesics; an edge of 10 km is straight in degrees here and bends there.
    [InlineData("POLYGON((105.8 21.5,105.83 21.5,105.83 21.53,105.8 21.53,105.8 21.5))", 1e-6)]
    [InlineData("POLYGON((105.8 21.5,105.83 21.5,105.83 21.53,105.8 21.53,105.8 21.5),(105.81 21.51,105.81 21.52,105.82 21.52,105.82 21.51,105.81 21.51))", 1e-6)]
    [InlineData("MULTIPOLYGON(((105 8.5,105.02 8.5,105 8.52,105 8.5)),((105.07 8.57,105.09 8.57,105.07 8.59,105.07 8.57)))", 1e-4)]
    [InlineData("POLYGON((105 10,105.099 10,105.05 10.099,105 10))", 1e-4)]
    // Beyond a tenth of a degree geodesics decide.
    [InlineData("POLYGON((105 20,106 20,106 21,105 21,105 20))", 1e-12)]
    public async Task The_area_agrees_with_geodesics(string wkt, double tolerance)
    {
        var ratio = await service.Value<double>("select env.area_m2(g) / st_area(g::geography) from (select st_geomfromtext(@wkt, 4326) g) s", new { wkt });

        ratio.ShouldBe(1, tolerance);
    }

    [Theory]
    [InlineData("2024-02-29", true)]
    [InlineData("2026-02-29", false)]
    [InlineData("1900-02-29", false)]
    [InlineData("2000-02-29", true)]
    [InlineData("2026-04-31", false)]
    [InlineData("2026-12-31", true)]
    [InlineData("2026-13-01", false)]
    [InlineData("0000-01-01", false)]
    [InlineData("2026-1-1", false)]
    [InlineData("2026-01-01T00:00:00", false)]
    public async Task A_date_is_a_day_of_the_calendar(string text, bool isDate) =>
        (await service.Value<bool>("select env.is_date(@text)", new { text })).ShouldBe(isDate);

    [Theory]
    [InlineData("""{"kind":"a"}""", "")]
    [InlineData("""{"kind":null}""", "kind:required:")]
    [InlineData("""{"kind":""}""", "kind:code: kind:required:")]
    [InlineData("""{"kind":"a","":1}""", ":unknown:")]
    [InlineData("""{"kind":"a","more":1}""", "more:unknown:")]
    [InlineData("""{"kind":"a","n":1.5}""", "n:type:integer")]
    [InlineData("""{"kind":"a","n":-1}""", "n:minimum:0")]
    [InlineData("""{"kind":"a","n":11}""", "n:maximum:10")]
    [InlineData("""{"kind":"a","t":"12345"}""", "t:length:4")]
    [InlineData("""{"kind":"a","t":{"a":1}}""", "t:type:text")]
    [InlineData("""{"kind":"a","b":"true"}""", "b:type:boolean")]
    [InlineData("""[]""", ":not-an-object:")]
    public async Task Attributes_are_tested_by_the_rules_of_the_layer(string attributes, string problems) =>
        (await service.Value<string>("""
            select array_to_string(env.attribute_problems(env.attribute_rules('{"attributes":[
                {"name":"kind","type":"code","required":true,"codelist":[{"code":"a"}]},
                {"name":"n","type":"integer","minimum":0,"maximum":10},{"name":"t","type":"text","maxLength":4},{"name":"b","type":"boolean"}]}'), @attributes::jsonb), ' ')
            """, new { attributes })).ShouldBe(problems);

    [Fact]
    public async Task Two_versions_of_a_feature_that_overlap_in_both_clocks_are_still_refused()
    {
        var feature = await service.NewFeature(await service.NewLayer(), "POINT(105 21)");

        var refused = await Should.ThrowAsync<Npgsql.PostgresException>(service.Sql("""
            insert into env.feature_version (feature_id, layer, valid, name_vi, attributes, geom, position_source, accuracy_m)
            select feature_id, layer, daterange('2027-01-01', null), 'Chồng', attributes, geom, position_source, accuracy_m
            from env.feature_version where feature_id = @feature
            """, new { feature }));

        refused.ConstraintName.ShouldBe("one_truth_at_a_time");
    }

    [Fact]
    public async Task A_key_that_is_spread_is_still_one_for_one() =>
        (await service.Value<long>("""
            select count(distinct env.spread(id)) from (select generate_series(1, 20000) union all select generate_series(9000000000000, 9000000010000)) s (id)
            """)).ShouldBe(30001);
}
