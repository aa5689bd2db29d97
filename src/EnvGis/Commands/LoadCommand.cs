using System.CommandLine;
using EnvGis.Database;

namespace EnvGis.Commands;

/// <summary><c>EnvGis load</c>: what data/ holds, into the database.</summary>
static class LoadCommand
{
    public static Command Create()
    {
        var demonstration = new Option<bool>("--demo") { Description = "Bring the demonstration features back if they were removed." };
        var command = new Command("load", "Load layers, places, plans and first features from data/; unchanged files are skipped.") { demonstration };
        command.SetAction((parsed, cancellationToken) => Refusals.SpokenAsync(async () =>
        {
            var root = Checkout.Find();
            await using var session = await DatabaseSession.OpenAsync(root, cancellationToken);
            await Migrator.MigrateAsync(session.Owner, cancellationToken);
            await LoadData.RunAsync(session.Owner, Path.Combine(root, "data"), new(Console.Out), parsed.GetValue(demonstration), cancellationToken);
            return 0;
        }));
        return command;
    }
}
