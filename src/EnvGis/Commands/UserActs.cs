using EnvGis.Access;
using EnvGis.Accounts;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.EntityFrameworkCore;

namespace EnvGis.Commands;

/// <summary>What whoever runs the machine does with accounts. Each act is one transaction with its entry in the record and the link that comes of it.</summary>
static class UserActs
{
    /// <returns>The person's one-time link.</returns>
    /// <exception cref="SetupException">The name will not do, or there is such an account.</exception>
    public static async Task<(Person Person, Invite.Made Link)> AddAsync(
        OwnerDatabase database, string userName, string? name, string? agency, RoleGrant? granted, string address, CancellationToken cancellationToken)
    {
        if (NewPerson.Problem(userName, name, agency) is { } wrong)
        {
            throw new SetupException(wrong.Vi, wrong.En);
        }
        await using var accounts = AccountsContext.Over(database.Source);
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(accounts, userName, cancellationToken) is not null)
        {
            throw new SetupException($"Đã có tài khoản {userName}.", $"There is an account {userName} already.");
        }
        var person = Person.New(userName, PlainText.Of(name!, keepLines: false), PlainText.Of(agency ?? "", keepLines: false) is { Length: > 0 } plain ? plain : null, null);
        if (granted is not null)
        {
            person.Grants.Add(granted);
        }
        accounts.Users.Add(person);
        await accounts.SaveChangesAsync(cancellationToken);
        await RecordAsync(accounts, "add-person", person, new { after = People.Answer(person) }, person.Concern(), cancellationToken);
        var link = await LinkAsync(accounts, person, address, false, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (person, link);
    }

    /// <param name="sure">Also where nobody is left who administers the whole country: whoever runs the machine can make somebody one again.</param>
    /// <exception cref="SetupException">There is no such account, or it is the last administrator's.</exception>
    public static async Task<Person> LockAsync(OwnerDatabase database, string userName, bool locked, bool sure, DateTime now, CancellationToken cancellationToken)
    {
        await using var accounts = AccountsContext.Over(database.Source);
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        var person = await PersonAsync(accounts, userName, cancellationToken);
        var wasLast = LastAdministrator.Is(person);
        person.LockedAt = locked ? person.LockedAt ?? now : null;
        await SaveAsync(accounts, wasLast && !sure && !LastAdministrator.Is(person), cancellationToken);
        if (locked)
        {
            await accounts.Database.ExecuteSqlAsync($"delete from account.session where person_id = {person.Id}", cancellationToken);
            await accounts.Database.ExecuteSqlAsync($"update account.invitation set used_at = now() where person_id = {person.Id} and used_at is null", cancellationToken);
        }
        await RecordAsync(accounts, locked ? "lock-person" : "unlock-person", person, null, person.Concern(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return person;
    }

    /// <param name="granted">In place of the grants that the person has; null for none.</param>
    /// <param name="sure">As for locking.</param>
    /// <exception cref="SetupException">There is no such account, or it is the last administrator's.</exception>
    public static async Task<Person> GrantAsync(OwnerDatabase database, string userName, RoleGrant? granted, bool sure, CancellationToken cancellationToken)
    {
        await using var accounts = AccountsContext.Over(database.Source);
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        var person = await PersonAsync(accounts, userName, cancellationToken);
        var (before, scopesBefore, wasLast) = (People.Answer(person).Grants, person.Concern().Scopes, LastAdministrator.Is(person));
        person.Grants.Clear();
        if (granted is not null)
        {
            person.Grants.Add(granted);
        }
        await SaveAsync(accounts, wasLast && !sure && !LastAdministrator.Is(person), cancellationToken);
        await RecordAsync(accounts, "set-grants", person, new { before, after = People.Answer(person).Grants }, person.Concern(scopesBefore), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return person;
    }

    /// <returns>The link by which the person sets a new password.</returns>
    public static async Task<(Person Person, Invite.Made Link)> ResetAsync(
        OwnerDatabase database, string userName, bool dropSecondFactor, string address, CancellationToken cancellationToken)
    {
        await using var accounts = AccountsContext.Over(database.Source);
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        var person = await PersonAsync(accounts, userName, cancellationToken);
        await RecordAsync(accounts, "reset-person", person, new { dropSecondFactor }, person.Concern(), cancellationToken);
        var link = await LinkAsync(accounts, person, address, dropSecondFactor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (person, link);
    }

    // Thrown inside the transaction of the act, so that nothing of it is left.
    static async Task SaveAsync(AccountsContext accounts, bool lessened, CancellationToken cancellationToken)
    {
        if (lessened)
        {
            await LastAdministrator.TakeTurnAsync(accounts, cancellationToken);
        }
        await accounts.SaveChangesAsync(cancellationToken);
        if (lessened && !await LastAdministrator.IsLeftAsync(accounts, cancellationToken))
        {
            var refused = Problems.LastAdministrator();
            throw new SetupException($"{refused.Vi} Nếu vẫn muốn làm, hãy thêm --sure.", $"{refused.En} To do it all the same, add --sure.");
        }
    }

    static Task<Invite.Made> LinkAsync(AccountsContext accounts, Person person, string address, bool dropSecondFactor, CancellationToken cancellationToken) =>
        Invite.NewAsync(accounts, address.TrimEnd('/'), person.PasswordHash is null ? Invitation.Join : Invitation.Reset, person, dropSecondFactor, Actor.CommandLine,
            TimeProvider.System.GetUtcNow(), cancellationToken);

    static Task RecordAsync(AccountsContext accounts, string act, Person person, object? detail, Concern concern, CancellationToken cancellationToken) =>
        accounts.RecordAsync(Actor.CommandLine, act, $"person {person.UserName}", detail, concern, cancellationToken);

    static Task<Person?> FindAsync(AccountsContext accounts, string userName, CancellationToken cancellationToken) =>
        accounts.Users.Include(one => one.Grants).SingleOrDefaultAsync(one => one.NormalizedUserName == Person.Key(userName), cancellationToken);

    static async Task<Person> PersonAsync(AccountsContext accounts, string userName, CancellationToken cancellationToken) =>
        await FindAsync(accounts, userName, cancellationToken) ?? throw new SetupException($"Không có tài khoản {userName}.", $"There is no account {userName}.");
}
