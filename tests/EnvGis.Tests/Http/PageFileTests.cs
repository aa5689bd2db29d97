using System.IO.Compression;
using System.Net;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Http;

public sealed class PageFileTests(ProjectService project) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    public static readonly TheoryData<string, string> Texts = new()
    {
        { "/", "text/html" },
        { "/tasks", "text/html" },
        { "/css/map.css", "text/css" },
        { "/i18n/vi.json", "application/json" },
        { "/icons/envgis.svg", "image/svg+xml" },
    };

    [Theory, MemberData(nameof(Texts))]
    public async Task Text_of_the_page_travels_compressed_and_is_the_same_text(string path, string type)
    {
        using var plain = await Get(path);
        plain.Content.Headers.ContentEncoding.ShouldBeEmpty();
        var bytes = await plain.Content.ReadAsByteArrayAsync();
        foreach (var (accepted, given) in ((string, string)[])[("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("br;q=0.5, gzip", "gzip")])
        {
            using var packed = await Get(path, accepted);
            packed.StatusCode.ShouldBe(HttpStatusCode.OK);
            packed.Content.Headers.ContentEncoding.ShouldBe([given]);
            packed.Content.Headers.ContentType!.MediaType.ShouldBe(type);
            packed.Headers.Vary.ShouldBe(["Accept-Encoding"]);
            packed.Headers.CacheControl!.NoCache.ShouldBeTrue();
            var body = await packed.Content.ReadAsByteArrayAsync();
            body.Length.ShouldBeLessThan(bytes.Length);
            Unpacked(body, given).ShouldBe(bytes);
        }
    }

    [Fact]
    public async Task A_caller_who_has_the_file_is_told_so_in_each_encoding_by_a_tag_of_its_own()
    {
        var tags = new HashSet<string>();
        foreach (var accepted in (string?[])[null, "gzip", "br"])
        {
            using var first = await Get("/css/map.css", accepted);
            var tag = first.Headers.ETag!;
            tag.IsWeak.ShouldBeFalse();
            tags.Add(tag.Tag).ShouldBeTrue();
            using var again = await Get("/css/map.css", accepted, tag.ToString());
            again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
            again.Headers.ETag.ShouldBe(tag);
            again.Headers.Vary.ShouldBe(["Accept-Encoding"]);
            (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }
        using var other = await Get("/css/map.css", "br", "\"of-yesterday\"");
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_head_of_a_file_tells_its_compressed_length_and_brings_no_body()
    {
        using var whole = await Get("/css/map.css", "br");
        using var head = await Get("/css/map.css", "br", method: HttpMethod.Head);
        head.Content.Headers.ContentLength.ShouldBe((await whole.Content.ReadAsByteArrayAsync()).LongLength);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        head.Headers.ETag.ShouldBe(whole.Headers.ETag);
    }

    [Theory]
    [InlineData("/css/no-such.css")]
    [InlineData("/css")]
    [InlineData("/css/../../data/README.txt")]
    [InlineData("/%2e%2e/data/layers/waste-sites.json")]
    public async Task What_is_no_file_of_the_page_is_refused(string path)
    {
        using var answer = await Get(path, "br");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/khong-co", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true)]
    [InlineData("/ban-do/x.php?a=1", "text/html", true)]
    [InlineData("/api/no-such", "text/html,*/*;q=0.8", true)]
    [InlineData("/khong-co", "*/*", false)]
    [InlineData("/khong-co", null, false)]
    [InlineData("/khong-co", "application/json", false)]
    public async Task An_address_that_leads_nowhere_is_a_page_to_people_and_a_refusal_to_programs(string path, string? accept, bool isPage)
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
        {
            using var request = new HttpRequestMessage(method, path);
            if (accept is not null)
            {
                request.Headers.TryAddWithoutValidation("Accept", accept);
            }
            request.Headers.TryAddWithoutValidation("If-None-Match", "*");
            using var answer = await service.Http.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe(isPage ? "text/html" : "application/problem+json");
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            if (isPage)
            {
                answer.Headers.Vary.ShouldContain("Accept");
            }
        }
    }

    [Fact]
    public async Task Answers_of_the_service_to_the_page_travel_compressed_too()
    {
        using var plain = await Get("/api/layers");
        using var packed = await Get("/api/layers", "gzip, br");
        packed.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        packed.Headers.Vary.ShouldContain("Accept-Encoding");
        Unpacked(await packed.Content.ReadAsByteArrayAsync(), "br").Length.ShouldBe((await plain.Content.ReadAsByteArrayAsync()).Length);
    }

    async Task<HttpResponseMessage> Get(string path, string? accepted = null, string? tag = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        if (accepted is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        }
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }
        return await service.Http.SendAsync(request);
    }

    static byte[] Unpacked(byte[] body, string encoding)
    {
        using Stream stream = encoding == "br" ? new BrotliStream(new MemoryStream(body), CompressionMode.Decompress) : new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }
}
