using System.ComponentModel.DataAnnotations;
using System.Globalization;
using EnvGis.Access;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EnvGis.Accounts;

/// <summary>What people do with their own account.</summary>
static class Profile
{
    public sealed record PasswordRequest([property: Required, StringLength(400)] string Current, [property: Required, StringLength(400)] string New);

    public sealed record SessionList(IReadOnlyList<Sessions.Listed> Sessions);

    public static async Task<Person> PersonAsync(UserManager<Person> people, Caller caller, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await people.FindByIdAsync(caller.PersonId!.Value.ToString(CultureInfo.InvariantCulture))
            ?? throw new InvalidOperationException("A session without its person.");
    }

    public static async Task<Results<NoContent, Refusal>> ChangePassword(
        PasswordRequest request, HttpContext context, Caller caller, UserManager<Person> people, PasswordCheck passwords, PasswordRules rules, Sessions sessions,
        AccountsContext accounts, CancellationToken cancellationToken)
    {
        var person = await PersonAsync(people, caller, cancellationToken);
        if (await passwords.ProveAsync(context, caller, person, request.Current, "change-password", null, null, cancellationToken) is { } refused)
        {
            return refused;
        }
        if (rules.Problem(request.New, person.UserName!, person.Name) is { } problem)
        {
            return Problems.WeakPassword(problem);
        }
        // Takes its time by intent: not while the transaction holds a connection.
        var hash = await passwords.HashAsync(person, request.New, cancellationToken);
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        await accounts.AskAgainAsync(caller, cancellationToken);
        // The stamp changes with it, so that every other session is over.
        person.PasswordHash = hash;
        (await people.UpdateSecurityStampAsync(person)).OrFail();
        await sessions.EndAsync(person.Id, null, caller.SessionId, cancellationToken);
        await Sessions.GoOnAsync(context, person);
        await accounts.RecordAsync(caller.Actor.Asked, "change-password", null, null, Concern.Actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Identity says by a value that it wrote nothing, as when somebody else changed the account at the same moment; the act is then undone.</summary>
    /// <exception cref="DbUpdateConcurrencyException">It wrote nothing.</exception>
    public static void OrFail(this IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new DbUpdateConcurrencyException(string.Join(", ", result.Errors.Select(error => error.Code)));
        }
    }

    public static async Task<Ok<SessionList>> ListSessions(Caller caller, Sessions sessions, CancellationToken cancellationToken) =>
        TypedResults.Ok(new SessionList(await sessions.OfAsync(caller.PersonId!.Value, caller.SessionId, cancellationToken)));

    public static async Task<Results<NoContent, Refusal>> EndSession(
        Guid id, Caller caller, Sessions sessions, AccountsContext accounts, CancellationToken cancellationToken)
    {
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        await accounts.AskAgainAsync(caller, cancellationToken);
        if (await sessions.EndAsync(caller.PersonId!.Value, id, null, cancellationToken) == 0)
        {
            return Problems.UnknownSession();
        }
        await accounts.RecordAsync(caller.Actor.Asked, "end-session", null, null, Concern.Actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
