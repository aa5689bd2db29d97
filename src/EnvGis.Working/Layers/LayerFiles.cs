using System.Text;
using System.Text.Json;
using EnvGis.Database;
using EnvGis.Http;

namespace EnvGis.Layers;

/// <summary>The files of data/layers, each checked before anything of it is used.</summary>
public static class LayerFiles
{
    /// <summary>A file that passed, and its JSON as it stands in it.</summary>
    public sealed record Checked(string File, Layer Layer, string Definition);

    /// <param name="dataFolder">Holds layers/*.json and schemas/layer.schema.json.</param>
    /// <exception cref="SetupException">Some file is wrong; the message has a line "file:line: reason" for each fault.</exception>
    public static IReadOnlyList<Checked> Read(string dataFolder) => Read(
        LayerFileSchema.Read(Path.Combine(dataFolder, "schemas", "layer.schema.json")),
        Directory.Exists(Path.Combine(dataFolder, "layers"))
            ? Directory.GetFiles(Path.Combine(dataFolder, "layers"), "*.json").Order(StringComparer.Ordinal)
            : throw new SetupException($"There is no folder {Path.Combine(dataFolder, "layers")}: the layers are read from it."));

    public static IReadOnlyList<Checked> Read(LayerFileSchema schema, IEnumerable<string> files)
    {
        var faults = new List<string>();
        var read = new List<(string File, LocatedJson Json, Checked? Layer)>();
        foreach (var file in files)
        {
            var shown = Shown(file);
            var bytes = File.ReadAllBytes(file);
            LocatedJson? json = null;
            try
            {
                json = LocatedJson.Parse(bytes);
            }
            catch (JsonException notJson)
            {
                // The parser's own sentence ends with its position, which counts lines from 0.
                var reason = notJson.Message.Split(" LineNumber:")[0].TrimEnd('.', ' ');
                faults.Add($"{shown}:{(notJson.LineNumber ?? 0) + 1}: {reason}");
                continue;
            }
            catch (InvalidOperationException)
            {
                // Half a character, or bytes that are no UTF-8: told below.
            }
            if (ReadableFile.Problem(bytes) is { } unreadable)
            {
                faults.Add($"{shown}: {unreadable.Vi} / {unreadable.En}");
                continue;
            }
            var found = schema.Check(json!);
            if (found.Count == 0)
            {
                found = [.. OwnRules(json!, Path.GetFileNameWithoutExtension(file))];
            }
            faults.AddRange(found.OrderBy(fault => fault.Line).Select(fault => $"{shown}:{fault.Line}: {fault.Reason}"));
            if (found.Count == 0)
            {
                var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
                read.Add((shown, json!, new(shown, JsonSerializer.Deserialize(text, LayerJson.Default.Layer)!, text)));
            }
        }
        faults.AddRange(SharedNames(read.Select(one => (one.File, one.Json)).ToList()));
        return faults.Count == 0
            ? [.. read.Select(one => one.Layer!)]
            : throw new SetupException("The layer files are not right:\n" + string.Join('\n', faults));
    }

    // What JSON Schema cannot say; the schema's description lists it.
    static IEnumerable<(int Line, string Reason)> OwnRules(LocatedJson layer, string fileName)
    {
        var id = layer.Member("id")!;
        if (id.Text != fileName)
        {
            yield return (id.Line, $"\"id\" is \"{id.Text}\"; the file {fileName}.json must have the id \"{fileName}\"");
        }
        if (id.Text == "basemap")
        {
            yield return (id.Line, "\"id\" is \"basemap\"; that name is taken by the tiles under the layers");
        }
        var zoom = layer.Member("zoom")!;
        if (Number(zoom.Member("min")!) > Number(zoom.Member("max")!))
        {
            yield return (zoom.Line, $"\"min\" is {zoom.Member("min")!.Text}, above \"max\", which is {zoom.Member("max")!.Text}");
        }
        var attributes = layer.Member("attributes")!.Items;
        foreach (var twice in Repeated(attributes.Select(attribute => attribute.Member("name")!)))
        {
            yield return (twice.Line, $"\"name\" is \"{twice.Text}\"; another attribute of this layer has that name");
        }
        foreach (var attribute in attributes)
        {
            foreach (var twice in Repeated((attribute.Member("codelist")?.Items ?? []).Select(value => value.Member("code")!)))
            {
                yield return (twice.Line, $"\"code\" is \"{twice.Text}\"; it stands twice in the codelist of \"{attribute.Member("name")!.Text}\"");
            }
            if (attribute.Member("restricted")?.Kind == JsonValueKind.True && attribute.Member("tiles") is { Kind: JsonValueKind.True } inTiles)
            {
                yield return (inTiles.Line, $"\"tiles\" is true of \"{attribute.Member("name")!.Text}\", which is restricted: tiles are everybody's");
            }
            if (attribute.Member("minimum") is { } minimum && attribute.Member("maximum") is { } maximum && Number(minimum) > Number(maximum))
            {
                yield return (minimum.Line, $"\"minimum\" is {minimum.Text}, above \"maximum\", which is {maximum.Text}");
            }
        }
        foreach (var fault in Constraints(attributes, layer.Member("constraints")?.Items ?? []))
        {
            yield return fault;
        }
        var symbol = layer.Member("symbol")!;
        var ramp = symbol.Member("ramp");
        var dashed = symbol.Member("dashed");
        foreach (var fault in References(attributes, "ramp", ramp, ramp?.Member("steps")!.Items.Select(step => step.Member("code")!)))
        {
            yield return fault;
        }
        foreach (var fault in References(attributes, "dashed", dashed, dashed?.Member("values")!.Items))
        {
            yield return fault;
        }
        foreach (var (part, list) in new[] { ("severity", "grades"), ("state", "states") })
        {
            var use = layer.Member(part);
            if (use?.Member("attribute") is { } by && attributes.Any(attribute => attribute.Member("name")!.Text == by.Text && attribute.Member("restricted")?.Kind == JsonValueKind.True))
            {
                yield return (by.Line, $"\"{part}\" is by \"{by.Text}\", which is restricted: everybody sees the {part} of a place");
            }
            foreach (var fault in References(attributes, part, use, use?.Member(list)!.Items.Select(one => one.Member("code")!)))
            {
                yield return fault;
            }
        }
    }

