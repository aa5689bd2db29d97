using System.Globalization;
using System.Text.RegularExpressions;
using EnvGis.Http;
using EnvGis.Spatial.Documents;

namespace EnvGis.Siting;

/// <summary>The answer on paper, sentence by sentence as the page tells it, with the address at which it is asked again and its code.</summary>
sealed partial class SiteSheet(SheetWords words, CheckSite.Answer answer)
{
    readonly List<SheetLine> lines = [];

    /// <param name="address">At which the same is asked again.</param>
    public static byte[] Of(SheetWords words, CheckSite.Answer answer, string address)
    {
        var sheet = new SiteSheet(words, answer);
        sheet.Tell(address);
        return WriteSheet.Of(words.T("siting.title"), address, sheet.lines);
    }

    void Tell(string address)
    {
        Add(SheetLineKind.Plain, Asked());
        var told = answer.Zones.Where(zone => zone.Finding?.Verdict != "outside").Concat(answer.Unlocated).ToList();
        var outside = answer.Zones.Where(zone => zone.Finding?.Verdict == "outside").ToList();
        Add(SheetLineKind.Heading, words.T("siting.answer"));
        if (told.Count == answer.Unlocated.Count)
        {
            Add(SheetLineKind.Strong, words.T(answer.Unlocated.Count > 0 ? "siting.noneKnown" : "siting.none", ("date", SheetWords.Date(answer.At))));
        }
        told.ForEach(Zone);
        if (outside.Count > 0)
        {
            Add(SheetLineKind.Heading, words.T("siting.outsideTitle"));
            outside.ForEach(Zone);
        }
        if (!answer.Complete)
        {
            Add(SheetLineKind.Plain, words.T("siting.incomplete"));
        }
        Add(SheetLineKind.Heading, words.T("siting.nearTitle", ("distance", words.Number(answer.WithinM))));
        foreach (var near in answer.Nearby.Concat(answer.NearbyUnlocated))
        {
            Add(SheetLineKind.Plain, $"– {words.Say(near.Name)}: " + string.Join(", ", new[]
            {
                words.Say(near.LayerTitle),
                near.DistanceM is not { } metres ? words.T("siting.nearUnlocated") : metres == 0 ? words.T("siting.nearHere") : words.T("siting.nearAt", ("distance", words.Metres(metres))),
                near.Demonstration ? words.T("siting.demonstrationShort") : "",
            }.Where(part => part.Length > 0)));
        }
        if (answer.Nearby.Count + answer.NearbyUnlocated.Count == 0)
        {
            Add(SheetLineKind.Plain, words.T("siting.nearNone"));
        }
        Add(SheetLineKind.Closing, words.T("siting.sheet"));
        Add(SheetLineKind.Plain, $"{words.T("siting.day")}: {SheetWords.Date(answer.At)}");
        // The clock of Vietnam.
        Add(SheetLineKind.Plain, $"{words.T("siting.known")}: {words.T("siting.knownAt", ("at", answer.Known.AddHours(7).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)))}");
        Add(SheetLineKind.Plain, $"{words.T("siting.code")}: {string.Join(' ', answer.Code.Chunk(8).Select(piece => new string(piece)))}");
        Add(SheetLineKind.Note, address);
        if (!answer.Public)
        {
            Add(SheetLineKind.Plain, words.T("siting.notPublic"));
        }
        Add(SheetLineKind.Note, words.Say(answer.Notice));
    }

    string Asked()
    {
        var where = answer.Place is { } place ? string.Join(", ", place.Communes.Select(one => one.Name).Append(place.Province)) + (place.Approximate ? $" ({words.T("siting.approximate")})" : "")
            : words.T("position.noCommune");
        var site = answer.Site;
        var given = site.AreaM2 is { } area ? words.T("siting.drawnSheet", ("area", words.Area(area)))
            : site.Given is { } grid ? $"{words.T("position.grid", ("x", words.Decimal(grid.X)), ("y", words.Decimal(grid.Y)))}, EPSG:{grid.Epsg}"
            : string.Create(CultureInfo.InvariantCulture, $"{site.Centre[1]:0.######}, {site.Centre[0]:0.######}");
        return words.T(site.AccuracyAssumed ? "siting.askedAssumed" : "siting.asked",
            ("site", given), ("where", where), ("accuracy", words.Number(site.AccuracyM, 3)), ("date", SheetWords.Date(answer.At)));
    }

