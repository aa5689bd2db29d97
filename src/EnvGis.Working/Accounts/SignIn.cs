using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EnvGis.Accounts;

/// <summary>A password, and a one-time code where the person has a second factor, become a session.</summary>
static class SignIn
{
    /// <param name="Code">A one-time code or a recovery code; null while it has not been asked for.</param>
    public sealed record Request([property: JsonConverter(typeof(PlainLine)), Required, StringLength(100)] string UserName, [property: Required, StringLength(400)] string Password,
        [property: StringLength(60)] string? Code);

    // Hashed once per process; somebody who does not exist is refused as late as somebody who does.
    static readonly Lazy<string> NobodysHash = new(() => Hasher().HashPassword(null!, Secrets.New()));

    static NormalizedPasswordHasher Hasher() =>
        new(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = PasswordRules.Iterations }));

    public static async Task<Results<NoContent, Refusal>> Handle(
        Request request, HttpContext context, HashingQueue hashing, SignInThrottle throttle, PasswordCheck passwords, UserManager<Person> people, AccountsContext accounts,
        AuditTrail audit, TimeProvider time,
        CancellationToken cancellationToken)
    {
        // Before anything is asked of the database: who comes when the line is full has cost nothing, and no try.
        using var place = hashing.Enter(Network.Of(context.Connection.RemoteIpAddress));
        if (place is null)
        {
            return Problems.SigningInBusy();
        }
        var tried = await throttle.BeginAsync(context, request.UserName, cancellationToken);
        var actor = new Actor(null, request.UserName, context.Connection.RemoteIpAddress);
        if (tried.WaitSeconds > 0)
        {
            return Problems.TooManyTries(tried.WaitSeconds);
        }
        var person = await accounts.Users.SingleOrDefaultAsync(one => one.NormalizedUserName == Person.Key(request.UserName), cancellationToken);
        if (person?.PasswordHash is null)
        {
            await passwords.VerifyAsync(null!, NobodysHash.Value, request.Password, cancellationToken);
            return await Refused("unknown or without a password");
        }
        if (!await passwords.IsRightAsync(person, request.Password, cancellationToken))
        {
            return await Refused("wrong password");
        }
        actor = actor with { PersonId = person.Id, Name = person.UserName! };
        if (person.LockedAt is not null)
        {
            // Said only to who knows the password: nobody learns whose account is locked.
            await audit.AppendAsync(actor, "sign-in", null, new { why = "locked" }, Concern.Actor, cancellationToken, "refused");
            return Problems.AccountLocked();
        }
        if (person.TwoFactorEnabled && string.IsNullOrWhiteSpace(request.Code))
        {
            // Somebody knows the password: the person themselves on their way in, or else who has to be found.
            await audit.AppendAsync(actor, "sign-in", null, new { why = "second factor needed" }, Concern.Actor, cancellationToken, "refused");
            return Problems.SecondFactorNeeded();
        }
        // A code is used up by the sign-in that it leads to, or not at all.
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        if (!await accounts.StandsAsync(person, cancellationToken))
        {
            return Problems.PermissionOver();
        }
        if (person.TwoFactorEnabled && !await SecondFactor.TakeAsync(people, accounts, person, request.Code!, time, cancellationToken))
        {
            await transaction.DisposeAsync();
            return await Refused("wrong code");
        }
        await throttle.SucceededAsync(context, tried, cancellationToken);
        person.LastSignedInAt = time.GetUtcNow().UtcDateTime;
        await accounts.SaveChangesAsync(cancellationToken);
        await Sessions.BeginAsync(context, person);
        await accounts.RecordAsync(actor, "sign-in", null, new { secondFactor = person.TwoFactorEnabled }, Concern.Actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();

        async Task<Refusal> Refused(string why)
        {
            await audit.AppendAsync(actor, "sign-in", null, new { why }, Concern.Actor, cancellationToken, "refused");
            return Problems.WrongSignIn();
        }
    }

    public static async Task<NoContent> EndAsync(HttpContext context, Caller caller, AccountsContext accounts, CancellationToken cancellationToken)
    {
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        if (caller.PersonId is not null)
        {
            await accounts.RecordAsync(caller.Actor, "sign-out", null, null, Concern.Actor, cancellationToken);
        }
        await context.SignOutAsync(Sessions.Scheme);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
