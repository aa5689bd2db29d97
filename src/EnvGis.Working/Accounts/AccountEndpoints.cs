using EnvGis.Access;
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
public static class AccountEndpoints
{
    public static void AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<AccountsDatabase>();
        services.AddSingleton<ISightGiver, GiveSight>();
        services.AddHttpContextAccessor();
        services.AddScoped(provider => AccountsContext.Over(provider.GetRequiredService<AccountsDatabase>()));
        services.AddScoped(provider => Caller.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext));
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

    static readonly Parameter
        PersonId = new("id", "Số của người đó", "Number of the person") { Required = true },
        Provider = new("provider", "Mã của nhà cung cấp, xem /api/me", "Id of the provider, see /api/me") { Required = true };

    public static void MapAccounts(this IEndpointRouteBuilder endpoints)
    {
        var routes = endpoints.MapGroup("").WithCheckedBodies();
        routes.MapGet("/api/me", MeAsync).WithName("me").AllowAnonymous()
            .Says("Người gọi là ai và được làm gì", "Who the caller is and what they may do")
            .Takes(new("feature", "Được làm gì với đối tượng này", "What may be done to this feature") { Kind = ParameterKind.Feature, Example = "1" },
                new("task", "Được làm gì với nhiệm vụ này", "What may be done to this task") { Kind = ParameterKind.Task, Example = "thai-nguyen/II.3.2" });
        routes.MapPost("/api/session", SignIn.Handle).WithName("signIn").AllowAnonymous()
            .Says("Đăng nhập: phiên bắt đầu, cookie được gửi", "Signs in: a session begins, its cookie is set");
        routes.MapDelete("/api/session", SignIn.EndAsync).WithName("signOut").AllowAnonymous()
            .Says("Đăng xuất", "Signs out");
        routes.MapGet("/sign-in/{provider}", SignInProviders.BeginAsync).WithName("signInElsewhere").AllowAnonymous()
            .Says("Đăng nhập qua nhà cung cấp: trình duyệt được đưa tới đó", "Signs in at a provider, to which the browser is sent")
            .Takes(Provider).Sends(null, "Tới trang của nhà cung cấp", "On to the provider's page", StatusCodes.Status302Found);
        routes.MapPost("/api/invitations/look", AcceptInvitation.LookAsync).WithName("lookAtInvitation").AllowAnonymous()
            .Says("Thư mời này là của ai", "Whose an invitation is");
        routes.MapPost("/api/invitations", AcceptInvitation.Handle).WithName("acceptInvitation").AllowAnonymous()
            .Says("Nhận thư mời và đặt mật khẩu", "Accepts an invitation and sets a password");

        var me = routes.MapGroup("/api/me").ForPeople();
        me.MapPost("/password", Profile.ChangePassword).WithName("changePassword")
            .Says("Đổi mật khẩu của mình", "Changes one's own password");
        me.MapPost("/second-factor", SecondFactor.BeginAsync).WithName("beginSecondFactor")
            .Says("Bắt đầu bật xác thực hai lớp", "Begins to switch on the second factor");
        me.MapPut("/second-factor", SecondFactor.ConfirmAsync).WithName("confirmSecondFactor")
            .Says("Bật xác thực hai lớp bằng mã đầu tiên", "Switches it on with a first code");
        me.MapDelete("/second-factor", SecondFactor.EndAsync).WithName("endSecondFactor")
            .Says("Tắt xác thực hai lớp", "Switches it off");
        me.MapPost("/providers/{provider}", SignInProviders.BeginTieAsync).WithName("tieProvider")
            .Says("Bắt đầu gắn tài khoản với nhà cung cấp", "Begins to tie a provider to the account").Takes(Provider);
        me.MapDelete("/providers/{provider}", SignInProviders.UntieAsync).WithName("untieProvider")
            .Says("Bỏ gắn nhà cung cấp", "Unties a provider").Takes(Provider);
        me.MapGet("/sessions", Profile.ListSessions).WithName("mySessions")
            .Says("Các phiên của mình", "One's own sessions");
        me.MapDelete("/sessions/{id:guid}", Profile.EndSession).WithName("endMySession")
            .Says("Kết thúc một phiên", "Ends a session").Takes(new Parameter("id", "Mã của phiên", "Id of the session") { Required = true });

        var people = routes.MapGroup("/api/people").For(Act.ManagePeople);
        people.MapGet("", People.List).WithName("people")
            .Says("Những người có tài khoản", "Who has an account").Reads(Parameter.Words, Parameter.After);
        people.MapPost("", People.Add).WithName("addPerson")
            .Says("Mời một người", "Invites a person");
        people.MapPatch("/{id:long}", People.Change).WithName("changePerson")
            .Says("Đổi hồ sơ, khóa hoặc mở khóa một người", "Changes, locks or unlocks a person").Takes(PersonId);
        people.MapPut("/{id:long}/grants", People.SetGrants).WithName("setGrants")
            .Says("Đặt các quyền của một người", "Sets what a person may do").Takes(PersonId);
        people.MapPost("/{id:long}/invitation", People.Reinvite).WithName("resetPerson")
            .Says("Mời lại: một liên kết mới", "Invites anew, with another link").Takes(PersonId);
        people.MapDelete("/{id:long}/sessions", People.EndSessions).WithName("endSessions")
            .Says("Kết thúc mọi phiên của một người", "Ends all sessions of a person").Takes(PersonId);
        people.MapDelete("/{id:long}/providers/{provider}", People.UntieProvider).WithName("untieProviderOf")
            .Says("Bỏ gắn nhà cung cấp của một người", "Unties a provider of a person").Takes(PersonId, Provider);

        var keys = routes.MapGroup("/api/keys").For(Act.ManageKeys);
        keys.MapGet("", ApiKeys.List).WithName("keys")
            .Says("Các khóa API", "The API keys");
        keys.MapPost("", ApiKeys.Add).WithName("addKey")
            .Says("Cấp một khóa; bí mật chỉ hiện lần này", "Makes a key, whose secret is shown this once");
        keys.MapDelete("/{id:long}", ApiKeys.Revoke).WithName("revokeKey")
            .Says("Thu hồi một khóa", "Revokes a key").Takes(new Parameter("id", "Số của khóa", "Number of the key") { Required = true });
    }

    static async Task<Ok<Me.Answer>> MeAsync(
        HttpContext context, Caller caller, WorkingDatabase database, UserManager<Person> people, IReadOnlyList<SignInProviders.Provider> providers, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        context.Response.Headers.CacheControl = "no-store";
        IReadOnlyList<Act> here = [];
        if (query.Features("feature") is [var id])
        {
            here = await Here.OfFeatureAsync(caller, database, id, cancellationToken);
        }
        else if (query.Codes("task") is [var task])
        {
            here = await Here.OfTaskAsync(caller, database, task, cancellationToken);
        }
        var person = caller.PersonId is null ? null : await Profile.PersonAsync(people, caller, cancellationToken);
        var tied = person is null || providers.Count == 0 ? [] : (await people.GetLoginsAsync(person)).Select(login => login.LoginProvider).ToList();
        return TypedResults.Ok(Me.Of(caller, person, tied, here, providers));
    }
}
