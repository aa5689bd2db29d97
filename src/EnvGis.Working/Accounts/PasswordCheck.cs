using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Http;
using Microsoft.AspNetCore.Identity;

namespace EnvGis.Accounts;

/// <summary>The one place where a password that somebody gives is held against an account: in the line for hashing, and counted wherever it is asked.</summary>
public sealed class PasswordCheck(UserManager<Person> people, AccountsContext accounts, HashingQueue hashing, SignInThrottle throttle, AuditTrail audit)
{
    /// <summary>A hash for somebody's new password.</summary>
    public Task<string> HashAsync(Person person, string password, CancellationToken cancellationToken) =>
        hashing.RunAsync(() => people.PasswordHasher.HashPassword(person, password), cancellationToken);

    /// <summary>Whether it is the person's. A hash made by weaker rules than today's is made anew.</summary>
    public async Task<bool> IsRightAsync(Person person, string password, CancellationToken cancellationToken)
    {
        if (person.PasswordHash is not { } hash)
        {
            return false;
        }
        var result = await this.VerifyAsync(person, hash, password, cancellationToken);
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            person.PasswordHash = await this.HashAsync(person, password, cancellationToken);
            await accounts.SaveChangesAsync(cancellationToken);
        }
        return result != PasswordVerificationResult.Failed;
    }

    public Task<PasswordVerificationResult> VerifyAsync(Person person, string hash, string password, CancellationToken cancellationToken) =>
        hashing.RunAsync(() => people.PasswordHasher.VerifyHashedPassword(person, hash, password), cancellationToken);

    /// <summary>For who is signed in and shows once more that it is they: the password, and the second factor where <paramref name="code"/> says how to take it.</summary>
    /// <param name="act">As the record calls what is to be done.</param>
    /// <param name="code">Null where the password is enough.</param>
    /// <returns>Null when it is right.</returns>
    public async Task<Refusal?> ProveAsync(
        HttpContext context, Caller caller, Person person, string password, string act, string? subject, Func<Task<bool>>? code, CancellationToken cancellationToken)
    {
        using var place = hashing.Enter(Network.Of(context.Connection.RemoteIpAddress));
        if (place is null)
        {
            return Problems.SigningInBusy();
        }
        var tried = await throttle.BeginAsync(caller, cancellationToken);
        if (tried.WaitSeconds > 0)
        {
            return Problems.TooManyTries(tried.WaitSeconds);
        }
        if (!await this.IsRightAsync(person, password, cancellationToken))
        {
            await audit.AppendAsync(caller.Actor, act, subject, new { why = "wrong password" }, Concern.Actor, cancellationToken, "refused");
            return Problems.WrongPassword();
        }
        if (code is not null && !await code())
        {
            await audit.AppendAsync(caller.Actor, act, subject, new { why = "wrong code" }, Concern.Actor, cancellationToken, "refused");
            return Problems.WrongCode();
        }
        await throttle.SucceededAsync(tried, cancellationToken);
        return null;
    }
}
