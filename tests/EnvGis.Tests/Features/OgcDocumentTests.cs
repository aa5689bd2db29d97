using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Features;

/// <summary>The documents of OGC API Features by which a client finds its way (OGC 17-069r4 §7.2 to §7.14).</summary>
public sealed class OgcDocumentTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task The_landing_page_leads_to_description_conformance_and_data()
    {
        var page = await service.Json("/ogc");

        page.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        var links = page.GetProperty("links").EnumerateArray().ToDictionary(link => link.GetProperty("rel").GetString()!, link => link.GetProperty("type").GetString());
        links["service-desc"].ShouldBe("application/vnd.oai.openapi+json;version=3.0");
        links.Keys.ShouldBe(["self", "service-desc", "conformance", "data"], ignoreOrder: true);
        foreach (var relation in links.Keys)
        {
            using var answer = await service.Http.GetAsync(page.Link(relation));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, relation);
            answer.Content.Headers.NonValidated["Content-Type"].ToString().ShouldBe(links[relation]);
        }
    }

    [Fact]
    public async Task It_conforms_to_core_openapi_30_and_geojson()
    {
        var classes = (await service.Json("/ogc/conformance")).GetProperty("conformsTo").EnumerateArray().Select(name => name.GetString()!);

        classes.Select(name => name.Split('/')[^1]).ShouldBe(["core", "oas30", "geojson"], ignoreOrder: true);
    }

    [Fact]
    public async Task Every_link_has_a_relation_and_a_type_and_names_the_host_that_was_asked()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105 21)");
        await using var named = await service.StartAnother("--AllowedHosts=ban-do.example.vn");
        foreach (var address in (string[])["/ogc", "/ogc/collections", $"/ogc/collections/{layer}", OgcClient.Items(layer), OgcClient.Items(layer) + $"/{id}"])
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = "ban-do.example.vn" } };
            using var answer = await named.Http.SendAsync(asked);
            var document = OgcClient.Parse(await answer.Content.ReadAsStringAsync());
            var all = document.GetProperty("links").EnumerateArray().ToList();
            if (document.TryGetProperty("collections", out var collections))
            {
                all.AddRange(collections.EnumerateArray().SelectMany(collection => collection.GetProperty("links").EnumerateArray()));
            }
            foreach (var link in all)
            {
                link.GetProperty("rel").GetString().ShouldNotBeNullOrEmpty(address);
                link.GetProperty("type").GetString().ShouldNotBeNullOrEmpty(address);
                link.GetProperty("href").GetString().ShouldStartWith("http://ban-do.example.vn/");
            }
            all.Count(link => link.GetProperty("rel").GetString() == "self").ShouldBeGreaterThan(0, address);
        }
    }

    [Fact]
    public async Task A_collection_is_described_alike_alone_and_in_the_list()
    {
        var layer = await service.NewLayer();
        await service.NewFeature(layer, "POLYGON((105.1 21.1, 105.3 21.1, 105.3 21.2, 105.1 21.2, 105.1 21.1))");

        var listed = (await service.Json("/ogc/collections")).GetProperty("collections").EnumerateArray()
            .Single(collection => collection.GetProperty("id").GetString() == layer);
        var alone = await service.Json($"/ogc/collections/{layer}");

        foreach (var member in (string[])["id", "title", "description", "extent", "crs", "storageCrs", "itemType", "links"])
        {
            JsonElement.DeepEquals(listed.GetProperty(member), alone.GetProperty(member)).ShouldBeTrue(member);
        }
        alone.GetProperty("crs")[0].GetString().ShouldBe(OgcClient.Crs84);
        alone.GetProperty("crs").EnumerateArray().Select(crs => crs.GetString()).ShouldContain(alone.GetProperty("storageCrs").GetString());
    }

    [Fact]
    public async Task Every_feature_lies_in_the_extent_of_its_collection_also_after_changes()
    {
        var layer = await service.NewLayer();
        await service.NewFeature(layer, "POINT(105.1234567891 21.5)");
        await Holds();
        await service.NewFeature(layer, "POLYGON((102 9, 102.00000004 9, 102 9.3, 102 9))");
        await Holds();
        await service.Sql("update env.current_feature set geom = st_point(109.4, 23.1, 4326) where layer = @layer and geometrytype(geom) = 'POINT'", new { layer });
        await Holds();
        (await service.Json($"/ogc/collections/{layer}")).GetProperty("extent").GetProperty("temporal").GetProperty("interval")[0][0].GetString()
            .ShouldBe("2026-01-01T00:00:00+07:00");

        async Task Holds()
        {
            var extent = (await service.Json($"/ogc/collections/{layer}")).GetProperty("extent").GetProperty("spatial").GetProperty("bbox")[0]
                .EnumerateArray().Select(number => number.GetDouble()).ToArray();
            foreach (var (x, y) in (await service.Json(OgcClient.Items(layer))).GetProperty("features").EnumerateArray().SelectMany(Positions))
            {
                (x >= extent[0] && x <= extent[2] && y >= extent[1] && y <= extent[3]).ShouldBeTrue($"{x} {y} is outside {string.Join(' ', extent)}");
            }
        }

        static IEnumerable<(double, double)> Positions(JsonElement feature) => Flat(feature.GetProperty("geometry").GetProperty("coordinates"));

        static IEnumerable<(double, double)> Flat(JsonElement array) => array[0].ValueKind == JsonValueKind.Number
            ? [(array[0].GetDouble(), array[1].GetDouble())] : array.EnumerateArray().SelectMany(Flat);
    }

    [Fact]
    public async Task A_collection_without_positions_has_no_extent()
    {
        var layer = await service.NewLayer();
        await service.NewUnlocated(layer);

        (await service.Json($"/ogc/collections/{layer}")).TryGetProperty("extent", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task An_unknown_collection_is_not_found()
    {
        foreach (var address in (string[])["", "/items", "/items/1", "/schema", "/queryables", "/feature-schema"])
        {
            (await service.Refused($"/ogc/collections/khong-co{address}", HttpStatusCode.NotFound)).ShouldContain("khong-co");
        }
    }

    [Fact]
    public async Task The_api_document_is_openapi_30_and_every_reference_in_it_leads_somewhere()
    {
        var document = await service.Json("/ogc/api");

        document.GetProperty("openapi").GetString().ShouldStartWith("3.0.");
        References(document).ShouldNotBeEmpty();
        foreach (var reference in References(document))
        {
            var target = document;
            foreach (var step in reference[2..].Split('/'))
            {
                target.TryGetProperty(step, out target).ShouldBeTrue(reference);
            }
        }
        var operations = document.GetProperty("paths").EnumerateObject().Select(path => path.Value.GetProperty("get")).ToList();
        operations.Select(operation => operation.GetProperty("operationId").GetString()).ShouldBeUnique();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            var declared = path.Value.GetProperty("get").GetProperty("parameters").EnumerateArray().Select(reference => reference.GetProperty("$ref").GetString()!.Split('/')[^1]).ToList();
            declared.ShouldBeUnique();
            path.Name.Split('/').Where(part => part.StartsWith('{')).ShouldAllBe(part => declared.Contains(part.Trim('{', '}')));
        }
        foreach (var parameter in document.GetProperty("components").GetProperty("parameters").EnumerateObject())
        {
            parameter.Value.GetProperty("name").GetString().ShouldBe(parameter.Name);
            parameter.Value.GetProperty("in").GetString().ShouldBeOneOf("query", "path");
            parameter.Value.GetProperty("required").GetBoolean().ShouldBe(parameter.Value.GetProperty("in").GetString() == "path", parameter.Name);
        }
        // Clients load it whole before anything else.
        document.GetRawText().Length.ShouldBeLessThan(60_000);

        static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Name == "$ref" ? [member.Value.GetString()!] : References(member.Value)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
            _ => [],
        };
    }

    [Fact]
    public async Task The_api_document_declares_limit_bbox_and_datetime_as_the_standard_has_them()
    {
        var parameters = (await service.Json("/ogc/api")).GetProperty("components").GetProperty("parameters");

        var limit = parameters.GetProperty("limit");
        limit.GetProperty("style").GetString().ShouldBe("form");
        limit.GetProperty("explode").GetBoolean().ShouldBeFalse();
        limit.GetProperty("schema").GetProperty("type").GetString().ShouldBe("integer");
        limit.GetProperty("schema").GetProperty("minimum").GetInt32().ShouldBe(1);
        limit.GetProperty("schema").GetProperty("default").GetInt32().ShouldBe(100);
        limit.GetProperty("schema").GetProperty("maximum").GetInt32().ShouldBe(10_000);
        var bbox = parameters.GetProperty("bbox");
        bbox.GetProperty("explode").GetBoolean().ShouldBeFalse();
        bbox.GetProperty("schema").GetProperty("type").GetString().ShouldBe("array");
        bbox.GetProperty("schema").GetProperty("minItems").GetInt32().ShouldBe(4);
        bbox.GetProperty("schema").GetProperty("maxItems").GetInt32().ShouldBe(6);
        bbox.GetProperty("schema").GetProperty("items").GetProperty("type").GetString().ShouldBe("number");
        parameters.GetProperty("datetime").GetProperty("schema").GetProperty("type").GetString().ShouldBe("string");
        parameters.GetProperty("datetime").GetProperty("explode").GetBoolean().ShouldBeFalse();
    }

    /// <summary>What a client writes by the schema is taken, and what the service refuses to guess is no value of the schema.</summary>
    [Fact]
    public async Task The_api_document_says_of_numbers_how_the_service_reads_them()
    {
        var layer = await service.NewLayer(attributes: OgcClient.Attributes.Replace("\"level\"", "\"muc_thu\"", StringComparison.Ordinal));
        var parameter = (await service.Json("/ogc/api")).GetProperty("components").GetProperty("parameters").GetProperty("muc_thu");
        parameter.GetProperty("schema").GetProperty("type").GetString().ShouldBe("string");
        parameter.GetProperty("description").GetString()!.ShouldNotContain("7.000 là 7");
        var written = new System.Text.RegularExpressions.Regex(parameter.GetProperty("schema").GetProperty("pattern").GetString()!, System.Text.RegularExpressions.RegexOptions.ECMAScript);
        var random = new Random(7);
        var numbers = Enumerable.Range(0, 300).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => "0123456789012345678900000.,+-e "[random.Next(31)])))
            .Concat(["7.000", "7,000", "7.125", "-7.125", "0.125", "7.1250", "1234.567", "7", "7.5", "1e3", "1.000e3", "999.999", "1.234.567", "1 234", "+0,5", "00.500", "NaN", "1e99"]).Distinct().ToList();
        numbers.Count(number => written.IsMatch(number)).ShouldBeGreaterThan(60);
        foreach (var number in numbers)
        {
            using var answer = await service.Http.GetAsync(OgcClient.Items(layer, $"muc_thu={Uri.EscapeDataString(number)}"));
            if (written.IsMatch(number))
            {
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, number);
            }
            else if (answer.StatusCode == HttpStatusCode.BadRequest)
            {
                continue;
            }
            // What people write besides, such as marks between thousands, is taken too.
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, number);
        }
        foreach (var twofold in (string[])["7.000", "7,000", "7.125", "-7.125", "+999.999", "10.250"])
        {
            written.IsMatch(twofold).ShouldBeFalse(twofold);
            (await service.Http.GetAsync(OgcClient.Items(layer, $"muc_thu={Uri.EscapeDataString(twofold)}"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, twofold);
        }
    }

    [Fact]
    public async Task The_schema_types_every_property_that_items_carry_and_queryables_are_those_that_filter()
    {
        var layer = await service.NewLayer(attributes: OgcClient.Attributes);
        await service.NewFeature(layer, "POINT(105 21)", attributes: """{"kind":"a","cells":3,"level":0.5,"lined":true,"since":"2026-04-01","owner":"x","hidden":"y"}""");

        var schema = (await service.Json($"/ogc/collections/{layer}/schema")).GetProperty("properties");
        var sent = (await service.Json(OgcClient.Items(layer))).GetProperty("features")[0].GetProperty("properties").EnumerateObject().Select(member => member.Name);
        schema.EnumerateObject().Select(member => member.Name).Except(["id", "geometry"]).ShouldBe(sent, ignoreOrder: true);
        schema.GetProperty("cells").GetProperty("type").GetString().ShouldBe("integer");
        schema.GetProperty("since").GetProperty("format").GetString().ShouldBe("date");
        schema.GetProperty("kind").GetProperty("enum").EnumerateArray().Select(code => code.GetString()).ShouldBe(["a", "b"]);
        schema.GetProperty("geometry").GetProperty("x-ogc-role").GetString().ShouldBe("primary-geometry");

        (await service.Json($"/ogc/collections/{layer}/queryables")).GetProperty("properties").EnumerateObject().Select(member => member.Name)
            .ShouldBe(["code", "demonstration", "unlocated", "commune_code", "province_code", "kind", "cells", "level", "lined", "since", "owner", "geometry"],
                ignoreOrder: true);
        var feature = (await service.Json($"/ogc/collections/{layer}/feature-schema")).GetProperty("properties");
        feature.GetProperty("properties").GetProperty("properties").GetProperty("level").GetProperty("type").GetString().ShouldBe("number");
    }

    [Theory]
    [InlineData("/ogc")]
    [InlineData("/ogc/conformance")]
    [InlineData("/ogc/api")]
    [InlineData("/ogc/collections")]
    [InlineData("/ogc/collections/landfills")]
    [InlineData("/ogc/collections/landfills/schema")]
    [InlineData("/ogc/collections/landfills/queryables")]
    [InlineData("/ogc/collections/landfills/items")]
    public async Task An_unknown_parameter_or_encoding_is_refused_and_json_is_not(string address)
    {
        (await service.Refused($"{address}?unknownquery=1")).ShouldContain("unknownquery");
        (await service.Refused($"{address}?f=html")).ShouldContain("json");
        await service.Json($"{address}?f=json&lang=en");
        using var head = await service.Http.SendAsync(new(HttpMethod.Head, address));
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Titles_come_in_the_callers_language()
    {
        (await service.Json("/ogc/collections/landfills?lang=en")).GetProperty("title").GetString()
            .ShouldNotBe((await service.Json("/ogc/collections/landfills")).GetProperty("title").GetString());
    }
}
