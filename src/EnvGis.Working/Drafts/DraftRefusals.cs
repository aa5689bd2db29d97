using EnvGis.Http;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>What the database refuses of drafts and decisions, in the words of the service: it is asked there, so that no door forgets it.</summary>
static class DraftRefusals
{
    /// <returns>Null of what is no refusal of theirs, and of one that needs more than its name to be told.</returns>
    public static Refusal? Of(PostgresException refused) => refused.ConstraintName switch
    {
        "draft_has_features" => Problems.EmptyDraft(),
        "four_eyes" => Problems.OwnDraft(),
        // Somebody else took a step in between, or changed it.
        "draft_step" or "draft_as_seen" or "approval_of_what_stands" => Problems.DraftNotAsSeen(),
        "changed_after_approval" => Problems.ChangedAfterApproval(),
        "decision_issuer_number_issued_on_key" => Problems.DecisionExists(),
        "correction_of_its_own" => Problems.BadField("corrects", "quyết định này không quyết định đối tượng đó", "this decision did not decide that feature"),
        "draft_has_province" => Problems.BadField("province", "cần mã tỉnh, hai chữ số, ví dụ 44", "it takes the code of a province, two digits, such as 44"),
        _ => null,
    };
}
