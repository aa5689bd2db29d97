using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using EnvGis.Access;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace EnvGis.Accounts;

/// <summary>
/// What administrators do with accounts. One whose grant has borders sees and manages only people all of whose grants lie within them: to that administrator
/// the others do not exist.
/// </summary>
public static class People
{
    public const int PageSize = 50;

    /// <summary>Of one person.</summary>
    const int MostGrants = 50;

    public sealed record GrantAnswer(
        [property: WordOf(Vocabularies.Role)] string Role, IReadOnlyList<string>? Provinces, IReadOnlyList<string>? Communes, IReadOnlyList<string>? Layers);

    /// <param name="Invited">The person has not set a password yet.</param>
    /// <param name="Providers">The sign-in providers through which the person gets in without the password.</param>
    public sealed record PersonAnswer(
        long Id, string UserName, string Name, string? Agency, string? Email, bool Locked, bool Invited, bool SecondFactor, DateTime? LastSignIn,
        IReadOnlyList<GrantAnswer> Grants, IReadOnlyList<string> Providers);

    public sealed record Page([property: JsonPropertyName("people")] IReadOnlyList<PersonAnswer> Found, string? Next);

    public sealed record NewRequest(
        [property: Required, StringLength(60)] string UserName, [property: JsonConverter(typeof(PlainLine)), Required, StringLength(200)] string Name,
        [property: JsonConverter(typeof(PlainLine)), StringLength(300)] string? Agency, [property: JsonConverter(typeof(PlainLine)), StringLength(254)] string? Email,
        [property: MaxLength(MostGrants)] IReadOnlyList<GrantAnswer>? Grants);

    public sealed record MadeAnswer(PersonAnswer Person, string Link, DateTime Expires);

    /// <summary>What is left out stays; an empty text takes away.</summary>
    public sealed record ChangeRequest(
        [property: JsonConverter(typeof(PlainLine)), StringLength(200)] string? Name, [property: JsonConverter(typeof(PlainLine)), StringLength(300)] string? Agency,
        [property: JsonConverter(typeof(PlainLine)), StringLength(254)] string? Email, bool? Locked);

    /// <param name="SecondFactor">False to switch it off as well, for a person who lost the telephone.</param>
    public sealed record InvitationRequest(bool? SecondFactor);

    public static async Task<Results<Ok<Page>, Refusal>> List(
        HttpContext context, Caller caller, AccountsContext accounts, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        // A page ends with the key of a user name.
        var after = query.Cursor("after", text => NewPerson.IsUserName(text) && Person.Key(text) == text ? text : null) ?? "";
        var given = query.Text("q");
        if (query.IsRefused(out var refusal))
        {
            return refusal;
        }
        var found = new List<PersonAnswer>();
        var key = given is { } words
            ? $"%{words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%" : null;
        // A page is filled by several reads where many of the people lie outside the administrator's scope.
        while (found.Count < PageSize)
        {
            var rows = await accounts.Users.AsNoTracking().AsSplitQuery().Include(one => one.Grants).Include(one => one.Logins)
                .Where(one => string.Compare(one.NormalizedUserName, after) > 0)
                .Where(one => key == null || EF.Functions.ILike(one.UserName!, key) || EF.Functions.ILike(one.Name, key) || EF.Functions.ILike(one.Agency!, key))
                .OrderBy(one => one.NormalizedUserName).Take(PageSize).ToListAsync(cancellationToken);
            foreach (var person in rows)
            {
                after = person.NormalizedUserName!;
                if (Manages(caller, person))
                {
                    found.Add(Answer(person));
                    if (found.Count == PageSize)
                    {
                        break;
                    }
                }
            }
            if (rows.Count < PageSize)
            {
                return TypedResults.Ok(new Page(found, found.Count == PageSize && rows[^1].NormalizedUserName != after ? Next() : null));
            }
        }
        return TypedResults.Ok(new Page(found, Next()));

        string Next() => $"/api/people?{(query["q"] is { Length: > 0 } q ? $"q={Uri.EscapeDataString(q)}&" : "")}after={Uri.EscapeDataString(after)}";
    }

