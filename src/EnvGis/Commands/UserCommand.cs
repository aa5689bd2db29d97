using System.CommandLine;
using EnvGis.Access;
using EnvGis.Accounts;
using EnvGis.Database;

namespace EnvGis.Commands;

/// <summary><c>EnvGis user add|lock|unlock|role|reset</c>: accounts, for whoever runs the machine.</summary>
static class UserCommand
{
    static readonly Argument<string> UserName = new("user-name") { Description = "The name the person signs in with." };

    static readonly Option<string?> Address = new("--address") { Description = "How people reach the service, for the link; where the service of this folder runs when left out." };

    static readonly Option<string[]> Provinces = new("--provinces")
    {
        Description = "Codes of the provinces where the role holds, with commas or spaces between them or the option repeated: 19,44. All when left out.",
        AllowMultipleArgumentsPerToken = true,
    };

    static readonly Option<string[]> Communes = new("--communes") { Description = "Codes of communes in the one province given, written in the same ways.", AllowMultipleArgumentsPerToken = true };

    static readonly Option<string[]> Layers = new("--layers")
    {
        Description = "Ids of the layers where the role holds, written in the same ways; all when left out.", AllowMultipleArgumentsPerToken = true,
    };

    static readonly Option<bool> Sure = new("--sure") { Description = "Also where nobody who administers the whole country is left." };

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
        command.SetAction((parsed, cancellationToken) => InAsync(async (database, address) => Print(await UserActs.AddAsync(
            database, parsed.GetValue(UserName)!, parsed.GetValue(name), parsed.GetValue(agency),
            parsed.GetValue(role) is { } word ? await GrantedAsync(database, word, parsed, cancellationToken) : NoScope(parsed),
            Reached(parsed) ?? address, cancellationToken)), cancellationToken));
        return command;
    }

    static Command Lock(string verb, bool locked)
    {
        var command = new Command(verb, locked ? "Keep a person out and end all their sessions." : "Let a locked person in again.") { UserName };
        if (locked)
        {
            command.Options.Add(Sure);
        }
        command.SetAction((parsed, cancellationToken) => InAsync(async (database, _) =>
        {
            var person = await UserActs.LockAsync(database, parsed.GetValue(UserName)!, locked, locked && parsed.GetValue(Sure), TimeProvider.System.GetUtcNow().UtcDateTime, cancellationToken);
            Console.WriteLine(locked ? $"Đã khóa {person.UserName}. / {person.UserName} is locked." : $"{person.UserName} đăng nhập lại được. / {person.UserName} may sign in again.");
        }, cancellationToken));
        return command;
    }

    static Command GiveRole()
    {
        var role = new Argument<string>("role") { Description = "viewer, inspector, planner, approver or administrator; none to take all roles away." };
        var command = new Command("role", "Give a person this role in this scope, in place of the roles they have.") { UserName, role, Provinces, Communes, Layers, Sure };
        command.SetAction((parsed, cancellationToken) => InAsync(async (database, _) =>
        {
            var granted = parsed.GetValue(role) is { } word and not "none" ? await GrantedAsync(database, word, parsed, cancellationToken) : null;
            var person = await UserActs.GrantAsync(database, parsed.GetValue(UserName)!, granted, parsed.GetValue(Sure), cancellationToken);
            Console.WriteLine($"{person.UserName}: {(person.Grants.Count == 0 ? "không có vai trò nào / no role" : person.Grants[0].Role)}");
        }, cancellationToken));
        return command;
    }

    static Command Reset()
    {
        var secondFactor = new Option<bool>("--drop-second-factor") { Description = "Also switch the second factor off, for a lost telephone." };
        var command = new Command("reset", "Print a one-time link by which the person sets a new password.") { UserName, secondFactor, Address };
        command.SetAction((parsed, cancellationToken) => InAsync(async (database, address) => Print(await UserActs.ResetAsync(
            database, parsed.GetValue(UserName)!, parsed.GetValue(secondFactor), Reached(parsed) ?? address, cancellationToken)), cancellationToken));
        return command;
    }

    static RoleGrant? NoScope(ParseResult parsed) => ScopeOf(parsed) is (null, null, null) ? null
        : throw new SetupException("Giới hạn chỉ đi cùng vai trò: hãy ghi thêm --role.", "A limit goes with a role: add --role.");

    // Before anything is done: a link that cannot be opened is the account's only one.
    static string? Reached(ParseResult parsed) => parsed.GetValue(Address) is { } given ? Http.PublicAddress.Read("--address", given).GetLeftPart(UriPartial.Path).TrimEnd('/') : null;

    /// <param name="act">Gets the database, and where the service of this folder is reached.</param>
    static Task<int> InAsync(Func<OwnerDatabase, string, Task> act, CancellationToken cancellationToken) => Refusals.SpokenAsync(async () =>
    {
        var root = Checkout.Find();
        await using var session = await DatabaseSession.OpenAsync(root, cancellationToken);
        await Migrator.MigrateAsync(session.Owner, cancellationToken);
        await act(session.Owner, ServiceAddress.Of(root, session.Address.Owner));
        return 0;
    });

    static async Task<RoleGrant> GrantedAsync(OwnerDatabase database, string word, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!Capabilities.TryRole(word, out var role))
        {
            throw new SetupException($"Không có vai trò “{word}”; hãy dùng viewer, inspector, planner, approver hoặc administrator.",
                $"“{word}” is no role; use viewer, inspector, planner, approver or administrator.");
        }
        var (provinces, communes, layers) = ScopeOf(parsed);
        var grant = new RoleGrant { Role = role.Word(), GrantedBy = Actor.CommandLine.Name, Provinces = provinces, Communes = communes, Layers = layers };
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        return await ScopeMembers.ProblemAsync(connection, grant.ToGrant().Scope, cancellationToken) is { } notThere
            ? throw new SetupException(notThere.Vi, notThere.En) : grant;
    }

    /// <exception cref="SetupException">An option was given with nothing in it, which is not the same as left out, or names more than there can be.</exception>
    internal static (string[]? Provinces, string[]? Communes, string[]? Layers) ScopeOf(ParseResult parsed)
    {
        var (provinces, communes, layers) = (TypedValues.Codes(parsed, Provinces), TypedValues.Codes(parsed, Communes), TypedValues.Codes(parsed, Layers));
        if ((ScopeMembers.EmptyPart(provinces, communes, layers) ?? ScopeMembers.TooMany(provinces, communes, layers)) is { } wrong)
        {
            throw new SetupException(wrong.Vi, wrong.En);
        }
        return communes is null || provinces is { Length: 1 } ? (provinces, communes, layers) : throw new SetupException(
            "Giới hạn theo xã, phường cần đúng một tỉnh: --provinces MÃ --communes MÃ…", "A limit by communes needs exactly one province with it: --provinces CODE --communes CODE…");
    }

    static void Print((Person Person, Invite.Made Link) made) =>
        Console.WriteLine($"Liên kết dùng một lần trong ba ngày, cho {made.Person.Name} / For {made.Person.Name}, once, within three days:\n  {made.Link.Link}");
}
