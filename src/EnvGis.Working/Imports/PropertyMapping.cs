using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EnvGis.Http;
using EnvGis.Layers;
using EnvGis.Spatial.GeoJson;
using EnvGis.Spatial.Numbers;

namespace EnvGis.Imports;

/// <summary>One feature as it goes to staging; texts are normalised, geometry is EWKB.</summary>
/// <param name="Attributes">JSON object of the layer's attributes.</param>
/// <param name="ValidTo">The last day in force, as everywhere outside the database.</param>
/// <param name="Silent">Restricted attributes that it does not name at all: what was recorded of them stays. A file that says null of one takes it away.</param>
/// <param name="KeepsEnd">It says nothing of a last day: what it restates goes on ending when it ended.</param>
public sealed record StagedRow(
    long Index, string? SourceId, string? Code, string? NameVi, string? NameEn, string? Commune, byte[] Attributes, string[] Silent, byte[]? Ewkb,
    string? PositionSource, double AccuracyM, DateOnly? ValidFrom, DateOnly? ValidTo, bool KeepsEnd, bool Demonstration)
{
    /// <summary>Roughly what the row takes in memory and on the wire.</summary>
    public int Bytes => 200 + Attributes.Length + (Ewkb?.Length ?? 0);
}

/// <summary>Which property of the file becomes what. Used by one thread.</summary>
public sealed class PropertyMapping
{
    enum Target
    {
        Attribute, Code, NameVi, NameEn, Commune, AccuracyM, PositionSource, ValidFrom, ValidTo, Demonstration, Derived,
    }

