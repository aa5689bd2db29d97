using EnvGis.Access;
using EnvGis.Http;
using EnvGis.Ogc;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Features;

/// <summary>A feature's item, for whoever knows its number and not its layer.</summary>
static class FeatureGeometry
{
    public static Task<Results<EmptyHttpResult, Refusal>> Handle(string id, HttpContext context, Sight sight, CancellationToken cancellationToken) =>
        Item.HandleGeometry(id, context, sight, cancellationToken);
}
