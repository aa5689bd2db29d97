using System.Text;
using EnvGis.Http;
using EnvGis.Spatial.Tables;

namespace EnvGis.Sources;

/// <summary>The tables in what was given: text as it was pasted or saved as CSV, in the encodings that programs of Vietnam write.</summary>
static class SourceTables
{
    static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true);

    static readonly Encoding Windows1258 = CodePagesEncodingProvider.Instance.GetEncoding(1258)!;

    /// <returns>The tables, or one sentence on why there are none.</returns>
    public static (IReadOnlyList<TableText> Tables, Text? Refusal) Read(byte[] content)
    {
        if (content.AsSpan().StartsWith("%PDF"u8))
        {
            return ([], new("Đây là tệp PDF; hãy mở tệp, chọn bảng tọa độ, sao chép và dán vào đây.", "This is a PDF file; open it, select the coordinate table, copy it and paste it here."));
        }
        if (content.AsSpan().StartsWith("PK"u8) || content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return ([], new("Tệp này chưa đọc được; hãy lưu bảng thành CSV hoặc sao chép bảng và dán vào đây.", "This file cannot be read; save the table as CSV, or copy it and paste it here."));
        }
        return Decoded(content) is { } text ? ([PlainTable.Read(text)], null)
            : ([], new("Tệp không phải là văn bản hay bảng; cần XLSX, DOCX, CSV hoặc văn bản.", "The file is no text and no table; it takes XLSX, DOCX, CSV or text."));
    }

    /// <summary>UTF-8, UTF-16 with its mark, else the code page of Vietnamese Windows; null of what is no text at all.</summary>
    static string? Decoded(byte[] content)
    {
        if (content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return (content[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(content, 2, content.Length - 2);
        }
        if (content.Contains((byte)0))
        {
            return null;
        }
        try
        {
            return Strict.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return Windows1258.GetString(content);
        }
    }
}
