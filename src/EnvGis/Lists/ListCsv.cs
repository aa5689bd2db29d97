using System.Buffers;
using System.Globalization;
using System.Text;
using EnvGis.Accounts;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Layers;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.Lists;

/// <summary>The list as a table for a spreadsheet (RFC 4180, UTF-8 with its mark, by which Excel knows it), in the caller's language.</summary>
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
        HttpContext context, Sight sight, LongAnswers places, Caller caller, CancellationToken cancellationToken)
    {
        var (catalogue, database) = sight;
        if (!ListRequest.TryRead(context.Request, catalogue, out var request, out var refusal))
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
        try
        {
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await WriteAsync(context, request, catalogue, database, cancellationToken);
            }
            return TypedResults.Empty;
        }
        catch (NpgsqlException late) when (late.InnerException is TimeoutException && !response.HasStarted)
        {
            response.Clear();
            return Problems.TooExpensive();
        }
    }

    static async Task WriteAsync(HttpContext context, ListRequest request, LayerCatalogue catalogue, PublishedDatabase database, CancellationToken cancellationToken)
    {
        var vietnamese = CallerLanguage.Of(context.Request) == "vi";
        using var body = new StreamedBody(context.Response, StreamedBody.WantsGzip(context.Request));
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var counted = await ListQuery.CountAsync(connection, request.Scope, cancellationToken);
        await using var batch = ListQuery.Of(connection, request, MostRows, whole: true, counted);
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        try
        {
            await rows.NextResultAsync(cancellationToken);
            body.Write(Encoding.UTF8.Preamble);
            WriteRow(body, vietnamese ? HeaderVi : HeaderEn);
            var (written, total) = (0, 0);
            while (await rows.ReadAsync(cancellationToken))
            {
                total = rows.GetInt32(0);
                if (rows.IsDBNull(1))
                {
                    break;
                }
                WriteRow(body, Fields(ListQuery.Read(rows), catalogue, vietnamese));
                written++;
                await body.SendIfFullAsync(cancellationToken);
            }
            if (written < total)
            {
                WriteRow(body, [vietnamese
                    ? $"Danh sách dừng ở {written} trong tổng số {total} dòng; hãy thu hẹp vùng hoặc bộ lọc, hay tải từng lớp ở /exports."
                    : $"The list stops at {written} of {total} rows; narrow its area or filter, or take whole layers from /exports."]);
            }
            await body.EndAsync(cancellationToken);
        }
        catch
        {
            // Otherwise closing the reader would read the rest that nobody wants.
            batch.Cancel();
            throw;
        }
    }

    static string?[] Fields(ListedFeature feature, LayerCatalogue catalogue, bool vietnamese)
    {
        return
        [
            Number(feature.Id), Csv.Safe(feature.Code), Csv.Safe(Say(catalogue.Find(feature.Layer)?.Title)), Csv.Safe(Say(feature.Name)),
            Say(CommonWords.Grade(feature.Grade)), Say(CommonWords.State(feature.State)), Csv.Safe(feature.Commune?.Name), Csv.Safe(feature.Province?.Name),
            Number(feature.Lon, "0.######"), Number(feature.Lat, "0.######"), YesNo(feature.Unlocated), YesNo(feature.Demonstration),
            Number(feature.OpenTasks), Number(feature.OverdueDays), Number(feature.DistanceM, "0"),
        ];

        string? Say(Text? text) => vietnamese ? text?.Vi : text?.En;

        string YesNo(bool value) => value ? vietnamese ? "có" : "yes" : vietnamese ? "không" : "no";
    }

    static string? Number(IFormattable? value, string? format = null) => value?.ToString(format, CultureInfo.InvariantCulture);

    static void WriteRow(IBufferWriter<byte> body, IEnumerable<string?> fields) =>
        body.Write(Encoding.UTF8.GetBytes(string.Join(',', fields.Select(Csv.Quoted)) + "\r\n"));
}
