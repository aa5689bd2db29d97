using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace EnvGis.Database;

/// <summary>The registers: plans, tasks, agencies, links and what was loaded. Features and geometry are SQL beside their caller.</summary>
public class EnvGisContext(DbContextOptions options) : DbContext(options)
{
    protected virtual string Schema => "env";

    // The schema's one truth is the numbered SQL; each capability maps its own tables.
    protected override void OnModelCreating(ModelBuilder model) =>
        model.HasDefaultSchema(Schema).ApplyConfigurationsFromAssembly(typeof(EnvGisContext).Assembly);
}

/// <summary>The same registers as a caller reads them: schema <c>plans</c>, by the role that reads for them, so that their tasks lead to the places that they may see.</summary>
public sealed class PlansContext(DbContextOptions<PlansContext> options) : EnvGisContext(options)
{
    protected override string Schema => "plans";

    /// <summary>The connection for SQL by hand, open: one that Dapper opens would not be told whose it is, and show what everybody sees.</summary>
    public async ValueTask<DbConnection> ConnectionAsync(CancellationToken cancellationToken)
    {
        var connection = this.Database.GetDbConnection();
        if (connection.State != System.Data.ConnectionState.Open)
        {
            await this.Database.OpenConnectionAsync(cancellationToken);
        }
        return connection;
    }

    public static PlansContext Of(PublishedDatabase database) => new(database.Source.For<PlansContext>().Options);
}