    void Zone(CheckSite.Zone zone)
    {
        var (layer, name) = (("layer", words.Say(zone.LayerTitle)), ("name", words.Say(zone.Name)));
        var finding = zone.Finding;
        Add(zone.Finding?.Verdict == "outside" ? SheetLineKind.Plain : SheetLineKind.Strong, finding?.Verdict switch
        {
            "inside" => words.T("siting.inside", layer, name, ("decision", Decided(zone))),
            "partly" => words.T("siting.partly", layer, name, ("decision", Decided(zone)), ("area", words.Area(finding.InsideM2 ?? 0))),
            "undecidable" => words.T("siting.undecidable", layer, name, ("distance", words.Metres(finding.DistanceM)), ("tolerance", words.Metres(finding.Errors.ToleranceM))),
            "outside" => words.T("siting.outside", layer, name, ("distance", words.Metres(finding.DistanceM))),
            _ => words.T("siting.notLocated", layer, name),
        });
        if (zone.Law is { } law)
        {
            var clause = string.Join(", ", new[] { law.Document, law.Clause }.OfType<string>());
            Add(SheetLineKind.Detail, $"{words.T("siting.law")}: {(law.Title is { } title ? $"{clause} – {words.Say(title)}" : clause)}");
        }
        Add(SheetLineKind.Detail, $"{words.T("siting.standing")}: {Standing(zone)}");
        if (finding is null)
        {
            return;
        }
        var errors = finding.Errors;
        Add(SheetLineKind.Detail, $"{words.T("siting.distance")}: " + words.T("siting.errors", ("site", words.Number(errors.SiteM, 3)), ("zone", words.Number(errors.ZoneM, 3)),
            ("datum", words.Number(errors.DatumM)), ("tolerance", words.Number(errors.ToleranceM, errors.ToleranceM < 1_000 ? 2 : 0))));
        if (finding.Verdict != "outside" && finding.Border.Corners is [var one, var other, ..])
        {
            Add(SheetLineKind.Detail, words.T(finding.Border.FromTable ? "siting.cornersOfTable" : "siting.cornersComputed", ("one", CornerOf(one)), ("other", CornerOf(other)),
                ("meridian", one.At.Meridian), ("width", words.Number(one.At.WidthDegrees))));
        }
        if (finding.Remedy is { } remedy)
        {
            Add(SheetLineKind.Detail, $"{words.T("siting.remedy")}: {words.Say(remedy)}");
        }
        if (finding.InsideM2 is > 0 and var inside)
        {
            Add(SheetLineKind.Detail, $"{words.T("siting.insideArea")}: {words.T("siting.insideM2", ("area", words.Area(inside)), ("square", words.Number(inside, 1)))}");
        }
    }

    string CornerOf(SiteAnswers.Corner corner) =>
        words.T("siting.corner", ("label", corner.Label ?? words.Number(corner.Number)), ("x", words.Decimal(corner.At.X)), ("y", words.Decimal(corner.At.Y)));

    string Decided(CheckSite.Zone zone) => zone.Decision is not { } decision ? words.T("siting.undecided") : string.Join(' ', new[]
    {
        decision.Number is { } number ? words.T("siting.byNumber", ("number", number)) : "", decision.IssuedOn is { } day ? words.T("siting.byDate", ("date", SheetWords.Date(day))) : "",
        decision.Issuer is { } issuer ? words.T("siting.byIssuer", ("issuer", issuer)) : "",
    }.Where(part => part.Length > 0));

    string Standing(CheckSite.Zone zone)
    {
        var told = string.Join(" · ", new[]
        {
            zone.Since is not { } since ? "" : zone.Until is { } until ? words.T("feature.validBetween", ("from", SheetWords.Date(since)), ("to", SheetWords.Date(until)))
                : words.T("feature.validFrom", ("from", SheetWords.Date(since))),
            zone.State is not (null or "in_force") and var state ? words.T("siting.state", ("state", Vocabularies.TitleOf(Vocabularies.State, state) is { } title ? words.Say(title) : state)) : "",
            zone.Demonstration ? words.T("siting.demonstration") : "",
        }.Where(part => part.Length > 0));
        return told.Length > 0 ? told : words.T("siting.undecided");
    }

    // A number and its unit stay together.
    void Add(SheetLineKind kind, string text) => lines.Add(new(kind, Unit().Replace(text, "\u00A0")));

    [GeneratedRegex(@"(?<=[0-9]) (?=(?:m|km|ha|m²|km²)(?![\p{L}0-9]))")]
    private static partial Regex Unit();
}
