using System.Diagnostics;
using System.Text;
using EnvGis.Commands;
using EnvGis.Database;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Imports;

/// <summary>Whatever is given as a file, by whatever way it comes: one sentence, nothing half-written, and the attempt is remembered.</summary>
public sealed class AnyFileTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("envgis-any-file-");
    readonly StringWriter report = new();

    public void Dispose() => folder.Delete(recursive: true);

    const string OnePoint = """{"type":"Feature","properties":{"name":"Điểm"},"geometry":{"type":"Point","coordinates":[105.8,21.5]}}""";

    /// <summary>Bytes of a file, and what its sentence names.</summary>
    static readonly (string Kind, byte[] Bytes, string Named)[] NotGeoJson =
    [
        ("zeros", new byte[4], "00 00"),
        ("a disk image of zeros", new byte[300_000], "00 00"),
        ("zip", [.. "PK\u0003\u0004\u0014\0\0\0"u8], "ZIP"),
        ("empty zip", [.. "PK\u0005\u0006"u8, .. new byte[18]], "ZIP"),
        ("gpkg", [.. "SQLite format 3\0"u8, .. new byte[84]], "GeoPackage"),
        ("gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], "gzip"),
        ("shp", [0, 0, 0x27, 0x0A, .. new byte[96]], "Shapefile"),
        ("kml", [.. "<?xml version=\"1.0\"?><!DOCTYPE kml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><kml>&x;</kml>"u8], "XML"),
        ("UTF-32 with a mark", [0xFF, 0xFE, 0, 0, (byte)'{', 0, 0, 0], "UTF-32"),
        ("UTF-32, the other way", [0, 0, 0xFE, 0xFF, 0, 0, 0, (byte)'{'], "UTF-32"),
        ("UTF-32 without a mark", Encoding.UTF32.GetBytes("{\"type\":\"FeatureCollection\",\"features\":[]}"), "JSON"),
        ("UTF-16 of nothing but a mark", [0xFF, 0xFE], "rỗng"),
        ("UTF-16 with half a pair", [0xFF, 0xFE, 0, 0xD8, 0, 0xD8], "GeoJSON"),
        ("csv", [.. "ten;x;y\r\nA;1.000;2"u8], "ten;x;y"),
        ("csv in UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("tên\tx\ty\r\n")], "tên"),
        ("csv in Windows-1258", [(byte)'t', 0xEA, (byte)'n', (byte)';', (byte)'x'], "t"),
        ("escape signs of a terminal", [.. "\u001b[31mđỏ\u001b]0;x\u0007"u8], "\\u001B"),
        ("random bytes", [.. Enumerable.Range(0, 5_000).Select(i => (byte)(i * 151 + 7))], "GeoJSON"),
        ("a name with a null", [.. """{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:\u0000"}},"features":[]}"""u8], "\\u0000"),
        ("a name with half a character", [.. """{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"\ud800"}},"features":[]}"""u8], "CRS"),
        ("a type with a null", [.. """{"type":"Topo\u0000logy","objects":{}}"""u8], "Topo\\u0000logy"),
        ("a thousand brackets", [.. Enumerable.Repeat((byte)'[', 1_000)], "[[["),
    ];

    /// <summary>As a disk does that breaks: this memory of a process can be opened and not be read.</summary>
    [Fact]
    public async Task A_file_that_ceases_to_be_readable_is_told_by_a_sentence_and_remembered()
    {
        var layer = await service.NewLayer();
        var refused = await Should.ThrowAsync<SetupException>(() => ImportFile.RunAsync(service.OwnerDatabase, new(new FileInfo("/proc/self/mem"), layer) { AccuracyMetres = 10 }, report, CancellationToken.None));
        refused.Message.ShouldContain("Không đọc tiếp được tệp từ byte 0");
        refused.Message.ShouldContain("cannot be read on");
        (await service.Value<string>("select state from staging.import where layer = @layer", new { layer })).ShouldBe("failed");
    }

    public static TheoryData<string> Kinds => [.. NotGeoJson.Select(one => one.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_no_GeoJSON_is_refused_by_a_sentence_and_remembered(string kind)
    {
        var (_, bytes, named) = NotGeoJson.Single(one => one.Kind == kind);
        var layer = await service.NewLayer();
        var rejects = new FileInfo(Path.Combine(folder.FullName, "rejects.csv"));

        var result = await ImportFile.RunAsync(service.OwnerDatabase, new(Write(bytes), layer) { AccuracyMetres = 10, RejectFile = rejects }, report, CancellationToken.None);

        result.ExitCode.ShouldBe(2);
        var problem = result.Problem.ShouldNotBeNull();
        (problem.Vi + problem.En).ShouldContain(named);
        var said = report.ToString();
        said.ShouldContain(problem.Vi);
        said.Where(sign => char.IsControl(sign) && sign is not ('\n' or '\r')).ShouldBeEmpty();
        (await service.Value<string>("select concat_ws(' ', state, problem is not null, bytes) from staging.import where id = @Id", new { result.Id }))
            .ShouldBe($"nothing t {bytes.Length}");
        (await service.Value<long>("select count(*) from env.feature where layer = @layer", new { layer })).ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"type":"Feature","id":"a\u0000b","properties":{"name":"x"},"geometry":{"type":"Point","coordinates":[105.85,21.59]}}""", "invalid-id")]
    [InlineData("""{"type":"Feature","id":"\ud800","properties":{"name":"x"},"geometry":{"type":"Point","coordinates":[105.85,21.59]}}""", "invalid-json")]
    [InlineData("""{"type":"Feature","properties":{"name":"x"},"crs":{"type":"name","properties":{"name":"\udc00"}},"geometry":null}""", "crs-not-supported")]
    [InlineData("""{"type":"Feature","properties":{"name":"\ud800"},"geometry":{"type":"Point","coordinates":[105.85,21.59]}}""", "property-unreadable")]
    [InlineData("""{"type":"Feature","properties":{"name":"x","\u0000\ud800":1},"geometry":{"type":"Point","coordinates":[105.85,21.59]}}""", "property-unreadable")]
    public async Task Unreadable_text_in_one_feature_costs_that_feature_only(string feature, string reason)
    {
        var layer = await service.NewLayer();
        var rejects = new FileInfo(Path.Combine(folder.FullName, "rejects.csv"));

        var result = await ImportFile.RunAsync(service.OwnerDatabase,
            new(Write(Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{feature}},{{OnePoint}}]}""")), layer) { AccuracyMetres = 10, RejectFile = rejects },
            report, CancellationToken.None);

        (result.Accepted, result.Refused, result.ExitCode).ShouldBe((1, 1, 1));
        (await File.ReadAllTextAsync(rejects.FullName)).ShouldContain($"0,\"\",,{reason}".Replace("\"\"", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_null_in_what_is_kept_is_a_space()
    {
        var layer = await service.NewLayer(attributes: """[{"name":"note","title":{"vi":"Ghi chú","en":"Note"},"type":"text"}]""");
        var file = Write("""{"type":"Feature","properties":{"name":"a\u0000b","note":"c\u0000d","x\u0000y":1},"geometry":{"type":"Point","coordinates":[105.85,21.59]}}"""u8.ToArray());

        (await ImportFile.RunAsync(service.OwnerDatabase, new(file, layer) { AccuracyMetres = 10 }, report, CancellationToken.None)).Accepted.ShouldBe(1);

        (await service.Value<string>("select name_vi || '|' || (attributes ->> 'note') from published.feature where layer = @layer", new { layer })).ShouldBe("a b|c d");
    }

    [Fact]
    public async Task A_pipe_is_read_to_its_end()
    {
        var layer = await service.NewLayer();
        var pipe = new FileInfo(Path.Combine(folder.FullName, "pipe"));
        using (var made = Process.Start("mkfifo", [pipe.FullName]))
        {
            await made.WaitForExitAsync();
        }
        var writing = Task.Run(() => File.WriteAllText(pipe.FullName, OnePoint));

        var result = await ImportFile.RunAsync(service.OwnerDatabase, new(pipe, layer) { AccuracyMetres = 10 }, report, CancellationToken.None);

        await writing;
        result.Accepted.ShouldBe(1);
        (await service.Value<string>("select concat_ws(' ', bytes, length(sha256)) from staging.import where id = @Id", new { result.Id })).ShouldBe($"{Encoding.UTF8.GetByteCount(OnePoint)} 64");
    }

    [Fact]
    public async Task Standard_input_is_read_and_numbers_behind_options_are_read_as_people_write_them()
    {
        var layer = await service.NewLayer();

        var taken = await Command(OnePoint, "import", "-", "--layer", layer, "--accuracy-m", "2,5", "--valid-from", "2026-04-01");

        taken.ShouldBe((0, taken.Said));
        (await service.Value<string>("select accuracy_m || ' ' || lower(valid) from published.feature where layer = @layer", new { layer })).ShouldBe("2.5 2026-04-01");
        foreach (var (written, vi, en) in new[]
        {
            ("1.000", "có thể là 1 hoặc 1000", "may be 1 or 1000"), ("nhiều", "cần một số", "takes a number"), ("0", "lớn hơn 0", "above 0"), ("5 km", "cần một số", "takes a number"),
        })
        {
            var refused = await Command(OnePoint, "import", "-", "--layer", layer, "--accuracy-m", written);
            refused.ExitCode.ShouldNotBe(0);
            refused.Said.ShouldContain("--accuracy-m");
            refused.Said.ShouldContain(vi);
            refused.Said.ShouldContain(en);
            refused.Said.ShouldNotContain("   at ");
        }
    }

    [Fact]
    public async Task What_nobody_foresaw_is_a_sentence_and_its_trace_lies_in_a_file()
    {
        using var told = new StringWriter();

        (await EnvGis.Commands.Refusals.SpokenAsync(() => throw new InvalidOperationException("Không ai\nngờ tới."), told)).ShouldBe(2);

        told.ToString().TrimEnd().ShouldNotContain("\n");
        const string Sentence = "EnvGis: chương trình gặp lỗi ngoài dự kiến. / The program met an unexpected fault: Không ai ngờ tới. The details are in ";
        told.ToString().ShouldStartWith(Sentence);
        var file = told.ToString().TrimEnd().TrimEnd('.')[Sentence.Length..];
        (await File.ReadAllTextAsync(file)).ShouldContain("   at EnvGis.Tests.Imports.AnyFileTests");
        File.Delete(file);
    }

    FileInfo Write(byte[] bytes)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, $"{Guid.NewGuid():n}"));
        File.WriteAllBytes(file.FullName, bytes);
        return file;
    }

    async Task<(int ExitCode, string Said)> Command(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Service).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardInputEncoding = new UTF8Encoding(false),
        };
        start.Environment["ENVGIS_ROOT"] = service.Root;
        start.Environment["ConnectionStrings__EnvGis"] = new NpgsqlConnectionStringBuilder(service.Database.Owner) { Pooling = false }.ConnectionString;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Refused before it read anything.
        }
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
