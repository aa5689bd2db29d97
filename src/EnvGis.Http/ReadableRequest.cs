using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EnvGis.Spatial.Numbers;
using Microsoft.AspNetCore.Http.Features;

namespace EnvGis.Http;

/// <summary>
/// The one place where what a request carries is found readable before anything of ours sees it: query and body hold text that can be stored, numbers that
/// can be computed with, no name twice and no gaps in lists. A handler need not think of what JSON allows and a database does not.
/// </summary>
public static class ReadableRequest
{
    /// <summary>What is taken of an address and of a header, as most servers do (RFC 9112 §3 asks for 8,000 bytes at least).</summary>
    const int MostAddress = 8 << 10, MostHeader = 32 << 10, MostFields = 100;

    /// <summary>Kestrel ends what is larger than its own limits without a word; so those lie above ours, and up to them a sentence says what is wrong.</summary>
    public static void LeaveRoomForRefusals(this Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerLimits limits)
    {
        limits.MaxRequestLineSize = 8 * MostAddress;
        limits.MaxRequestHeadersTotalSize = 4 * MostHeader;
        limits.MaxRequestHeaderCount = 10 * MostFields;
    }

    /// <summary>How long an address and a header are.</summary>
    public static void UseReadableHeads(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IHttpRequestFeature>()?.RawTarget.Length > MostAddress)
        {
            return Problems.AddressTooLong(MostAddress).ExecuteAsync(context);
        }
        var (length, fields) = (0, 0);
        foreach (var (name, values) in context.Request.Headers)
        {
            foreach (var value in values)
            {
                length += name.Length + (value?.Length ?? 0) + ": \r\n".Length;
                fields++;
            }
        }
        return length > MostHeader || fields > MostFields ? Problems.HeadersTooLarge(MostHeader, MostFields).ExecuteAsync(context) : next(context);
    });

    /// <summary>Names and values of the query.</summary>
    public static void UseReadableQueries(this WebApplication app) => app.Use((context, next) =>
    {
        // PostgreSQL has no text with a zero in it.
        var faults = new List<Refusal>();
        foreach (var (name, values) in context.Request.Query)
        {
            if (name.Contains('\0', StringComparison.Ordinal))
            {
                faults.Add(Problems.UnknownParameter(WithoutZeros(name)));
            }
            else if (values.FirstOrDefault(value => value?.Contains('\0', StringComparison.Ordinal) == true) is { } unreadable)
            {
                faults.Add(Problems.BadParameter(name, WithoutZeros(unreadable), "có ký tự rỗng", "it has a null character"));
            }
        }
        if (faults.Count > 0)
        {
            return Refusal.Together(faults).ExecuteAsync(context);
        }
        return next(context);
    });

    /// <summary>Bodies in JSON, after the caller is known and before the handler: a body is read into memory only for who may send one.</summary>
    public static void UseReadableBodies(this WebApplication app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        if (context.GetEndpoint() is null || !request.HasJsonContentType()
            || context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
        {
            await next(context);
            return;
        }
        // JSON between systems is UTF-8 (RFC 8259, 8.1).
        if (request.GetTypedHeaders().ContentType is { Charset: { HasValue: true } charset } && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            await Problems.NotThisMediaType().ExecuteAsync(context);
            return;
        }
        // Kestrel's own limit ends a body that is too large.
        using var body = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(body, context.RequestAborted);
        }
        catch (Exception unreadable) when (unreadable is not (BadHttpRequestException or OperationCanceledException))
        {
            // Kestrel tells by other exceptions of sizes beyond all numbers and of what stands behind the last chunk. Where the next request would begin nobody can say.
            context.Response.Headers.Connection = "close";
            await Problems.Malformed().ExecuteAsync(context);
            return;
        }
        // Where a body is needed its reader misses it; where none is, an empty one is none.
        if (body.Length > 0 && Problem(body.GetBuffer().AsSpan(0, (int)body.Length)) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }
        body.Position = 0;
        request.Body = body;
        await next(context);
    });

    /// <returns>What is wrong with a body; null when nothing is.</returns>
    internal static Refusal? Problem(ReadOnlySpan<byte> json) => IsJson(json, int.MaxValue, out var unreadable) ? unreadable : Problems.Malformed();

    /// <summary>Whether it is JSON, up to where something in it is found that cannot be read or stored.</summary>
    /// <param name="longestText">Where no handler bounds what it takes.</param>
    /// <param name="unreadable">What that is; null when nothing is, or when it is no JSON.</param>
    internal static bool IsJson(ReadOnlySpan<byte> json, int longestText, out Refusal? unreadable)
    {
        try
        {
            unreadable = Unreadable(json, longestText);
            return true;
        }
        catch (JsonException)
        {
            unreadable = null;
            return false;
        }
    }

    /// <exception cref="JsonException">It is no JSON.</exception>
    static Refusal? Unreadable(ReadOnlySpan<byte> json, int longestText)
    {
        var reader = new Utf8JsonReader(json);
        var open = new Stack<Level>();
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray) && open.TryPeek(out var list) && list.Names is null)
            {
                list.Index++;
            }
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    // Members are found whatever their case is.
                    open.Push(new(new(StringComparer.OrdinalIgnoreCase)));
                    break;
                case JsonTokenType.StartArray:
                    open.Push(new(null));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    if (!TryText(ref reader, out var name))
                    {
                        return Problems.BadField(Path(open), "tên mục có ký tự không lưu được", "a name in it has characters that cannot be stored");
                    }
                    open.Peek().Name = name;
                    if (!open.Peek().Names!.Add(name))
                    {
                        return Problems.BadField(Path(open), "được ghi hai lần", "it is given twice");
                    }
                    break;
                case JsonTokenType.String:
                    if (!TryText(ref reader, out var text))
                    {
                        return Problems.BadField(Path(open), "có ký tự không lưu được (ký tự rỗng hoặc nửa ký tự); hãy nhập lại chữ đó",
                            "it has characters that cannot be stored (a null, or half of one); write it anew");
                    }
                    // Of a secret whatever was typed is right, but what no keyboard writes.
                    if ((!(open.Count == 1 && Secrets.Contains(open.Peek().Name)) || DamagedText.IsLost(text)) && DamagedText.Problem(Path(open), text) is { } unreadable)
                    {
                        return unreadable;
                    }
                    if (longestText < int.MaxValue && text.Any(IsUnseen))
                    {
                        return Problems.BadField(Path(open), "có ký tự không nhìn thấy (ký tự điều khiển hoặc đổi chiều chữ); hãy nhập lại",
                            "it has signs that cannot be seen (controls, or such as turn the text around); write it anew");
                    }
                    if (text.Length > longestText)
                    {
                        return Problems.BadField(Path(open), $"dài {text.Length} ký tự, tối đa {longestText}", $"it has {text.Length} characters, {longestText} are the most");
                    }
                    break;
                case JsonTokenType.Number:
                    if (!IsNumber(ref reader))
                    {
                        return Problems.BadField(Path(open), Problems.NoDouble.Vi, Problems.NoDouble.En);
                    }
                    break;
                case JsonTokenType.Null when open.TryPeek(out var within) && within.Names is null:
                    return Problems.BadField(Path(open), "danh sách có mục rỗng (null)", "the list has an empty entry (null)");
            }
        }
        return null;
    }

    static readonly HashSet<string> Secrets = new(["password", "current", "new", "code", "token"], StringComparer.OrdinalIgnoreCase);

    /// <summary>An object or a list that is open: the names it has had, null of a list; and where in it the reader stands.</summary>
    sealed class Level(HashSet<string>? names)
    {
        public HashSet<string>? Names { get; } = names;

        public string Name { get; set; } = "";

        public int Index { get; set; } = -1;
    }

    // grants[0].role; of what stands by itself, what it is called in the standard (RFC 8259).
    static string Path(Stack<Level> open)
    {
        var path = new StringBuilder();
        foreach (var level in open.Reverse())
        {
            if (level.Names is null)
            {
                path.Append(CultureInfo.InvariantCulture, $"[{level.Index}]");
            }
            else if (level.Name.Length > 0)
            {
                path.Append(path.Length > 0 ? "." : "").Append(level.Name);
            }
        }
        return path.Length > 0 ? path.ToString() : "JSON";
    }

    static bool IsUnseen(char sign) => char.IsControl(sign) && sign is not ('\n' or '\r' or '\t') || sign is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069';

    static bool TryText(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = reader.GetString()!;
            return !text.Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which JSON's grammar allows and text does not; or no UTF-8.
            text = null;
            return false;
        }
    }

    // Longer or beyond a double is no quantity that anybody measured, and PostgreSQL would keep thousands of digits of it.
    static bool IsNumber(ref Utf8JsonReader reader) =>
        !NumberText.IsTooLong(reader.ValueSpan) && reader.TryGetDouble(out var number) && double.IsFinite(number)
        && (number != 0 || !reader.ValueSpan[..Mantissa(reader.ValueSpan)].ContainsAnyInRange((byte)'1', (byte)'9'));

    static int Mantissa(ReadOnlySpan<byte> number) => number.IndexOfAny((byte)'e', (byte)'E') is var at && at < 0 ? number.Length : at;

    static string WithoutZeros(string text) => text.Replace("\0", "", StringComparison.Ordinal);
}
