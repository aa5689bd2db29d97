namespace EnvGis.Spatial.Annex;

/// <summary>What an annex or an operation upon it was refused for: a word, a place and numbers, from which whoever tells a person words the sentence.</summary>
public sealed class AnnexException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="code">A word in kebab-case.</param>
    /// <param name="pointer">JSON pointer (RFC 6901) into the shape; empty for the whole.</param>
    /// <param name="message">An English sentence.</param>
    /// <param name="numbers">Named numbers: limits, counts, metres, square metres.</param>
    public AnnexException(string code, string pointer, string message, params ReadOnlySpan<(string Name, double Value)> numbers)
        : base(message)
    {
        Code = code;
        Pointer = pointer;
        var named = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in numbers)
        {
            named[name] = value;
        }
        Numbers = named;
    }

    /// <summary>A word in kebab-case.</summary>
    public string Code { get; }

    /// <summary>JSON pointer (RFC 6901) into the shape; empty for the whole.</summary>
    public string Pointer { get; }

    /// <summary>Named numbers: limits, counts, metres, square metres.</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; }
}
