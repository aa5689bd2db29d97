using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EnvGis.Accounts;

/// <summary>
/// Signing in through somebody else's door: the authorization code flow of OAuth 2 (RFC 6749, 4.1) with proof keys (RFC 7636), by ASP.NET Core's own handler,
/// and OpenID Connect's answer to who it is (Core 1.0, 5.3). None are named by default.
/// </summary>
/// <remarks>
/// Nobody gets an account by coming from there. Who has one ties it to theirs, with the password, on the account page; from then on the provider vouches for
/// password and second factor alike. The flow begins and ends at this process or its sisters: what must be remembered in between is sealed into <c>state</c>.
/// </remarks>
static class SignInProviders
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
        public string? AuthorizationEndpoint { get; init; }
        public string? TokenEndpoint { get; init; }

        /// <summary>Answers who the bearer of a token is, in JSON.</summary>
        public string? UserInformationEndpoint { get; init; }
        public string Scope { get; init; } = "openid";

        /// <summary>The member of that JSON that never changes for a person.</summary>
        public string Subject { get; init; } = "sub";
    }

    /// <param name="Id">As in its addresses.</param>
    public sealed record Provider(string Id, string Title);

    /// <param name="Code">A one-time code or a recovery code, where the person has a second factor: the provider will stand in for it.</param>
    public sealed record TieRequest([property: Required, StringLength(400)] string Password, [property: StringLength(60)] string? Code);

    /// <param name="Address">Where the browser goes on.</param>
    public sealed record TieBegun(string Address);

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
            var (authorization, token, information) = (Endpoint(id, "AuthorizationEndpoint", settings.AuthorizationEndpoint),
                Endpoint(id, "TokenEndpoint", settings.TokenEndpoint), Endpoint(id, "UserInformationEndpoint", settings.UserInformationEndpoint));
            providers.Add(new(id, Needed(id, "Title", settings.Title)));
            authentication.AddOAuth(SchemePrefix + id, oauth =>
            {
                (oauth.ClientId, oauth.ClientSecret) = (clientId, secret);
                (oauth.AuthorizationEndpoint, oauth.TokenEndpoint, oauth.UserInformationEndpoint) = (authorization, token, information);
                (oauth.CallbackPath, oauth.UsePkce, oauth.BackchannelTimeout) = ($"/sign-in/{id}/callback", true, TimeSpan.FromSeconds(10));
                oauth.Scope.Clear();
                foreach (var scope in settings.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    oauth.Scope.Add(scope);
                }
                // The way back is a navigation from the provider's site: Strict would not come along, and None would need TLS even on one's own machine.
                (oauth.CorrelationCookie.SameSite, oauth.CorrelationCookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
                oauth.Events.OnCreatingTicket = ticket => AskWhoAsync(ticket, settings.Subject);
                oauth.Events.OnTicketReceived = ticket => ReceiveAsync(ticket, id);
                oauth.Events.OnRemoteFailure = failure =>
                {
                    failure.HandleResponse();
                    return EndAsync(failure.HttpContext, id, null, "provider-failed");
                };
            });
        }
        authentication.Services.AddSingleton<IReadOnlyList<Provider>>(providers);
    }

    public static async Task<Results<ChallengeHttpResult, Refusal>> BeginAsync(
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
        return TypedResults.Challenge(properties, [SchemePrefix + provider]);
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
        // Identity changes the stamp with it: sessions that were begun that way are over, and this one goes on.
        (await people.RemoveLoginAsync(person, login.LoginProvider, login.ProviderKey)).OrFail();
        await Sessions.GoOnAsync(context, person);
        await accounts.RecordAsync(caller.Actor, "untie-provider", provider, null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    static async Task AskWhoAsync(OAuthCreatingTicketContext ticket, string subject)
    {
        var cancellationToken = ticket.HttpContext.RequestAborted;
        using var request = new HttpRequestMessage(HttpMethod.Get, ticket.Options.UserInformationEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ticket.AccessToken);
        request.Headers.Accept.Add(new("application/json"));
        using var answer = await ticket.Backchannel.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var who = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        var key = who.RootElement.ValueKind == JsonValueKind.Object && who.RootElement.TryGetProperty(subject, out var value) ? value.ToString() : "";
        if (key.Length is 0 or > 200 || key.Any(sign => char.IsControl(sign) || char.IsSurrogate(sign)))
        {
            throw new AuthenticationFailureException("The provider does not say who it is.");
        }
        ticket.Identity!.AddClaim(new(ClaimTypes.NameIdentifier, key));
    }

    static async Task ReceiveAsync(TicketReceivedContext ticket, string provider)
    {
        var context = ticket.HttpContext;
        var cancellationToken = context.RequestAborted;
        ticket.HandleResponse();
        var key = ticket.Principal!.FindFirstValue(ClaimTypes.NameIdentifier)!;
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
        await accounts.Users.Where(one => one.Id == owner.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.LastSignedInAt, now), cancellationToken);
        await Sessions.BeginAsync(context, owner);
        await accounts.RecordAsync(ActorOf(context, owner), "sign-in", null, new { through = provider }, cancellationToken);
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
            (await people.AddLoginAsync(person, new(provider, key, provider))).OrFail();
            await accounts.RecordAsync(ActorOf(context, person), "tie-provider", provider, null, context.RequestAborted);
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
        await context.RequestServices.GetRequiredService<AuditTrail>().AppendAsync(
            ActorOf(context, person), "sign-in", null, new { through = provider, why }, context.RequestAborted, "refused");
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

    static string Endpoint(string id, string name, string? value) =>
        Uri.TryCreate(Needed(id, name, value), UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address.ToString() : throw new SetupException($"SignInProviders:{id}:{name} needs an https:// address.");
}
