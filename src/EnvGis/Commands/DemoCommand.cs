using System.CommandLine;
using EnvGis.Plans;

namespace EnvGis.Commands;

/// <summary><c>EnvGis demo remove</c>: real work begins, the demonstration goes.</summary>
static class DemoCommand
{
    public static Command Create()
    {
        var remove = new Command("remove", "Withdraw all demonstration features; `load --demo` brings them back.");
        remove.SetAction((_, cancellationToken) => Refusals.SpokenAsync(async () =>
        {
            await using var session = await DatabaseSession.OpenAsync(Checkout.Find(), cancellationToken);
            var withdrawn = await RemoveDemonstration.RunAsync(session.Owner, cancellationToken);
            Console.WriteLine(withdrawn == 0 ? "There were no demonstration features." : $"Withdrew {withdrawn} demonstration features.");
            return 0;
        }));
        return new("demo", "The demonstration features.") { remove };
    }
}
