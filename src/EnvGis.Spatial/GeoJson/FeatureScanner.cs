using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace EnvGis.Spatial.GeoJson;

/// <summary>
/// Finds where features begin and end. Braces outside of strings are all it looks at, many bytes at a time, so a feature that is broken
/// inside costs that feature only.
/// </summary>
sealed class FeatureScanner(TextWindow window, GeoJsonReadOptions options)
{
    internal enum Step
    {
        Row,
        NeedsMore,
        End,
    }

    enum State
    {
        BetweenValues,
        Header,
        WholeFeature,
        BeforeElement,
        Element,
        ForeignElement,
        Trailer,
        SkippingLine,
        Ended,
    }

    enum Scan
    {
        Incomplete,
        Complete,
        Aborted,
    }

    // RFC 8142 §2.1: this character starts a record. JSON cannot hold it bare, so it also ends a record that was cut.
    const byte RecordSeparator = 0x1E;
    static readonly SearchValues<byte> Braces = SearchValues.Create([(byte)'{', (byte)'}', (byte)'"', RecordSeparator]);
    static readonly SearchValues<byte> Brackets = SearchValues.Create([(byte)'[', (byte)']', (byte)'"', RecordSeparator]);
    static readonly SearchValues<byte> InString = SearchValues.Create([(byte)'"', (byte)'\\', RecordSeparator]);

    readonly EwkbBuilder ewkb = new();
    State state = State.BetweenValues;
    JsonReaderState insideFeatures;
    long index;
    bool anything, separated, needsComma, afterComma;

    // Of the value being scanned: bytes seen, open braces, whether inside a string, whether too large to keep.
    int scanned, depth;
    bool inString, discarding;

    // Of the collection being read: what its members say beside its features, and which feature was its first.
    PageMarks marks;
    long firstOfCollection, collections;

    internal Step Advance(out GeoJsonRow row)
    {
        row = default;
        while (true)
        {
            var step = state switch
            {
                State.BetweenValues => BetweenValues(ref row),
                State.Header => Header(ref row),
                State.WholeFeature => Feature(ref row, State.BetweenValues),
                State.BeforeElement => BeforeElement(ref row),
                State.Element => Feature(ref row, State.BeforeElement),
                State.ForeignElement => ForeignElement(ref row),
                State.Trailer => Trailer(ref row),
                State.SkippingLine => SkippingLine(),
                _ => Step.End,
            };
            if (step is { } taken)
            {
                return taken;
            }
        }
    }

    Step? BetweenValues(ref GeoJsonRow row)
    {
        SkipWhite(separators: true);
        if (window.Unread.IsEmpty)
        {
            if (!window.IsComplete)
            {
                return Step.NeedsMore;
            }
            return anything ? End() : Fail(ref row, GeoJsonReason.EmptyFile);
        }

        var isObject = window.Unread[0] == (byte)'{';
        if (!isObject && !anything && !separated)
        {
            return Fail(ref row, GeoJsonReason.NotGeoJson, FileSignature.Name(window.Unread) ?? GeoJsonRefusal.Found(window.Unread));
        }
        anything = true;
        if (isObject)
        {
            state = State.Header;
            return null;
        }

        state = State.SkippingLine;
        return Refuse(ref row, GeoJsonReason.InvalidJson);
    }

    Step? SkippingLine()
    {
        var end = window.Unread.IndexOfAny((byte)'\n', RecordSeparator);
        window.Skip(end < 0 ? window.Unread.Length : end);
        if (end < 0 && !window.IsComplete)
        {
            return Step.NeedsMore;
        }
        state = State.BetweenValues;
        return null;
    }

