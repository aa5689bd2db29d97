using EnvGis.Spatial.Vn2000;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Vn2000;

public sealed class ProvinceMeridianTests
{
    [Fact]
    public void A_merged_province_offers_its_map_each_older_axis_and_the_6_degree_zones()
    {
        var all = ProvinceMeridian.Of(9211, "106°15' Quảng Trị; 106°00' Quảng Bình", 9212, "bảng thứ hai");

        all.Select(one => one.Zone.Code).ShouldBe([9211, 9212, 3405, 3406]);
        all[0].ShouldBe(new ProvinceMeridian(Vn2000Zone.Find(9211)!, true, true, "Quảng Bình", null));
        all[1].ShouldBe(new ProvinceMeridian(Vn2000Zone.Find(9212)!, false, true, "Quảng Trị", "bảng thứ hai"));
        all[2].ShouldBe(new ProvinceMeridian(Vn2000Zone.Find(3405)!, false, false, null, null));
    }

    [Fact]
    public void Where_no_older_axis_is_told_it_is_the_same_as_now_and_where_another_is_the_map_is_new()
    {
        ProvinceMeridian.Of(9213, null, null, null)[0].ShouldBe(new ProvinceMeridian(Vn2000Zone.Find(9213)!, true, true, null, null));

        var laiChau = ProvinceMeridian.Of(9208, "103°00' Lai Châu", null, null);
        laiChau[0].IsOlder.ShouldBeFalse();
        (laiChau[1].Zone.Code, laiChau[1].IsOlder, laiChau[1].IsProvinceMap).ShouldBe((9205, true, false));
    }

    [Fact]
    public void A_province_whose_zone_is_not_known_has_the_6_degree_zones_only() =>
        ProvinceMeridian.Of(null, null, null, null).Select(one => one.Zone.Code).ShouldBe([3405, 3406]);

    [Theory]
    [InlineData(9208, 103.25, false)]
    [InlineData(9208, 103.2499, true)]
    [InlineData(9208, 106.2501, true)]
    [InlineData(3405, 102.0, false)]
    [InlineData(3405, 101.9, true)]
    public void Beyond_half_its_width_a_place_is_not_in_the_zone(int code, double longitude, bool isBeyond) =>
        Vn2000Zone.Find(code)!.IsBeyond(longitude).ShouldBe(isBeyond);
}
