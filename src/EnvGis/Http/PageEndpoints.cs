namespace EnvGis.Http;

/// <summary>The addresses of the page beside "/". One document answers all of them; which part of it is shown, the page reads from its address.</summary>
static class PageEndpoints
{
    static readonly string[] Addresses = ["/tasks", "/tasks/{plan}/{section}", "/overview"];

    public static void MapPages(this WebApplication app)
    {
        var file = Path.Combine(app.Environment.WebRootPath, "index.html");
        foreach (var address in Addresses)
        {
            app.MapMethods(address, [HttpMethods.Get, HttpMethods.Head], async (HttpContext context) =>
            {
                context.Response.ContentType = "text/html; charset=utf-8";
                context.Response.Headers.CacheControl = "no-cache";
                if (HttpMethods.IsGet(context.Request.Method))
                {
                    await context.Response.SendFileAsync(file, context.RequestAborted);
                }
            }).WithName($"page{address}").AllowAnonymous();
        }
    }
}