    /// <summary>Reads as far as it takes to tell a collection from a feature.</summary>
    Step? Header(ref GeoJsonRow row)
    {
        var seen = new PageMarks();
        bool isCollection = false, afterProperties = false;
        try
        {
            var reader = new Utf8JsonReader(
                window.Unread, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = GeoJsonParser.MaxDepth }));
            reader.Read();
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.EndObject)
                {
                    return isCollection ? Fail(ref row, GeoJsonReason.FeaturesMissing)
                        : Fail(ref row, GeoJsonReason.NotGeoJson, GeoJsonRefusal.Found(window.Unread[..(int)reader.BytesConsumed]));
                }
                if (reader.ValueTextEquals("geometry"u8) || reader.ValueTextEquals("coordinates"u8) || reader.ValueTextEquals("geometries"u8))
                {
                    return StartFeature(State.WholeFeature);
                }

                var name = reader.GetString()!;
                // A feature has them, and so have collections of some services.
                afterProperties |= name == "properties";
                if (!reader.Read())
                {
                    break;
                }
                if (name == "type" && reader.TokenType == JsonTokenType.String)
                {
                    if (reader.ValueTextEquals("FeatureCollection"u8))
                    {
                        isCollection = true;
                        continue;
                    }

                    var type = reader.GetString()!;
                    return type == "Feature" || GeoJsonParser.TypeOf(type) is not null
                        ? StartFeature(State.WholeFeature)
                        : Fail(ref row, GeoJsonReason.NotGeoJson, type);
                }

                // A type that is no text is none, whatever else looks like a collection.
                if (name == "type" && reader.TokenType != JsonTokenType.Null)
                {
                    return Fail(ref row, GeoJsonReason.NotGeoJson, $"\"type\": {GeoJsonRefusal.Found(window.Unread[(int)reader.TokenStartIndex..])}");
                }
                // ArcGIS's own form, whose features have attributes and whose geometries have rings.
                if (name == "geometryType" && reader.TokenType == JsonTokenType.String && reader.GetString()!.StartsWith("esriGeometry", StringComparison.Ordinal))
                {
                    return Fail(ref row, GeoJsonReason.NotGeoJson, "Esri JSON (f=json → f=geojson)");
                }

                if (name == "features")
                {
                    if (reader.TokenType != JsonTokenType.StartArray)
                    {
                        return Fail(ref row, GeoJsonReason.FeaturesMissing, GeoJsonRefusal.Found(window.Unread[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]));
                    }
                    if (!options.AllowPage && seen.VerdictAhead is { } part)
                    {
                        return Fail(ref row, GeoJsonReason.PartOfMore, part);
                    }
                    marks = seen;
                    firstOfCollection = index;
                    collections++;
                    insideFeatures = reader.CurrentState;
                    window.Skip((int)reader.BytesConsumed);
                    needsComma = afterComma = false;
                    state = State.BeforeElement;
                    return null;
                }

                var valueStart = (int)reader.TokenStartIndex;
                if (!reader.TrySkip())
                {
                    // A feature may be as large as that; then what stands before its properties tells nothing more.
                    if (afterProperties && !isCollection && window.Unread.Length >= options.MaxFeatureBytes)
                    {
                        return StartFeature(State.WholeFeature);
                    }
                    break;
                }

                var value = window.Unread[valueStart..(int)reader.BytesConsumed];
                seen.See(name, value);
                if (name == "crs" && CrsMember.Check(value, options) is { } declared)
                {
                    return Fail(ref row, GeoJsonReason.CrsNotSupported, declared);
                }
            }
        }
        catch (Exception refused) when (refused is JsonException or InvalidOperationException)
        {
            // What is broken inside a feature costs that feature only.
            if (afterProperties && !isCollection)
            {
                return StartFeature(State.WholeFeature);
            }
            // GetString throws the second for half of a surrogate pair.
            if (!separated)
            {
                return Fail(ref row, GeoJsonReason.InvalidJson);
            }
            window.Skip(1);
            state = State.SkippingLine;
            return Refuse(ref row, GeoJsonReason.InvalidJson);
        }

        return MoreOf(ref row);
    }

    Step? StartFeature(State next)
    {
        state = next;
        scanned = depth = 0;
        inString = discarding = false;
        return null;
    }

    Step? Feature(ref GeoJsonRow row, State next)
    {
        switch (ScanValue(Braces, (byte)'{'))
        {
            case Scan.Incomplete:
                return window.IsComplete ? Fail(ref row, GeoJsonReason.Truncated) : Step.NeedsMore;
            case Scan.Aborted:
                window.Skip(scanned);
                state = State.BetweenValues;
                return Refuse(ref row, GeoJsonReason.Truncated);
        }

        var json = window.Unread[..scanned];
        window.Skip(scanned);
        needsComma = true;
        state = next;
        if (discarding)
        {
            return Refuse(ref row, GeoJsonReason.FeatureTooLarge, options.MaxFeatureBytes.ToString(CultureInfo.InvariantCulture));
        }
        try
        {
            var feature = new GeoJsonParser(json, options, ewkb, index).ReadFeature(next == State.BetweenValues);
            row = new GeoJsonRow(collections > 1 ? feature with { Notices = feature.Notices | GeoJsonNotices.AnotherCollection } : feature, null);
        }
        catch (GeoJsonException refused)
        {
            row = new GeoJsonRow(null, refused.Refusal);
        }

        index++;
        return Step.Row;
    }

    Step? BeforeElement(ref GeoJsonRow row)
    {
        SkipWhite(separators: false);
        if (window.Unread.IsEmpty)
        {
            return window.IsComplete ? Fail(ref row, GeoJsonReason.Truncated) : Step.NeedsMore;
        }
        var next = window.Unread[0];
        if (next == (byte)']' && !afterComma)
        {
            state = State.Trailer;
            return null;
        }

        if (needsComma)
        {
            if (next != (byte)',')
            {
                return Fail(ref row, GeoJsonReason.InvalidJson);
            }
            window.Skip(1);
            needsComma = false;
            afterComma = true;
            return null;
        }

        if (next is (byte)',' or (byte)']' or (byte)'}')
        {
            return Fail(ref row, GeoJsonReason.InvalidJson);
        }
        afterComma = false;
        return StartFeature(next == (byte)'{' ? State.Element : State.ForeignElement);
    }

    /// <summary>Something in "features" that is no object.</summary>
    Step? ForeignElement(ref GeoJsonRow row)
    {
        if (window.Unread[0] == (byte)'[')
        {
            switch (ScanValue(Brackets, (byte)'['))
            {
                case Scan.Incomplete:
                    return window.IsComplete ? Fail(ref row, GeoJsonReason.Truncated) : Step.NeedsMore;
                case Scan.Aborted:
                    return Fail(ref row, GeoJsonReason.InvalidJson);
            }
        }
        else
        {
            scanned = window.Unread.IndexOfAny((byte)',', (byte)']');
            if (scanned < 0)
            {
                return MoreOf(ref row);
            }
        }

        var found = GeoJsonRefusal.Found(window.Unread[..scanned]);
        window.Skip(scanned);
        needsComma = true;
        state = State.BeforeElement;
        return Refuse(ref row, GeoJsonReason.NotAFeature, found);
    }

    /// <summary>What follows "features": the crs member may stand here too, and what says that there is more.</summary>
    Step? Trailer(ref GeoJsonRow row)
    {
        var seen = marks;
        try
        {
            var reader = new Utf8JsonReader(window.Unread, isFinalBlock: false, insideFeatures);
            reader.Read();
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.EndObject)
                {
                    if (!options.AllowPage && seen.Verdict(index - firstOfCollection) is { } part)
                    {
                        return Fail(ref row, GeoJsonReason.PartOfMore, part);
                    }
                    window.Skip((int)reader.BytesConsumed);
                    state = State.BetweenValues;
                    return null;
                }

                var name = reader.GetString()!;
                if (!reader.Read())
                {
                    break;
                }
                var valueStart = (int)reader.TokenStartIndex;
                if (!reader.TrySkip())
                {
                    break;
                }
                var value = window.Unread[valueStart..(int)reader.BytesConsumed];
                seen.See(name, value);
                if (name == "crs" && CrsMember.Check(value, options) is { } declared)
                {
                    return Fail(ref row, GeoJsonReason.CrsNotSupported, declared);
                }
            }
        }
        catch (Exception refused) when (refused is JsonException or InvalidOperationException)
        {
            return Fail(ref row, GeoJsonReason.InvalidJson);
        }

        return MoreOf(ref row);
    }

    /// <summary>Asks for more of a value that has to be seen whole.</summary>
    Step? MoreOf(ref GeoJsonRow row)
    {
        if (window.IsComplete)
        {
            return Fail(ref row, GeoJsonReason.Truncated);
        }
        return window.Unread.Length >= options.MaxFeatureBytes
            ? Fail(ref row, GeoJsonReason.FeatureTooLarge, options.MaxFeatureBytes.ToString(CultureInfo.InvariantCulture))
            : Step.NeedsMore;
    }

    /// <summary>Goes on looking for the end of the object or array that starts the window; takes up where it stopped.</summary>
    Scan ScanValue(SearchValues<byte> structure, byte open)
    {
        var text = window.Unread;
        var at = scanned;
        while (at < text.Length)
        {
            var step = text[at..].IndexOfAny(inString ? InString : structure);
            if (step < 0)
            {
                at = text.Length;
                break;
            }

            at += step;
            var found = text[at];
            if (found == RecordSeparator)
            {
                scanned = at;
                return Scan.Aborted;
            }

            if (found == (byte)'\\')
            {
                if (at + 1 == text.Length)
                {
                    break;
                }
                at += 2;
                continue;
            }

            at++;
            if (found == (byte)'"')
            {
                inString = !inString;
            }
            else if (found == open)
            {
                depth++;
            }
            else if (--depth == 0)
            {
                scanned = at;
                discarding |= at > options.MaxFeatureBytes;
                return Scan.Complete;
            }
        }

        scanned = at;
        discarding |= text.Length > options.MaxFeatureBytes;
        if (discarding)
        {
            window.Skip(scanned);
            scanned = 0;
        }

        return Scan.Incomplete;
    }

    void SkipWhite(bool separators)
    {
        var text = window.Unread;
        var at = 0;
        for (; at < text.Length; at++)
        {
            if (text[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            {
                continue;
            }
            if (!separators || text[at] != RecordSeparator)
            {
                break;
            }
            separated = true;
        }

        window.Skip(at);
    }

    Step End()
    {
        state = State.Ended;
        return Step.End;
    }

    Step Refuse(ref GeoJsonRow row, GeoJsonReason reason, string found = "")
    {
        row = new GeoJsonRow(null, GeoJsonRefusal.Of(reason, index, "", found));
        index++;
        return Step.Row;
    }

    Step Fail(ref GeoJsonRow row, GeoJsonReason reason, string found = "")
    {
        row = new GeoJsonRow(null, GeoJsonRefusal.Of(reason, null, "", found));
        state = State.Ended;
        return Step.Row;
    }
}
