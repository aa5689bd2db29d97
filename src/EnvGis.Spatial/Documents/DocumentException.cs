namespace EnvGis.Spatial.Documents;

/// <summary>What a file was refused for: a word from which whoever tells a person words the sentence. Nothing of the file's content is in it.</summary>
/// <param name="code">
/// <c>damaged</c> (not what it is called, or torn), <c>too-large</c> (packed or unpacked), <c>too-many-entries</c>, <c>too-many-cells</c>, <c>forbidden</c> (entities, two entries of one name, nesting
/// without end), <c>encoding</c> (not readable as text).
/// </param>
/// <param name="message">An English sentence.</param>
/// <param name="cause">What told so; null for none.</param>
public sealed class DocumentException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>A word in kebab-case.</summary>
    public string Code { get; } = code;
}
