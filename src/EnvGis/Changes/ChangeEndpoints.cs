namespace EnvGis.Changes;

/// <summary>What changed: the feed in commit order for other systems, and live events for pages.</summary>
static class ChangeEndpoints
{
    public static IServiceCollection AddChanges(this IServiceCollection services) =>
        services.AddSingleton<LiveFeed>().AddSingleton<ChangeReader>().AddHostedService(provider => provider.GetRequiredService<ChangeReader>());

    public static void MapChanges(this IEndpointRouteBuilder routes)
    {
        var changes = routes.MapGroup("/api").WithTags("Changes").AllowAnonymous();
        changes.MapGet("/changes", ChangeFeed.Handle).WithName("Changes");
        changes.MapGet("/live", LiveStream.Handle).WithName("Live");
    }
}
