using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace EnvGis.Accounts;

/// <summary>A one-time link becomes an account with a password, and a session. The secret comes in a body: links carry it after #, which no server sees.</summary>
static class AcceptInvitation
{
    public sealed record LookRequest([property: Required, StringLength(100)] string Token);

    /// <param name="UserName">Null of the first administrator, who chooses one.</param>
    public sealed record Invited([property: OneOf(Invitation.FirstAdministrator, Invitation.Join, Invitation.Reset)] string Purpose, string? UserName, string? Name, DateTime Expires);

    /// <param name="UserName">Of the first administrator; null of others.</param>
    public sealed record Request(
        [property: Required, StringLength(100)] string Token, [property: StringLength(60)] string? UserName, [property: JsonConverter(typeof(PlainLine)), StringLength(200)] string? Name,
        [property: Required, StringLength(400)] string Password);

    public sealed record Accepted(string UserName);

    public static async Task<Results<Ok<Invited>, Refusal>> LookAsync(LookRequest request, AccountsContext accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await OpenAsync(accounts, request.Token, time, cancellationToken) is not { } invitation)
        {
            return Problems.InvitationOver();
        }
        var person = invitation.PersonId is { } id ? await accounts.Users.SingleAsync(one => one.Id == id, cancellationToken) : null;
        return TypedResults.Ok(new Invited(invitation.Purpose, person?.UserName, person?.Name, invitation.ExpiresAt));
    }

    public static async Task<Results<Ok<Accepted>, Refusal>> Handle(
        Request request, HttpContext context, AccountsContext accounts, PasswordCheck passwords, PasswordRules rules, Sessions sessions, SignInThrottle throttle,
        TimeProvider time, CancellationToken cancellationToken)
    {
        if (await OpenAsync(accounts, request.Token, time, cancellationToken) is not { } invitation)
        {
            return Problems.InvitationOver();
        }
        Person person;
        if (invitation.PersonId is { } id)
        {
            person = await accounts.Users.Include(one => one.Grants).SingleAsync(one => one.Id == id, cancellationToken);
        }
        else if (NewPerson.Problem(request.UserName, request.Name) is { } wrong)
        {
            return wrong;
        }
        else
        {
            person = Person.New(request.UserName!, request.Name!, null, null);
            person.Grants.Add(new() { Role = Role.Administrator.Word(), GrantedBy = "first start" });
        }
        if (rules.Problem(request.Password, person.UserName!, person.Name) is { } weak)
        {
            return Problems.WeakPassword(weak);
        }
        // Takes its time by intent: not while the transaction holds a connection.
        var hash = await passwords.HashAsync(person, request.Password, cancellationToken);
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        if (!await CountsStillAsync(accounts, invitation, cancellationToken) || invitation.PersonId is not null && person.LockedAt is null && !await accounts.StandsAsync(person, cancellationToken))
        {
            return Problems.InvitationOver();
        }
        // One statement takes it, so a link used twice at once works once.
        var now = time.GetUtcNow().UtcDateTime;
        if (await accounts.Invitations.Where(one => one.Id == invitation.Id && one.UsedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.UsedAt, now), cancellationToken) == 0)
        {
            return Problems.InvitationOver();
        }
        person.PasswordHash = hash;
        person.SecurityStamp = Guid.NewGuid().ToString("n");
        person.LastSignedInAt = now;
        if (invitation.DropSecondFactor)
        {
            person.TwoFactorEnabled = false;
        }
        if (invitation.PersonId is null)
        {
            accounts.Users.Add(person);
        }
        else if (invitation.Purpose == Invitation.Reset)
        {
            await Invite.CutTiesAsync(accounts, person, cancellationToken);
        }
        try
        {
            await accounts.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException taken) when (taken.InnerException is Npgsql.PostgresException { SqlState: "23505" })
        {
            return Problems.UserNameTaken(person.UserName!);
        }
        await sessions.EndAsync(person.Id, null, null, cancellationToken);
        var actor = new Actor(person.Id, person.UserName!, context.Connection.RemoteIpAddress);
        await accounts.RecordAsync(actor, "use-invitation", $"person {person.UserName}", new { invitation.Purpose }, person.Concern(), cancellationToken);
        // A second factor that stays on is asked for at the next sign-in; the link alone does not stand in for it.
        if (person.LockedAt is null && !person.TwoFactorEnabled)
        {
            throttle.Remember(context, person.UserName!);
            await Sessions.BeginAsync(context, person);
        }
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new Accepted(person.UserName!));
    }

    static async Task<Invitation?> OpenAsync(AccountsContext accounts, string token, TimeProvider time, CancellationToken cancellationToken)
    {
        var (hash, now) = (Secrets.Hash(token), time.GetUtcNow().UtcDateTime);
        return await accounts.Invitations.AsNoTracking().SingleOrDefaultAsync(one => one.TokenHash == hash && one.UsedAt == null && one.ExpiresAt > now, cancellationToken)
            is { } invitation && (invitation.PersonId is not null ? await CountsStillAsync(accounts, invitation, cancellationToken) : !await Administrators.ThereAreAsync(accounts, cancellationToken))
            ? invitation : null;
    }

    /// <summary>
    /// Whether who made the link may make it still: who was locked since, or may less, or whose colleague was given more than they manage, would get in by it where they may not.
    /// In a transaction it stays so until that is over.
    /// </summary>
    static async Task<bool> CountsStillAsync(AccountsContext accounts, Invitation invitation, CancellationToken cancellationToken)
    {
        if (invitation is not { MadeByPerson: { } maker, PersonId: { } id })
        {
            return true;
        }
        if (accounts.ConnectionOfAct is not null)
        {
            await accounts.LockAsync([maker, id], cancellationToken);
        }
        var people = await accounts.Users.AsNoTracking().Include(one => one.Grants).Where(one => one.Id == maker || one.Id == id).ToListAsync(cancellationToken);
        return people.Single(one => one.Id == maker) is { LockedAt: null } by && People.Manage([.. by.Grants.Select(grant => grant.ToGrant())], people.Single(one => one.Id == id));
    }
}

