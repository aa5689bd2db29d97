using System.Text;

namespace EnvGis.Database;

/// <summary>
/// How text goes to PostgreSQL: UTF-8 in which half of a surrogate pair becomes U+FFFD, as <see cref="Http.PlainText"/> has it. The driver's own UTF-8 throws there while it writes a
/// statement's values: a part of the statement then lies in the connection's buffer and goes out before the next one's. Doors refuse such text where they can name its field; what passes
/// one that nobody thought of matches nothing, and is refused by the database where it would be kept (env.check_text).
/// </summary>
sealed class StoredText : EncodingProvider
{
    /// <summary>Of a connection string's Encoding.</summary>
    public const string Name = "envgis-utf-8";

    public static StoredText Provider { get; } = new();

    public override Encoding? GetEncoding(string name) => name == Name ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false) : null;

    /// <summary>The fallbacks that the driver asks for are those that throw.</summary>
    public override Encoding? GetEncoding(string name, EncoderFallback encoderFallback, DecoderFallback decoderFallback) => this.GetEncoding(name);

    public override Encoding? GetEncoding(int codepage) => null;
}
