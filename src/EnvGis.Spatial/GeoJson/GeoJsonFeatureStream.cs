using System.Runtime.CompilerServices;

namespace EnvGis.Spatial.GeoJson;

/// <summary>
/// Reads the features of a file of any size in constant memory: a FeatureCollection, one Feature, one geometry, or a sequence of them,
/// separated by RS (RFC 8142), by line ends, or by nothing. UTF-8 with or without byte order mark, or UTF-16.
/// </summary>
public static class GeoJsonFeatureStream
{
    /// <summary>Reads feature by feature, in the order of the file.</summary>
    /// <param name="stream">Read from where it stands to its end, never sought; stays open.</param>
    /// <param name="options">CRS and limits; null for RFC 7946 as it stands.</param>
    /// <param name="cancellationToken">Ends the read with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>
    /// One row per feature, taken or refused; an empty collection gives none. A refusal without index concerns the file: it is the last
    /// row,
    /// and the good rows before it are no complete file.
    /// </returns>
    public static async IAsyncEnumerable<GeoJsonRow> ReadAsync(
        Stream stream, GeoJsonReadOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var window = new TextWindow(stream);
        var scanner = new FeatureScanner(window, options ?? GeoJsonReadOptions.Default);
        while (true)
        {
            switch (scanner.Advance(out var row))
            {
                case FeatureScanner.Step.Row:
                    yield return row;
                    break;
                case FeatureScanner.Step.NeedsMore:
                    await window.FillAsync(cancellationToken);
                    break;
                default:
                    yield break;
            }
        }
    }
}
