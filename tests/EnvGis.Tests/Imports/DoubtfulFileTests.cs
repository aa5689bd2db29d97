using System.Text;
using EnvGis.Commands;
using EnvGis.Imports;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Imports;

/// <summary>Files that can be read and still are not what they seem: told or refused before anything of them counts.</summary>
public sealed class DoubtfulFileTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("envgis-doubtful-");
    readonly StringWriter report = new();

    public void Dispose() => folder.Delete(recursive: true);

    const string Attributes = """
        [{"name":"amount","title":{"vi":"Lượng","en":"Amount"},"type":"number"},{"name":"count","title":{"vi":"Số","en":"Count"},"type":"integer"},
         {"name":"grade","title":{"vi":"Hạng","en":"Grade"},"type":"code","codelist":[{"code":"1","title":{"vi":"Một","en":"One"}},{"code":"2","title":{"vi":"Hai","en":"Two"}}]},
         {"name":"note","title":{"vi":"Ghi chú","en":"Note"},"type":"text"}]
        """;

    [Theory]
    [InlineData("""{"type":"FeatureCollection","properties":{"exceededTransferLimit":true},"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","exceededTransferLimit":true,"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"exceededTransferLimit":true}""")]
    [InlineData("""{"properties":{"exceededTransferLimit":true},"features":[FEATURE],"type":"FeatureCollection"}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"numberReturned":1,"numberMatched":500,"links":[{"rel":"next","href":"x"}]}""")]
    [InlineData("""{"type":"FeatureCollection","numberReturned":1,"numberMatched":500,"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","totalFeatures":2,"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"links":[{"rel":"self"},{"rel":"next","href":"x"}]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"numberMatched":"unknown","links":[{"rel":"prev","href":"x"}]}""")]
    [InlineData("""{"type":"FeatureCollection","next":"https://example.org/?page=2","features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","next":{"href":"https://example.org/?page=2"},"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"links":[{"rel":"NEXT","href":"x"}]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"numberMatched":"100"}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"numberMatched":100,"numberReturned":100}""")]
    [InlineData("""{"type":"FeatureCollection","total":100,"count":1,"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","metadata":{"pagination":{"next":"x"}},"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"pagination":{"total":"2"}}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"meta":{"links":[{"rel":"Prev"}]}}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"has_more":true}""")]
    [InlineData("""{"type":"FeatureCollection","exceededTransferLimit":"true","features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","exceededTransferLimit":1,"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"exceededTransferLimit":"True"}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"ExceededTransferLimit":true}""")]
    [InlineData("""{"type":"FeatureCollection","properties":{"exceededTransferLimit":"true"},"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","metadata":{"exceededTransferLimit":1},"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"hasMore":"true"}""")]
    [InlineData("""{"type":"FeatureCollection","links":{"next":"https://example.org/?page=2"},"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"links":{"self":{"href":"x"},"Next":{"href":"x"}}}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"_links":{"next":{"href":"x"}}}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"links":{"rel":"Next","href":"x"}}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"links":[{"Rel":"Next","href":"x"}]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"links":[{"rel":["self","next"],"href":"x"}]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"links":[{"rel":"next last","href":"x"}]}""")]
    [InlineData("""{"type":"FeatureCollection","numberMatched":"500","numberReturned":"1","features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"NumberMatched":" 500 ","NumberReturned":"1"}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"total_pages":10}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"pagination":{"page":1,"pages":12,"total_items":1}}""")]
    [InlineData("""{"type":"FeatureCollection","page":{"totalElements":50,"totalPages":50},"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","totalCount":5000,"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","count":5000,"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"metadata":{"resultset":{"count":5000,"limit":1}}}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"next_page":2}""")]
    [InlineData("""{"type":"FeatureCollection","next":2,"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"nextPageToken":"abc"}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"meta":{"next_cursor":"abc"}}""")]
    [InlineData("""{"type":"FeatureCollection","@odata.nextLink":"https://example.org/?$skip=1","features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","pageInfo":{"hasNextPage":true},"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"links":[{"rel":"http://www.iana.org/assignments/relation/next","href":"x"}]}""")]
    [InlineData("""{"type":"FeatureCollection","properties":{"numberMatched":5000},"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","numberMatched":"5,000","features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","numberMatched":"1.000","features":[FEATURE]}""")]
    public async Task A_page_of_a_larger_answer_is_refused_unless_it_is_asked_for(string collection)
    {
        var layer = await service.NewLayer();
        var file = Write(collection.Replace("FEATURE", Point("Trang", 105.85), StringComparison.Ordinal));

        var refused = await Import(new(file, layer));
        (refused.ExitCode, refused.Problem?.Reason).ShouldBe((2, "part-of-more"));
        report.ToString().ShouldContain("một phần của kết quả lớn hơn");
        (await Count(layer)).ShouldBe(0);

        (await Import(new(file, layer) { Page = true })).Accepted.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"type":"FeatureCollection","features":[FEATURE],"numberReturned":1,"numberMatched":1,"links":[{"rel":"self","href":"x"}]}""")]
    [InlineData("""{"type":"FeatureCollection","totalFeatures":"unknown","exceededTransferLimit":false,"next":null,"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","metadata":{"count":1,"total":1,"next":"","links":[]},"features":[FEATURE],"hasMore":false}""")]
    [InlineData("""{"type":"FeatureCollection","properties":{"name":"x"},"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","count":1,"page":{"number":1,"totalPages":1},"pages":1,"features":[FEATURE],"next":null,"nextPageToken":"","pageInfo":{"hasNextPage":false}}""")]
    [InlineData("""{"type":"FeatureCollection","exceededTransferLimit":"false","hasMore":0,"links":{"self":"x","next":null,"prev":""},"features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","numberMatched":"1","numberReturned":"1","links":"none","features":[FEATURE]}""")]
    [InlineData("""{"type":"FeatureCollection","properties":{"total":500,"next":"x"},"features":[FEATURE]}""")]
    public async Task A_whole_answer_is_taken(string collection) =>
        (await Import(new(Write(collection.Replace("FEATURE", Point("Đủ", 105.85), StringComparison.Ordinal)), await service.NewLayer()))).ExitCode.ShouldBe(0);

    [Theory]
    [InlineData("§iÓm å nhiÔm X· QuÝ V·", true)]
    [InlineData("Xã Äáº¡i PhÃºc", true)]
    [InlineData("X? Đ?i Ph?c", true)]
    [InlineData("B·i r¸c thÞ trÊn", true)]
    [InlineData("Ñieåm oâ nhieãm coâng ty giaáy", true)]
    [InlineData("PHÖÔØNG TAÂN LAÄP", true)]
    [InlineData("Ñoài Daøi", true)]
    [InlineData("Kho thuèc", true)]
    [InlineData("Hßa B×nh", true)]
    [InlineData("Suèi §¸", true)]
    [InlineData("&#272;i&#7875;m &ocirc; nhi&#x1EC5;m", true)]
    [InlineData("Kho A &amp; B", true)]
    [InlineData("Phường Đại Phúc", false)]
    [InlineData("HUYỆN HOÀ BÌNH, XÃ QUẢNG OAI, THUỶ ĐIỆN A & B; khuỷu, quýt, huyếch, ngoặc, thuốc", false)]
    [InlineData("Trạm Zürich, hồ El Niño, dài×rộng 5×3 m, Ea Súp", false)]
    [InlineData("Bãi rác «Đồi Dài» 5 m², 3°, 10 µg/m³ – “Ở đâu?”", false)]
    [InlineData("Ai? Không biết", false)]
    public async Task Text_that_went_through_a_wrong_encoding_is_told_with_a_sample(string name, bool isDamaged)
    {
        var layer = await service.NewLayer();

        (await Import(new(Write(Collection(Point(name, 105.85))), layer))).Accepted.ShouldBe(1);

        report.ToString().Contains("trông như bị hỏng", StringComparison.Ordinal).ShouldBe(isDamaged, name);
        report.ToString().Contains(name, StringComparison.Ordinal).ShouldBe(isDamaged);
    }

    /// <summary>PostgreSQL writes out every nought, and so does an export.</summary>
    [Theory]
    [InlineData(-320)]
    [InlineData(-50)]
    [InlineData(300)]
    public async Task A_number_that_an_export_writes_out_comes_in_again(int exponent)
    {
        var written = exponent < 0 ? $"0.{new string('0', -exponent - 1)}1" : $"1{new string('0', exponent)}";
        var layer = await service.NewLayer("point", """[{"name":"amount","title":{"vi":"Lượng","en":"Amount"},"type":"number"}]""");

        (await Import(new(Write($$$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Nơi thử","amount":{{{written}}}},"geometry":{"type":"Point","coordinates":[105.85,21.59]}}]}"""), layer))).Accepted.ShouldBe(1);

        (await service.Value<string>("select attributes ->> 'amount' from env.current_feature where layer = @layer", new { layer })).ShouldBe(written);
    }

    [Theory]
    [InlineData("\"count\":1e25", "number-inexact", "9007199254740991")]
    [InlineData("\"count\":99999999999999999999", "number-inexact", "9007199254740991")]
    [InlineData("\"count\":-9007199254740993", "number-inexact", "9007199254740991")]
    [InlineData("\"count\":\"1e16\"", "number-inexact", "9007199254740991")]
    [InlineData("\"amount\":1e-400", "number-inexact", "1e-307")]
    [InlineData("\"amount\":\"1e-400\"", "number-unclear", "1e-400")]
    [InlineData("\"count\":9007199254740991,\"amount\":1e25", null, "")]
    [InlineData("\"amount\":0e-400", null, "")]
    [InlineData("\"valid_to\":\"31/12/2027\"", "date-unclear", "2027-12-31")]
    [InlineData("\"valid_from\":\"2027-02-29\"", "date-unclear", "năm-tháng-ngày")]
    [InlineData("\"valid_to\":\"9999-12-31\"", "day-beyond-reason", "Ngày 9999-12-31 nằm ngoài")]
    [InlineData("\"valid_from\":\"0001-01-01\"", "day-beyond-reason", "Ngày 0001-01-01 nằm ngoài")]
    public async Task Numbers_and_days_that_cannot_be_kept_as_written_are_refused_by_a_sentence_that_says_what_to_write(string property, string? reason, string told)
    {
        var rejects = new FileInfo(Path.Combine(folder.FullName, $"{Guid.NewGuid():n}.csv"));

        var result = await Import(new(Write(Collection(Point("A", 105.85, property))), await service.NewLayer(attributes: Attributes)) { RejectFile = rejects });

        (result.Accepted, result.Refused).ShouldBe(reason is null ? (1, 0) : (0, 1), report.ToString());
        (await File.ReadAllTextAsync(rejects.FullName)).ShouldContain(reason is null ? "" : $",{reason},");
        report.ToString().ShouldContain(told);
    }

    [Fact]
    public async Task What_is_not_kept_as_it_stood_is_told()
    {
        var layer = await service.NewLayer(attributes: Attributes);
        var file = Write(Collection(
            """{"type":"Feature","properties":{"name":"Kho\u0000thuốc"},"geometry":{"type":"Point","coordinates":[105.85,21.59]}}""", Point("Hai lần", 105.86, "\"note\":\"a\",\"note\":\"b\""))
            + "\n" + Collection(Point("Tệp sau", 105.87)));

        (await Import(new(file, layer))).Accepted.ShouldBe(3);

        report.ToString().ShouldContain("1 đối tượng có ký tự điều khiển trong chữ");
        report.ToString().ShouldContain("1 đối tượng có một thuộc tính ghi hai lần, lấy giá trị sau cùng");
        report.ToString().ShouldContain("1 đối tượng nằm trong FeatureCollection thứ hai trở đi");
        (await service.Value<string>("select attributes ->> 'note' from published.feature where layer = @layer and name_vi = 'Hai lần'", new { layer })).ShouldBe("b");
    }

    [Fact]
    public async Task Of_a_shape_that_no_repair_can_save_it_is_not_said_that_one_might()
    {
        var layer = await service.NewLayer("polygon");
        const string Ring = "[[105.80,21.58],[105.81,21.58],[105.81,21.59],[105.80,21.58]]";
        var file = Write(Collection("""{"type":"Feature","properties":{"name":"Rỗng"},"geometry":{"type":"Polygon","coordinates":[RING,RING]}}""".Replace("RING", Ring, StringComparison.Ordinal)));

        (await Import(new(file, layer) { Repair = true, RepairArea = true })).Refused.ShouldBe(1);

        report.ToString().ShouldContain("hãy vẽ lại hình này");
        report.ToString().ShouldNotContain("dùng --repair");
    }

    [Theory]
    [InlineData("""{"type":"FeatureCollection"}""", "thiếu danh sách \"features\"")]
    [InlineData("""{"type":"FeatureCollection","features":null}""", "\"features\" phải là một danh sách [...], nhưng đọc được: null")]
    public async Task A_collection_without_features_is_told_what_is_missing(string text, string told)
    {
        (await Import(new(Write(text), await service.NewLayer()))).ExitCode.ShouldBe(2);
        report.ToString().ShouldContain(told);
    }

    [Fact]
    public async Task Letters_that_are_lost_are_refused()
    {
        var layer = await service.NewLayer(attributes: Attributes);

        var result = await Import(new(Write(Collection(Point("X� Đ�i Ph�c", 105.85), Point("Tốt", 105.86, "\"note\":\"c� gì\""), Point("Tốt", 105.87))), layer));

        (result.Accepted, result.Refused).ShouldBe((1, 2));
        report.ToString().ShouldContain("“note” có ký tự �");
    }

    [Theory]
    [InlineData("itself")]
    [InlineData("hard link")]
    [InlineData("symbolic link")]
    [InlineData("link to nothing")]
    [InlineData("another file")]
    [InlineData("folder")]
    public async Task A_reject_file_overwrites_nothing(string kind)
    {
        var layer = await service.NewLayer();
        var text = Collection(Point("Kho thuốc", 105.8512), "{}");
        var file = Write(text);
        var rejects = new FileInfo(kind == "itself" ? file.FullName : Path.Combine(folder.FullName, $"{Guid.NewGuid():n}.csv"));
        switch (kind)
        {
            case "hard link":
                await Command.Run("ln", file.FullName, rejects.FullName);
                break;
            case "symbolic link":
                File.CreateSymbolicLink(rejects.FullName, file.FullName);
                break;
            case "link to nothing":
                File.CreateSymbolicLink(rejects.FullName, Path.Combine(folder.FullName, "nothing"));
                break;
            case "another file":
                await File.WriteAllTextAsync(rejects.FullName, "mine");
                break;
            case "folder":
                Directory.CreateDirectory(rejects.FullName);
                break;
        }

        foreach (var dryRun in new[] { true, false })
        {
            var refused = await Should.ThrowAsync<EnvGis.Database.SetupException>(() => Import(new(file, layer) { RejectFile = rejects, DryRun = dryRun }));
            refused.Message.ShouldContain("--reject-file không ghi đè");
            refused.Message.ShouldContain("--reject-file overwrites nothing");
        }

        (await File.ReadAllTextAsync(file.FullName)).ShouldBe(text);
        File.Exists(Path.Combine(folder.FullName, "nothing")).ShouldBeFalse();
        if (kind == "another file")
        {
            (await File.ReadAllTextAsync(rejects.FullName)).ShouldBe("mine");
        }
        (await Count(layer)).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_place_is_not_made_twice_by_any_import_unless_that_is_asked_for()
    {
        var layer = await service.NewLayer();
        var file = Write(Collection(Point("Kho thuốc", 105.8512), Point("Bãi rác", 105.86), """{"type":"Feature","properties":{"name":"Chưa rõ chỗ","commune_code":"05488"},"geometry":null}"""));
        (await Import(new(file, layer))).Accepted.ShouldBe(3);

        foreach (var update in new[] { false, true })
        {
            var again = await Import(new(file, layer) { Update = update });
            (again.Accepted, again.Refused, again.ExitCode).ShouldBe((0, 3, 2));
        }
        report.ToString().ShouldContain("cùng tên và cùng vị trí");
        (await Count(layer)).ShouldBe(3);

        // Within one file too, and with other places beside.
        var mixed = await Import(new(Write(Collection(Point("Kho thuốc", 105.8512), Point("Mới", 105.9), Point("Mới", 105.9), Point("Mới", 105.91))), layer));
        (mixed.Accepted, mixed.Refused).ShouldBe((2, 2));
        (await Import(new(file, layer) { AllowTwice = true })).Accepted.ShouldBe(3);
    }

    const double DegreePerMetre = 1 / 111_200.0;

    [Theory]
    [InlineData("Kho thuốc Hòa Bình", 0, 10, true)]
    [InlineData("KHO THUỐC HÒA BÌNH ", 0.01, 10, true)]
    [InlineData("Kho thuốc Hoà-Bình", 9, 10, true)]
    [InlineData("Kho thuốc Hòa Bình", 11, 10, false)]
    [InlineData("Kho thuốc Hòa Bình", 0.9, 0.1, true)]
    [InlineData("Kho thuốc Hòa Bình", 1.1, 0.1, false)]
    [InlineData("Kho thuốc Hòa Bình", 90, 100, true)]
    [InlineData("Kho thuốc Hòa Bình 2", 0, 100, false)]
    public async Task A_place_is_the_same_by_the_name_that_search_knows_and_within_its_accuracy(string name, double northM, double accuracyM, bool isSame)
    {
        foreach (var shape in new[] { "point", "area" })
        {
            var layer = await service.NewLayer();
            var (first, second) = (Drawn(shape, "Kho thuốc Hòa Bình", 0, accuracyM), Drawn(shape, name, northM, accuracyM));

            var within = await Import(new(Write(Collection(first, second)), layer) { DryRun = true });
            (within.Accepted, within.Refused).ShouldBe(isSame ? (1, 1) : (2, 0), shape);

            (await Import(new(Write(Collection(first)), layer))).Accepted.ShouldBe(1);
            var after = await Import(new(Write(Collection(second)), layer));
            (after.Accepted, after.Refused).ShouldBe(isSame ? (0, 1) : (1, 0), shape);
            (await Import(new(Write(Collection(Drawn(shape, name, northM, accuracyM + 0.001))), layer) { AllowTwice = true })).Accepted.ShouldBe(1);
        }

        static string Drawn(string shape, string name, double northM, double accuracyM)
        {
            var (south, west) = (21.59 + northM * DegreePerMetre, 105.85);
            return shape == "point"
                ? FormattableString.Invariant($$$"""{"type":"Feature","properties":{"name":"{{{name}}}","accuracy_m":{{{accuracyM}}}},"geometry":{"type":"Point","coordinates":[{{{west}}},{{{south}}}]}}""")
                : FormattableString.Invariant($$$"""{"type":"Feature","properties":{"name":"{{{name}}}","accuracy_m":{{{accuracyM}}}},"geometry":{"type":"Polygon","coordinates":[[[{{{west}}},{{{south}}}],[105.86,{{{south}}}],[105.86,{{{south + 0.01}}}],[{{{west}}},{{{south}}}]]]}}""");
        }
    }

    [Fact]
    public async Task One_name_in_two_communes_or_at_two_centres_is_two_places_however_vague_their_positions_are()
    {
        var layer = await service.NewLayer();
        static string Vague(string commune, double east, string source) =>
            Point("Bãi rác", 105.85 + east, $"\"commune_code\":\"{commune}\",\"position_source\":\"{source}\",\"accuracy_m\":5000");

        var result = await Import(new(Write(Collection(
            Vague("05488", 0, "digitised"), Vague("05503", 0.01, "digitised"), Vague("05503", 0.02, "digitised"),
            Vague("05503", 0.1, "former-commune-centre"), Vague("05503", 0.11, "former-commune-centre"), Vague("05503", 0.11, "former-commune-centre"))), layer));

        // The third row is within five kilometres of the second, the last one is the one before.
        (result.Accepted, result.Refused).ShouldBe((4, 2), report.ToString());
    }

    [Fact]
    public async Task The_same_file_is_known_though_its_places_have_moved_since()
    {
        var layer = await service.NewLayer();
        var file = Write(Collection(Point("Kho thuốc", 105.8512)));
        (await Import(new(file, layer))).Accepted.ShouldBe(1);
        await service.Sql("update env.current_feature set geom = st_translate(geom, 0.01, 0), reason = 'moved' where layer = @layer", new { layer });

        var again = await Import(new(file, layer));

        (again.ExitCode, again.Problem?.Reason).ShouldBe((2, "file-twice"));
        (await Count(layer)).ShouldBe(1);
    }

    [Fact]
    public async Task A_commune_far_from_the_position_is_refused_by_centre_or_by_boundary()
    {
        var layer = await service.NewLayer();
        // Đất Mũi, Cà Mau, for a place in Thái Nguyên; and the middle of the sea of Guinea for Phú Bình.
        var result = await Import(new(Write(Collection(
            Point("Mâu thuẫn", 105.85, "\"commune_code\":\"32248\""), """{"type":"Feature","properties":{"name":"Đảo không","commune_code":"05503"},"geometry":{"type":"Point","coordinates":[0,0]}}""",
            Point("Đúng", 105.851, "\"commune_code\":\"05503\""))), layer));

        (result.Accepted, result.Refused).ShouldBe((1, 2));
        report.ToString().ShouldContain("nằm ngoài xã, phường 32248");

        var centre = (await service.Rows<(double, double)>("select st_x(centre), st_y(centre) from env.commune where code = '32248' and valid_to is null")).Single();
        string At(double east) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $$$"""{"type":"Feature","properties":{"name":"Ở {{{east}}}","commune_code":"32248"},"geometry":{"type":"Point","coordinates":[{{{centre.Item1 + east}}},{{{centre.Item2}}}]}}""");
        (await Import(new(Write(Collection(At(0.031))), layer))).Accepted.ShouldBe(1);
        await service.Sql("insert into env.boundary (level, code, name, geom, source) select 'commune', code, name, st_multi(st_expand(centre, 0.02)), 'test' from env.commune where code = '32248' and valid_to is null");
        try
        {
            var bounded = await Import(new(Write(Collection(At(0.032), At(0.019), At(0.0201))), layer));
            (bounded.Accepted, bounded.Refused).ShouldBe((2, 1));
        }
        finally
        {
            await service.Sql("delete from env.boundary where source = 'test' and code = '32248'");
        }
    }

    [Theory]
    [InlineData("a hole outside", "[[[105.80,21.58],[105.81,21.58],[105.81,21.59],[105.80,21.59],[105.80,21.58]],[[105.85,21.58],[105.855,21.58],[105.855,21.585],[105.85,21.585],[105.85,21.58]]]", false, 1, 1.0)]
    [InlineData("a hole half outside", "[[[105.80,21.58],[105.81,21.58],[105.81,21.59],[105.80,21.59],[105.80,21.58]],[[105.805,21.582],[105.815,21.582],[105.815,21.588],[105.805,21.588],[105.805,21.582]]]", false, 1, 0.7)]
    [InlineData("a bow tie", "[[[105.80,21.58],[105.81,21.59],[105.81,21.58],[105.80,21.59],[105.80,21.58]]]", false, 2, 0.5)]
    [InlineData("a spike", "[[[105.80,21.58],[105.81,21.58],[105.81,21.59],[105.83,21.59],[105.81,21.59],[105.80,21.59],[105.80,21.58]]]", false, 1, 1.0)]
    [InlineData("a part within a part", "[[[[105.80,21.58],[105.81,21.58],[105.81,21.59],[105.80,21.59],[105.80,21.58]]],[[[105.802,21.582],[105.807,21.582],[105.807,21.587],[105.802,21.587],[105.802,21.582]]]]", true, 1, 1.0)]
    [InlineData("a ring that goes round its middle twice", "[[[105.805,21.59],[105.80794,21.58096],[105.80024,21.58655],[105.80976,21.58655],[105.80206,21.58096],[105.805,21.59]]]", true, 1, null)]
    public async Task A_repair_never_changes_what_is_in_a_zone_without_saying_so(string what, string rings, bool changesArea, int parts, double? share)
    {
        var layer = await service.NewLayer();
        var file = Write(Collection($$$"""{"type":"Feature","properties":{"name":"{{{what}}}"},"geometry":{"type":"{{{(rings.StartsWith("[[[[", StringComparison.Ordinal) ? "MultiPolygon" : "Polygon")}}}","coordinates":{{{rings}}}}}"""));
        var result = await Import(new(file, layer) { Repair = true });
        if (changesArea)
        {
            (result.Accepted, result.Refused).ShouldBe((0, 1), report.ToString());
            report.ToString().ShouldContain("--repair-area");
            result = await Import(new(file, layer) { Repair = true, RepairArea = true });
        }

        (result.Accepted, result.Repaired).ShouldBe((1, 1), report.ToString());
        report.ToString().ShouldMatch($@"{(what.Contains("within", StringComparison.Ordinal) ? 2 : 1)} → {parts} phần, [0-9.,]+ → [0-9.,]+ ha");
        (await service.Value<int>("select st_numgeometries(geom) from published.feature where layer = @layer", new { layer })).ShouldBe(parts);
        if (share is { } known)
        {
            (await service.Value<double>("select st_area(geom) from published.feature where layer = @layer", new { layer })).ShouldBe(known * 1e-4, 1e-8);
        }
    }

    [Fact]
    public async Task Numbers_and_codes_are_what_they_are_however_they_are_written()
    {
        var layer = await service.NewLayer(attributes: Attributes);
        var good = await Import(new(Write(Collection(
            """{"type":"Feature","id":7.0,"properties":{"name":"A","commune_code":5503.0,"count":3.0,"grade":2.0,"amount":"1.234,5","accuracy_m":"5 m"},"geometry":{"type":"Point","coordinates":[105.851,21.59]}}""",
            """{"type":"Feature","properties":{"name":"B","commune_code":"5503.0","count":"1.234.567","grade":"1","amount":"12,5"},"geometry":{"type":"Point","coordinates":[105.852,21.59]}}""")), layer));

        (good.Accepted, good.Refused).ShouldBe((2, 0), report.ToString());
        (await service.Rows<string>("""
            select concat_ws(' ', commune_code, attributes ->> 'count', attributes ->> 'grade', attributes ->> 'amount', accuracy_m) from published.feature where layer = @layer order by name_vi
            """, new { layer })).ShouldBe(["05503 3 2 1234.5 5", "05503 1234567 1 12.5 10"]);

        var bad = await Import(new(Write(Collection(
            Point("C", 105.853, "\"amount\":\"1.000\""), Point("D", 105.854, "\"amount\":\"nhiều\""), Point("E", 105.855, "\"accuracy_m\":\"1.000\""), Point("F", 105.856, "\"accuracy_m\":\"khoảng 5\""),
            Point("G", 105.857, "\"count\":2.5"))), layer));
        (bad.Accepted, bad.Refused).ShouldBe((0, 5));
        foreach (var told in new[] { "Thuộc tính amount: “1.000” có thể là 1 hoặc 1000", "Thuộc tính amount: “nhiều” không phải là số", "Thuộc tính accuracy_m: “1.000” có thể là", "Thuộc tính accuracy_m: “khoảng 5”", "Thuộc tính count" })
        {
            report.ToString().ShouldContain(told);
        }
    }

    [Theory]
    [InlineData("name", NormalizationForm.FormC)]
    [InlineData("ten", NormalizationForm.FormC)]
    [InlineData("Tên", NormalizationForm.FormC)]
    [InlineData("TÊN", NormalizationForm.FormD)]
    public async Task The_name_is_found_under_the_heads_that_tables_here_have(string head, NormalizationForm form)
    {
        var layer = await service.NewLayer(attributes: Attributes);

        var result = await Import(new(Write(Collection(
            $$$"""{"type":"Feature","properties":{"{{{head.Normalize(form)}}}":"Suối Cốc"},"geometry":{"type":"Point","coordinates":[105.85,21.59]}}""")), layer));

        result.Accepted.ShouldBe(1, report.ToString());
        (await service.Rows<string>("select name_vi from published.feature where layer = @layer", new { layer })).ShouldBe(["Suối Cốc"], report.ToString());
    }

    [Theory]
    [InlineData("digitised", 0.099, "0,1 m")]
    [InlineData("gps", 0.99, "1 m")]
    [InlineData("surveyed", 0.000001, "0,01 m")]
    [InlineData("decision-annex", 0.009, "0,01 m")]
    [InlineData("commune-centre", 0.000001, "0,01 m")]
    [InlineData("surveyed", 0.01, null)]
    [InlineData("digitised", 0.1, null)]
    [InlineData("decision-annex", 0.01, null)]
    public async Task No_position_is_more_exact_than_its_source_can_be(string source, double metres, string? told)
    {
        var layer = await service.NewLayer(attributes: Attributes);

        var result = await Import(new(Write(Collection(Point("A", 105.85, FormattableString.Invariant($"\"position_source\":\"{source}\",\"accuracy_m\":{metres}")))), layer));

        (result.Accepted, result.Refused).ShouldBe(told is null ? (1, 0) : (0, 1), report.ToString());
        report.ToString().ShouldContain(told is null ? "" : $"không thể chính xác hơn {told}");
    }

    [Theory]
    [InlineData("""{"type":[],"features":[FEATURE]}""", "“type”: []")]
    [InlineData("""{"type":7,"features":[FEATURE]}""", "“type”: 7")]
    [InlineData("""{"displayFieldName":"name","geometryType":"esriGeometryPoint","spatialReference":{"wkid":4326},"features":[{"attributes":{"name":"A"},"geometry":{"x":105.8,"y":21.6}}]}""", "Esri JSON (f=json → f=geojson)")]
    [InlineData("""{"type":"Topology","objects":{}}""", "Topology")]
    public async Task What_is_no_GeoJson_is_called_what_it_is(string text, string told)
    {
        var result = await Import(new(Write(text.Replace("FEATURE", Point("A", 105.85), StringComparison.Ordinal)), await service.NewLayer()));

        (result.ExitCode, result.Problem?.Reason).ShouldBe((2, "not-geo-json"), report.ToString());
        report.ToString().Replace('"', '”').Replace("”type”", "“type”", StringComparison.Ordinal).ShouldContain(told);
    }

    [Fact]
    public async Task A_refusal_repeats_what_it_needs_of_a_file_and_a_folder_is_called_one()
    {
        var layer = await service.NewLayer(attributes: Attributes);
        var long3000 = new string('X', 3000);

        await Import(new(Write(Collection(Point("A", 105.85, $"\"code\":\"{long3000}\""), Point("B", 105.851, $"\"grade\":\"{long3000}\""), Point("C", 105.852, $"\"commune_code\":\"{long3000}\""),
            Point("D", 105.853, $"\"position_source\":\"{long3000}\""), Point("E", 105.854, $"\"valid_from\":\"{long3000}\""), Point("F", 105.855, $"\"amount\":\"{long3000}\""))), layer));

        report.ToString().ShouldContain("XXX…");
        report.ToString().ShouldNotContain(new string('X', 100));
        (await Should.ThrowAsync<EnvGis.Database.SetupException>(() => Import(new(new FileInfo(folder.FullName), layer)))).Message.ShouldContain("thư mục");
    }

    async Task<ImportResult> Import(ImportFile.Request request) => await ImportFile.RunAsync(service.OwnerDatabase, request with { AccuracyMetres = 10 }, report, CancellationToken.None);

    Task<long> Count(string layer) => service.Value<long>("select count(*) from published.feature where layer = @layer", new { layer });

    FileInfo Write(string text)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, $"{Guid.NewGuid():n}.geojson"));
        File.WriteAllText(file.FullName, text);
        return file;
    }

    static string Collection(params IEnumerable<string> features) => $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""";

    static string Point(string name, double longitude, string more = "") => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $$$"""{"type":"Feature","properties":{"name":"{{{name}}}"{{{(more.Length > 0 ? "," + more : "")}}}},"geometry":{"type":"Point","coordinates":[{{{longitude}}},21.59]}}""");

    /// <summary>The page asks for imports too: which option of the command line helps is said by that alone.</summary>
    [Fact]
    public void The_import_itself_names_no_option_of_the_command_line()
    {
        var root = Path.Combine(EnvGis.Commands.Checkout.Find(), "src");
        Directory.EnumerateFiles(Path.Combine(root, "EnvGis.Working", "Imports"), "*.cs").Concat(Directory.EnumerateFiles(Path.Combine(root, "EnvGis.Spatial", "GeoJson"), "*.cs"))
            .SelectMany(file => File.ReadLines(file).Where(line => line.Contains("\"", StringComparison.Ordinal) && System.Text.RegularExpressions.Regex.IsMatch(line, "[^-]--[a-z]{3}"))).ShouldBeEmpty();
    }
}
