using System.Buffers;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Filtering;
using EnvGis.Http;
using EnvGis.Layers;
using EnvGis.Ogc;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Exports;

/// <summary>
/// A whole layer, or what a filter leaves of it, as it is in force today or was at another time, from one snapshot. Rows go from the database to the caller as
/// they come, so that memory does not grow with
/// the layer, and a caller who leaves stops the query.
/// </summary>
static class ExportLayer
{
    /// <summary>Seconds until the next row must be there.</summary>
    const int TimeoutSeconds = 60;

    public static async Task<Results<EmptyHttpResult, Refusal>> Handle(
        string file, HttpContext context, LongAnswers places, Sight sight, Caller caller, TakenAlong taken, CancellationToken cancellationToken)
    {
        var (layers, database) = sight;
        var dot = file.LastIndexOf('.');
        if (dot < 0 || ExportFormat.Find(file[(dot + 1)..]) is not { } format)
        {
            return Problems.UnknownExportFormat(file);
        }
        if (layers.Find(file[..dot]) is not { } layer)
        {
            return Problems.UnknownLayer(file[..dot]);
        }
        var query = QueryParameters.Of(context.Request, name => FeatureFilter.IsAttribute(name, [layer]));
        var filter = FeatureFilter.Of(query, [layer]);
        if (query.IsRefused(out var refusal))
        {
            return refusal;
        }
        if (!places.TryTake(caller, out var place, out refusal))
        {
            return refusal;
        }
        using (place)
        {
            await taken.FileAsync(context.Request, caller, file, layer, query, cancellationToken);
            var response = context.Response;
            response.ContentType = format.MediaType;
            response.Headers.ContentDisposition = $"attachment; filename=\"{file}\"";
            response.Headers["Content-Crs"] = CoordinateSystems.ContentCrs;
            response.Headers.CacheControl = "no-cache";
            StreamedBody.Varies(response);
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await WriteAsync(response, layer, filter, format, database.Source, StreamedBody.WantsGzip(context.Request), cancellationToken);
            }
            return TypedResults.Empty;
        }
    }

    static async Task WriteAsync(HttpResponse response, Layer layer, FeatureFilter filter, ExportFormat format, ReadingSource source, bool compressed, CancellationToken cancellationToken)
    {
        using var body = new StreamedBody(response, compressed);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = await ItemsQuery.WholeAsync(connection, layer, filter, cancellationToken);
        command.CommandTimeout = TimeoutSeconds;
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        try
        {
            using var row = new PublishedFeatureRow(rows, body, layer.HasOneGeometryType());
            body.Write(format.Start);
            for (var first = true; await rows.ReadAsync(cancellationToken); first = false)
            {
                body.Write(first ? format.First : format.Next);
                row.Write();
                body.Write(format.After);
                await body.SendIfFullAsync(cancellationToken);
            }
            body.Write(format.End);
            await body.EndAsync(cancellationToken);
        }
        catch
        {
            // Otherwise closing the reader would read the rest of the layer that nobody wants.
            command.Cancel();
            throw;
        }
    }
}