    public static async Task<Results<Created<MadeAnswer>, Refusal>> Add(
        NewRequest request, HttpContext context, Caller caller, AccountsContext accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        if (NewPerson.Problem(request.UserName, request.Name) is { } wrong)
        {
            return wrong;
        }
        var (grants, refusal) = await GrantsAsync(request.Grants ?? [], caller, accounts, cancellationToken);
        if (grants is null)
        {
            return refusal!;
        }
        if (await accounts.Users.AnyAsync(one => one.NormalizedUserName == Person.Key(request.UserName), cancellationToken))
        {
            return Problems.UserNameTaken(request.UserName);
        }
        var person = Person.New(request.UserName, request.Name, Blank(request.Agency), Blank(request.Email));
        person.Grants.AddRange(grants);
        accounts.Users.Add(person);
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            await accounts.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException taken) when (taken.InnerException is Npgsql.PostgresException { SqlState: "23505" })
        {
            return Problems.UserNameTaken(request.UserName);
        }
        await accounts.RecordAsync(caller.Actor, "add-person", $"person {person.UserName}", new { after = Answer(person) }, person.Concern(), cancellationToken);
        var made = await Invite.NewAsync(accounts, Link.Root(context.Request), Invitation.Join, person, false, caller.Actor, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Created($"/api/people/{person.Id.ToString(CultureInfo.InvariantCulture)}", new MadeAnswer(Answer(person), made.Link, made.Expires));
    }

