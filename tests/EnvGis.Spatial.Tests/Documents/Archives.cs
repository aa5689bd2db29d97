using System.IO.Compression;
using System.Text;

namespace EnvGis.Spatial.Tests.Documents;

/// <summary>Archives of Office documents made of their parts' text, as programs and ill-wishers make them.</summary>
static class Archives
{
    const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static MemoryStream Of(params (string Name, string Text)[] parts)
    {
        var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        memory.Position = 0;
        return memory;
    }

    public static (string, string) Root(string main) => ("_rels/.rels", $"""<Relationships><Relationship Id="r0" Type="{Relation}/officeDocument" Target="{main}"/></Relationships>""");

    /// <summary>A workbook of one sheet.</summary>
    public static MemoryStream Workbook(string rows, string shared = "", string formats = "", string extra = "", params (string, string)[] more) => Of([
        Root("xl/workbook.xml"),
        ("xl/workbook.xml", $"""<workbook xmlns:r="{Relation}"><sheets><sheet name="Vùng 1" sheetId="1" r:id="r1"/><sheet name="Ẩn" state="hidden" sheetId="2" r:id="r1"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels", $"""
            <Relationships><Relationship Id="r1" Type="{Relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{Relation}/sharedStrings" Target="/xl/sharedStrings.xml"/>
            <Relationship Id="r3" Type="{Relation}/styles" Target="styles.xml"/>{extra}</Relationships>
            """),
        ("xl/sharedStrings.xml", $"<sst>{shared}</sst>"),
        ("xl/styles.xml", $"<styleSheet>{formats}</styleSheet>"),
        ("xl/worksheets/sheet1.xml", $"<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        .. more]);

    /// <summary>A document with a body.</summary>
    public static MemoryStream Document(string body, params (string, string)[] more) => Of([
        Root("word/document.xml"),
        ("word/document.xml", $"""<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"""), .. more]);
}
