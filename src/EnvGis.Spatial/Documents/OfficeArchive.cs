using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace EnvGis.Spatial.Documents;

/// <summary>
/// The archive of an Office document (ECMA-376 part 2), of which parts are read as XML without entities, and never more than the limits allow. A relation to something outside is not followed:
/// parts are looked up in the archive and nowhere else, and nothing is written to a disk.
/// </summary>
sealed class OfficeArchive : IDisposable
{
    readonly ZipArchive archive;
    readonly DocumentLimits limits;
    readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);
    readonly char[] chunk = new char[4096];
    long unpacked;

    OfficeArchive(ZipArchive archive, DocumentLimits limits)
    {
        (this.archive, this.limits) = (archive, limits);
        foreach (var entry in archive.Entries)
        {
            // Of two entries of one name each reader takes another.
            if (!entries.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry))
            {
                throw new DocumentException("forbidden", "Two entries of the archive have the same name.");
            }
        }
    }

    /// <summary>Opens an archive from where its stream stands.</summary>
    /// <exception cref="DocumentException">No archive, damaged, too large, or too many entries.</exception>
    public static OfficeArchive Open(Stream stream, DocumentLimits limits)
    {
        var bytes = BoundedStream.ReadAll(stream, limits.MaxFileBytes);
        if (EntriesOf(bytes) is not { } count)
        {
            throw new DocumentException("damaged", "The file is no archive.");
        }
        if (count > limits.MaxEntries)
        {
            throw new DocumentException("too-many-entries", "The archive has too many entries.");
        }
        var archive = Guarded(() => new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read));
        try
        {
            return Guarded(() => new OfficeArchive(archive, limits));
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    public bool Has(string part) => entries.ContainsKey(part);

    /// <summary>A part as XML; null when the archive does not have it.</summary>
    public XmlReader? Read(string part)
    {
        if (!entries.TryGetValue(part, out var entry))
        {
            return null;
        }
        var counted = new BoundedStream(Guarded(entry.Open), limits.MaxUnpackedBytes - unpacked, read => unpacked += read);
        return Guarded(() => XmlReader.Create(counted, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersFromEntities = 1,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
        }));
    }

    /// <summary>The parts that a part is related to, by the relation's identifier: the last segment of its type, and where it stands in the archive. What stands outside is left out.</summary>
    public Dictionary<string, (string Type, string Part)> Relations(string part)
    {
        var slash = part.LastIndexOf('/');
        var (folder, name) = (part[..(slash + 1)], part[(slash + 1)..]);
        var found = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        using var reader = Read($"{folder}_rels/{name}.rels");
        while (reader is not null && Next(reader))
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "Relationship" }
                && reader.GetAttribute("Id") is { } id && reader.GetAttribute("Target") is { } target && reader.GetAttribute("Type") is { } type
                && !string.Equals(reader.GetAttribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase))
            {
                found.TryAdd(id, (type[(type.LastIndexOf('/') + 1)..], Joined(folder, target)));
            }
        }
        return found;
    }

    /// <summary>The main part: the workbook or the document.</summary>
    public string Main() => Relations("").Values.FirstOrDefault(relation => relation.Type == "officeDocument").Part is { } part && Has(part)
        ? part : throw new DocumentException("damaged", "The archive holds no document.");

    /// <summary>To the next node; false at the end.</summary>
    /// <exception cref="DocumentException">Entities, damaged XML, or more than the limits allow.</exception>
    public bool Next(XmlReader reader)
    {
        var more = Guarded(reader.Read);
        return !more || reader.Depth <= limits.MaxDepth ? more : throw new DocumentException("forbidden", "The file nests without end.");
    }

    /// <summary>Adds the text at which the reader stands, piece by piece, so that it is counted before it is held.</summary>
    public void Append(XmlReader reader, StringBuilder? into, GatheredRows rows)
    {
        int read;
        while ((read = Guarded(() => reader.ReadValueChunk(chunk, 0, chunk.Length))) > 0)
        {
            rows.CountText(read);
            into?.Append(chunk, 0, read);
        }
    }

    public void Dispose() => archive.Dispose();

    static string Joined(string folder, string target)
    {
        var segments = new List<string>();
        foreach (var segment in (target.StartsWith('/') ? target : folder + target).Split('/'))
        {
            if (segment == "..")
            {
                segments.RemoveRange(Math.Max(0, segments.Count - 1), Math.Min(1, segments.Count));
            }
            else if (segment is not ("" or "."))
            {
                segments.Add(segment);
            }
        }
        return string.Join('/', segments);
    }

    static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException refused) when (refused.Message.Contains("DTD", StringComparison.Ordinal) || refused.Message.Contains("entit", StringComparison.OrdinalIgnoreCase))
        {
            throw new DocumentException("forbidden", "The file declares entities.", refused);
        }
        catch (Exception torn) when (torn is XmlException or InvalidDataException or EndOfStreamException or NotSupportedException or IOException or ArgumentException or OverflowException)
        {
            throw new DocumentException("damaged", "The file is damaged or not what it is called.", torn);
        }
    }

    /// <summary>How many entries the end of the archive tells of (APPNOTE 6.3.10, 4.3.16), before an object is made for each; null when there is no such end.</summary>
    static int? EntriesOf(ReadOnlySpan<byte> file)
    {
        const int Length = 22, LongestComment = 65_535;
        for (var at = file.Length - Length; at >= 0 && at >= file.Length - Length - LongestComment; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(file[at..]) == 0x06054b50)
            {
                return BinaryPrimitives.ReadUInt16LittleEndian(file[(at + 10)..]);
            }
        }
        return null;
    }
}