/// <summary>Makes one-time links.</summary>
public static class Invite
{
    /// <summary>How long people have to use their link.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(3);

    static readonly Actor FirstStart = new(null, "first start", null);

    /// <param name="Link">With the secret after #; shown once.</param>
    public sealed record Made(string Link, DateTime Expires);

    /// <param name="root">The service's address without a slash at its end.</param>
    /// <param name="person">Null for the first administrator.</param>
    /// <remarks>Belongs into the transaction of the act that it comes of.</remarks>
    public static async Task<Made> NewAsync(
        AccountsContext accounts, string root, string purpose, Person? person, bool dropSecondFactor, Actor madeBy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (secret, expires) = (Secrets.New(), (now + Life).UtcDateTime);
        // A new link takes the place of those before it.
        await accounts.Invitations.Where(one => one.UsedAt == null && one.PersonId == (person == null ? null : person.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.UsedAt, now.UtcDateTime), cancellationToken);
        accounts.Invitations.Add(new()
        {
            TokenHash = Secrets.Hash(secret), Purpose = purpose, PersonId = person?.Id, DropSecondFactor = dropSecondFactor, MadeBy = madeBy.Name, MadeByPerson = madeBy.PersonId, ExpiresAt = expires,
        });
        await accounts.SaveChangesAsync(cancellationToken);
        if (purpose == Invitation.Reset)
        {
            await Invite.CutTiesAsync(accounts, person!, cancellationToken);
        }
        return new($"{root}/welcome#{secret}", expires);
    }

    /// <summary>
    /// An account that is reset may have been somebody else's for a while, who gets in through a provider of theirs whatever the password: ties go at once, and
    /// those made since go when the link is used.
    /// </summary>
    public static Task CutTiesAsync(AccountsContext accounts, Person person, CancellationToken cancellationToken) =>
        accounts.UserLogins.Where(login => login.UserId == person.Id).ExecuteDeleteAsync(cancellationToken);

    /// <summary>The link for the first administrator while there is none; null afterwards. There is no password to begin with.</summary>
    public static async Task<string?> FirstAdministratorAsync(OwnerDatabase database, string root, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var accounts = AccountsContext.Over(database.Source);
        if (await Administrators.ThereAreAsync(accounts, cancellationToken))
        {
            return null;
        }
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        var made = await NewAsync(accounts, root, Invitation.FirstAdministrator, null, false, FirstStart, now, cancellationToken);
        await accounts.RecordAsync(Actor.CommandLine, "first-link", null, new { made.Expires }, Concern.Country, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return made.Link;
    }
}

/// <summary>Who administers the whole service.</summary>
static class Administrators
{
    /// <summary>Whether anybody can sign in who administers everything. While nobody does, the start prints the link for the first one.</summary>
    public static Task<bool> ThereAreAsync(AccountsContext accounts, CancellationToken cancellationToken)
    {
        var administrator = Role.Administrator.Word();
        return accounts.Users.AnyAsync(one => one.PasswordHash != null && one.LockedAt == null
            && one.Grants.Any(grant => grant.Role == administrator && grant.Provinces == null && grant.Communes == null && grant.Layers == null), cancellationToken);
    }
}
