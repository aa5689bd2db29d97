using Microsoft.EntityFrameworkCore;

namespace EnvGis.Database;

/// <summary>The registers: plans, tasks, agencies, links and what was loaded. Features and geometry are SQL beside their caller.</summary>
sealed class EnvGisContext(DbContextOptions<EnvGisContext> options) : DbContext(options)
{
    // The schema's one truth is the numbered SQL; each capability maps its own tables.
    protected override void OnModelCreating(ModelBuilder model) =>
        model.HasDefaultSchema("env").ApplyConfigurationsFromAssembly(typeof(EnvGisContext).Assembly);
}
