using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Claims;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace EnvGis.Accounts;

/// <summary>
/// Signing in through somebody else's door: the authorization code flow of OpenID Connect (Core 1.0, 3.1) with proof keys (RFC 7636), by ASP.NET Core's own handler. It reads what
/// the provider tells of itself (Discovery 1.0), and takes nobody but by a token that the provider has signed for this service and this very visit. None are named by default.
/// </summary>
/// <remarks>
/// Nobody gets an account by coming from there. Who has one ties it to theirs, with the password, on the account page; from then on the provider vouches for
/// password and second factor alike. The flow begins and ends at this process or its sisters: what must be remembered in between is sealed into <c>state</c>.
/// </remarks>
static partial class SignInProviders
{
    /// <summary>As configured under <c>SignInProviders:{id}</c>.</summary>
    public sealed record Settings
    {
        /// <summary>What the button is called.</summary>
        public string? Title { get; init; }
        public string? ClientId { get; init; }
        public string? ClientSecret { get; init; }

        /// <summary>A file with the secret, for those who do not want it in the environment.</summary>
        public string? ClientSecretFile { get; init; }

        /// <summary>The provider's issuer: what it tells of itself lies below, at <c>/.well-known/openid-configuration</c>.</summary>
        public string? Authority { get; init; }
        public string Scope { get; init; } = "openid";

        /// <summary>The claim that never changes for a person. Another than that of the standard may stand in the user information alone, which is asked for it.</summary>
        public string Subject { get; init; } = StandardSubject;
    }

    /// <param name="Id">As in its addresses.</param>
    public sealed record Provider(string Id, string Title);

    /// <param name="Code">A one-time code or a recovery code, where the person has a second factor: the provider will stand in for it.</param>
    public sealed record TieRequest([property: Required, StringLength(400)] string Password, [property: StringLength(60)] string? Code);

    /// <param name="Address">Where the browser goes on.</param>
    public sealed record TieBegun(string Address);

    const string StandardSubject = "sub";
    const string SchemePrefix = "provider:";
    const string TiesItem = "ties";
    const string TieCookie = "envgis-tie";

    // Long enough to sign in over there.
    static readonly TimeSpan TieLasts = TimeSpan.FromMinutes(10);

