using System.Net;
using System.Text.RegularExpressions;
using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class LiveTests(RunningService service, Chromium chromium) : IClassFixture<RunningService>
{
    [Fact]
    public async Task What_SQL_moves_moves_on_the_open_page_and_only_the_tiles_touched_are_asked_for()
    {
        var layer = await Chromium.NewLayer(service);
        const double Longitude = 104.8, Latitude = 19.3, East = 0.02;
        var id = await service.NewFeature(layer, Square(Longitude, Latitude), "Khu sắp dời");
        await service.NewFeature(layer, FormattableString.Invariant($"POINT({Longitude - 0.05} {Latitude})"), "Điểm bên cạnh");
        await using var page = await chromium.Open(service, "/#14/19.3/104.8");
        await page.Until(async () => await page.Hovered(Longitude, Latitude) == "Khu sắp dời", "the zone");
        var shown = page.Tiles.Distinct().ToHashSet();
        var zoom = int.Parse(shown.First().Split('/')[0], System.Globalization.CultureInfo.InvariantCulture);
        var touched = Touching(Longitude, Latitude, zoom).Concat(Touching(Longitude + East, Latitude, zoom)).Where(shown.Contains).ToHashSet();
        var neighbour = Touching(Longitude - 0.05, Latitude, zoom).First();
        touched.ShouldNotContain(neighbour);
        var layers = page.Requests.First(path => path.Contains($"/{neighbour}.mvt"));
        var tag = await Tag(layers);
        page.Forget();

        await service.Sql("update env.current_feature set geom = st_translate(geom, @east, 0) where id = @id", new { id, east = East });

        await page.Until(async () => await page.Hovered(Longitude + East, Latitude) == "Khu sắp dời", "the zone at its new place");
        (await page.Hovered(Longitude, Latitude)).ShouldBeNull();
        page.Tiles.Distinct().ShouldBe(touched, ignoreOrder: true);
        page.Tiles.Count.ShouldBe(touched.Count);
        using var again = new HttpRequestMessage(HttpMethod.Get, layers);
        again.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var answer = await service.Http.SendAsync(again);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory, InlineData(Size.Desktop, 15), InlineData(Size.Phone, 17)]
    public async Task Of_a_near_tile_only_what_changed_comes_and_then_the_map_looks_as_if_all_had_come(Size size, int zoom)
    {
        var layer = await Chromium.NewLayer(service);
        const double Longitude = 104.9, Latitude = 19.45;
        // Enough points to be copied from one symbol, over areas that reach over the edges of tiles.
        await service.Sql("""
            insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m, valid)
            select @layer, name, '{}', geom, 'digitised', 10, daterange('2026-01-01', null)
            from (
                select 'Điểm ' || i, st_setsrid(st_point(@longitude + (i % 15 - 7) * 0.0004, @latitude + (i / 15 - 7) * 0.0004), 4326) from generate_series(1, 210) i
                union all
                select 'Khu ' || i, st_expand(st_setsrid(st_point(@longitude + i * 0.001, @latitude), 4326), 0.002) from generate_series(-2, 2) i) made (name, geom)
            """, new { layer, longitude = Longitude, latitude = Latitude });
        var view = FormattableString.Invariant($"/#{zoom}/{Latitude}/{Longitude}");
        await using var page = await chromium.Open(service, view, size);
        await page.Until(async () => (await Pictures(page)).Length > 0, "the map");
        foreach (var (change, name) in new[]
        {
            ("update env.current_feature set geom = st_translate(geom, 0.00013, 0.00007) where layer = @layer and name_vi = @name", "Điểm 112"),
            ("update env.current_feature set geom = st_translate(geom, 0.0003, 0.0005) where layer = @layer and name_vi = @name", "Khu 0"),
            ("delete from env.current_feature where layer = @layer and name_vi = @name", "Điểm 114"),
        })
        {
            var before = await Pictures(page);
            page.Forget();
            await service.Sql(change, new { layer, name });
            await page.Until(async () => !(await Pictures(page)).SequenceEqual(before), "the change");
            page.Requests.Where(path => path.Contains("/tiles/", StringComparison.Ordinal)).ShouldAllBe(path => path.Contains("?ids=", StringComparison.Ordinal));
        }

        await using var fresh = await chromium.Open(service, view, size);
        await page.Until(async () => await PixelsApart(await Pictures(page), fresh) == 0, "the same picture as on a fresh page");
    }

    // What is drawn of the layers, tile by tile of what is in the window, from the north-west on.
    static async Task<string[]> Pictures(OpenPage page) => await page.Page.EvaluateAsync<string[]>(SeenTiles + "return seen.map(tile => tile.toDataURL()); }");

    // A path of other members may be smoothed otherwise at its edges, by a little.
    static async Task<int> PixelsApart(string[] expected, OpenPage page) => await page.Page.EvaluateAsync<int>(SeenTiles.Replace("() =>", "async expected =>", StringComparison.Ordinal) + """
          if (seen.length !== expected.length) return -1;
          let [apart, drawn] = [0, 0];
          for (const [i, tile] of seen.entries()) {
            const picture = new Image();
            picture.src = expected[i];
            await picture.decode();
            const copy = new OffscreenCanvas(tile.width, tile.height).getContext("2d");
            copy.drawImage(picture, 0, 0);
            const [a, b] = [copy, tile.getContext("2d")].map(context => context.getImageData(0, 0, tile.width, tile.height).data);
            for (let at = 0; at < a.length; at += 4) {
              if (b[at + 3] > 0) drawn++;
              // Colours count by how much of them is there.
              if ([0, 1, 2].some(channel => Math.abs(a[at + channel] * a[at + 3] - b[at + channel] * b[at + 3]) > 32 * 255) || Math.abs(a[at + 3] - b[at + 3]) > 32) apart++;
            }
          }
          return drawn > 0 ? apart : -1;
        }
        """, expected);

    const string SeenTiles = """
        () => {
          const box = document.getElementById("map").getBoundingClientRect();
          const seen = [...document.querySelectorAll(".leaflet-tile-pane .leaflet-tile")].filter(tile => tile.querySelector("canvas"))
            .map(tile => ({ canvas: tile.querySelector("canvas"), at: tile.getBoundingClientRect() }))
            .filter(({ at }) => at.right > box.left && at.left < box.right && at.bottom > box.top && at.top < box.bottom)
            .sort((a, b) => a.at.top - b.at.top || a.at.left - b.at.left).map(({ canvas }) => canvas);

        """;

    [Fact]
    public async Task What_is_deleted_goes_from_the_page_and_what_is_added_comes()
    {
        var layer = await Chromium.NewLayer(service);
        var id = await service.NewFeature(layer, Square(104.2, 19.6), "Khu sắp xóa");
        await using var page = await chromium.Open(service, "/#14/19.6/104.2");
        await page.Until(async () => await page.Hovered(104.2, 19.6) == "Khu sắp xóa", "the zone");
        var count = page.Card.Locator(".layer-row", new() { Has = page.Page.GetByText(layer.Replace("test-layer-", "Lớp thử "), new() { Exact = true }) })
            .Locator(".count [aria-hidden]");
        await service.Sql("delete from env.current_feature where id = @id", new { id });
        await page.Until(async () => await page.Hovered(104.2, 19.6) is null, "no zone any more");
        await Assertions.Expect(count).ToHaveTextAsync("0");
        await service.NewFeature(layer, "POINT(104.2 19.6)", "Điểm mới");
        await page.Until(async () => await page.Hovered(104.2, 19.6) == "Điểm mới", "the new point");
        await Assertions.Expect(count).ToHaveTextAsync("1/1");
    }

    [Fact]
    public async Task Open_details_follow_a_change()
    {
        var layer = await Chromium.NewLayer(service);
        var id = await service.NewFeature(layer, Square(104.4, 19.9), "Tên cũ");
        await using var page = await chromium.Open(service, $"/?sel=feature:{id}#14/19.9/104.4");
        await page.Opened("Tên cũ");
        await service.Sql("update env.current_feature set name_vi = 'Tên mới' where id = @id", new { id });
        await page.Opened("Tên mới");
    }

    [Fact]
    public async Task When_the_connection_breaks_the_page_says_so_and_catches_up_when_it_is_back()
    {
        var layer = await Chromium.NewLayer(service);
        var id = await service.NewFeature(layer, Square(104.6, 19.75), "Khu bị lỡ");
        await using var line = new BreakableLine(service.Address);
        await using var page = await chromium.Open(service, "/#14/19.75/104.6", through: line.Address);
        await page.Until(async () => await page.Hovered(104.6, 19.75) == "Khu bị lỡ", "the zone");

        line.Cut();
        await Assertions.Expect(page.Status).ToContainTextAsync("Mất kết nối với máy chủ");
        await service.Sql("update env.current_feature set geom = st_translate(geom, 0.02, 0) where id = @id", new { id });
        line.Mend();

        await Assertions.Expect(page.Status).Not.ToContainTextAsync("Mất kết nối", new() { Timeout = 30_000 });
        await page.Until(async () => await page.Hovered(104.62, 19.75) == "Khu bị lỡ", "the zone where it went meanwhile");
    }

    [Fact]
    public async Task A_service_that_refuses_the_stream_is_asked_again_and_everything_is_loaded_anew()
    {
        var layer = await Chromium.NewLayer(service);
        var id = await service.NewFeature(layer, Square(104.7, 19.85), "Khu bị lỡ");
        await using var page = await chromium.Open(service);
        await page.Page.RouteAsync("**/api/live", route => route.FulfillAsync(new() { Status = 503 }));
        await page.Page.GotoAsync("about:blank");
        await page.Go("/#14/19.85/104.7");
        await Assertions.Expect(page.Status).ToContainTextAsync("Mất kết nối với máy chủ");
        await page.Until(async () => await page.Hovered(104.7, 19.85) == "Khu bị lỡ", "the zone");
        await service.Sql("update env.current_feature set geom = st_translate(geom, 0.02, 0) where id = @id", new { id });

        await page.Page.UnrouteAsync("**/api/live");
        await Assertions.Expect(page.Status).Not.ToContainTextAsync("Mất kết nối", new() { Timeout = 30_000 });
        await page.Until(async () => await page.Hovered(104.72, 19.85) == "Khu bị lỡ", "the zone where it went meanwhile");
    }

    [Fact]
    public async Task The_sign_of_loading_goes_when_the_tiles_that_were_awaited_are_no_longer_wanted()
    {
        await using var page = await chromium.Open(service);
        // In a small window at a corner of tiles, the same four are there at zoom 9 and wait behind those of zoom 10.
        await page.Page.SetViewportSizeAsync(800, 500);
        await page.Page.GotoAsync("about:blank");
        await page.Go("/#9/21.94305/105.46875");
        page.Forget();
        await page.Page.RouteAsync(new Regex("/tiles/[^/]+/9/"), _ => Task.CompletedTask);
        await page.Page.Locator("#map").FocusAsync();
        await page.Page.Keyboard.PressAsync("+");
        await Assertions.Expect(page.Page.Locator("#loading:not([hidden])")).ToHaveCountAsync(1);
        await page.Page.Keyboard.PressAsync("-");
        await Assertions.Expect(page.Page.Locator("#loading[hidden]")).ToHaveCountAsync(1);
        page.Requests.Where(path => path.Contains("/tiles/", StringComparison.Ordinal)).ShouldAllBe(path => path.Contains("/9/", StringComparison.Ordinal));
        await page.Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.IgnoreErrors });
    }

    [Fact]
    public async Task Tiles_that_could_not_be_loaded_are_asked_for_again_by_themselves()
    {
        await using var page = await chromium.Open(service);
        await page.Page.RouteAsync("**/tiles/**", route => route.AbortAsync());
        await page.Page.GotoAsync("about:blank");
        await page.Go("/#12/21.55/105.85");
        await Assertions.Expect(page.Status).ToContainTextAsync("mảnh bản đồ chưa tải được");
        await page.Page.UnrouteAsync("**/tiles/**");
        await Assertions.Expect(page.Status).Not.ToContainTextAsync("mảnh bản đồ", new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task Offline_the_page_says_of_when_its_data_is_on_every_page_and_keeps_open_what_is_open()
    {
        var layer = await Chromium.NewLayer(service);
        var id = await service.NewFeature(layer, Square(104.9, 19.75), "Khu trước");
        await using var page = await chromium.Open(service, $"/?sel=feature:{id}#14/19.75/104.9");
        await page.Opened("Khu trước");
        await page.Page.Context.SetOfflineAsync(true);
        await Assertions.Expect(page.Status).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"Ngoại tuyến – dữ liệu lúc \d\d:\d\d"));
        await page.Opened("Khu trước");
        await service.Sql("update env.current_feature set name_vi = 'Khu sau' where id = @id", new { id });
        await page.Page.Context.SetOfflineAsync(false);
        await page.Opened("Khu sau");
        await Assertions.Expect(page.Status).Not.ToContainTextAsync("Ngoại tuyến");

        await page.Page.Locator("top-bar nav a[href='/tasks']").ClickAsync();
        await Assertions.Expect(page.Page.Locator("tasks-page h2").First).ToBeVisibleAsync();
        await page.Page.Context.SetOfflineAsync(true);
        await Assertions.Expect(page.Status.GetByText("Ngoại tuyến")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task When_the_filter_leaves_nothing_or_nothing_is_in_view_the_map_says_why_and_offers_the_way_out()
    {
        await using var page = await chromium.Open(service, "/?commune_code=05488&from=1990&to=1990#11/21.55/105.85", Size.Phone);
        await Assertions.Expect(page.Status).ToContainTextAsync("Không có đối tượng nào khớp bộ lọc");
        await page.Status.GetByText("Bỏ lọc").ClickAsync();
        await Assertions.Expect(page.Status).Not.ToContainTextAsync("Không có đối tượng");
        await page.Go("/#15/17.01/108.5");
        await Assertions.Expect(page.Status).ToContainTextAsync("Không có đối tượng nào trong khung nhìn");
        await page.Status.GetByText("Xem toàn bộ các lớp").ClickAsync();
        await Assertions.Expect(page.Status).Not.ToContainTextAsync("Không có đối tượng");
    }

    async Task<string> Tag(string path)
    {
        using var answer = await service.Http.GetAsync(path);
        return answer.Headers.ETag!.ToString();
    }

    const double Half = 0.004;

    static FormattableString Ring(double west, double south, double east, double north) =>
        $"POLYGON(({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}))";

    static string Square(double longitude, double latitude) =>
        FormattableString.Invariant(Ring(longitude - Half, latitude - Half, longitude + Half, latitude + Half));

    /// <summary>The tiles whose square, or the 64 of 4096 units around it, such a square lies in.</summary>
    static IEnumerable<string> Touching(double longitude, double latitude, int zoom)
    {
        const double Buffer = 64.0 / 4096;
        var count = Math.Pow(2, zoom);
        double Column(double degrees) => (degrees + 180) / 360 * count;
        double Row(double degrees) => (0.5 - Math.Asinh(Math.Tan(degrees * Math.PI / 180)) / (2 * Math.PI)) * count;
        for (var x = (int)Math.Floor(Column(longitude - Half) - Buffer); x <= (int)Math.Floor(Column(longitude + Half) + Buffer); x++)
        {
            for (var y = (int)Math.Floor(Row(latitude + Half) - Buffer); y <= (int)Math.Floor(Row(latitude - Half) + Buffer); y++)
            {
                yield return FormattableString.Invariant($"{zoom}/{x}/{y}");
            }
        }
    }
}
