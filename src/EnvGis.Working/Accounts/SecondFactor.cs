using System.ComponentModel.DataAnnotations;
using EnvGis.Access;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Storage;

namespace EnvGis.Accounts;

/// <summary>One-time codes of an authenticator app (RFC 6238), switched on in two steps so that nobody shuts themselves out, and recovery codes for a lost telephone.</summary>
public static class SecondFactor
{
    public sealed record PasswordRequest([property: Required, StringLength(400)] string Password);

    /// <param name="Code">A one-time code or a recovery code: the second factor goes only with one.</param>
    public sealed record EndRequest([property: Required, StringLength(400)] string Password, [property: Required, StringLength(60)] string Code);

    public sealed record CodeRequest([property: Required, StringLength(60)] string Code);

    /// <param name="Secret">In base 32, for typing.</param>
    /// <param name="Uri">The same for an app: <c>otpauth://totp/…</c>.</param>
    public sealed record Begun(string Secret, string Uri);

    /// <param name="RecoveryCodes">Each signs in once; shown now and never again.</param>
    public sealed record Confirmed(IReadOnlyList<string> RecoveryCodes);

    public static async Task<Results<Ok<Begun>, Refusal>> BeginAsync(
        PasswordRequest request, HttpContext context, Caller caller, UserManager<Person> people, PasswordCheck passwords, AccountsContext accounts, CancellationToken cancellationToken)
    {
        var person = await Profile.PersonAsync(people, caller, cancellationToken);
        if (await passwords.ProveAsync(context, caller, person, request.Password, "second-factor-on", null, null, cancellationToken) is { } refused)
        {
            return refused;
        }
        if (person.TwoFactorEnabled)
        {
            return Problems.SecondFactorOn();
        }
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        await accounts.AskAgainAsync(caller, cancellationToken);
        // Identity changes the stamp with it, which ends all other sessions.
        (await people.ResetAuthenticatorKeyAsync(person)).OrFail();
        await OneTimeCodes.ForgetAsync(accounts, person, cancellationToken);
        await Sessions.GoOnAsync(context, person);
        await accounts.RecordAsync(caller.Actor.Asked, "second-factor-begun", null, null, Concern.Actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        var secret = (await people.GetAuthenticatorKeyAsync(person))!;
        var label = Uri.EscapeDataString($"EnvGis:{person.UserName}");
        return TypedResults.Ok(new Begun(secret, $"otpauth://totp/{label}?secret={secret}&issuer=EnvGis&digits=6&period=30"));
    }

    public static async Task<Results<Ok<Confirmed>, Refusal>> ConfirmAsync(
        CodeRequest request, HttpContext context, Caller caller, UserManager<Person> people, AccountsContext accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        var person = await Profile.PersonAsync(people, caller, cancellationToken);
        if (person.TwoFactorEnabled)
        {
            return Problems.SecondFactorOn();
        }
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        await accounts.AskAgainAsync(caller, cancellationToken);
        if (!await TakeAsync(people, accounts, person, request.Code, time, cancellationToken))
        {
            return Problems.WrongCode();
        }
        (await people.SetTwoFactorEnabledAsync(person, true)).OrFail();
        await Sessions.GoOnAsync(context, person);
        var codes = await RecoveryCodes.ReplaceAsync(accounts, person, cancellationToken);
        await accounts.RecordAsync(caller.Actor.Asked, "second-factor-on", null, null, Concern.Actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new Confirmed(codes));
    }

    public static async Task<Results<NoContent, Refusal>> EndAsync(
        [Microsoft.AspNetCore.Mvc.FromBody] EndRequest request, HttpContext context, Caller caller, UserManager<Person> people, PasswordCheck passwords, AccountsContext accounts,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var person = await Profile.PersonAsync(people, caller, cancellationToken);
        if (!person.TwoFactorEnabled)
        {
            return Problems.SecondFactorOff();
        }
        // A code is used up by the act that it allows, or not at all. Of an act that is refused the context takes everything back.
        IDbContextTransaction? transaction = null;
        if (await passwords.ProveAsync(context, caller, person, request.Password, "second-factor-off", null, async () =>
        {
            transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
            await accounts.AskAgainAsync(caller, cancellationToken);
            return await TakeAsync(people, accounts, person, request.Code, time, cancellationToken);
        }, cancellationToken) is { } refused)
        {
            return refused;
        }
        (await people.SetTwoFactorEnabledAsync(person, false)).OrFail();
        (await people.ResetAuthenticatorKeyAsync(person)).OrFail();
        await Sessions.GoOnAsync(context, person);
        await accounts.RecordAsync(caller.Actor.Asked, "second-factor-off", null, null, Concern.Actor, cancellationToken);
        await transaction!.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Takes a one-time code, and with it all before; or else a recovery code, which is then gone.</summary>
    public static async Task<bool> TakeAsync(
        UserManager<Person> people, AccountsContext accounts, Person person, string code, TimeProvider time, CancellationToken cancellationToken)
    {
        var digits = new string([.. code.Where(char.IsLetterOrDigit)]);
        if (digits.Length == OneTimeCodes.Digits && digits.All(char.IsAsciiDigit))
        {
            return await OneTimeCodes.TakeAsync(accounts, person, await people.GetAuthenticatorKeyAsync(person), digits, time.GetUtcNow(), cancellationToken);
        }
        return person.TwoFactorEnabled && await RecoveryCodes.TakeAsync(accounts, person, code, cancellationToken);
    }
}
