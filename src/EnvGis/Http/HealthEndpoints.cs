using EnvGis.Database;

namespace EnvGis.Http;

/// <summary>For whoever watches over the process: is it alive, and can it serve.</summary>
static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", (CancellationToken _) => TypedResults.Text("alive")).WithName("HealthLive").AllowAnonymous();
        routes.MapGet("/health/ready", Ready).WithName("HealthReady").AllowAnonymous();
    }

    static async Task<IResult> Ready(PublishedDatabase database, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.Source.CreateCommand("select exists (select from published.layer)");
            return await command.ExecuteScalarAsync(cancellationToken) is true ? TypedResults.Text("ready") : Problems.DatabaseAway();
        }
        catch (Exception away) when (away is Npgsql.NpgsqlException or TimeoutException)
        {
            return Problems.DatabaseAway();
        }
    }
}
