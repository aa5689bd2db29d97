using EnvGis.Tests;
using EnvGis.Tests.Drafts;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

/// <summary>A zone is built from a rule on a draft's page: chosen, tried, looked at, taken, verified and detached.</summary>
public sealed class RecipeTests(RunningService service, Chromium chromium) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_zone_is_built_around_another_by_keyboard_and_leaves_its_rule_with_a_reason()
    {
        using var planner = await service.SignedIn("planner", [Drafting.Province]);
        using var approver = await service.SignedIn("approver", [Drafting.Province]);
        await Drafting.ZoneInForceAsync(planner, approver, Drafting.Square(430_000, 2_388_000, 1_000), "92/QĐ-UBND", "Hồ làm nguồn");
        var drafter = await service.NewPerson("planner", [Drafting.Province]);
        using var drafting = await service.SignedIn(drafter);
        var draft = await Drafting.BeginAsync(drafting, "Vùng đệm của hồ");
        await using var page = await chromium.Open(service, "/decisions", Size.Phone);
        await page.SignIn(drafter);
        await page.Go($"/drafts/{draft}");
        var recipes = page.Page.Locator("draft-recipes");
        await recipes.Locator("summary", new() { HasText = "Dựng một vùng theo quy tắc" }).PressAsync("Enter");
        await recipes.GetByLabel("Loại vùng", new() { Exact = true }).SelectOptionAsync("emission-restricted-zones");
        await recipes.GetByLabel("Thuộc trường hợp").SelectOptionAsync("3a");
        await recipes.GetByLabel("Chọn từ").SelectOptionAsync("strict-protection-zones");
        await recipes.GetByLabel("Tìm theo tên hoặc mã").FillAsync("ho lam");
        await recipes.GetByRole(AriaRole.Button, new() { Name = "Thêm Hồ làm nguồn làm nguồn" }).PressAsync("Enter");
        await recipes.GetByRole(AriaRole.Button, new() { Name = "Thử", Exact = true }).PressAsync("Enter");
        // No distance is filled in for anybody.
        await Assertions.Expect(recipes.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Ghi khoảng cách cho Hồ làm nguồn.");
        await recipes.GetByLabel("Hồ làm nguồn", new() { Exact = true }).FillAsync("250");
        await recipes.GetByLabel("Cắt theo ranh giới tỉnh").UncheckAsync();
        await recipes.GetByRole(AriaRole.Button, new() { Name = "Thử", Exact = true }).PressAsync("Enter");
        await Assertions.Expect(recipes.Locator(".recipes-made h4")).ToContainTextAsync("Quy tắc dựng ra 219,6");
        await Assertions.Expect(recipes.Locator(".recipes-notes")).ToContainTextAsync("không phải số lấy từ văn bản pháp luật");
        await Assertions.Expect(recipes.Locator("outline-map path")).Not.ToHaveCountAsync(0);
        await Axe.Passes(page, "a rule that was tried", everyRule: true);
        await recipes.GetByLabel("Tên vùng", new() { Exact = true }).FillAsync("Vùng đệm hồ");
        await recipes.GetByLabel("Tình trạng pháp lý").SelectOptionAsync("in_force");
        await recipes.GetByRole(AriaRole.Button, new() { Name = "Thêm vào bản dự thảo" }).PressAsync("Enter");
        await Assertions.Expect(recipes.Locator(".form-said")).ToHaveTextAsync("Đã thêm “Vùng đệm hồ” vào bản dự thảo.");
        await recipes.GetByRole(AriaRole.Button, new() { Name = "Kiểm tra Vùng đệm hồ" }).PressAsync("Enter");
        await Assertions.Expect(recipes.Locator(".form-said")).ToContainTextAsync("từng đỉnh một");

        await recipes.Locator("summary", new() { HasText = "Tách khỏi quy tắc" }).PressAsync("Enter");
        await recipes.GetByLabel("Lý do tách khỏi quy tắc").FillAsync("Theo bờ kênh");
        await Axe.Passes(page, "a zone that was built", everyRule: true);
        await recipes.GetByRole(AriaRole.Button, new() { Name = "Tách", Exact = true }).PressAsync("Enter");
        await Assertions.Expect(recipes.Locator(".form-said")).ToContainTextAsync("Đã tách khỏi quy tắc");
        (await drafting.GetStringAsync($"/api/drafts/{draft}/features/1")).ShouldContain("Theo bờ kênh");
        page.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_intake_area_is_built_along_its_river_by_keyboard_with_the_distances_of_a_document_that_somebody_takes()
    {
        var rivers = await service.NewLayer("line-or-polygon");
        var intakes = await service.NewLayer("point");
        string At(int east, int north) => Drafting.Lattice.ToWgs84(new Spatial.Annex.Corner(east * 100L, north * 100L)) is var (x, y) ? FormattableString.Invariant($"{x:R} {y:R}") : "";
        // By its commune a place is of a province.
        async Task<long> Feature(string layer, string wkt, string name) => await service.Value<long>("""
            insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m, valid, commune_id)
            values (@layer, @name, '{}', st_geomfromtext(@wkt, 4326), 'digitised', 10, daterange('2026-01-01', null), (select id from env.commune where province_code = @province and valid_to is null order by id limit 1))
            returning id
            """, new { layer, wkt, name, province = Drafting.Province });
        await Feature(rivers, $"LINESTRING({string.Join(", ", Enumerable.Range(0, 41).Select(at => At(430_000 + at * 100, 2_388_000)))})", "Sông thử");
        await Feature(intakes, $"POINT({At(432_000, 2_388_003)})", "Trạm bơm thử");
        var drafter = await service.NewPerson("planner", [Drafting.Province]);
        using var drafting = await service.SignedIn(drafter);
        var draft = await Drafting.BeginAsync(drafting, "Vùng bảo hộ vệ sinh");
        await using var page = await chromium.Open(service, "/decisions", Size.Phone);
        await page.SignIn(drafter);
        await page.Go($"/drafts/{draft}");
        var recipes = page.Page.Locator("draft-recipes");
        await recipes.Locator("summary", new() { HasText = "Dựng một vùng theo quy tắc" }).PressAsync("Enter");
        await recipes.GetByLabel("Loại vùng", new() { Exact = true }).SelectOptionAsync("emission-restricted-zones");
        await recipes.GetByLabel("Thuộc trường hợp").SelectOptionAsync("3a");
        await recipes.GetByLabel("Chọn từ").SelectOptionAsync(intakes);
        await recipes.GetByRole(AriaRole.Button, new() { Name = "Lấy Trạm bơm thử làm điểm lấy nước" }).PressAsync("Enter");
        await recipes.GetByLabel("Chọn từ").SelectOptionAsync(rivers);
        await recipes.GetByRole(AriaRole.Button, new() { Name = "Lấy Sông thử làm sông" }).PressAsync("Enter");
        await recipes.GetByLabel("Cắt theo ranh giới tỉnh").UncheckAsync();
        await recipes.GetByRole(AriaRole.Button, new() { Name = "Thử", Exact = true }).PressAsync("Enter");
        // Nothing is filled in until somebody takes it.
        await Assertions.Expect(recipes.GetByRole(AriaRole.Alert)).ToContainTextAsync("ghi cả ba khoảng cách");
        await recipes.GetByLabel("Khoảng cách mặc định có ghi nguồn").SelectOptionAsync("river-mountain");
        await Assertions.Expect(recipes.GetByLabel("Về thượng lưu (m)")).ToHaveValueAsync("1000");
        await recipes.GetByLabel("Bề rộng mỗi bên (m)").FillAsync("50");
        await recipes.GetByRole(AriaRole.Button, new() { Name = "Thử", Exact = true }).PressAsync("Enter");
        await Assertions.Expect(recipes.Locator(".recipes-made h4")).ToContainTextAsync("Quy tắc dựng ra 11");
        await Assertions.Expect(recipes.Locator(".recipes-notes")).ToContainTextAsync("Thông tư 24/2016/TT-BTNMT");
        await Axe.Passes(page, "a stretch of a river that was tried", everyRule: true);
        // What is written over is the planner's own.
        await recipes.GetByLabel("Về thượng lưu (m)").FillAsync("1200");
        await recipes.GetByRole(AriaRole.Button, new() { Name = "Thử", Exact = true }).PressAsync("Enter");
        await Assertions.Expect(recipes.Locator(".recipes-notes")).ToContainTextAsync("không phải số lấy từ văn bản pháp luật");
        await recipes.GetByLabel("Tên vùng", new() { Exact = true }).FillAsync("Vùng bảo hộ trạm bơm");
        await recipes.GetByLabel("Tình trạng pháp lý").SelectOptionAsync("in_force");
        await recipes.GetByRole(AriaRole.Button, new() { Name = "Thêm vào bản dự thảo" }).PressAsync("Enter");
        await Assertions.Expect(recipes.Locator(".form-said")).ToHaveTextAsync("Đã thêm “Vùng bảo hộ trạm bơm” vào bản dự thảo.");
        (await drafting.GetStringAsync($"/api/drafts/{draft}/features/1")).ShouldContain("\"upstreamM\":1200");
        page.Faults.ShouldBeEmpty();
    }
}