    /// <exception cref="SetupException">A provider lacks a setting, or one of its addresses is not on TLS.</exception>
    public static void Add(AuthenticationBuilder authentication, IConfiguration configuration)
    {
        var providers = new List<Provider>();
        foreach (var section in configuration.GetSection("SignInProviders").GetChildren())
        {
            var (id, settings) = (section.Key, section.Get<Settings>() ?? new());
            if (id.Length > 40 || !id.All(sign => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign) || sign == '-'))
            {
                throw new SetupException($"SignInProviders:{id}: the name stands in addresses, so it takes lower case letters, digits and - only.");
            }
            var (clientId, secret) = (Needed(id, "ClientId", settings.ClientId), Secret(id, settings));
            var authority = Authority(id, section, settings.Authority);
            providers.Add(new(id, Needed(id, "Title", settings.Title)));
            authentication.AddOpenIdConnect(SchemePrefix + id, provider => Describe(provider, id, authority, clientId, secret, settings));
        }
        authentication.Services.AddSingleton<IReadOnlyList<Provider>>(providers);
    }

    static void Describe(OpenIdConnectOptions provider, string id, Uri authority, string clientId, string secret, Settings settings)
    {
        (provider.Authority, provider.RequireHttpsMetadata) = (authority.ToString(), !authority.IsLoopback);
        (provider.ClientId, provider.ClientSecret) = (clientId, secret);
        (provider.CallbackPath, provider.BackchannelTimeout) = ($"/sign-in/{id}/callback", TimeSpan.FromSeconds(10));
        // By the address and not by a form, which a browser would send without the cookies that belong to it.
        (provider.ResponseType, provider.ResponseMode, provider.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        // Signing out there is theirs, and here ours.
        (provider.RemoteSignOutPath, provider.SignedOutCallbackPath) = (default, default);
        (provider.MapInboundClaims, provider.DisableTelemetry) = (false, true);
        provider.GetClaimsFromUserInfoEndpoint = settings.Subject != StandardSubject;
        provider.ClaimActions.MapUniqueJsonKey(settings.Subject, settings.Subject);
        provider.Scope.Clear();
        foreach (var scope in settings.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            provider.Scope.Add(scope);
        }
        // The way back is a navigation from the provider's site: Strict would not come along, and None would need TLS even on one's own machine.
        (provider.CorrelationCookie.SameSite, provider.CorrelationCookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        (provider.NonceCookie.SameSite, provider.NonceCookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        // The standard leaves the signature to TLS where the token comes from the provider itself (3.1.3.7, 6), and the handler with it; a proxy may end TLS on the way.
        provider.Events.OnTokenValidated = token =>
        {
            if (token.SecurityToken is not { RawSignature.Length: > 0 })
            {
                token.Fail("The provider's token is not signed.");
            }
            return Task.CompletedTask;
        };
        provider.Events.OnTicketReceived = ticket => ReceiveAsync(ticket, id, settings.Subject);
        provider.Events.OnRemoteFailure = failure =>
        {
            failure.HandleResponse();
            // In plain text and short: it may say what a caller sent.
            var problem = PlainText.Of(failure.Failure?.GetBaseException().Message ?? "", keepLines: false);
            Failed(LogOf(failure.HttpContext), id, problem.Length > 300 ? problem[..300] + "…" : problem);
            return EndAsync(failure.HttpContext, id, null, "provider-failed");
        };
    }

    public static async Task<Results<EmptyHttpResult, Refusal>> BeginAsync(
        string provider, HttpContext context, Caller caller, IReadOnlyList<Provider> providers, UserManager<Person> people)
    {
        if (!providers.Any(one => one.Id == provider))
        {
            return Problems.UnknownProvider();
        }
        var properties = new AuthenticationProperties();
        if (context.Request.Cookies[TieCookie] is { } ties)
        {
            context.Response.Cookies.Delete(TieCookie, CookieFor(context));
            // Whoever sits there now is perhaps not who wanted this.
            if ((await PersonOfTieAsync(context, ties, people))?.Id == caller.PersonId)
            {
                properties.Items[TiesItem] = ties;
            }
        }
        try
        {
            await context.ChallengeAsync(SchemePrefix + provider, properties);
        }
        catch (Exception unknown) when (unknown is InvalidOperationException or IOException or HttpRequestException && !context.Response.HasStarted)
        {
            // What it tells of itself cannot be had, or is none.
            NotReached(LogOf(context), provider, unknown.GetBaseException().Message);
            await EndAsync(context, provider, null, "provider-failed");
        }
        return TypedResults.Empty;
    }

    /// <summary>The person's password says that it is they who want this; a browser left open would not do.</summary>
    public static async Task<Results<Ok<TieBegun>, Refusal>> BeginTieAsync(
        string provider, TieRequest request, HttpContext context, Caller caller, IReadOnlyList<Provider> providers, UserManager<Person> people, PasswordCheck passwords,
        AccountsContext accounts, IDataProtectionProvider protection, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!providers.Any(one => one.Id == provider))
        {
            return Problems.UnknownProvider();
        }
        var person = await Profile.PersonAsync(people, caller, cancellationToken);
        if (person.TwoFactorEnabled && string.IsNullOrWhiteSpace(request.Code))
        {
            return Problems.SecondFactorNeeded();
        }
        Func<Task<bool>>? code = person.TwoFactorEnabled ? () => SecondFactor.TakeAsync(people, accounts, person, request.Code!, time, cancellationToken) : null;
        if (await passwords.ProveAsync(context, caller, person, request.Password, "tie-provider", provider, code, cancellationToken) is { } refused)
        {
            return refused;
        }
        var options = CookieFor(context);
        options.MaxAge = TieLasts;
        context.Response.Cookies.Append(TieCookie, Sealer(protection).Protect($"{person.Id}|{person.SecurityStamp}", TieLasts), options);
        return TypedResults.Ok(new TieBegun($"/sign-in/{provider}"));
    }

    public static async Task<Results<NoContent, Refusal>> UntieAsync(
        string provider, HttpContext context, Caller caller, UserManager<Person> people, AccountsContext accounts, CancellationToken cancellationToken)
    {
        var person = await Profile.PersonAsync(people, caller, cancellationToken);
        if ((await people.GetLoginsAsync(person)).FirstOrDefault(login => login.LoginProvider == provider) is not { } login)
        {
            return Problems.UnknownProvider();
        }
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        await accounts.AskAgainAsync(caller, cancellationToken);
        // Identity changes the stamp with it: sessions that were begun that way are over, and this one goes on.
        (await people.RemoveLoginAsync(person, login.LoginProvider, login.ProviderKey)).OrFail();
        await Sessions.GoOnAsync(context, person);
        await accounts.RecordAsync(caller.Actor.Asked, "untie-provider", provider, null, Concern.Actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    static async Task ReceiveAsync(TicketReceivedContext ticket, string provider, string subject)
    {
        var context = ticket.HttpContext;
        var cancellationToken = context.RequestAborted;
        ticket.HandleResponse();
        var key = ticket.Principal!.FindFirstValue(subject) ?? "";
        if (key.Length is 0 or > 200 || key.Any(char.IsSurrogate) || DamagedText.IsLost(key) || key != PlainText.Of(key, keepLines: false))
        {
            // It does not say who it is, by a name that can be kept.
            await EndAsync(context, provider, null, "provider-failed");
            return;
        }
        var people = context.RequestServices.GetRequiredService<UserManager<Person>>();
        var owner = await people.FindByLoginAsync(provider, key);
        if (ticket.Properties!.Items.TryGetValue(TiesItem, out var ties) && ties is not null)
        {
            await TieAsync(context, provider, key, ties, owner, people);
            return;
        }
        if (owner is null)
        {
            await EndAsync(context, provider, null, "provider-not-tied");
            return;
        }
        if (owner.LockedAt is not null)
        {
            await EndAsync(context, provider, owner, "account-locked");
            return;
        }
        var accounts = context.RequestServices.GetRequiredService<AccountsContext>();
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        if (!await accounts.StandsAsync(owner, cancellationToken))
        {
            await transaction.DisposeAsync();
            await EndAsync(context, provider, owner, "account-locked");
            return;
        }
        // Whose tie it was may have been read before it was cut, and the person after. Whoever cuts one holds the person, as this act does by now.
        if (!await accounts.Set<IdentityUserLogin<long>>().AnyAsync(tie => tie.LoginProvider == provider && tie.ProviderKey == key && tie.UserId == owner.Id, cancellationToken))
        {
            await transaction.DisposeAsync();
            await EndAsync(context, provider, null, "provider-not-tied");
            return;
        }
        await accounts.Users.Where(one => one.Id == owner.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.LastSignedInAt, now), cancellationToken);
        await Sessions.BeginAsync(context, owner);
        await accounts.RecordAsync(ActorOf(context, owner), "sign-in", null, new { through = provider }, Concern.Actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        context.Response.Redirect($"{context.Request.PathBase}/");
    }

    static async Task TieAsync(HttpContext context, string provider, string key, string ties, Person? owner, UserManager<Person> people)
    {
        var person = await PersonOfTieAsync(context, ties, people);
        if (person is null || person.LockedAt is not null || (owner is not null && owner.Id != person.Id)
            || (await people.GetLoginsAsync(person)).Any(login => login.LoginProvider == provider && login.ProviderKey != key))
        {
            await EndAsync(context, provider, person, "provider-tied-otherwise");
            return;
        }
        if (owner is null)
        {
            var accounts = context.RequestServices.GetRequiredService<AccountsContext>();
            await using var transaction = await accounts.Database.BeginTransactionAsync(context.RequestAborted);
            if (!await accounts.StandsAsync(person, context.RequestAborted))
            {
                await transaction.DisposeAsync();
                await EndAsync(context, provider, person, "account-locked");
                return;
            }
            (await people.AddLoginAsync(person, new(provider, key, provider))).OrFail();
            await accounts.RecordAsync(ActorOf(context, person), "tie-provider", provider, null, Concern.Actor, context.RequestAborted);
            await transaction.CommitAsync(context.RequestAborted);
        }
        context.Response.Redirect($"{context.Request.PathBase}/account?said=provider-tied");
    }

    /// <returns>Null when the seal is broken or old, or when the person has since changed their password.</returns>
    static async Task<Person?> PersonOfTieAsync(HttpContext context, string ties, UserManager<Person> people)
    {
        try
        {
            var parts = Sealer(context.RequestServices.GetRequiredService<IDataProtectionProvider>()).Unprotect(ties).Split('|', 2);
            return await people.FindByIdAsync(parts[0]) is { } person && person.SecurityStamp == parts[1] ? person : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Back to the account page, which says why in the person's own language.</summary>
    static async Task EndAsync(HttpContext context, string provider, Person? person, string why)
    {
        if (person is null)
        {
            // Anybody can call the address that a provider sends people back to.
            await context.RequestServices.GetRequiredService<RefusalCounts>()
                .RefusedAsync(Caller.Anonymous(context.Connection.RemoteIpAddress), $"sign-in through {provider}: {why}", "", context.RequestAborted);
        }
        else
        {
            await context.RequestServices.GetRequiredService<AuditTrail>().AppendAsync(
                ActorOf(context, person), "sign-in", null, new { through = provider, why }, Concern.Actor, context.RequestAborted, "refused");
        }
        context.Response.Redirect($"{context.Request.PathBase}/account?said={why}");
    }

    static Actor ActorOf(HttpContext context, Person? person) => new(person?.Id, person?.UserName ?? "", context.Connection.RemoteIpAddress);

    static ITimeLimitedDataProtector Sealer(IDataProtectionProvider protection) => protection.CreateProtector("EnvGis.Accounts.SignInProviders").ToTimeLimitedDataProtector();

    static CookieOptions CookieFor(HttpContext context) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = $"{context.Request.PathBase}/sign-in" };

    static string Secret(string id, Settings settings)
    {
        if (settings.ClientSecretFile is not { Length: > 0 } file)
        {
            return Needed(id, "ClientSecret or ClientSecretFile", settings.ClientSecret);
        }
        return File.Exists(file) ? Needed(id, "ClientSecretFile", File.ReadAllText(file).Trim())
            : throw new SetupException(string.Create(CultureInfo.InvariantCulture, $"SignInProviders:{id}:ClientSecretFile names {file}, which is not there."));
    }

    static string Needed(string id, string name, string? value) => value is { Length: > 0 } ? value : throw new SetupException($"SignInProviders:{id} needs {name}.");

    static Uri Authority(string id, IConfigurationSection section, string? value)
    {
        if (value is null && section["AuthorizationEndpoint"] is not null)
        {
            throw new SetupException($"SignInProviders:{id} names its endpoints, which are not read any more: set SignInProviders:{id}:Authority to the provider's issuer, below which /.well-known/openid-configuration lies.");
        }
        return Uri.TryCreate(Needed(id, "Authority", value), UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address : throw new SetupException($"SignInProviders:{id}:Authority needs an https:// address.");
    }

    static ILogger LogOf(HttpContext context) => context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SignInProviders).FullName!);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Information, Message = "Somebody did not get in through {Provider}: {Problem}")]
    static partial void Failed(ILogger logger, string provider, string problem);

    [LoggerMessage(EventId = 1060, Level = LogLevel.Warning, Message = "The sign-in provider {Provider} does not tell of itself: {Problem}")]
    static partial void NotReached(ILogger logger, string provider, string problem);
}