    // Those that part lines and columns of a text are part of it.
    static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code)
        .Where(sign => char.IsControl(sign) && sign is not ('\n' or '\r' or '\t'))]);

    // Of two properties for one target the one that stands earlier counts.
    readonly List<(byte[] Property, Target Target, JsonEncodedText Attribute, string Type)> known = [];
    readonly HashSet<string> ignored = new(StringComparer.Ordinal);
    readonly ImportRequest request;
    readonly ArrayBufferWriter<byte> attributes = new(1024);
    // Whoever exports without a grant for them gets a file without them, and may send it back.
    readonly string[] restricted;
    readonly HashSet<string> silent = new(StringComparer.Ordinal);
    readonly bool changesByDecision;
    readonly bool[] met;
    readonly int[] taken = new int[Enum.GetValues<Target>().Length];

    /// <exception cref="Database.SetupException">A mapping names an attribute that the layer does not have.</exception>
    public PropertyMapping(ImportRequest request, Layer layer)
    {
        this.request = request;
        changesByDecision = layer.ChangesByDecision;
        Layer = layer;
        restricted = [.. layer.Attributes.Where(attribute => attribute.Restricted).Select(attribute => attribute.Name)];
        foreach (var (property, attribute) in request.Map)
        {
            if (layer.Attribute(attribute) is not { } mapped)
            {
                throw new Database.SetupException(
                    $"Lớp {layer.Id} không có thuộc tính {attribute}; lớp có {string.Join(", ", layer.Attributes.Select(known => known.Name))}.",
                    $"Layer {layer.Id} has no attribute {attribute}; it has {string.Join(", ", layer.Attributes.Select(known => known.Name))}.");
            }
            Add(property, Target.Attribute, attribute, mapped.Type);
        }
        Add(request.CodeProperty ?? "code", Target.Code);
        Add(request.NameProperty ?? "name_vi", Target.NameVi);
        if (request.NameProperty is null)
        {
            // As tables here are headed, with and without marks.
            foreach (var name in (string[])["name", "ten", "Ten", "TEN", "tên", "Tên", "TÊN"])
            {
                Add(name, Target.NameVi);
            }
        }
        Add("name_en", Target.NameEn);
        Add(request.CommuneProperty ?? "commune_code", Target.Commune);
        Add("accuracy_m", Target.AccuracyM);
        Add("position_source", Target.PositionSource);
        Add("valid_from", Target.ValidFrom);
        Add("valid_to", Target.ValidTo);
        Add("demonstration", Target.Demonstration);
        foreach (var attribute in layer.Attributes.Where(attribute => !request.Map.Values.Contains(attribute.Name)))
        {
            Add(attribute.Name, Target.Attribute, attribute.Name, attribute.Type);
        }
        // What our own exports carry beside the attributes, and what follows from the rest.
        foreach (var derived in (string[])["id", "layer", "unlocated", "commune_name", "province_code", "updated_at", "area_m2"])
        {
            Add(derived, Target.Derived);
        }
        met = new bool[known.Count];
    }

    /// <summary>The layer that the file goes into.</summary>
    public Layer Layer { get; }

    /// <summary>Properties that nothing was made of, the first twenty.</summary>
    public IReadOnlyCollection<string> Ignored => ignored;

    /// <summary>Whether the layer has attributes that not everybody's files hold.</summary>
    public bool KnowsRestricted => restricted.Length > 0;

    /// <summary>Rows that bore no code.</summary>
    public long WithoutCode { get; private set; }

    /// <summary>Whether a property of the feature mapped last stood twice in it; the last one counts.</summary>
    public bool Repeats { get; private set; }

    /// <summary>Whether a text of the feature mapped last had a null character or another one that is no text; it is left out, or a space.</summary>
    public bool HadControls { get; private set; }

    /// <summary>A text of the feature mapped last that looks damaged by a wrong encoding; null when none does.</summary>
    public string? Damaged { get; private set; }

    void Add(string property, Target target, string attribute = "", string type = "") =>
        known.Add((Encoding.UTF8.GetBytes(property.Normalize(NormalizationForm.FormC)), target, JsonEncodedText.Encode(attribute), type));

    /// <returns>The row, or the problem as the check would write it.</returns>
    public (StagedRow? Row, string? Problem) Map(GeoJsonFeature feature)
    {
        Damaged = null;
        (Repeats, HadControls) = (false, false);
        Array.Clear(met);
        string? code = null, nameVi = null, nameEn = null, commune = null, positionSource = null;
        double? accuracyM = request.AccuracyMetres;
        DateOnly? validFrom = request.ValidFrom, validTo = null;
        var endSaid = false;
        var demonstration = request.Demonstration;
        Array.Fill(taken, int.MaxValue);
        silent.UnionWith(restricted);
        attributes.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(attributes, new JsonWriterOptions { SkipValidation = true });
        writer.WriteStartObject();
        var at = -1;
        try
        {
            var reader = new Utf8JsonReader(feature.Properties.IsEmpty ? "{}"u8 : feature.Properties.Span);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var place = Find(ref reader);
                at = place;
                if (place < 0 || known[place].Target == Target.Derived)
                {
                    if (place < 0 && ignored.Count < 20)
                    {
                        ignored.Add(Clean(reader.GetString()!, keepLines: false) ?? "");
                    }
                    reader.Read();
                    reader.Skip();
                    continue;
                }
                var (name, target, attribute, type) = known[place];
                (Repeats, met[place]) = (Repeats | met[place], true);
                reader.Read();
                if (reader.TokenType == JsonTokenType.String && target is Target.Attribute or Target.NameVi or Target.NameEn)
                {
                    var text = reader.GetString()!;
                    if (DamagedText.IsLost(text))
                    {
                        return (null, "text-damaged:" + Encoding.UTF8.GetString(name));
                    }
                    HadControls |= text.AsSpan().ContainsAny(Controls);
                    Damaged ??= DamagedText.LooksDamaged(text) ? Clean(text, keepLines: false) is { Length: > 60 } longer ? longer[..60] + "…" : Clean(text, keepLines: false) : null;
                }
                if (target == Target.Attribute)
                {
                    if (silent.Count > 0)
                    {
                        silent.Remove(attribute.Value);
                    }
                    if (WriteAttribute(writer, attribute, type, ref reader) is { } wrong)
                    {
                        return (null, $"{wrong.Reason}:{Encoding.UTF8.GetString(name)}{(wrong.Found is null ? "" : ":" + wrong.Found)}");
                    }
                    continue;
                }
                endSaid |= target == Target.ValidTo;
                if (reader.TokenType == JsonTokenType.Null || taken[(int)target] < place)
                {
                    reader.Skip();
                    continue;
                }
                taken[(int)target] = place;
                var right = target switch
                {
                    Target.Code => TryText(ref reader, out code),
                    Target.NameVi => TryText(ref reader, out nameVi),
                    Target.NameEn => TryText(ref reader, out nameEn),
                    Target.Commune => TryText(ref reader, out commune),
                    Target.PositionSource => TryText(ref reader, out positionSource),
                    Target.AccuracyM => TryAccuracy(ref reader, ref accuracyM),
                    Target.ValidFrom => TryDate(ref reader, ref validFrom),
                    Target.ValidTo => TryDate(ref reader, ref validTo),
                    // A mark once made is not lost by an import.
                    _ => TryMark(ref reader, ref demonstration),
                };
                if (!right && target is Target.ValidFrom or Target.ValidTo && reader.TokenType == JsonTokenType.String)
                {
                    return (null, $"date-unclear:{Encoding.UTF8.GetString(name)}:{Clean(reader.GetString()!, keepLines: false)}");
                }
                if (!right)
                {
                    return (null, target == Target.AccuracyM && reader.TokenType == JsonTokenType.String
                        ? $"number-unclear:{Encoding.UTF8.GetString(name)}:{Clean(reader.GetString()!, keepLines: false)}" : "property-type:" + Encoding.UTF8.GetString(name));
                }
            }
        }
        // Half of a surrogate pair, which JSON's grammar allows and text does not.
        catch (Exception unreadable) when (unreadable is InvalidOperationException or ArgumentException)
        {
            return (null, "property-unreadable:" + (at < 0 ? "" : Encoding.UTF8.GetString(known[at].Property)));
        }
        writer.WriteEndObject();
        writer.Flush();

        if (accuracyM is null)
        {
            // Nobody but the one who brings the file knows it, and the record keeps it for ever.
            return (null, "accuracy-missing:");
        }
        if (accuracyM is <= 0 or > 1_000_000)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"accuracy:{accuracyM}"));
        }
        // Told here: the last day that there is is kept as no end.
        if (validFrom is { Year: < 1800 or > 2999 } || validTo is { Year: < 1800 or > 2999 })
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"day-beyond-reason:{(validFrom is { Year: < 1800 or > 2999 } ? validFrom : validTo):yyyy-MM-dd}"));
        }
        if (validTo < validFrom)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"validity:{validFrom:yyyy-MM-dd} – {validTo:yyyy-MM-dd}"));
        }
        if (feature.Notices.HasFlag(GeoJsonNotices.CrossesAntimeridian))
        {
            return (null, "crosses-antimeridian:");
        }
        var source = request.PositionSource ?? positionSource ?? (demonstration ? "demonstration" : "digitised");
        if (!PositionSources.Contains(source))
        {
            return (null, "position-source:" + source);
        }
        var least = PositionAccuracy.LeastM(feature.Ewkb is null ? null : source);
        if (accuracyM < least)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"accuracy-beyond-source:{accuracyM}:{(feature.Ewkb is null ? "" : source)}:{least}"));
        }
        if (changesByDecision && !demonstration && request.Decision is null)
        {
            return (null, "decision-missing:");
        }
        WithoutCode += code is null ? 1 : 0;
        return (new(feature.Index, feature.Id, code, nameVi, nameEn, CommuneCode(commune),
            attributes.WrittenSpan.ToArray(), [.. silent], feature.Ewkb, feature.Ewkb is null ? null : source, accuracyM.Value, validFrom, validTo,
            // Null beside a first day is what an export says of a version without an end.
            KeepsEnd: validTo is null && (validFrom is null || !endSaid), demonstration), null);
    }

    // Five digits; programs that take it for a number drop the noughts before it, and add one behind a point.
    static string? CommuneCode(string? text) => text is null ? null
        : NumberText.WithoutZeroFraction(text) is { Length: < 5 } shorter ? shorter.PadLeft(5, '0') : NumberText.WithoutZeroFraction(text);

    public static readonly IReadOnlyList<string> PositionSources = Vocabularies.CodesOf(Vocabularies.PositionSource);

    int Find(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < known.Count; i++)
        {
            if (reader.ValueTextEquals(known[i].Property))
            {
                return i;
            }
        }
        // Letters and their marks apart, as some systems write the names of columns.
        if (reader.ValueSpan.ContainsAnyExceptInRange((byte)' ', (byte)'~') && reader.GetString() is { } name && !name.IsNormalized(NormalizationForm.FormC))
        {
            var composed = Encoding.UTF8.GetBytes(name.Normalize(NormalizationForm.FormC));
            return known.FindIndex(one => one.Property.AsSpan().SequenceEqual(composed));
        }
        return -1;
    }

    /// <returns>Why not, and what was found; null when it is written, or left to the check of the layer's rules.</returns>
    static (string Reason, string? Found)? WriteAttribute(Utf8JsonWriter writer, JsonEncodedText name, string type, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String when type is "number" or "integer":
                // Tables exported to GeoJSON often have their numbers as text, as people wrote them.
                if (Clean(reader.GetString()!, keepLines: false) is not { } written)
                {
                    return null;
                }
                if (NumberText.Read(written) is not [var read])
                {
                    return ("number-unclear", written.Length > 80 ? written[..80] : written);
                }
                if (type == "integer" && Math.Abs(read) > NumberText.MostExact)
                {
                    return ("number-inexact", written);
                }
                writer.WritePropertyName(name);
                writer.WriteRawValue(read.ToString("R", CultureInfo.InvariantCulture) is var digits && double.IsInteger(read) && Math.Abs(read) < 1e15
                    ? read.ToString("0", CultureInfo.InvariantCulture) : digits, skipInputValidation: true);
                return null;
            case JsonTokenType.String:
                if (Clean(reader.GetString()!, keepLines: true) is { } text)
                {
                    writer.WriteString(name, text);
                }
                return null;
            case JsonTokenType.Number:
                // PostgreSQL would keep thousands of digits, and refuses the batch beyond that.
                if (NumberText.IsTooLong(reader.ValueSpan) || !reader.TryGetDouble(out var number) || !double.IsFinite(number))
                {
                    return ("number-inexact", Encoding.ASCII.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, 40)]));
                }
                if (NumberText.IsLost(Encoding.ASCII.GetString(reader.ValueSpan), number) || type == "integer" && Math.Abs(number) > NumberText.MostExact)
                {
                    return ("number-inexact", Encoding.ASCII.GetString(reader.ValueSpan));
                }
                // Programs that know floating point only write 3 as 3.0, and a code of 2 as 2.0.
                if (type == "code")
                {
                    writer.WriteString(name, NumberText.WithoutZeroFraction(Encoding.ASCII.GetString(reader.ValueSpan)));
                    return null;
                }
                writer.WritePropertyName(name);
                if (type == "integer")
                {
                    writer.WriteRawValue(NumberText.WithoutZeroFraction(Encoding.ASCII.GetString(reader.ValueSpan)), skipInputValidation: true);
                    return null;
                }
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                return null;
            case JsonTokenType.True or JsonTokenType.False:
                writer.WriteBoolean(name, reader.GetBoolean());
                return null;
            default:
                // No attribute is an array or an object; the check says so in the attribute's own terms.
                reader.Skip();
                writer.WriteStartArray(name);
                writer.WriteEndArray();
                return null;
        }
    }

    static bool TryText(ref Utf8JsonReader reader, out string? text)
    {
        text = reader.TokenType switch
        {
            JsonTokenType.String => Clean(reader.GetString()!, keepLines: false),
            JsonTokenType.Number => NumberText.WithoutZeroFraction(Encoding.ASCII.GetString(reader.ValueSpan)),
            _ => null,
        };
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Number;
    }

    // A feature's own statement is nearer to the truth than one for the whole file.
    static bool TryAccuracy(ref Utf8JsonReader reader, ref double? accuracyM)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            if (Clean(reader.GetString()!, keepLines: false) is not { } text)
            {
                return true;
            }
            if (NumberText.Read(text, null, NumberText.Metres) is not [var written])
            {
                return false;
            }
            accuracyM = written;
            return true;
        }
        if (reader.TokenType != JsonTokenType.Number)
        {
            return false;
        }
        accuracyM = reader.TryGetDouble(out var metres) ? metres : double.MaxValue;
        return true;
    }

    bool TryDate(ref Utf8JsonReader reader, ref DateOnly? date)
    {
        if (reader.TokenType != JsonTokenType.String || Clean(reader.GetString()!, keepLines: false) is not { } text)
        {
            return reader.TokenType == JsonTokenType.String;
        }
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return false;
        }
        date ??= day;
        return true;
    }

    static bool TryMark(ref Utf8JsonReader reader, ref bool mark)
    {
        if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
        {
            return false;
        }
        mark |= reader.GetBoolean();
        return true;
    }

    /// <returns>Null when nothing is left.</returns>
    static string? Clean(string text, bool keepLines) => PlainText.Of(text, keepLines) is { Length: > 0 } plain ? plain : null;
}
