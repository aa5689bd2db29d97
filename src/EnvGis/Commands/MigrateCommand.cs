using System.CommandLine;

namespace EnvGis.Commands;

/// <summary><c>EnvGis migrate</c>: the schema of this version, nothing else.</summary>
static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Bring the database to the schema of this version.");
        command.SetAction((_, cancellationToken) => Refusals.SpokenAsync(async () =>
        {
            await using var session = await DatabaseSession.OpenAsync(Checkout.Find(), cancellationToken);
            var run = await Database.Migrator.MigrateAsync(session.Owner, cancellationToken);
            Console.WriteLine(run.Count == 0 ? "The schema is up to date." : $"Ran {string.Join(", ", run)}.");
            return 0;
        }));
        return command;
    }
}
