using System.CommandLine;
using EnvGis.Basemap;
using EnvGis.Database;

namespace EnvGis.Commands;

/// <summary><c>EnvGis basemap import</c> and <c>remove</c>: a department's own rivers, lakes, roads and places under the map.</summary>
static class BasemapCommand
{
    public static Command Create() => new("basemap", "Rivers, lakes, roads and places that the map draws under the layers.") { Import(), Remove() };

    static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "Any vector format that GDAL reads; a zip with a Shapefile too." };
        var kind = new Option<string>("--kind")
        {
            Description = "river (lines or areas), lake (areas), road (lines) or place (points): all of that kind are replaced.", Required = true,
        };
        kind.AcceptOnlyFromAmong(ImportBaseLayer.Kinds);
        var name = new Option<string?>("--name") { Description = "Column with the name; without it none is shown. Lines of one name count as one." };
        var source = new Option<string?>("--source") { Description = "Where the file comes from, as shown to people; its name if left out." };
        var srs = new Option<int?>("--srs") { Description = "EPSG code of the coordinates, when the file does not say it or says it wrong." };
        var import = new Command("import", "Load a file; pages show it at their next start.") { file, kind, name, source, srs };
        import.SetAction((parsed, cancellationToken) => Refusals.SpokenAsync(async () =>
        {
            await using var session = await DatabaseSession.OpenAsync(Checkout.Find(), cancellationToken);
            await Migrator.MigrateAsync(session.Owner, cancellationToken);
            var loaded = await ImportBaseLayer.RunAsync(session.Owner, new(
                parsed.GetValue(file)!, parsed.GetValue(kind)!, parsed.GetValue(name), parsed.GetValue(source), parsed.GetValue(srs)), cancellationToken);
            foreach (var line in loaded.Lines)
            {
                Console.WriteLine(line);
            }
            return 0;
        }));
        return import;
    }

    static Command Remove()
    {
        var kind = new Option<string>("--kind") { Description = "river, lake, road or place.", Required = true };
        kind.AcceptOnlyFromAmong(ImportBaseLayer.Kinds);
        var remove = new Command("remove", "Take all of one kind off the map.") { kind };
        remove.SetAction((parsed, cancellationToken) => Refusals.SpokenAsync(async () =>
        {
            await using var session = await DatabaseSession.OpenAsync(Checkout.Find(), cancellationToken);
            await Migrator.MigrateAsync(session.Owner, cancellationToken);
            var removed = await ImportBaseLayer.RemoveAsync(session.Owner, parsed.GetValue(kind)!, cancellationToken);
            Console.WriteLine(removed == 0 ? $"There was nothing of kind {parsed.GetValue(kind)}." : $"Removed {removed} parts of kind {parsed.GetValue(kind)}.");
            return 0;
        }));
        return remove;
    }
}
