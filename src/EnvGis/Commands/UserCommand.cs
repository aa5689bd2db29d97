using System.CommandLine;
using EnvGis.Accounts;
using EnvGis.Audit;
using EnvGis.Database;
using Microsoft.EntityFrameworkCore;

namespace EnvGis.Commands;

/// <summary><c>EnvGis user add|lock|unlock|role|reset</c>: accounts, for whoever runs the machine.</summary>
static class UserCommand
{
    static readonly Argument<string> UserName = new("user-name") { Description = "The name the person signs in with." };

    static readonly Option<string> Address = new("--address") { Description = "How people reach the service, for the link.", DefaultValueFactory = _ => "http://localhost:5080" };

    static readonly Option<string[]> Provinces = new("--provinces") { Description = "Codes of the provinces where the role holds; all when left out.", AllowMultipleArgumentsPerToken = true };

    static readonly Option<string[]> Communes = new("--communes") { Description = "Codes of communes in the one province given.", AllowMultipleArgumentsPerToken = true };

    static readonly Option<string[]> Layers = new("--layers") { Description = "Ids of the layers where the role holds; all when left out.", AllowMultipleArgumentsPerToken = true };

    public static Command Create() => new("user", "Accounts of people.") { Add(), Lock("lock", locked: true), Lock("unlock", locked: false), GiveRole(), Reset() };

    static Command Add()
    {
        var name = new Option<string>("--name") { Description = "As people call the person.", Required = true };
        var agency = new Option<string?>("--agency") { Description = "The agency in the plans' words." };
        var role = new Option<string?>("--role") { Description = "viewer, inspector, planner, approver or administrator." };
        var command = new Command("add", "Make an account; prints a one-time link by which the person sets a password.")
        {
            UserName, name, agency, role, Provinces, Communes, Layers, Address,
        };
        command.SetAction((parsed, cancellationToken) => InAsync(async (database, accounts) =>
        {
            var userName = parsed.GetValue(UserName)!;
            if (NewPerson.Problem(userName, parsed.GetValue(name)) is { } wrong)
            {
                throw new SetupException(wrong.En);
            }
            if (await FindAsync(accounts, userName, cancellationToken) is not null)
            {
                throw new SetupException($"There is an account {userName} already.");
            }
            var person = Person.New(userName, parsed.GetValue(name)!.Trim(), parsed.GetValue(agency), null);
            if (parsed.GetValue(role) is { } word)
            {
                person.Grants.Add(await GrantedAsync(accounts, word, parsed, cancellationToken));
            }
            accounts.Users.Add(person);
            await accounts.SaveChangesAsync(cancellationToken);
            await RecordAsync(database, "add-person", person, new { after = People.Answer(person) }, cancellationToken);
            await PrintLinkAsync(accounts, person, Invitation.Join, parsed.GetValue(Address)!, false, cancellationToken);
        }, cancellationToken));
        return command;
    }

    static Command Lock(string verb, bool locked)
    {
        var command = new Command(verb, locked ? "Keep a person out and end all their sessions." : "Let a locked person in again.") { UserName };
        command.SetAction((parsed, cancellationToken) => InAsync(async (database, accounts) =>
        {
            var person = await PersonAsync(accounts, parsed.GetValue(UserName)!, cancellationToken);
            person.LockedAt = locked ? person.LockedAt ?? DateTime.UtcNow : null;
            await accounts.SaveChangesAsync(cancellationToken);
            if (locked)
            {
                await accounts.Database.ExecuteSqlAsync($"delete from account.session where person_id = {person.Id}", cancellationToken);
            }
            await RecordAsync(database, $"{verb}-person", person, null, cancellationToken);
            Console.WriteLine(locked ? $"{person.UserName} is locked." : $"{person.UserName} may sign in again.");
        }, cancellationToken));
        return command;
    }

