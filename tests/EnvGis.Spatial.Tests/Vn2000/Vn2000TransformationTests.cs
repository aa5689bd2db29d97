using EnvGis.Spatial.Vn2000;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Vn2000;

public sealed class Vn2000TransformationTests
{
    public static TheoryData<int> Codes => [.. Vn2000Zone.All.Select(zone => zone.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Every_zone_agrees_with_PROJ_within_a_hundredth_of_a_millimetre_and_from_WGS_84_as_well_as_PROJ_with_itself(int code)
    {
        var zone = Vn2000Zone.Find(code).ShouldNotBeNull();
        var meridian = zone.CentralMeridian.DecimalDegrees;
        var grid = (
            from step in Enumerable.Range(-4, 9)
            from latitude in Enumerable.Range(0, 7).Select(row => 8 + row * 2.6)
            select (Latitude: latitude, Longitude: meridian + step * zone.WidthDegrees / 8.0)).ToList();

        var cancellationToken = TestContext.Current.CancellationToken;
        var shifted = await Cs2Cs.ShiftAsync(toWgs84: false, grid, cancellationToken);
        var projected = await Cs2Cs.TransformAsync("EPSG:4756", $"EPSG:{code}", shifted, cancellationToken);
        var rounded = projected.ConvertAll(point => (Math.Round(point.First, 3), Math.Round(point.Second, 3)));
        var unprojected = await Cs2Cs.TransformAsync($"EPSG:{code}", "EPSG:4756", rounded, cancellationToken);
        var back = await Cs2Cs.ShiftAsync(toWgs84: true, unprojected, cancellationToken);

        projected.Count.ShouldBe(grid.Count);
        for (var i = 0; i < grid.Count; i++)
        {
            var (easting, northing) = Vn2000Transformation.FromWgs84(zone, grid[i].Longitude, grid[i].Latitude);
            // PROJ drops the height between the ellipsoids once each way.
            double.Hypot(easting - projected[i].First, northing - projected[i].Second).ShouldBeLessThan(0.002);
            var (longitude, latitude) = Vn2000Transformation.ToWgs84(zone, rounded[i].Item1, rounded[i].Item2);
            Vn2000Check.DistanceMetres(longitude, latitude, back[i].Second, back[i].First).ShouldBeLessThan(0.00001);
        }
    }

    [Theory]
    [InlineData(21, 105.8, 0, 0.005)]
    // The registry keeps an older set, EPSG:5194, for 9.35…11.04° N, 104.24…107.11° E, and PROJ (so PostGIS) prefers it there.
    [InlineData(10, 105.5, 0.8, 0.1)]
    public async Task Left_to_choose_PROJ_differs_in_the_Mekong_delta_alone(double latitude, double longitude, double metres, double within)
    {
        var theirs = (await Cs2Cs.TransformAsync("EPSG:4326", "EPSG:5897", [(latitude, longitude)], TestContext.Current.CancellationToken)).Single();

        var (easting, northing) = Vn2000Transformation.FromWgs84(Vn2000Zone.Find(5897).ShouldNotBeNull(), longitude, latitude);

        double.Hypot(easting - theirs.First, northing - theirs.Second).ShouldBe(metres, within);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void There_and_back_meet_within_a_hundredth_of_a_millimetre_over_the_whole_zone(int code)
    {
        var zone = Vn2000Zone.Find(code).ShouldNotBeNull();
        foreach (var (easting, northing) in
            from step in Enumerable.Range(-4, 9)
            from row in Enumerable.Range(0, 9)
            select (500_000 + step * zone.WidthDegrees * 13_000 + 0.123, 900_000 + row * 210_000 + 0.456))
        {
            var (longitude, latitude) = Vn2000Transformation.ToWgs84(zone, easting, northing);
            var (eastingBack, northingBack) = Vn2000Transformation.FromWgs84(zone, longitude, latitude);
            double.Hypot(eastingBack - easting, northingBack - northing).ShouldBeLessThan(0.00001);
        }
    }

    [Fact]
    public void Many_threads_get_the_same_results_as_one()
    {
        var zone = Vn2000Zone.Find(9213).ShouldNotBeNull();
        var alone = Enumerable.Range(0, 20_000).Select(i => Vn2000Transformation.ToWgs84(zone, 400_000 + i * 10, 2_400_000)).ToArray();

        var together = alone.AsParallel().AsOrdered().WithDegreeOfParallelism(4)
            .Select((_, i) => Vn2000Transformation.ToWgs84(zone, 400_000 + i * 10, 2_400_000)).ToArray();

        together.ShouldBe(alone);
    }

    [Fact]
    public void Every_known_point_is_met_within_5_mm()
    {
        var results = Vn2000Check.CompareOwn();

        results.Count.ShouldBe(2 * KnownPoints.All.Count);
        results.ShouldAllBe(result => result.IsAccepted);
        // As exact as they are written down: ten decimals of a degree.
        results.Max(result => result.DifferenceMetres).ShouldBeLessThan(0.00002);
    }

    [Fact]
    public void The_point_given_by_the_domain_facts_is_met_within_5_mm()
    {
        // VN-2000 106.5, 21.6969115097; WGS 84 106.501889559, 21.695920996.
        var (longitude, latitude) = Vn2000Transformation.ToWgs84(Vn2000Zone.Find(9213).ShouldNotBeNull(), 500_000, 2_400_000);

        Vn2000Check.DistanceMetres(longitude, latitude, 106.501889559, 21.695920996).ShouldBeLessThan(0.005);
    }

    [Fact]
    public void Rotations_with_the_signs_of_the_decision_in_TOWGS84_are_off_by_half_a_metre_or_more_and_refused()
    {
        foreach (var point in KnownPoints.All)
        {
            var (longitude, latitude) = Vn2000Transformation.ToWgs84(
                point.Zone, Vn2000Datum.CoordinateFrame, point.EastingMetres, point.NorthingMetres);
            var result = Vn2000Check.Compare(point, longitude, latitude);

            result.DifferenceMetres.ShouldBeInRange(0.5, 0.8);
            result.IsAccepted.ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(false, 0.38, 0.1)]
    [InlineData(true, 224, 4)]
    public void Rotations_or_the_whole_shift_left_out_are_refused(bool noShift, double metres, double within)
    {
        var point = KnownPoints.All[0];
        var wrong = Vn2000Datum.PositionVector with { RxArcSeconds = 0, RyArcSeconds = 0, RzArcSeconds = 0, ScalePpm = 0 };
        if (noShift)
        {
            wrong = wrong with { DxMetres = 0, DyMetres = 0, DzMetres = 0 };
        }

        var (longitude, latitude) = Vn2000Transformation.ToWgs84(point.Zone, wrong, point.EastingMetres, point.NorthingMetres);
        var result = Vn2000Check.Compare(point, longitude, latitude);

        result.DifferenceMetres.ShouldBe(metres, within);
        result.IsAccepted.ShouldBeFalse();
    }

    [Fact]
    public void No_result_and_no_number_are_refused()
    {
        Vn2000Check.Compare(KnownPoints.All[0], double.NaN, 21).IsAccepted.ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => Vn2000Transformation.ToWgs84(KnownPoints.All[0].Zone, double.NaN, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Vn2000Transformation.FromWgs84(KnownPoints.All[0].Zone, 105, double.PositiveInfinity));
    }

    [Theory]
    // Shift from VN-2000 to WGS 84 at province centroids, east and north in metres.
    [InlineData("Lai Châu", 103.2, 22.3, 196.1, -105.0)]
    [InlineData("Sơn La", 104.1, 21.2, 196.0, -106.9)]
    [InlineData("Thái Nguyên", 105.8, 21.9, 195.6, -108.6)]
    [InlineData("Quảng Trị", 106.5, 17.2, 195.4, -111.4)]
    [InlineData("Hải Phòng", 106.5, 20.8, 195.4, -110.0)]
    public void The_datum_shift_of_each_province_is_as_computed_before(string province, double longitude, double latitude, double east, double north)
    {
        // Taken as if the projected coordinates were WGS 84: what is left is the shift.
        var zone = Vn2000Zone.Find(9211).ShouldNotBeNull();
        var (easting, northing) = Vn2000Transformation.FromWgs84(zone, longitude, latitude);
        var none = new HelmertParameters(0, 0, 0, 0, 0, 0, 0);
        var (unshiftedLongitude, unshiftedLatitude) = Vn2000Transformation.ToWgs84(zone, none, easting, northing);

        Vn2000Check.DistanceMetres(unshiftedLongitude, latitude, longitude, latitude).ShouldBe(east, 0.7, province);
        Vn2000Check.DistanceMetres(longitude, unshiftedLatitude, longitude, latitude).ShouldBe(-north, 1.5, province);
        unshiftedLongitude.ShouldBeLessThan(longitude);
        unshiftedLatitude.ShouldBeGreaterThan(latitude);
    }

    [Fact]
    public void Quarter_of_an_hour_of_arc_in_the_meridian_moves_a_point_26_km()
    {
        var (longitude, latitude) = Vn2000Transformation.ToWgs84(Vn2000Zone.Find(9211).ShouldNotBeNull(), 550_000, 1_902_000);
        var (wrongLongitude, wrongLatitude) = Vn2000Transformation.ToWgs84(Vn2000Zone.Find(9212).ShouldNotBeNull(), 550_000, 1_902_000);

        latitude.ShouldBe(17.2, 0.05);
        Vn2000Check.DistanceMetres(longitude, latitude, wrongLongitude, wrongLatitude).ShouldBe(26_600, 50);
    }
}
