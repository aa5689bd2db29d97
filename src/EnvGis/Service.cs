using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Layers;

namespace EnvGis;

/// <summary>The web service: what it is made of and where its addresses are mapped. Wiring only.</summary>
static class Service
{
    /// <param name="address">The database, already migrated and loaded.</param>
    /// <param name="root">The folder that holds wwwroot and data.</param>
    public static WebApplication Build(string[] arguments, DatabaseAddress address, string root)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = arguments, ContentRootPath = root, WebRootPath = Path.Combine(root, "wwwroot"),
        });
        builder.Services.AddSingleton(address);
        builder.Services.AddSingleton<PublishedDatabase>();
        builder.Services.AddSingleton<WorkingDatabase>();
        builder.Services.AddSingleton<OwnerDatabase>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<LayerCatalogue>();
        builder.Services.AddScoped(services => Migrator.Context(services.GetRequiredService<WorkingDatabase>().Source));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        var app = builder.Build();
        app.UseRefusals();
        app.UseSafetyHeaders();
        app.UseDefaultFiles();
        app.UseStaticFiles();
        return app;
    }
}