    public static async Task<Results<Ok<PersonAnswer>, Refusal>> Change(
        long id, ChangeRequest request, Caller caller, AccountsContext accounts, Sessions sessions, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(accounts, caller, id, cancellationToken) is not { } person)
        {
            return Problems.UnknownPerson();
        }
        if (request.Locked == true && person.Id == caller.PersonId)
        {
            return Problems.NotYourself();
        }
        if (request.Name is { Length: 0 })
        {
            return Problems.BadField("name", "hãy ghi họ tên", "give a name");
        }
        var before = Answer(person);
        person.Name = request.Name ?? person.Name;
        person.Agency = request.Agency is null ? person.Agency : Blank(request.Agency);
        person.Email = request.Email is null ? person.Email : Blank(request.Email);
        var wasLast = LastAdministrator.Is(person);
        person.LockedAt = request.Locked switch { true => person.LockedAt ?? time.GetUtcNow().UtcDateTime, false => null, null => person.LockedAt };
        if (!await SaveAsync(accounts, wasLast && !LastAdministrator.Is(person), cancellationToken))
        {
            return Problems.LastAdministrator();
        }
        if (request.Locked == true)
        {
            await sessions.EndAsync(person.Id, null, null, cancellationToken);
        }
        await accounts.RecordAsync(caller.Actor, request.Locked switch { true => "lock-person", false => "unlock-person", null => "change-person" },
            $"person {person.UserName}", new { before, after = Answer(person) }, person.Concern(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(Answer(person));
    }

    public static async Task<Results<Ok<PersonAnswer>, Refusal>> SetGrants(
        long id, IReadOnlyList<GrantAnswer> request, Caller caller, AccountsContext accounts, CancellationToken cancellationToken)
    {
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(accounts, caller, id, cancellationToken) is not { } person)
        {
            return Problems.UnknownPerson();
        }
        var (grants, refusal) = await GrantsAsync(request, caller, accounts, cancellationToken);
        if (grants is null)
        {
            return refusal!;
        }
        if (person.Id == caller.PersonId && !grants.Any(grant => grant.Role == Role.Administrator.Word()))
        {
            return Problems.NotYourself();
        }
        var (before, scopesBefore, wasLast) = (Answer(person), person.Concern().Scopes, LastAdministrator.Is(person));
        person.Grants.Clear();
        person.Grants.AddRange(grants);
        await accounts.AskAgainAsync(caller, cancellationToken);
        if (!await SaveAsync(accounts, wasLast && !LastAdministrator.Is(person), cancellationToken))
        {
            return Problems.LastAdministrator();
        }
        await accounts.RecordAsync(caller.Actor.Asked, "set-grants", $"person {person.UserName}", new { before = before.Grants, after = Answer(person).Grants },
            person.Concern(scopesBefore), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(Answer(person));
    }

    public static async Task<Results<Ok<Invite.Made>, Refusal>> Reinvite(
        long id, InvitationRequest? request, HttpContext context, Caller caller, AccountsContext accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(accounts, caller, id, cancellationToken) is not { } person)
        {
            return Problems.UnknownPerson();
        }
        if (person.Id == caller.PersonId)
        {
            // With a session alone it would take the account over, whatever its password and second factor.
            return Problems.NotYourself();
        }
        var drop = request?.SecondFactor == false;
        var made = await Invite.NewAsync(accounts, Link.Root(context.Request), person.PasswordHash is null ? Invitation.Join : Invitation.Reset, person, drop, caller.Actor,
            time.GetUtcNow(), cancellationToken);
        await accounts.RecordAsync(caller.Actor, "reset-person", $"person {person.UserName}", new { dropSecondFactor = drop }, person.Concern(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(made);
    }

    public static async Task<Results<NoContent, Refusal>> EndSessions(
        long id, Caller caller, AccountsContext accounts, Sessions sessions, CancellationToken cancellationToken)
    {
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(accounts, caller, id, cancellationToken) is not { } person)
        {
            return Problems.UnknownPerson();
        }
        await accounts.AskAgainAsync(caller, cancellationToken);
        var ended = await sessions.EndAsync(person.Id, null, null, cancellationToken);
        await accounts.RecordAsync(caller.Actor.Asked, "end-sessions", $"person {person.UserName}", new { ended }, person.Concern(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Cuts an account at a provider off: whoever holds it gets in no more, and what they had open ends.</summary>
    public static async Task<Results<Ok<PersonAnswer>, Refusal>> UntieProvider(
        long id, string provider, Caller caller, AccountsContext accounts, Sessions sessions, CancellationToken cancellationToken)
    {
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(accounts, caller, id, cancellationToken) is not { } person)
        {
            return Problems.UnknownPerson();
        }
        if (person.Logins.RemoveAll(login => login.LoginProvider == provider) == 0)
        {
            return Problems.UnknownProvider();
        }
        // A tie that is half made carries the old stamp, and so does a session.
        person.SecurityStamp = Guid.NewGuid().ToString("n");
        await accounts.AskAgainAsync(caller, cancellationToken);
        await accounts.SaveChangesAsync(cancellationToken);
        await sessions.EndAsync(person.Id, null, null, cancellationToken);
        await accounts.RecordAsync(caller.Actor.Asked, "untie-provider", $"person {person.UserName}", new { provider }, person.Concern(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(Answer(person));
    }

    /// <param name="lessened">Whether somebody ceases to be an administrator of the whole country.</param>
    /// <returns>False when nobody would be left: the transaction of the act is not to be committed then.</returns>
    static async Task<bool> SaveAsync(AccountsContext accounts, bool lessened, CancellationToken cancellationToken)
    {
        if (lessened)
        {
            await LastAdministrator.TakeTurnAsync(accounts, cancellationToken);
        }
        await accounts.SaveChangesAsync(cancellationToken);
        return !lessened || await LastAdministrator.IsLeftAsync(accounts, cancellationToken);
    }

    /// <summary>In the act's transaction, so that whoever gives the person more meanwhile comes before the act, to which they are then nobody's any more, or after it.</summary>
    static async Task<Person?> FindAsync(AccountsContext accounts, Caller caller, long id, CancellationToken cancellationToken)
    {
        await accounts.LockAsync([id], cancellationToken);
        return await accounts.Users.Include(one => one.Grants).Include(one => one.Logins).SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is { } person && Manages(caller, person)
            ? person : null;
    }

    /// <summary>Somebody without grants is seen by administrators without borders, and by nobody else.</summary>
    static bool Manages(Caller caller, Person person) => Manage(caller.Grants, person);

    /// <inheritdoc cref="Manages(Caller, Person)"/>
    public static bool Manage(IReadOnlyList<Grant> grants, Person person) => person.Grants.Count == 0
        ? Capabilities.Allow(grants, Act.ManagePeople, Scope.Everywhere)
        : person.Grants.TrueForAll(grant => Capabilities.Allow(grants, Act.ManagePeople, grant.ToGrant().Scope));

    /// <returns>The grants as they would be stored; or why not.</returns>
    static async Task<(List<RoleGrant>? Grants, Refusal? Refusal)> GrantsAsync(
        IReadOnlyList<GrantAnswer> asked, Caller caller, AccountsContext accounts, CancellationToken cancellationToken)
    {
        // Somebody without a role is nobody's whose area has borders: not even the one's who made them so.
        if (asked.Count == 0 && !caller.May(Act.ManagePeople, Scope.Everywhere))
        {
            return (null, Problems.BadField("grants", "hãy giữ ít nhất một vai trò trong địa bàn của bạn; để ngừng quyền của một người, hãy khóa tài khoản",
                "keep at least one role within your area; to stop somebody, lock the account"));
        }
        if (asked.Count > MostGrants)
        {
            return (null, Problems.BadField("grants", $"nhiều nhất {MostGrants} mục", $"{MostGrants} entries are the most"));
        }
        var grants = new List<RoleGrant>();
        foreach (var grant in asked)
        {
            if (!Capabilities.TryRole(grant?.Role, out var role))
            {
                return (null, Problems.BadField("role", "chọn viewer, inspector, planner, approver hoặc administrator", "use viewer, inspector, planner, approver or administrator"));
            }
            if (grant!.Communes is { Count: > 0 } && grant.Provinces is not { Count: 1 })
            {
                return (null, Problems.BadField("communes", "giới hạn theo xã cần kèm đúng một tỉnh", "a limit by communes needs exactly one province with it"));
            }
            if ((ScopeMembers.EmptyPart(grant.Provinces, grant.Communes, grant.Layers) ?? ScopeMembers.TooMany(grant.Provinces, grant.Communes, grant.Layers)) is { } wrong)
            {
                return (null, wrong);
            }
            var stored = new RoleGrant
            {
                Role = role.Word(), GrantedBy = caller.Name, Provinces = Part(grant.Provinces), Communes = Part(grant.Communes), Layers = Part(grant.Layers),
            };
            var scope = stored.ToGrant().Scope;
            if (!caller.May(Act.ManagePeople, scope))
            {
                return (null, Problems.BeyondScope());
            }
            if (await ScopeMembers.ProblemAsync(accounts.Database.GetDbConnection(), scope, cancellationToken) is { } notThere)
            {
                return (null, notThere);
            }
            grants.Add(stored);
        }
        return (grants, null);

        static string[]? Part(IReadOnlyList<string>? codes) => codes is { Count: > 0 } ? [.. codes.Distinct(StringComparer.Ordinal)] : null;
    }

    public static PersonAnswer Answer(Person person) => new(person.Id, person.UserName!, person.Name, person.Agency, person.Email, person.LockedAt is not null,
        person.PasswordHash is null, person.TwoFactorEnabled, person.LastSignedInAt,
        [.. person.Grants.OrderBy(grant => grant.Id).Select(grant => new GrantAnswer(grant.Role, grant.Provinces, grant.Communes, grant.Layers))],
        [.. person.Logins.Select(login => login.LoginProvider).Order(StringComparer.Ordinal)]);

    static string? Blank(string? text) => text is { Length: > 0 } ? text : null;
}
