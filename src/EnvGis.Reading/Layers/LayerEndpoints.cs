using System.Text.Encodings.Web;
using System.Text.Json;
using EnvGis.Access;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Layers;

/// <summary>Which layers there are, with all that a page needs to draw and explain them.</summary>
public static class LayerEndpoints
{
    public static IServiceCollection AddLayers(this IServiceCollection services) =>
        services.AddSingleton(provider => new LayerFigures(provider.GetRequiredService<Sights>().Public, provider.GetRequiredService<TimeProvider>()));

    public static void MapLayers(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/layers", ListAsync).WithName("layers").AllowAnonymous()
            .Says("Các lớp, với tất cả những gì cần để vẽ và giải thích", "The layers, with all that is needed to draw and explain them")
            .Writes(typeof(LayerList));
        endpoints.MapGet("/api/vocabularies", ListWords).WithName("vocabularies").AllowAnonymous()
            .Says("Các từ mà câu trả lời và tham số dùng, kèm tên gọi", "The words that answers and parameters hold, and what people call them");
    }

    static Ok<IReadOnlyDictionary<string, Vocabularies.Vocabulary>> ListWords(HttpResponse response, CancellationToken _)
    {
        response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok(Vocabularies.All);
    }

    static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The definition goes through as it is stored, so that a member added to the files needs no change here.
    static async Task ListAsync(LayerFigures figures, Sight sight, TimeProvider time, HttpResponse response, CancellationToken cancellationToken)
    {
        // What everybody sees is counted for everybody; for one caller it is counted now.
        using var own = sight.IsPublic ? null : new LayerFigures(sight, time);
        var layers = await (own ?? figures).GetAsync(cancellationToken);
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        await using var json = new Utf8JsonWriter(response.BodyWriter, Readable);
        json.WriteStartObject();
        json.WriteStartArray("layers");
        // One that cannot be read is nobody's.
        foreach (var layer in layers.Where(layer => sight.Layers.Find(layer.Id) is not null))
        {
            using var definition = JsonDocument.Parse(layer.Definition);
            json.WriteStartObject();
            foreach (var member in definition.RootElement.EnumerateObject())
            {
                member.WriteTo(json);
            }
            json.WriteNumber("features", layer.Features);
            json.WriteNumber("unlocated", layer.Unlocated);
            json.WritePropertyName("extent");
            JsonSerializer.Serialize(json, layer.Extent);
            json.WriteString("tiles", $"/tiles/{layer.Id}/{{z}}/{{x}}/{{y}}.mvt");
            json.WriteString("items", $"/ogc/collections/{layer.Id}/items");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }
}
