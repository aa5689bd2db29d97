using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace EnvGis.Accounts;

/// <summary>Signing in, one's own account, and what administrators do with those of others.</summary>
static class AccountEndpoints
{
    public static void AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<AccountsDatabase>();
        services.AddHttpContextAccessor();
        services.AddScoped(provider => AccountsContext.Over(provider.GetRequiredService<AccountsDatabase>()));
        services.AddScoped(provider => ReadCaller.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext));
        services.AddSingleton<Sessions>();
        services.AddLastingAnswers();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<HashingQueue>();
        services.AddSingleton<PasswordRules>();
        services.AddSingleton<KnownKeys>();
        services.AddScoped<PasswordCheck>();
        // Before Identity's own, which is added only where there is none.
        services.AddScoped<IPasswordHasher<Person>, NormalizedPasswordHasher>();
        services.AddDataProtection().SetApplicationName("EnvGis");
        services.AddOptions<KeyManagementOptions>().Configure<AccountsDatabase>((options, database) => options.XmlRepository = new SealingKeys(database));
        services.AddIdentityCore<Person>(identity =>
        {
            identity.Password = new()
            {
                RequiredLength = PasswordRules.ShortestLength, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false,
            };
            identity.User.AllowedUserNameCharacters = "";
        }).AddUserStore<PersonStore>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = PasswordRules.Iterations);

        // Who asks is found out by ReadCaller, for those requests that depend on it.
        SignInProviders.Add(services.AddAuthentication(schemes => schemes.DefaultAuthenticateScheme = "none").AddCookie(Sessions.Scheme), configuration);
        services.AddOptions<CookieAuthenticationOptions>(Sessions.Scheme).Configure<Sessions>((cookie, sessions) =>
        {
            cookie.SessionStore = sessions;
            cookie.Cookie.Name = Sessions.CookieName;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = Sessions.Idle;
            cookie.SlidingExpiration = true;
        });
        services.AddAuthorization(Policies.Add);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefuseUnauthorized>();
    }

    public static void MapAccounts(this IEndpointRouteBuilder endpoints)
    {
        var routes = endpoints.MapGroup("").WithCheckedBodies();
        routes.MapGet("/api/me", MeAsync).WithName("me").AllowAnonymous();
        routes.MapPost("/api/session", SignIn.Handle).WithName("signIn").AllowAnonymous();
        routes.MapDelete("/api/session", SignIn.EndAsync).WithName("signOut").AllowAnonymous();
        routes.MapGet("/sign-in/{provider}", SignInProviders.BeginAsync).WithName("signInElsewhere").AllowAnonymous();
        routes.MapPost("/api/invitations/look", AcceptInvitation.LookAsync).WithName("lookAtInvitation").AllowAnonymous();
        routes.MapPost("/api/invitations", AcceptInvitation.Handle).WithName("acceptInvitation").AllowAnonymous();

        var me = routes.MapGroup("/api/me").ForPeople();
        me.MapPost("/password", Profile.ChangePassword).WithName("changePassword");
        me.MapPost("/second-factor", SecondFactor.BeginAsync).WithName("beginSecondFactor");
        me.MapPut("/second-factor", SecondFactor.ConfirmAsync).WithName("confirmSecondFactor");
        me.MapDelete("/second-factor", SecondFactor.EndAsync).WithName("endSecondFactor");
        me.MapPost("/providers/{provider}", SignInProviders.BeginTieAsync).WithName("tieProvider");
        me.MapDelete("/providers/{provider}", SignInProviders.UntieAsync).WithName("untieProvider");
        me.MapGet("/sessions", Profile.ListSessions).WithName("mySessions");
        me.MapDelete("/sessions/{id:guid}", Profile.EndSession).WithName("endMySession");

        var people = routes.MapGroup("/api/people").For(Act.ManagePeople);
        people.MapGet("", People.List).WithName("people");
        people.MapPost("", People.Add).WithName("addPerson");
        people.MapPatch("/{id:long}", People.Change).WithName("changePerson");
        people.MapPut("/{id:long}/grants", People.SetGrants).WithName("setGrants");
        people.MapPost("/{id:long}/invitation", People.Reinvite).WithName("resetPerson");
        people.MapDelete("/{id:long}/sessions", People.EndSessions).WithName("endSessions");
        people.MapDelete("/{id:long}/providers/{provider}", People.UntieProvider).WithName("untieProviderOf");

        var keys = routes.MapGroup("/api/keys").For(Act.ManageKeys);
        keys.MapGet("", ApiKeys.List).WithName("keys");
        keys.MapPost("", ApiKeys.Add).WithName("addKey");
        keys.MapDelete("/{id:long}", ApiKeys.Revoke).WithName("revokeKey");
    }

    static async Task<Results<Ok<Me.Answer>, Refusal>> MeAsync(
        HttpContext context, Caller caller, WorkingDatabase database, UserManager<Person> people, IReadOnlyList<SignInProviders.Provider> providers, CancellationToken cancellationToken)
    {
        if (!QueryParameters.TryRead(context.Request, ["feature", "task"], out var query, out var refusal))
        {
            return refusal;
        }
        context.Response.Headers.CacheControl = "no-store";
        IReadOnlyList<Act> here = [];
        if (query["feature"] is { } feature && long.TryParse(feature, System.Globalization.CultureInfo.InvariantCulture, out var id))
        {
            here = await Here.OfFeatureAsync(caller, database, id, cancellationToken);
        }
        else if (query["task"] is { } task)
        {
            here = await Here.OfTaskAsync(caller, database, task, cancellationToken);
        }
        var person = caller.PersonId is null ? null : await Profile.PersonAsync(people, caller, cancellationToken);
        var tied = person is null || providers.Count == 0 ? [] : (await people.GetLoginsAsync(person)).Select(login => login.LoginProvider).ToList();
        return TypedResults.Ok(Me.Of(caller, person, tied, here, providers));
    }
}
