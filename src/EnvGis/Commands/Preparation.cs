using EnvGis.Database;

namespace EnvGis.Commands;

/// <summary>Brings a database to this version's schema and data before it is served; each part does nothing when nothing is new.</summary>
static class Preparation
{
    public static async Task RunAsync(OwnerDatabase database, string root, Steps steps, CancellationToken cancellationToken)
    {
        await steps.RunAsync(() => Migrator.MigrateAsync(database, cancellationToken), change => $"Schema: {change}");
        await steps.RunAsync(() => RecordOwner.StandingAsync(database, cancellationToken), standing => $"Record of acts: {RecordOwner.Sentence(standing, database)}");
        await steps.RunAsync(() => Vn2000StartCheck.RunAsync(database, cancellationToken), points => $"VN-2000: {points} points agree within 5 mm");
        await LoadData.RunAsync(database, Path.Combine(root, "data"), steps, demonstration: false, cancellationToken);
    }
}
