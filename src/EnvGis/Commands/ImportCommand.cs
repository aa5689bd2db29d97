using System.CommandLine;
using System.Globalization;
using EnvGis.Database;
using EnvGis.Imports;

namespace EnvGis.Commands;

/// <summary><c>EnvGis import FILE --layer ID</c>: a file of any size into a layer, all good features or none.</summary>
static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "GeoJSON FeatureCollection or GeoJSON text sequence (GeoJSONSeq, NDJSON), WGS 84; - for standard input." };
        var layer = new Option<string>("--layer") { Description = "Id of the layer that takes the features.", Required = true };
        var demonstration = new Option<bool>("--demonstration") { Description = "Mark every feature as made up for demonstration." };
        var decision = new Option<string?>("--decision") { Description = "Number of the decision by which the features are in force, as signed; registered when it is not yet. Needed of layers that change by decision." };
        var decidedOn = new Option<DateOnly?>("--decided-on") { Description = "Day of that decision, year-month-day.", CustomParser = TypedValues.Day };
        var issuer = new Option<string?>("--issuer") { Description = "Who issued it, such as \"UBND tỉnh Quảng Trị\"." };
        var positionSource = new Option<string?>("--position-source") { Description = "How the positions came about; digitised unless the features say otherwise." };
        positionSource.AcceptOnlyFromAmong([.. PropertyMapping.PositionSources]);
        var accuracy = new Option<double?>("--accuracy-m")
        {
            Description = "Accuracy in metres of positions whose feature has no accuracy_m of its own; without either a feature is refused.",
            CustomParser = result => TypedValues.Number(result, metres => metres is > 0 and <= 1_000_000, EnvGis.Spatial.Numbers.NumberText.Metres,
                "cần số mét lớn hơn 0, nhiều nhất 1000000", "it takes metres above 0 and at most 1000000"),
        };
        var validFrom = new Option<DateOnly?>("--valid-from") { Description = "First day in force, year-month-day; today unless the features say otherwise.", CustomParser = TypedValues.Day };
        var codeProperty = new Option<string?>("--code-property") { Description = "Property that holds the code; code." };
        var nameProperty = new Option<string?>("--name-property") { Description = "Property that holds the Vietnamese name; name_vi, name, ten or tên." };
        var communeProperty = new Option<string?>("--commune-property") { Description = "Property that holds the commune's code; commune_code." };
        var map = new Option<string[]>("--map")
        {
            Description = "property=attribute: what a property of the file becomes; may be repeated.", AllowMultipleArgumentsPerToken = true,
        };
        map.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.IndexOf('=', StringComparison.Ordinal) <= 0))
            {
                result.AddError("--map takes property=attribute.");
            }
        });
        var srs = new Option<string>("--srs") { Description = "CRS of the file: WGS 84 longitude and latitude only.", DefaultValueFactory = _ => "EPSG:4326" };
        srs.AcceptOnlyFromAmong("EPSG:4326", "4326", "CRS84", "OGC:CRS84");
        var rejectFile = new Option<FileInfo?>("--reject-file") { Description = "New CSV that gets every refused feature with its reasons; a file that is there is not overwritten." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check and report; write nothing." };
        var repair = new Option<bool>("--repair") { Description = "Make invalid shapes valid and report each with its parts and area, instead of refusing them." };
        var repairArea = new Option<bool>("--repair-area") { Description = "With --repair: also shapes whose area changes by it, which are refused otherwise." };
        var page = new Option<bool>("--page") { Description = "Take a file that says it is one page of a larger answer." };
        var allowTwice = new Option<bool>("--allow-twice") { Description = "Make features though the same file, or a place of the same name and, within its accuracy, the same position, is in already." };
        var update = new Option<bool>("--update") { Description = "Record a new version of features whose code exists, instead of refusing them. A restricted attribute that a row does not name stays as recorded; null takes it away." };
        var allOrNothing = new Option<bool>("--all-or-nothing") { Description = "Import nothing when one feature is refused." };
        var command = new Command("import", "Import a GeoJSON file into a layer: checked, in one transaction. Exit code 0: all in; 1: some refused; 2: nothing.")
        {
            file, layer, demonstration, decision, decidedOn, issuer, positionSource, accuracy, validFrom, codeProperty, nameProperty, communeProperty, map, srs, rejectFile, dryRun, repair,
            repairArea, page, allowTwice, update, allOrNothing,
        };
        command.SetAction((parsed, cancellationToken) => Refusals.SpokenAsync(async () =>
        {
            await using var session = await DatabaseSession.OpenAsync(Checkout.Find(), cancellationToken);
            var result = await ImportFile.RunAsync(session.Owner, new(parsed.GetRequiredValue(file), parsed.GetRequiredValue(layer))
            {
                Demonstration = parsed.GetValue(demonstration),
                Decision = Standing(parsed.GetValue(decision), parsed.GetValue(decidedOn), parsed.GetValue(issuer)),
                PositionSource = parsed.GetValue(positionSource),
                AccuracyMetres = parsed.GetValue(accuracy),
                ValidFrom = parsed.GetValue(validFrom),
                CodeProperty = parsed.GetValue(codeProperty),
                NameProperty = parsed.GetValue(nameProperty),
                CommuneProperty = parsed.GetValue(communeProperty),
                Map = (parsed.GetValue(map) ?? []).Select(pair => pair.Split('=', 2)).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]),
                RejectFile = parsed.GetValue(rejectFile),
                DryRun = parsed.GetValue(dryRun),
                Repair = parsed.GetValue(repair) || parsed.GetValue(repairArea),
                RepairArea = parsed.GetValue(repairArea),
                Page = parsed.GetValue(page),
                AllowTwice = parsed.GetValue(allowTwice),
                Update = parsed.GetValue(update),
                AllOrNothing = parsed.GetValue(allOrNothing),
                Progress = new ProgressLine(Console.Error),
            }, Console.Out, cancellationToken);
            return result.ExitCode;
        }));
        return command;
    }

    /// <exception cref="SetupException">Only a part of it is given, or a part is too long.</exception>
    static StandingDecision? Standing(string? number, DateOnly? issuedOn, string? issuer) => (number?.Trim(), issuedOn, issuer?.Trim()) switch
    {
        (null, null, null) => null,
        ({ Length: > 0 and <= 100 } named, { Year: >= 1900 and < 2200 } day, { Length: > 0 and <= 200 } by) => new(named, day, by),
        _ => throw new SetupException("Một quyết định được nêu bằng cả ba: --decision SỐ (nhiều nhất 100 ký tự), --decided-on NGÀY và --issuer CƠ QUAN (nhiều nhất 200 ký tự).",
            "A decision is named by all three: --decision NUMBER (100 letters at the most), --decided-on DAY and --issuer BODY (200 letters at the most)."),
    };

    /// <summary>One line that is written over on a terminal; without a terminal, a line every ten seconds.</summary>
    sealed class ProgressLine(TextWriter error) : IProgress<ImportProgress>
    {
        static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);
        readonly long started = System.Diagnostics.Stopwatch.GetTimestamp();
        TimeSpan last;

        public void Report(ImportProgress value)
        {
            var elapsed = System.Diagnostics.Stopwatch.GetElapsedTime(started);
            if (Console.IsErrorRedirected && elapsed - last < BetweenLines)
            {
                return;
            }
            last = elapsed;
            double? share = value.Bytes is { } bytes ? bytes == 0 ? 1 : (double)value.BytesRead / bytes : null;
            var far = share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known,4:P0}") : string.Create(CultureInfo.InvariantCulture, $"{value.BytesRead / 1_000_000.0,6:0.0} MB");
            var line = string.Create(CultureInfo.InvariantCulture,
                $"{far}  {value.Written} in, {value.Refused} refused, {value.Written / Math.Max(elapsed.TotalSeconds, 0.001):0}/s");
            error.Write(Console.IsErrorRedirected ? line + "\n" : share >= 1 ? $"\r{line}   \r" : $"\r{line}   ");
        }
    }
}
