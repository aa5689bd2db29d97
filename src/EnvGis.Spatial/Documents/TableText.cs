namespace EnvGis.Spatial.Documents;

/// <summary>A table as it stands in a file, cell by cell as text: what the texts mean is not asked here.</summary>
/// <param name="Before">The text between this table and the one before it, a line for each paragraph; of a sheet its name. Null for nothing.</param>
/// <param name="Rows">
/// Each row's cells from the first column on; rows may differ in length, an empty one has no cells. The number of a row in its sheet or file is its index plus one.
/// A number is its shortest decimal with a decimal point, with the noughts that its cell's format shows (<c>2497366.80</c>), never fewer digits than are stored.
/// Empty where text follows that no table follows.
/// </param>
public sealed record TableText(string? Before, IReadOnlyList<IReadOnlyList<string>> Rows);
