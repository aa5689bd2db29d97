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
            Console.WriteLine($"Schema: {await Database.Migrator.MigrateAsync(session.Owner, cancellationToken)}.");
            return 0;
        }));
        return command;
    }
}
