using Microsoft.EntityFrameworkCore;

namespace EnvGis.Accounts;

/// <summary>Somebody must be left who can give and take every role: an administrator without limits who can sign in.</summary>
public static class LastAdministrator
{
    public static bool Is(Person person) => person is { PasswordHash: not null, LockedAt: null }
        && person.Grants.Exists(grant => grant is { Role: Word, Provinces: null, Communes: null, Layers: null });

    /// <summary>Until the end of the transaction nobody else does what could take the last one away: two who do it to each other come one after the other.</summary>
    public static Task TakeTurnAsync(AccountsContext accounts, CancellationToken cancellationToken) =>
        accounts.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('EnvGis administrators', 0))", cancellationToken);

    /// <summary>Whether one is left, as this transaction would have it.</summary>
    public static Task<bool> IsLeftAsync(AccountsContext accounts, CancellationToken cancellationToken) => accounts.Users.AnyAsync(
        one => one.PasswordHash != null && one.LockedAt == null
            && one.Grants.Any(grant => grant.Role == Word && grant.Provinces == null && grant.Communes == null && grant.Layers == null), cancellationToken);

    const string Word = "administrator";
}
