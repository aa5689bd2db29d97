using System.Text.Json;
using EnvGis.Database;
using EnvGis.Http;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>What the database refuses of drafts and decisions, in the words of the service: it is asked there, so that no door forgets it.</summary>
static class DraftRefusals
{
    /// <returns>Null of what is no refusal of theirs.</returns>
    public static Refusal? Of(PostgresException refused) => refused.SqlState == PostgresErrorCodes.UniqueViolation
        && refused.ConstraintName is "decision_issuer_number_issued_on_key" or "decision_once"
        ? Problems.DecisionExists() : InWords(refused.ConstraintName?.Replace('_', '-') ?? "", null);

    /// <summary>Of one whose facts are there to be told.</summary>
    public static Refusal? Of(DatabaseRefusal refused) => InWords(refused.Refusal, refused.Facts);

    static Refusal? InWords(string refusal, JsonElement? facts) => refusal switch
    {
        "draft-feature-once" => Problems.TakenAgain(),
        "older-decision" => Problems.OlderDecision(),
        "later-decision" when facts is { } later => Problems.LaterDecision(Numbers(later)),
        "draft-changes-something" => Problems.NothingChanges(),
        "ends-on-its-first-day" when facts is { } ended => Problems.EndsOnItsFirstDay(Numbers(ended)),
        "draft-has-features" => Problems.EmptyDraft(),
        "four-eyes" => Problems.OwnDraft(),
        // Somebody else took a step in between, or changed it.
        "draft-step" or "draft-as-seen" or "approval-of-what-stands" => Problems.DraftNotAsSeen(),
        "changed-after-approval" => Problems.ChangedAfterApproval(),
        "reason-against-communes" => Problems.ReasonAgainstCommunes(),
        "correction-of-its-own" => Problems.BadField("corrects", "quyết định này không quyết định đối tượng đó", "this decision did not decide that feature"),
        "draft-has-province" => Problems.BadField("province", "cần mã tỉnh, hai chữ số, ví dụ 44", "it takes the code of a province, two digits, such as 44"),
        "recipe-cycle" => Problems.RecipeCycle(),
        "base-changed" when facts is { } changed => Problems.BaseChanged(Numbers(changed)),
        "attributes" when facts?.GetProperty("problems").Deserialize<BrokenRule[]>(JsonSerializerOptions.Web) is [var first, ..] => Problems.BadAttribute(first.Attribute, first.Rule, first.Given),
        _ => null,
    };

    static string Numbers(JsonElement features) => string.Join(", ", features.EnumerateArray().Select(one => one.GetProperty("number").GetRawText()));

    sealed record BrokenRule(string Attribute, string Rule, string Given);
}
