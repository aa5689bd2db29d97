namespace EnvGis.Spatial.Tables;

/// <summary>A table as a file, a document or a clipboard gives it: the text of its cells as it stands there, nothing read into it.</summary>
/// <param name="Before">What stands between the table before and this one, as headings and captions; null for nothing.</param>
/// <param name="Rows">From above, each with its cells from the left; rows need not be equally long.</param>
public sealed record TableText(string? Before, IReadOnlyList<IReadOnlyList<string>> Rows);
