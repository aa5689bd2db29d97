using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using EnvGis.Access;
using EnvGis.Accounts;
using EnvGis.Annexes;
using EnvGis.Audit;
using EnvGis.Basemap;
using EnvGis.Changes;
using EnvGis.Consultations;
using EnvGis.Contract;
using EnvGis.Database;
using EnvGis.Decisions;
using EnvGis.Drafts;
using EnvGis.Editing;
using EnvGis.Exports;
using EnvGis.Features;
using EnvGis.Filtering;
using EnvGis.Health;
using EnvGis.Http;
using EnvGis.Imports;
using EnvGis.Layers;
using EnvGis.Lists;
using EnvGis.NamedZones;
using EnvGis.Ogc;
using EnvGis.Overview;
using EnvGis.Places;
using EnvGis.Plans;
using EnvGis.Printing;
using EnvGis.Publishing;
using EnvGis.Recipes;
using EnvGis.Siting;
using EnvGis.Sources;
using EnvGis.Tiles;
using Microsoft.AspNetCore.ResponseCompression;

namespace EnvGis;

/// <summary>The web service: what it is made of and where its addresses are mapped. Wiring only.</summary>
static class Service
{
    /// <param name="address">The database, already migrated and loaded.</param>
    /// <param name="root">The folder that holds wwwroot and data.</param>
    /// <param name="host">What a host that is not the program itself sets otherwise, such as where the log goes.</param>
    public static WebApplication Build(string[] arguments, DatabaseAddress address, string root, Action<WebApplicationBuilder>? host = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = arguments, ContentRootPath = root, WebRootPath = Path.Combine(root, "wwwroot"),
        });
        // Nothing that all requests share may hold on to what belongs to one caller.
        builder.Host.UseDefaultServiceProvider(services => services.ValidateScopes = true);
        var outsideMap = OutsideMap.From(builder.Configuration);
        builder.Services.AddSingleton(address);
        builder.Services.AddSingleton<MemberDatabase>();
        builder.Services.AddSingleton<WorkingDatabase>();
        builder.Services.AddSingleton<OwnerDatabase>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<DatabaseOutage>();
        builder.Services.AddSingleton<UnreadableLayers>();
        builder.Services.AddHostedService<DailyPublication>();
        builder.Services.AddSingleton(new PublicAddress(builder.Configuration));
        // Which hosts are answered, PublicAddress says, in our own words and as the proxy tells it.
        builder.Services.Configure<Microsoft.AspNetCore.HostFiltering.HostFilteringOptions>(filter => filter.AllowedHosts = ["*"]);
        builder.Services.AddHostedService<TallyFolding>();
        builder.Services.AddHostedService<EndDeadImports>();
        builder.Services.AddSingleton<PageFiles>();
        // What is public has no secret that its length could betray.
        builder.Services.AddResponseCompression(packed => packed.EnableForHttps = true)
            // The fastest of Brotli is twice as long as this one, which still takes a few milliseconds.
            .Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        builder.Services.AddOptions<RateLimitOptions>().BindConfiguration("RateLimits").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<RateLimits>();
        builder.Services.AddSingleton<LongAnswers>();
        builder.Services.AddSingleton<TakenAlong>();
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        builder.Services.AddAudit();
        builder.Services.AddAccounts(builder.Configuration);
        builder.Services.AddSight();
        builder.Services.AddLayers();
        builder.Services.AddPlaces();
        builder.Services.AddTiles();
        builder.Services.AddBasemap(outsideMap);
        builder.Services.AddPlans();
        builder.Services.AddOgc();
        builder.Services.AddChanges();
        builder.Services.AddHealth();
        builder.Services.AddPrinting();
        builder.Services.AddAnnexes();
        builder.Services.AddContract();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        // A number in quotes is text: read leniently, "1.000" would be one.
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        // A name that is not ours is a slip, and one in a scope opened the whole country.
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow);
        builder.Services.ConfigureHttpJsonOptions(json => { json.SerializerOptions.Converters.Add(new WholeNumber<int>()); json.SerializerOptions.Converters.Add(new WholeNumber<long>()); });
        builder.Services.ConfigureHttpJsonOptions(json => { json.SerializerOptions.Converters.Add(new WrittenDay()); json.SerializerOptions.Converters.Add(new WrittenNumber()); });
        // A body that cannot be read is refused at the edge, in our own words.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        // What is public may be read by any page: other departments' maps and an IOC's dashboards do. No credentials go with it.
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(any => any.AllowAnyOrigin().WithMethods("GET", "HEAD").AllowAnyHeader()
            .WithExposedHeaders("Content-Crs", "ETag", "Link")));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // What people and machines send here is a form; files wait for their own address.
            kestrel.Limits.MaxRequestBodySize = 256 * 1024;
            kestrel.Limits.LeaveRoomForRefusals();
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Npgsql", LogLevel.Warning)
            // It warns that the sealing keys lie in the database as they are: in schema account, which one role alone can read.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // It writes a trace, and whatever the caller sent, for each call of an address that anybody can call; SignInProviders says it in a line.
            .AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.Critical);

        host?.Invoke(builder);
        var app = builder.Build();
        app.UseForwarded();
        app.UseSafetyHeaders(outsideMap?.Origin);
        app.UseRefusals();
        app.UseForgottenConnections(app.Services.GetRequiredService<PublicSight>().Database.Source);
        app.UseReadableHeads();
        app.UseReadableQueries();
        app.UseCors();
        app.UseCrossSiteGuard();
        PublicAddress.Use(app);
        app.UsePageFiles();
        app.UseAuthentication();
        app.UseCaller();
        app.UseLastingAnswers();
        app.UseForgottenConnections(app.Services.GetRequiredService<PublicSight>().Database.Source);
        RateLimits.Use(app);
        app.UseSight();
        app.UseRouting();
        app.UseAuthorization();
        app.UseAskedParameters();
        app.UseReadableBodies();
        // Tiles and exports bring their own compression.
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api") || context.Request.Path == "/openapi.json", api => api.UseResponseCompression());

        app.MapPages();
        var routes = app.MapWithHead();
        routes.MapHealth();
        routes.MapAccounts();
        routes.MapAudit();
        routes.MapEditing();
        routes.MapDrafts();
        routes.MapConsultations();
        routes.MapSources();
        routes.MapRecipes();
        routes.MapNamedZones();
        routes.MapDecisions();
        routes.MapAnnexes();
        routes.MapLayers();
        routes.MapPlaces();
        routes.MapPlans();
        routes.MapTiles();
        routes.MapBasemap();
        routes.MapOgc();
        routes.MapFeatures();
        routes.MapLists();
        routes.MapOverview();
        routes.MapExports();
        routes.MapChanges();
        routes.MapPrinting();
        routes.MapSiting();
        routes.MapContract();
        return app;
    }

    /// <summary>Reads what the service keeps in memory, checks what it relies on, and starts listening.</summary>
    /// <returns>The address it listens on.</returns>
    public static async Task<string> StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var everybody = app.Services.GetRequiredService<PublicSight>();
        await Task.WhenAll(
            everybody.Layers.RefreshAsync(cancellationToken),
            // Building the model of the registers takes longer than all else here: not at somebody's first question.
            Task.Run(() => PlansContext.Of(everybody.Database).Model, cancellationToken));
        await app.StartAsync(cancellationToken);
        // Beside the first requests: whoever comes earlier waits for the files they ask for only.
        _ = Task.Run(() => app.Services.GetRequiredService<PageFiles>().PrepareAsync(app.Lifetime.ApplicationStopping), cancellationToken);
        return app.Urls.First();
    }
}
