using EnvGis.Http;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Documents;
using EnvGis.Spatial.Tables;
using EnvGis.Spatial.Vectors;
using EnvGis.Spatial.Vn2000;

namespace EnvGis.Sources;

/// <summary>What is in a table or file that was given, before it is asked where it lies.</summary>
/// <param name="Tables">Of a workbook, a document or text; null of a file of vectors.</param>
/// <param name="Layers">Of a file of vectors; null of others.</param>
/// <param name="Refusal">One sentence on why it cannot be read; null when it can.</param>
/// <param name="IsAltered">Whether it is an annex that the service wrote, with other corners than it wrote.</param>
sealed record Understood(IReadOnlyList<TableText>? Tables, IReadOnlyList<VectorLayer>? Layers, Text? Refusal, bool IsAltered = false)
{
    public bool IsFile => Layers is not null;

    /// <summary>What its rows are.</summary>
    public string Counts => IsFile ? "features" : "rows";

    /// <summary>All of an upload has as long, however many files it holds.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public static async Task<Understood> ReadAsync(byte[] content, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await ReadAllAsync(content, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, SourceVectors.Is(content) ? [] : null, new("Đọc tệp mất quá nhiều thời gian; hãy chỉ giữ lại những vùng cần dùng, hoặc đưa lên lại sau ít phút.",
                "Reading the file takes too long; keep the zones that are needed alone, or give it again in some minutes."));
        }
    }

    static async Task<Understood> ReadAllAsync(byte[] content, CancellationToken cancellationToken)
    {
        if (SourceVectors.Is(content))
        {
            var (layers, refused) = await SourceVectors.ReadAsync(content, cancellationToken);
            return new(null, layers, refused);
        }
        var (tables, refusal) = await SourceTables.ReadAsync(content, cancellationToken);
        return new(tables, null, refusal, refusal is null && Altered(tables));
    }

    static bool Altered(IReadOnlyList<TableText> tables)
    {
        try
        {
            ReadAnnex.Zones(tables);
            return false;
        }
        catch (AnnexException refused)
        {
            // Nearly every table is none of ours.
            return refused.Code == "altered";
        }
    }

    /// <param name="grids">The zones of VN-2000 to try where it names none, the likeliest first.</param>
    /// <param name="source">What the corners are taken from.</param>
    public TableResult Ways(IReadOnlyList<Vn2000Zone> grids, string source)
    {
        var ways = Layers is not null ? VectorReader.Ways(Layers, grids, source) : TableReader.Ways(Tables!, grids, source);
        return IsAltered ? ways with { Notes = [.. ways.Notes, TableNote.Made("annex-altered", null)] } : ways;
    }
}
