using Dapper;
using EnvGis.Access;
using EnvGis.Accounts;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Editing;

/// <summary>The methods that this caller may use at an address (RFC 9110, 9.3.7), for machines that ask before they write.</summary>
static class WhatIsAllowed
{
    public static async Task<Results<NoContent, Refusal>> OfFeature(
        string id, HttpContext context, Caller caller, Sight sight, WorkingDatabase database, CancellationToken cancellationToken)
    {
        if (!await SeenFeature.IsSeenAsync(sight, id, cancellationToken))
        {
            return Problems.UnknownFeature(id);
        }
        var acts = await Here.OfFeatureAsync(caller, database, long.Parse(id, System.Globalization.CultureInfo.InvariantCulture), cancellationToken);
        return Answer(context, acts.Contains(Act.ChangeAttributes) ? "PATCH" : null);
    }

    public static async Task<Results<NoContent, Refusal>> OfTask(
        string plan, string section, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        var task = $"{plan}/{section}";
        await using (var connection = await database.Source.OpenConnectionAsync(cancellationToken))
        {
            if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select exists (select from env.task where id = @task)", new { task }, cancellationToken: cancellationToken)))
            {
                return Problems.UnknownTask(task);
            }
        }
        var acts = await Here.OfTaskAsync(caller, database, task, cancellationToken);
        // Reports are posted one address further down.
        return Answer(context, acts.Contains(Act.ReportProgress) ? "POST" : null);
    }

    static NoContent Answer(HttpContext context, string? more)
    {
        context.Response.Headers.Allow = more is null ? "GET, HEAD, OPTIONS" : $"GET, HEAD, OPTIONS, {more}";
        return TypedResults.NoContent();
    }
}
