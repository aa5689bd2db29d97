using Npgsql;

namespace EnvGis.Database;

/// <summary>
/// Settings of PostgreSQL for one use of a connection. They go as a command of their own before the statement they are for: a command of several statements that is
/// broken off leaves Npgsql in error about which of them the server has prepared, and then the connection answers later questions with other statements
/// (decision 0024).
/// </summary>
public static class SessionSettings
{
    /// <summary>
    /// For statements whose best index depends on the box and the filter of this very request: a plan made once for all is not good enough. Starting parallel
    /// workers takes longer than a page does.
    /// </summary>
    public const string PlanForThisRequest =
        "set_config('plan_cache_mode', 'force_custom_plan', false), set_config('max_parallel_workers_per_gather', '0', false)";

    /// <summary>
    /// For statements that are asked all the time in few different words, and whose way through the indexes is the same for all that they are asked of. PostgreSQL itself
    /// would plan each anew, as a plan for all never looks cheaper to it.
    /// </summary>
    public const string OnePlan = "set_config('plan_cache_mode', 'force_generic_plan', false)";

    /// <summary>Sets them on this connection, until the pool resets it.</summary>
    /// <param name="settings">Calls of <c>set_config</c>, with commas between; never a caller's words.</param>
    public static async Task SetAsync(this NpgsqlConnection connection, string settings, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select {settings}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
