using System.ComponentModel.DataAnnotations;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EnvGis.Accounts;

/// <summary>One-time codes of an authenticator app (RFC 6238), switched on in two steps so that nobody shuts themselves out, and recovery codes for a lost telephone.</summary>
static class SecondFactor
{
    public sealed record PasswordRequest([property: Required, StringLength(400)] string Password);

    public sealed record CodeRequest([property: Required, StringLength(60)] string Code);

    /// <param name="Secret">In base 32, for typing.</param>
    /// <param name="Uri">The same for an app: <c>otpauth://totp/…</c>.</param>
    public sealed record Begun(string Secret, string Uri);

    /// <param name="RecoveryCodes">Each signs in once; shown now and never again.</param>
    public sealed record Confirmed(IReadOnlyList<string> RecoveryCodes);

    public static async Task<Results<Ok<Begun>, Refusal>> BeginAsync(
        PasswordRequest request, HttpContext context, Caller caller, UserManager<Person> people, AccountsContext accounts, CancellationToken cancellationToken)
    {
        var person = await Profile.PersonAsync(people, caller, cancellationToken);
        if (!await people.CheckPasswordAsync(person, request.Password))
        {
            return Problems.WrongPassword();
        }
        if (person.TwoFactorEnabled)
        {
            return Problems.SecondFactorOn();
        }
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        // Identity changes the stamp with it, which ends all other sessions.
        (await people.ResetAuthenticatorKeyAsync(person)).OrFail();
        await Sessions.GoOnAsync(context, person);
        await accounts.RecordAsync(caller.Actor, "second-factor-begun", null, null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        var secret = (await people.GetAuthenticatorKeyAsync(person))!;
        var label = Uri.EscapeDataString($"EnvGis:{person.UserName}");
        return TypedResults.Ok(new Begun(secret, $"otpauth://totp/{label}?secret={secret}&issuer=EnvGis&digits=6&period=30"));
    }

    public static async Task<Results<Ok<Confirmed>, Refusal>> ConfirmAsync(
        CodeRequest request, HttpContext context, Caller caller, UserManager<Person> people, AccountsContext accounts, CancellationToken cancellationToken)
    {
        var person = await Profile.PersonAsync(people, caller, cancellationToken);
        if (person.TwoFactorEnabled)
        {
            return Problems.SecondFactorOn();
        }
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        if (!await TakeAsync(people, accounts, person, request.Code, cancellationToken))
        {
            return Problems.WrongCode();
        }
        (await people.SetTwoFactorEnabledAsync(person, true)).OrFail();
        await Sessions.GoOnAsync(context, person);
        var codes = await people.GenerateNewTwoFactorRecoveryCodesAsync(person, 10);
        await accounts.RecordAsync(caller.Actor, "second-factor-on", null, null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new Confirmed([.. codes!]));
    }

    public static async Task<Results<NoContent, Refusal>> EndAsync(
        [Microsoft.AspNetCore.Mvc.FromBody] PasswordRequest request, HttpContext context, Caller caller, UserManager<Person> people, AccountsContext accounts, CancellationToken cancellationToken)
    {
        var person = await Profile.PersonAsync(people, caller, cancellationToken);
        if (!await people.CheckPasswordAsync(person, request.Password))
        {
            return Problems.WrongPassword();
        }
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        (await people.SetTwoFactorEnabledAsync(person, false)).OrFail();
        (await people.ResetAuthenticatorKeyAsync(person)).OrFail();
        await Sessions.GoOnAsync(context, person);
        await accounts.RecordAsync(caller.Actor, "second-factor-off", null, null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Takes a one-time code, no code twice, or else a recovery code, which is then gone.</summary>
    public static async Task<bool> TakeAsync(UserManager<Person> people, AccountsContext accounts, Person person, string code, CancellationToken cancellationToken)
    {
        var digits = new string([.. code.Where(char.IsLetterOrDigit)]);
        if (digits.Length == 6 && digits.All(char.IsAsciiDigit))
        {
            // One statement, so that the same code sent twice at once is taken once.
            if (!await people.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, digits)
                || await accounts.Users.Where(one => one.Id == person.Id && one.LastCode != digits)
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.LastCode, digits), cancellationToken) == 0)
            {
                return false;
            }
            // Identity writes the whole row when it changes anything of it.
            person.LastCode = digits;
            return true;
        }
        return person.TwoFactorEnabled && (await people.RedeemTwoFactorRecoveryCodeAsync(person, code)).Succeeded;
    }
}
