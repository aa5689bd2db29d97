using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using EnvGis.Database;
using EnvGis.Layers;
using EnvGis.Places;
using EnvGis.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace EnvGis.Commands;

/// <summary>Loads data/ in order: layers, places, plans, features; each in one transaction, and not at all when its files and this program are as they were.</summary>
static class LoadData
{
    /// <param name="dataFolder">The checkout's data/.</param>
    /// <param name="demonstration">Bring the demonstration features back if they were removed.</param>
    /// <exception cref="SetupException">A file is wrong; what was loaded before it stays.</exception>
    public static async Task RunAsync(OwnerDatabase database, string dataFolder, Steps steps, bool demonstration, CancellationToken cancellationToken)
    {
        // Two processes that start together load one after the other; the second then finds nothing new.
        await using var turn = await database.Source.OpenConnectionAsync(cancellationToken);
        await turn.ExecuteAsync(new CommandDefinition("select pg_advisory_lock(hashtextextended('EnvGis load', 0))", cancellationToken: cancellationToken));
        var anythingNew = false;
        try
        {
            await PartAsync("layers", "Layers", async (_, transaction) =>
            {
                var loaded = await LoadLayers.RunAsync(LayerFiles.Read(dataFolder), transaction, cancellationToken);
                return $"{loaded.Layers}, {loaded.Written} new or changed" + Listed("without a file, kept", loaded.Orphans)
                    + Listed("of places whose values contradict each other or are beyond reason", loaded.Contradicted)
                    + Listed("topics that several layers have, of which the one loaded last, named first, counts", loaded.SharedTopics);
            });
            await PartAsync("places", "Places", async (_, transaction) =>
            {
                var loaded = await LoadPlaces.RunAsync(Path.Combine(dataFolder, "places"), transaction, cancellationToken);
                return string.Create(CultureInfo.InvariantCulture, $"{loaded.Provinces} provinces, {loaded.Communes} communes, ") + (loaded.FormerUnits is { } former
                    ? string.Create(CultureInfo.InvariantCulture, $"{former} former units")
                    : "no former units (places/former-units.tsv is not built: npm run places in src/EnvGis.Map), so old names are not found");
            });
            await PartAsync("plans", "Plans", async (context, _) =>
            {
                var loaded = await LoadPlans.RunAsync(Path.Combine(dataFolder, "plans"), context, cancellationToken);
                return $"{loaded.Plans} with {loaded.Tasks} items, {loaded.Written} rows written"
                    + Listed("dropped by the files but tied to features or reported on, kept", loaded.Kept)
                    + Listed("topics of layers that no plan knows", loaded.UnknownTopics);
            });
            await PartAsync("features", "Features", async (_, transaction) =>
            {
                var loaded = await LoadFeatures.RunAsync(Path.Combine(dataFolder, "features"), demonstration, transaction, cancellationToken);
                return $"{loaded.Features} in the files, {loaded.Added} added, {loaded.Links} links written"
                    + (loaded.Renewed > 0 ? $"; {loaded.Renewed} that nobody had changed renewed" : "")
                    + (loaded.Differing > 0 ? $"; {loaded.Differing} changed by people, kept" : "")
                    + (loaded.Withdrawn > 0 ? $"; {loaded.Withdrawn} withdrawn, left so" : "");
            });
        }
        finally
        {
            await turn.ExecuteAsync("select pg_advisory_unlock(hashtextextended('EnvGis load', 0))");
        }

        Task PartAsync(string folder, string title, Func<EnvGisContext, NpgsqlTransaction, Task<string>> load) => steps.RunAsync(async () =>
        {
            var digest = await DigestAsync(Path.Combine(dataFolder, folder), cancellationToken);
            await using var context = Migrator.Context(database.Source);
            var connection = context.Database.GetDbConnection();
            var stored = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
                "select sha256 from env.loaded_file where path = @folder", new { folder }, cancellationToken: cancellationToken));
            // A later part may rest on what an earlier one brought.
            anythingNew |= stored != digest || (demonstration && folder == "features") || (folder == "layers" && await AnyUnreadableAsync(connection));
            if (!anythingNew)
            {
                return "unchanged";
            }
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var said = await load(context, (NpgsqlTransaction)transaction.GetDbTransaction());
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into env.loaded_file (path, sha256) values (@folder, @digest)
                on conflict (path) do update set sha256 = excluded.sha256, loaded_at = now()
                """, new { folder, digest }, transaction.GetDbTransaction(), cancellationToken: cancellationToken));
            await transaction.CommitAsync(cancellationToken);
            return said;
        }, said => $"{title}: {said}");

        // What was forced into the database in the place of a file.
        Task<bool> AnyUnreadableAsync(System.Data.Common.DbConnection connection) => connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from env.layer where id = any(@ids) and env.layer_fault(definition) is not null)",
            new { ids = Directory.GetFiles(Path.Combine(dataFolder, "layers"), "*.json").Select(Path.GetFileNameWithoutExtension).ToArray() }, cancellationToken: cancellationToken));
    }

    // The program counts too: a new version may read more from the same file.
    static async Task<string> DigestAsync(string folder, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(LoadData).Module.ModuleVersionId.ToByteArray());
        if (!Directory.Exists(folder))
        {
            throw new SetupException($"Không có thư mục {folder}.", $"There is no folder {folder}.");
        }
        foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(await File.ReadAllBytesAsync(file, cancellationToken));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    static string Listed(string what, IReadOnlyList<string> names) => names.Count == 0 ? "" : $"; {what}: {string.Join(", ", names)}";
}
