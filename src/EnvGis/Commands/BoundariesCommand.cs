using System.CommandLine;
using EnvGis.Http;
using EnvGis.Places;

namespace EnvGis.Commands;

/// <summary><c>EnvGis boundaries import</c>: a department's own boundaries of communes or provinces.</summary>
static class BoundariesCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Any vector format that GDAL reads; a zip with a Shapefile too." };
        var level = new Option<string>("--level") { Description = "province or commune: all boundaries of that level are replaced.", Required = true };
        level.AcceptOnlyFromAmong([.. Vocabularies.CodesOf(Vocabularies.AreaLevel)]);
        var code = new Option<string>("--code") { Description = "Column with the unit's code, as 05488 or 19.", Required = true };
        var name = new Option<string>("--name") { Description = "Column with the unit's name.", Required = true };
        var source = new Option<string?>("--source") { Description = "Where the file comes from, as shown to people; its name if left out." };
        var srs = new Option<int?>("--srs") { Description = "EPSG code of the coordinates, when the file does not say it or says it wrong." };
        var import = new Command("import", "Load boundaries from a file; everything that can use them then does.") { file, level, code, name, source, srs };
        import.SetAction((parsed, cancellationToken) => Refusals.SpokenAsync(async () =>
        {
            await using var session = await DatabaseSession.OpenAsync(Checkout.Find(), cancellationToken);
            var loaded = await ImportBoundaries.RunAsync(session.Owner, new(
                parsed.GetValue(file)!, parsed.GetValue(level)!, parsed.GetValue(code)!, parsed.GetValue(name)!, parsed.GetValue(source),
                parsed.GetValue(srs)), cancellationToken);
            foreach (var line in loaded.Lines)
            {
                Console.WriteLine(line);
            }
            return 0;
        }));
        return new("boundaries", "Boundaries of provinces and communes.") { import };
    }
}
