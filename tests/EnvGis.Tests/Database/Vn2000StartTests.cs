using EnvGis.Database;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Database;

/// <summary>Each on a database of its own: what it spoils is spatial_ref_sys, which everything else relies on.</summary>
public sealed class Vn2000StartTests(TestCluster cluster) : IAsyncLifetime
{
    TestDatabase database = null!;

    OwnerDatabase owner => database.Owner;

    public async ValueTask InitializeAsync() => database = await cluster.NewDatabase();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task PostGIS_and_our_own_code_agree_in_every_zone_of_VN_2000()
    {
        (await Vn2000StartCheck.RunAsync(owner, CancellationToken.None)).ShouldBeGreaterThanOrEqualTo(18);
    }

    [Fact]
    public async Task A_TOWGS84_with_wrong_rotation_signs_keeps_the_service_from_starting()
    {
        // Without an authority PostGIS takes the row's own text, as with any row written by hand.
        await Spoil("""
            update spatial_ref_sys set auth_name = null, auth_srid = null, srtext = '',
                proj4text = replace(proj4text, '0.00928836,-0.01975479,0.00427372', '-0.00928836,0.01975479,-0.00427372')
            where srid = 9213
            """);

        var refusal = await Should.ThrowAsync<SetupException>(Vn2000StartCheck.RunAsync(owner, CancellationToken.None));
        refusal.Message.ShouldContain("9213");
        refusal.Message.ShouldContain("wrong rotation signs");
        refusal.Message.ShouldContain("0.7");
    }

    [Fact]
    public async Task A_missing_zone_is_named_with_its_remedy()
    {
        await Spoil("delete from spatial_ref_sys where srid = 9213");

        (await Should.ThrowAsync<SetupException>(Vn2000StartCheck.RunAsync(owner, CancellationToken.None))).Message.ShouldContain("EnvGis migrate");
    }

    async Task Spoil(string sql)
    {
        await using var administrator = NpgsqlDataSource.Create(database.Administrator);
        await using var command = administrator.CreateCommand(sql);
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }
}
