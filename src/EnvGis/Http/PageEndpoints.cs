namespace EnvGis.Http;

/// <summary>The addresses of the page beside "/". One document answers all of them; which part of it is shown, the page reads from its address.</summary>
static class PageEndpoints
{
    static readonly (string Address, string Name)[] Pages =
    [
        ("/tasks", "pageTasks"), ("/tasks/{plan}/{section}", "pageSection"), ("/overview", "pageOverview"), ("/check", "pageCheck"), ("/check/{code}", "pageCheckCode"), ("/account", "pageAccount"),
        ("/welcome", "pageWelcome"), ("/people", "pagePeople"), ("/keys", "pageKeys"), ("/audit", "pageAudit"),
        ("/drafts", "pageDrafts"), ("/drafts/{draft}", "pageDraft"), ("/decisions", "pageDecisions"), ("/decisions/{decision}", "pageDecision"), ("/annexes/{hash}", "pageAnnex"),
        ("/named-zones", "pageNamedZones"), ("/named-zones/{zone}", "pageNamedZone"),
        ("/consultations", "pageConsultations"), ("/consultations/{consultation}", "pageConsultation"),
    ];

    /// <summary>Files of the page at their own addresses: text compressed, the rest as it is. All may be kept, and are asked for again each time.</summary>
    public static void UsePageFiles(this WebApplication app)
    {
        app.UseDefaultFiles();
        var files = app.Services.GetRequiredService<PageFiles>();
        app.Use(async (context, next) =>
        {
            if (!(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) || !await files.SendAsync(context, context.Request.Path))
            {
                await next(context);
            }
        });
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = answer => answer.Context.Response.Headers.CacheControl = PageFiles.Keep });
    }

    /// <summary>Whether a browser asks for a page to show: programs do not name HTML.</summary>
    public static bool IsAskedByPerson(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Headers.Accept.Any(accepted => accepted?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>At an address that leads nowhere: 404, and the page, which says so with ways out.</summary>
    public static async Task SendMissingAsync(HttpContext context, PageFiles files)
    {
        // What is not there is not kept, and so not asked for again.
        context.Request.Headers.IfNoneMatch = default;
        if (!await files.SendAsync(context, "/index.html"))
        {
            await Problems.UnknownAddress(context.Request.Path).ExecuteAsync(context);
        }
    }

    public static void MapPages(this WebApplication app)
    {
        foreach (var (address, name) in Pages)
        {
            app.MapMethods(address, [HttpMethods.Get, HttpMethods.Head], async (HttpContext context, PageFiles files) =>
            {
                if (!await files.SendAsync(context, "/index.html"))
                {
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                }
            }).WithName(name).AllowAnonymous().WithMetadata(new ReadInTheBrowser());
        }
    }
}
