using PdfSharp.Fonts;

namespace EnvGis.Spatial.Documents;

/// <summary>
/// The fonts of this machine in which documents are printed: the first of Times New Roman, Liberation Serif, Tinos and Noto Serif that is there in four faces. Debian's package
/// <c>fonts-noto-core</c> has the last.
/// </summary>
public sealed class SystemFonts : IFontResolver
{
    /// <summary>What every family is asked for as.</summary>
    internal const string Family = "Serif";

    static readonly string[][] Families =
    [
        ["Times_New_Roman.ttf", "Times_New_Roman_Bold.ttf", "Times_New_Roman_Italic.ttf", "Times_New_Roman_Bold_Italic.ttf"],
        ["LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf", "LiberationSerif-BoldItalic.ttf"],
        ["Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf"],
        ["NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf", "NotoSerif-Italic.ttf", "NotoSerif-BoldItalic.ttf"],
    ];

    static readonly Lazy<SystemFonts?> Installed = new(() => Find(["/usr/share/fonts", "/usr/local/share/fonts"]));

    readonly byte[][] faces;

    SystemFonts(byte[][] faces) => this.faces = faces;

    /// <summary>What is missing where <see cref="AreThere"/> is false, in words for whoever keeps the service.</summary>
    public const string Missing = "no font with Vietnamese letters in four faces: install Debian's fonts-noto-core (or fonts-liberation) and start the service again";

    /// <summary>Whether this machine has fonts to print with; looked up once.</summary>
    public static bool AreThere => Installed.Value is not null;

    /// <summary>The fonts below some folders; null where no family is whole.</summary>
    internal static SystemFonts? Find(IEnumerable<string> folders)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var everywhere = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        foreach (var file in folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.ttf", everywhere)))
        {
            files.TryAdd(Path.GetFileName(file), file);
        }
        return Families.FirstOrDefault(family => family.All(files.ContainsKey)) is { } whole ? new([.. whole.Select(face => File.ReadAllBytes(files[face]))]) : null;
    }

    /// <summary>Makes them those of all documents of this process.</summary>
    /// <exception cref="DocumentException"><c>no-font</c>, with <see cref="Missing"/>.</exception>
    internal static void Use() => GlobalFontSettings.FontResolver ??= Installed.Value ?? throw new DocumentException("no-font", Missing);

    /// <inheritdoc/>
    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new($"{Family}{(isBold ? 1 : 0) + (isItalic ? 2 : 0)}");

    /// <inheritdoc/>
    public byte[]? GetFont(string faceName) => faces[faceName[^1] - '0'];
}
