namespace EnvGis.Sandbox;

/// <summary>The words of a PDF with its columns kept apart by blanks, as pdftotext lays them out.</summary>
static class PdfText
{
    /// <summary>Of letters: some ten thousand pages of a coordinate table.</summary>
    const int Longest = 32 << 20;

    static readonly FileSandbox.Confines Confines = new(null, 1L << 30, 64L << 20, 20);

    /// <summary>The text; empty of pages that are pictures, null of what is no PDF.</summary>
    /// <exception cref="Database.SetupException">This machine lacks what it takes to read files.</exception>
    public static Task<string?> ReadAsync(string path, CancellationToken cancellationToken) =>
        FileSandbox.AskAsync("pdftotext", path, file => ["-layout", "-enc", "UTF-8", "-nodiag", file, "-"], AllAsync, Confines, cancellationToken);

    static async Task<string?> AllAsync(Stream output, CancellationToken cancel)
    {
        using var reader = new StreamReader(output);
        var text = new System.Text.StringBuilder();
        var piece = new char[81_920];
        for (int read; (read = await reader.ReadAsync(piece, cancel)) > 0;)
        {
            if (text.Length + read > Longest)
            {
                return null;
            }
            text.Append(piece, 0, read);
        }
        return text.ToString();
    }
}