    static readonly string[] Bounds = ["from", "above", "upTo", "below"];

    static IEnumerable<(int Line, string Reason)> Constraints(IReadOnlyList<LocatedJson> attributes, IReadOnlyList<LocatedJson> constraints)
    {
        foreach (var twice in Repeated(constraints.Select(constraint => constraint.Member("id")!)))
        {
            yield return (twice.Line, $"\"id\" is \"{twice.Text}\"; another constraint of this layer has that id");
        }
        foreach (var condition in constraints.SelectMany(constraint => (constraint.Member("if")?.Items ?? []).Append(constraint.Member("then")!)))
        {
            var (isCode, isSum, isBound) = (condition.Member("is") is not null, condition.Member("sumOf") is not null, Bounds.Any(bound => condition.Member(bound) is not null));
            if ((isCode ? 1 : 0) + (isSum ? 1 : 0) + (isBound ? 1 : 0) != 1 || condition.Member("within") is not null && !isSum)
            {
                yield return (condition.Line, "a condition has one of \"is\", \"sumOf\" (with \"within\" or without) and bounds");
            }
            foreach (var name in (condition.Member("sumOf")?.Items ?? []).Prepend(condition.Member("attribute")!))
            {
                var attribute = attributes.FirstOrDefault(one => one.Member("name")!.Text == name.Text);
                if (attribute is null)
                {
                    yield return (name.Line, $"a constraint uses the attribute \"{name.Text}\", which this layer does not have");
                }
                else if (attribute.Member("restricted")?.Kind == JsonValueKind.True)
                {
                    yield return (name.Line, $"a constraint uses \"{name.Text}\", which is restricted: everybody reads whether it holds");
                }
                else if (isCode ? attribute.Member("codelist") is null : attribute.Member("type")!.Text is not ("number" or "integer"))
                {
                    yield return (name.Line, $"a constraint uses \"{name.Text}\", which {(isCode ? "has no codelist" : "is no number")}");
                }
                else if (isCode)
                {
                    var known = attribute.Member("codelist")!.Items.Select(value => value.Member("code")!.Text).ToHashSet(StringComparer.Ordinal);
                    foreach (var code in condition.Member("is")!.Items.Where(code => !known.Contains(code.Text)))
                    {
                        yield return (code.Line, $"a constraint has the code \"{code.Text}\", which is not in the codelist of \"{name.Text}\"");
                    }
                }
            }
        }
    }

    static IEnumerable<(int Line, string Reason)> References(
        IReadOnlyList<LocatedJson> attributes, string part, LocatedJson? use, IEnumerable<LocatedJson>? codes)
    {
        if (use is null)
        {
            yield break;
        }
        var name = use.Member("attribute")!;
        var attribute = attributes.FirstOrDefault(one => one.Member("name")!.Text == name.Text);
        if (attribute is null)
        {
            yield return (name.Line, $"\"{part}\" uses the attribute \"{name.Text}\", which this layer does not have");
            yield break;
        }
        if (attribute.Member("codelist") is not { } codelist)
        {
            yield return (name.Line, $"\"{part}\" uses \"{name.Text}\", which has no codelist");
            yield break;
        }
        if (attribute.Member("tiles")?.Kind != JsonValueKind.True)
        {
            yield return (name.Line, $"\"{part}\" uses \"{name.Text}\", which does not go into tiles");
        }
        var known = codelist.Items.Select(value => value.Member("code")!.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var code in codes!.Where(code => !known.Contains(code.Text)))
        {
            yield return (code.Line, $"\"{part}\" has the code \"{code.Text}\", which is not in the codelist of \"{name.Text}\"");
        }
    }

    static IEnumerable<string> SharedNames(IReadOnlyList<(string File, LocatedJson Json)> layers)
    {
        foreach (var (member, values) in new (string, Func<LocatedJson, IEnumerable<LocatedJson>>)[]
        {
            ("id", json => [json.Member("id")!]),
            ("codePrefix", json => [json.Member("codePrefix")!]),
            ("topics", json => json.Member("topics")!.Items),
        })
        {
            foreach (var shared in layers.SelectMany(layer => values(layer.Json).Select(value => (layer.File, Value: value)))
                         .GroupBy(one => one.Value.Text, StringComparer.Ordinal).Where(group => group.Count() > 1))
            {
                var first = shared.First();
                foreach (var (file, value) in shared.Skip(1))
                {
                    yield return $"{file}:{value.Line}: \"{member}\" has \"{value.Text}\", which {first.File}:{first.Value.Line} has already";
                }
            }
        }
    }

    static IEnumerable<LocatedJson> Repeated(IEnumerable<LocatedJson> values) =>
        values.GroupBy(value => value.Text, StringComparer.Ordinal).SelectMany(group => group.Skip(1));

    static double Number(LocatedJson value) => double.Parse(value.Text, System.Globalization.CultureInfo.InvariantCulture);

    static string Shown(string file)
    {
        var folder = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(file))));
        return $"{folder}/{Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file)))}/{Path.GetFileName(file)}";
    }
}
