using System.Text;

namespace EnvGis.Spatial.Documents;

/// <summary>
/// A table of delimited text: quotes by RFC 4180, split at semicolons, tabs, bars or commas. UTF-8 and UTF-16 by their mark, UTF-8 where it is that, else Windows-1258, in which older Vietnamese
/// programs write; letters come composed (NFC).
/// </summary>
public static class ReadCsv
{
    static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    static readonly UnicodeEncoding Little = new(false, false, throwOnInvalidBytes: true), Big = new(true, false, throwOnInvalidBytes: true);

    /// <summary>The file as one table; a first line <c>sep=;</c> chooses the separator and is left out.</summary>
    /// <param name="stream">The file, from where it stands; it stays open.</param>
    /// <param name="limits">How much is read; <see cref="DocumentLimits.Usual"/> by default.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DocumentException">The file is refused.</exception>
    public static IReadOnlyList<TableText> Tables(Stream stream, DocumentLimits? limits = null, CancellationToken cancellationToken = default)
    {
        limits ??= DocumentLimits.Usual;
        var text = Decoded(BoundedStream.ReadAll(stream, limits.MaxFileBytes)).Normalize();
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new DocumentException("encoding", "The file is no text.");
        }
        return [new(null, Rows(text, limits, cancellationToken))];
    }

    static IReadOnlyList<IReadOnlyList<string>> Rows(string text, DocumentLimits limits, CancellationToken cancellationToken)
    {
        var rows = new GatheredRows(limits);
        rows.CountText(text.Length);
        var (at, separator) = Separator(text);
        var (row, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (; at < text.Length; at++)
        {
            var sign = text[at];
            if (quoted)
            {
                if (sign != '"')
                {
                    cell.Append(sign);
                }
                else if (at + 1 < text.Length && text[at + 1] == '"')
                {
                    cell.Append('"');
                    at++;
                }
                else
                {
                    quoted = false;
                }
            }
            // A quote within a cell, as of seconds (104°45'00"), is a sign like others.
            else if (sign == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (sign == separator)
            {
                Cell();
            }
            else if (sign is '\n' or '\r')
            {
                at += sign == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 1 : 0;
                Line();
            }
            else
            {
                cell.Append(sign);
            }
        }
        Line();
        return rows.Take();

        void Cell()
        {
            rows.CountCells(1);
            row.Add(cell.ToString().Trim());
            cell.Clear();
        }

        void Line()
        {
            cancellationToken.ThrowIfCancellationRequested();
            Cell();
            rows.Add(row);
            row = [];
        }
    }

    /// <summary>
    /// Where the table begins, and by what it is split: at semicolons, tabs or bars when a line of the first 200 has two of them, the one that most lines have; else at commas,
    /// which are decimals in Vietnam.
    /// </summary>
    static (int At, char Separator) Separator(string text)
    {
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4 && text[4] is not ('\r' or '\n'))
        {
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            return (end < 0 ? text.Length : end + 1, text[4]);
        }
        var lines = new Dictionary<char, int> { [';'] = 0, ['\t'] = 0, ['|'] = 0 };
        var counts = new Dictionary<char, int>();
        var (quoted, read) = (false, 0);
        foreach (var sign in text)
        {
            quoted ^= sign == '"';
            if (!quoted && sign == '\n')
            {
                CountLine();
                if (++read == 200)
                {
                    break;
                }
            }
            else if (!quoted && lines.ContainsKey(sign))
            {
                counts[sign] = counts.GetValueOrDefault(sign) + 1;
            }
        }
        CountLine();
        var best = lines.MaxBy(pair => pair.Value);
        return (0, best.Value > 0 ? best.Key : ',');

        void CountLine()
        {
            foreach (var (sign, count) in counts)
            {
                lines[sign] += count >= 2 ? 1 : 0;
            }
            counts.Clear();
        }
    }

    /// <summary>The text of a file; see the class for its encodings.</summary>
    /// <param name="bytes">All of the file.</param>
    /// <exception cref="DocumentException"><c>encoding</c>: it is not in the encoding of which it bears the mark.</exception>
    public static string Decoded(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        try
        {
            return bytes switch
            {
                [0xEF, 0xBB, 0xBF, ..] => Strict.GetString(bytes.AsSpan(3)),
                [0xFF, 0xFE, ..] => Little.GetString(bytes.AsSpan(2)),
                [0xFE, 0xFF, ..] => Big.GetString(bytes.AsSpan(2)),
                _ => Strict.GetString(bytes),
            };
        }
        catch (DecoderFallbackException) when (bytes is not ([0xEF, 0xBB, 0xBF, ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]))
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1258)!.GetString(bytes);
        }
        catch (DecoderFallbackException torn)
        {
            throw new DocumentException("encoding", "The file is not in the encoding of which it bears the mark.", torn);
        }
    }
}
