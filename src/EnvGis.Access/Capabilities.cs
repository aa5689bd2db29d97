using System.Collections.Frozen;

namespace EnvGis.Access;

/// <summary>What a person may be in this service; each holds within the scope of its grant.</summary>
public enum Role
{
    Viewer,
    Inspector,
    Planner,
    Approver,
    Administrator,
}

/// <summary>What needs a grant. Everything else is open to all.</summary>
public enum Act
{
    /// <summary>See layers and attributes that their layer file restricts.</summary>
    ReadRestricted,

    /// <summary>Record a change of those attributes of a site that its layer file opens to inspectors.</summary>
    ChangeAttributes,

    /// <summary>Give a place without coordinates its position.</summary>
    Locate,

    /// <summary>Tie a plan's task to a place, or untie it.</summary>
    TieTask,

    /// <summary>Report how far a task has come; only of tasks that one's own agency leads.</summary>
    ReportProgress,

    /// <summary>Draft what is to be decided: begin, change, submit and withdraw drafts.</summary>
    Draft,

    /// <summary>Look at drafts that were submitted, return, reject or approve them; never one's own.</summary>
    Review,

    /// <summary>Record the decision of an approved draft, by which it comes into force.</summary>
    Decide,

    /// <summary>Answer for a commune what it thinks of the part of a draft that lies in it; of a grant that names the commune.</summary>
    AnswerConsultation,

    ManagePeople,

    ManageKeys,

    ReadAudit,
}

/// <summary>Who may do what: the one table.</summary>
public static class Capabilities
{
    static readonly FrozenDictionary<Role, FrozenSet<Act>> Table = new Dictionary<Role, FrozenSet<Act>>
    {
        [Role.Viewer] = [Act.ReadRestricted],
        [Role.Inspector] = [Act.ReadRestricted, Act.ChangeAttributes, Act.ReportProgress, Act.AnswerConsultation],
        [Role.Planner] = [Act.ReadRestricted, Act.ChangeAttributes, Act.Locate, Act.TieTask, Act.ReportProgress, Act.Draft],
        [Role.Approver] = [Act.ReadRestricted, Act.ReportProgress, Act.Review, Act.Decide],
        // Who says who may do what does not do it: an administrator takes a second role for that, and the record shows it.
        [Role.Administrator] = [Act.ManagePeople, Act.ManageKeys, Act.ReadAudit],
    }.ToFrozenDictionary();

    public static bool Allows(Role role, Act act) => Table[role].Contains(act);

    /// <summary>Whether one of the grants allows it within the whole of a scope.</summary>
    public static bool Allow(IReadOnlyList<Grant> grants, Act act, Scope scope) => grants.Any(grant => Allows(grant.Role, act) && grant.Scope.Covers(scope));

    /// <summary>The word for it in addresses, answers and the record: <c>change-attributes</c>.</summary>
    public static string Word(this Act act) => Words.Of(act.ToString());

    public static string Word(this Role role) => Words.Of(role.ToString());

    public static bool TryRole(string? word, out Role role)
    {
        foreach (var one in Enum.GetValues<Role>())
        {
            if (one.Word() == word)
            {
                role = one;
                return true;
            }
        }
        role = default;
        return false;
    }

    static class Words
    {
        public static string Of(string name) =>
            string.Concat(name.Select((letter, at) => char.IsUpper(letter) ? (at > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
    }
}
