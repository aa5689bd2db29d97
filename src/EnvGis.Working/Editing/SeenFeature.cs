using EnvGis.Access;
using EnvGis.Http;
using Npgsql;

namespace EnvGis.Editing;

/// <summary>
/// Whether a caller who writes could read: what GET answers with 404 is not there for any other method either, so that the refusals of writing tell nobody
/// which ids are taken.
/// </summary>
static class SeenFeature
{
    public static async Task<bool> IsSeenAsync(Sight sight, string id, CancellationToken cancellationToken)
    {
        if (!long.TryParse(id, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }
        await using var connection = await sight.Database.Source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select exists (select from feature where id = $1)", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = number });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>For endpoints of one feature: who is refused by a policy is first told when there is no such feature to be seen.</summary>
    public static TBuilder OfFeature<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Policies.Subject(async (context, cancellationToken) =>
    {
        var id = context.Request.RouteValues["id"]?.ToString() ?? "";
        return await IsSeenAsync(context.RequestServices.GetRequiredService<Sight>(), id, cancellationToken) ? null : Problems.UnknownFeature(id);
    }));
}
