using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace EnvGis.Accounts;

/// <summary>Identity's EF store, but the key of the one-time codes is kept encrypted: a copy of the tables signs nobody in.</summary>
sealed class PersonStore(AccountsContext context, IDataProtectionProvider protection, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<Person, AccountsContext, long>(context, describer)
{
    readonly IDataProtector seal = protection.CreateProtector("EnvGis.Accounts.SecondFactor");

    public override Task SetAuthenticatorKeyAsync(Person user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, this.seal.Protect(key), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(Person user, CancellationToken cancellationToken)
    {
        var stored = await base.GetAuthenticatorKeyAsync(user, cancellationToken);
        try
        {
            return stored is null ? null : this.seal.Unprotect(stored);
        }
        catch (CryptographicException)
        {
            // The keys of this database are gone (a copy without them): the codes then fit nobody, and an administrator resets the person.
            return null;
        }
    }
}
