using EnvGis.Spatial.Crs;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Crs;

public sealed class CrsCatalogueTests
{
    [Theory]
    [InlineData("http://www.opengis.net/def/crs/OGC/1.3/CRS84", "CRS84")]
    [InlineData("https://www.opengis.net/def/crs/OGC/0/CRS84", "CRS84")]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/9213", "EPSG:9213")]
    [InlineData("http://www.opengis.net/def/crs/EPSG/9.8.15/4326", "EPSG:4326")]
    [InlineData("urn:ogc:def:crs:EPSG::3857", "EPSG:3857")]
    [InlineData("urn:ogc:def:crs:EPSG:6.9:4756", "EPSG:4756")]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84", "CRS84")]
    [InlineData("urn:ogc:def:crs:OGC::CRS84", "CRS84")]
    [InlineData("EPSG:3405", "EPSG:3405")]
    [InlineData("epsg:9218", "EPSG:9218")]
    [InlineData("[EPSG:5899]", "EPSG:5899")]
    [InlineData("[OGC:CRS84]", "CRS84")]
    [InlineData(" CRS84 ", "CRS84")]
    public void A_CRS_is_known_by_URI_URN_and_CURIE(string text, string id)
    {
        CrsCatalogue.TryParse(text, out var crs, out var refusal).ShouldBeTrue();

        crs.ShouldNotBeNull().Id.ShouldBe(id);
        refusal.ShouldBeNull();
    }

    [Theory]
    [InlineData("EPSG:6959", "EPSG:5899")]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/6956", "EPSG:5896")]
    public void A_withdrawn_code_is_refused_with_what_to_use_instead(string text, string instead)
    {
        CrsCatalogue.TryParse(text, out _, out var refusal).ShouldBeFalse();

        refusal.ShouldNotBeNull().Vietnamese.ShouldContain(instead);
        refusal.English.ShouldContain(instead);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("9213")]
    [InlineData("EPSG:32648")]
    [InlineData("EPSG:CRS84")]
    [InlineData("OGC:9213")]
    [InlineData("EPSG:9213\n'; drop")]
    [InlineData("http://example.org/def/crs/EPSG/0/9213")]
    [InlineData("urn:ogc:def:crs:EPSG::9213,urn:ogc:def:crs:EPSG::5773")]
    public void Anything_else_is_refused_with_a_sentence_in_each_language(string? text)
    {
        CrsCatalogue.TryParse(text, out var crs, out var refusal).ShouldBeFalse();

        crs.ShouldBeNull();
        refusal.ShouldNotBeNull().Vietnamese.ShouldEndWith(".");
        refusal.English.ShouldEndWith(".");
    }

    [Fact]
    public void Every_CRS_is_found_by_its_own_names_and_only_the_geographic_codes_put_latitude_first()
    {
        CrsCatalogue.All.Count.ShouldBe(24);
        CrsCatalogue.All[0].ShouldBe(CrsCatalogue.Crs84);
        foreach (var crs in CrsCatalogue.All)
        {
            foreach (var name in new[] { crs.Id, crs.Uri, $"[{(crs.Id == "CRS84" ? "OGC:" : "")}{crs.Id}]" })
            {
                CrsCatalogue.TryParse(name, out var found, out _).ShouldBeTrue(name);
                found.ShouldBe(crs);
            }
        }

        CrsCatalogue.All.Where(crs => crs.Axes == AxisOrder.NorthEast).Select(crs => crs.Srid).ShouldBe([4326, 4756]);
        CrsCatalogue.Find(9213).ShouldNotBeNull().Name.ShouldBe("VN-2000 / TM-3 106-30");
        CrsCatalogue.Find(32648).ShouldBeNull();
    }

    [Fact]
    public void Boxes_meet_when_they_touch()
    {
        var box = new Extent(105, 21, 106, 22);

        box.Intersects(new Extent(106, 22, 107, 23)).ShouldBeTrue();
        box.Intersects(new Extent(106.1, 22, 107, 23)).ShouldBeFalse();
        box.Union(new Extent(106, 20, 107, 21)).ShouldBe(new Extent(105, 20, 107, 22));
        box.Contains(box).ShouldBeTrue();
        box.IsValid.ShouldBeTrue();
        new Extent(106, 21, 105, 22).IsValid.ShouldBeFalse();
        new Extent(double.NaN, 21, 105, 22).IsValid.ShouldBeFalse();
    }
}