    static Command GiveRole()
    {
        var role = new Argument<string>("role") { Description = "viewer, inspector, planner, approver or administrator; none to take all roles away." };
        var command = new Command("role", "Give a person this role in this scope, in place of the roles they have.") { UserName, role, Provinces, Communes, Layers };
        command.SetAction((parsed, cancellationToken) => InAsync(async (database, accounts) =>
        {
            var person = await PersonAsync(accounts, parsed.GetValue(UserName)!, cancellationToken);
            var before = People.Answer(person).Grants;
            person.Grants.Clear();
            if (parsed.GetValue(role) is { } word and not "none")
            {
                person.Grants.Add(await GrantedAsync(accounts, word, parsed, cancellationToken));
            }
            await accounts.SaveChangesAsync(cancellationToken);
            await RecordAsync(database, "set-grants", person, new { before, after = People.Answer(person).Grants }, cancellationToken);
            Console.WriteLine($"{person.UserName}: {(person.Grants.Count == 0 ? "no role" : person.Grants[0].Role)}");
        }, cancellationToken));
        return command;
    }

    static Command Reset()
    {
        var secondFactor = new Option<bool>("--drop-second-factor") { Description = "Also switch the second factor off, for a lost telephone." };
        var command = new Command("reset", "Print a one-time link by which the person sets a new password.") { UserName, secondFactor, Address };
        command.SetAction((parsed, cancellationToken) => InAsync(async (database, accounts) =>
        {
            var person = await PersonAsync(accounts, parsed.GetValue(UserName)!, cancellationToken);
            await RecordAsync(database, "reset-person", person, new { dropSecondFactor = parsed.GetValue(secondFactor) }, cancellationToken);
            await PrintLinkAsync(accounts, person, person.PasswordHash is null ? Invitation.Join : Invitation.Reset, parsed.GetValue(Address)!,
                parsed.GetValue(secondFactor), cancellationToken);
        }, cancellationToken));
        return command;
    }

    static Task<int> InAsync(Func<OwnerDatabase, AccountsContext, Task> act, CancellationToken cancellationToken) => Refusals.SpokenAsync(async () =>
    {
        await using var session = await DatabaseSession.OpenAsync(Checkout.Find(), cancellationToken);
        await Migrator.MigrateAsync(session.Owner, cancellationToken);
        await using var accounts = AccountsContext.Over(session.Owner.Source);
        await act(session.Owner, accounts);
        return 0;
    });

    static Task<Person?> FindAsync(AccountsContext accounts, string userName, CancellationToken cancellationToken) =>
        accounts.Users.Include(one => one.Grants).SingleOrDefaultAsync(one => one.NormalizedUserName == Person.Key(userName), cancellationToken);

    static async Task<Person> PersonAsync(AccountsContext accounts, string userName, CancellationToken cancellationToken) =>
        await FindAsync(accounts, userName, cancellationToken) ?? throw new SetupException($"There is no account {userName}.");

    static async Task<RoleGrant> GrantedAsync(AccountsContext accounts, string word, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!Capabilities.TryRole(word, out var role))
        {
            throw new SetupException($"{word} is not a role; use viewer, inspector, planner, approver or administrator.");
        }
        var (provinces, communes, layers) = (parsed.GetValue(Provinces), parsed.GetValue(Communes), parsed.GetValue(Layers));
        if (communes is { Length: > 0 } && provinces is not { Length: 1 })
        {
            throw new SetupException("A limit by communes needs exactly one province with it: --provinces CODE --communes CODE…");
        }
        var grant = new RoleGrant { Role = role.Word(), GrantedBy = Actor.CommandLine.Name, Provinces = Part(provinces), Communes = Part(communes), Layers = Part(layers) };
        return await ScopeMembers.ProblemAsync(accounts.Database.GetDbConnection(), grant.ToGrant().Scope, cancellationToken) is { } notThere
            ? throw new SetupException(notThere.En) : grant;

        static string[]? Part(string[]? codes) => codes is { Length: > 0 } ? codes : null;
    }

    static async Task RecordAsync(OwnerDatabase database, string act, Person person, object? detail, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await AuditTrail.AppendAsync(connection, Actor.CommandLine, act, $"person {person.UserName}", detail, cancellationToken);
    }

    static async Task PrintLinkAsync(
        AccountsContext accounts, Person person, string purpose, string address, bool dropSecondFactor, CancellationToken cancellationToken)
    {
        var made = await Invite.NewAsync(accounts, address.TrimEnd('/'), purpose, person, dropSecondFactor, Actor.CommandLine.Name, DateTimeOffset.UtcNow, cancellationToken);
        Console.WriteLine($"For {person.Name}, once, within three days:\n  {made.Link}");
    }
}
