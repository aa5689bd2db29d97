using EnvGis.Http;

namespace EnvGis.Changes;

/// <summary>What changed: the feed in commit order for other systems, and live events for pages.</summary>
public static class ChangeEndpoints
{
    public static IServiceCollection AddChanges(this IServiceCollection services) =>
        services.AddSingleton<LiveFeed>().AddSingleton<ChangeReader>().AddHostedService(provider => provider.GetRequiredService<ChangeReader>());

    public static void MapChanges(this IEndpointRouteBuilder routes)
    {
        var changes = routes.MapGroup("/api").WithTags("Changes").AllowAnonymous();
        changes.MapGet("/changes", ChangeFeed.Handle).WithName("changes")
            .Says("Những gì đã thay đổi, theo thứ tự giao dịch, không sót", "What changed, in the order of transactions, without gaps")
            .Reads(Parameter.After with { Vi = "“next” của lần đọc trước; bỏ trống là từ đầu", En = "“next” of the reading before; from the beginning when left out" },
                new("layer", "Chỉ lớp này", "This layer only") { Kind = ParameterKind.Layer }, Parameter.Limit(ChangeFeed.DefaultLimit, ChangeFeed.MostRows));
        changes.MapGet("/live", LiveStream.Handle).WithName("live")
            .Says("Thay đổi khi vừa xảy ra (server-sent events): hello, beat, change, reset", "What just changed (server-sent events): hello, beat, change, reset")
            .Takes(new Parameter("Last-Event-ID", "Sự kiện cuối đã nhận", "The last event that was received") { IsHeader = true }).Sends("text/event-stream", "Dòng sự kiện", "A stream of events");
    }
}
