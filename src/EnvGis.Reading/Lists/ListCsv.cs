using System.Buffers;
using System.Text;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Filtering;
using EnvGis.Http;
using EnvGis.Layers;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.Lists;

/// <summary>The list as a table for a spreadsheet of the caller's language (UTF-8 with its mark, by which Excel knows it).</summary>
static class ListCsv
{
    public const int MostRows = 100_000;

    static readonly string[] HeaderVi =
    [
        "Mã số", "Mã", "Lớp", "Tên", "Mức độ", "Tình trạng", "Xã, phường", "Tỉnh", "Kinh độ", "Vĩ độ", "Chưa rõ vị trí", "Dữ liệu minh họa",
        "Nhiệm vụ đang mở", "Quá hạn (ngày)", "Khoảng cách (m)",
    ];

    static readonly string[] HeaderEn =
    [
        "Id", "Code", "Layer", "Name", "Severity", "Status", "Commune", "Province", "Longitude", "Latitude", "Not located", "Demonstration data",
        "Open tasks", "Overdue (days)", "Distance (m)",
    ];

    public static async Task<Results<EmptyHttpResult, Refusal>> Handle(
        HttpContext context, Sight sight, LongAnswers places, Caller caller, TakenAlong taken, CancellationToken cancellationToken)
    {
        var (catalogue, database) = sight;
        var request = ListRequest.Of(context.Request, catalogue);
        var table = Csv.Of(context.Request, request.Scope.Query);
        if (request.Scope.Query.IsRefused(out var refusal))
        {
            return refusal;
        }
        if (!places.TryTake(caller, out var place, out refusal))
        {
            return refusal;
        }
        using var held = place;
        var response = context.Response;
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = "attachment; filename=\"envgis.csv\"";
        response.Headers.CacheControl = "no-cache";
        StreamedBody.Varies(response);
        try
        {
            await taken.TableAsync(context.Request, caller, "list.csv", request.Scope.Layers, request.Scope.Filter, request.Scope.Query, cancellationToken);
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await WriteAsync(context, table, request, catalogue, database, cancellationToken);
            }
            return TypedResults.Empty;
        }
        catch (NpgsqlException late) when (late.InnerException is TimeoutException && !response.HasStarted)
        {
            response.Clear();
            return Problems.TooExpensive();
        }
    }

    static async Task WriteAsync(
        HttpContext context, Csv table, ListRequest request, LayerCatalogue catalogue, PublishedDatabase database, CancellationToken cancellationToken)
    {
        var vietnamese = CallerLanguage.Of(context.Request) == "vi";
        using var body = new StreamedBody(context.Response, StreamedBody.WantsGzip(context.Request));
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var counted = await ListQuery.CountAsync(connection, request.Scope, cancellationToken);
        await using var command = await ListQuery.CommandAsync(connection, request, MostRows, whole: true, counted, reach: null, cancellationToken);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        try
        {
            body.Write(Encoding.UTF8.Preamble);
            WriteRow(vietnamese ? HeaderVi : HeaderEn);
            var (written, total) = (0, 0);
            while (await rows.ReadAsync(cancellationToken))
            {
                total = rows.GetInt32(0);
                if (rows.IsDBNull(1))
                {
                    break;
                }
                WriteRow(Fields(ListQuery.Read(rows), table, catalogue, vietnamese));
                written++;
                await body.SendIfFullAsync(cancellationToken);
            }
            if (written < total)
            {
                WriteRow([vietnamese
                    ? $"Danh sách dừng ở {written} trong tổng số {total} dòng; hãy thu hẹp vùng hoặc bộ lọc, hay tải từng lớp ở /exports."
                    : $"The list stops at {written} of {total} rows; narrow its area or filter, or take whole layers from /exports."]);
            }
            await body.EndAsync(cancellationToken);
        }
        catch
        {
            // Otherwise closing the reader would read the rest that nobody wants.
            command.Cancel();
            throw;
        }

        void WriteRow(IEnumerable<string?> fields) => body.Write(Encoding.UTF8.GetBytes(table.Row(fields)));
    }

    static string?[] Fields(ListedFeature feature, Csv table, LayerCatalogue catalogue, bool vietnamese)
    {
        return
        [
            table.Number(feature.Id), Csv.Safe(feature.Code), Csv.Safe(Say(catalogue.Find(feature.Layer)?.Title)), Csv.Safe(Say(feature.Name)),
            Say(CommonWords.Grade(feature.Grade)), Say(CommonWords.State(feature.State)), Csv.Safe(feature.Commune?.Name), Csv.Safe(feature.Province?.Name),
            table.Number(feature.Lon, "0.######"), table.Number(feature.Lat, "0.######"), YesNo(feature.Unlocated), YesNo(feature.Demonstration),
            table.Number(feature.OpenTasks), table.Number(feature.OverdueDays), table.Number(feature.DistanceM, "0"),
        ];

        string? Say(Text? text) => vietnamese ? text?.Vi : text?.En;

        string YesNo(bool value) => value ? vietnamese ? "có" : "yes" : vietnamese ? "không" : "no";
    }
}
