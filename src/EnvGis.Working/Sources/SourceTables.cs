using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Sandbox;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Documents;
using EnvGis.Spatial.Tables;

namespace EnvGis.Sources;

/// <summary>The tables in what was given: workbooks, documents, PDF, and text as it was pasted or saved as CSV. What kind it is, its bytes tell, not its name.</summary>
static class SourceTables
{
    /// <returns>The tables, or one sentence on why there are none.</returns>
    public static async Task<(IReadOnlyList<TableText> Tables, Text? Refusal)> ReadAsync(byte[] content, CancellationToken cancellationToken) =>
        content.AsSpan().StartsWith("%PDF"u8) ? await PdfAsync(content, cancellationToken) : Read(content);

    /// <summary>A decision as it was signed by machine. Scanned pages have no words.</summary>
    static async Task<(IReadOnlyList<TableText> Tables, Text? Refusal)> PdfAsync(byte[] content, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("envgis-source-").FullName;
        try
        {
            var file = Path.Combine(folder, "data.pdf");
            await File.WriteAllBytesAsync(file, content, cancellationToken);
            return await PdfText.ReadAsync(file, cancellationToken) is not { } text
                ? ([], new("Tệp PDF bị hỏng, có mật khẩu hoặc quá lớn.", "The PDF file is damaged, locked by a password or too large."))
                : string.IsNullOrWhiteSpace(text)
                ? ([], new("Tệp PDF này là ảnh quét, không có chữ; hãy dùng bản PDF có chữ, hoặc gõ bảng tọa độ vào Excel rồi đưa lên.",
                    "This PDF is a scan without text; use one that has text, or type the coordinate table into Excel and give that."))
                : ([TableOf(text)], null);
        }
        catch (SetupException missing)
        {
            return ([], new(missing.Vietnamese, missing.English));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static TableText TableOf(string text)
    {
        try
        {
            return ReadAnnex.Table(text);
        }
        catch (AnnexException)
        {
            return PlainTable.Read(text.Replace('\f', '\n'));
        }
    }

    static (IReadOnlyList<TableText> Tables, Text? Refusal) Read(byte[] content)
    {
        if (content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return ([], new("Đây là tệp Excel hoặc Word đời cũ (.xls, .doc); hãy lưu thành .xlsx hoặc .docx rồi đưa lên lại.",
                "This is an old file of Excel or Word (.xls, .doc); save it as .xlsx or .docx and give it again."));
        }
        try
        {
            if (!content.AsSpan().StartsWith("PK\u0003\u0004"u8))
            {
                var text = ReadCsv.Decoded(content);
                return text.Contains('\0', StringComparison.Ordinal) ? ([], NoTable) : ([PlainTable.Read(text)], null);
            }
            using var stream = new MemoryStream(content, writable: false);
            return (IsDocument(content) ? ReadDocument.Tables(stream) : ReadWorkbook.Tables(stream), null);
        }
        catch (DocumentException refused)
        {
            return ([], refused.Code switch
            {
                "too-large" or "too-many-entries" or "too-many-cells" => new("Tệp quá lớn hoặc có quá nhiều ô; chỉ giữ lại bảng tọa độ rồi đưa lên lại.",
                    "The file is too large or has too many cells; keep the coordinate table alone and give it again."),
                "encoding" => new("Chữ trong tệp không đúng bảng mã mà tệp ghi; hãy lưu lại bằng UTF-8.", "The text of the file is not in the encoding that it names; save it as UTF-8."),
                _ => NoTable,
            });
        }
    }

    static readonly Text NoTable = new("Tệp bị hỏng hoặc thuộc loại chưa đọc được. Bảng: XLSX, DOCX, PDF có chữ, CSV, văn bản; bản đồ: Shapefile hoặc MapInfo nén .zip, GeoPackage, KML/KMZ, DXF, GeoJSON.", "The file is damaged or of a kind that is not read. Tables: XLSX, DOCX, PDF with text, CSV, text; maps: shapefile or MapInfo in a .zip, GeoPackage, KML/KMZ, DXF, GeoJSON.");

    /// <summary>Names of an archive's entries stand in it as they are.</summary>
    static bool IsDocument(byte[] content) => content.AsSpan().IndexOf("word/document.xml"u8) >= 0;
}
