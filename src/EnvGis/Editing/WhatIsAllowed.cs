using EnvGis.Accounts;
using EnvGis.Database;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Editing;

/// <summary>The methods that this caller may use at an address (RFC 9110, 9.3.7), for machines that ask before they write.</summary>
static class WhatIsAllowed
{
    public static async Task<NoContent> OfFeature(string id, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        var acts = long.TryParse(id, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? await Here.OfFeatureAsync(caller, database, number, cancellationToken) : [];
        return Answer(context, acts.Contains(Act.ChangeAttributes) ? "PATCH" : null);
    }

    public static async Task<NoContent> OfTask(
        string plan, string section, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        var acts = await Here.OfTaskAsync(caller, database, $"{plan}/{section}", cancellationToken);
        // Reports are posted one address further down.
        return Answer(context, acts.Contains(Act.ReportProgress) ? "POST" : null);
    }

    static NoContent Answer(HttpContext context, string? more)
    {
        context.Response.Headers.Allow = more is null ? "GET, HEAD, OPTIONS" : $"GET, HEAD, OPTIONS, {more}";
        return TypedResults.NoContent();
    }
}
