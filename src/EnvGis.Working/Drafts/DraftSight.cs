using System.Globalization;
using Dapper;
using EnvGis.Access;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>Who sees a draft: whoever drafts, reviews or decides in all of its province. To everybody else it is not there, and neither is its number.</summary>
static class DraftSight
{
    static readonly Act[] Seeing = [Act.Draft, Act.Review, Act.Decide];

    /// <summary>The provinces whose drafts the caller sees; null for all of them, none where they see none.</summary>
    public static string[]? Provinces(Caller caller)
    {
        var grants = caller.Grants.Where(Sees).ToList();
        return grants.Any(grant => grant.Scope.Provinces is null) ? null : [.. grants.SelectMany(grant => grant.Scope.Provinces!).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether a layer is seen in any draft.</summary>
    public static bool SeesLayer(Caller caller, string layer) => caller.Grants.Any(grant => Sees(grant) && grant.Scope.HoldsLayer(layer));

    public static bool Sees(Caller caller, string province) => Provinces(caller)?.Contains(province, StringComparer.Ordinal) ?? true;

    /// <summary>Whether what a draft holds of a layer is shown: a grant may be for some layers only.</summary>
    public static bool SeesLayer(Caller caller, string province, string layer) => caller.Grants.Any(grant => Sees(grant) && grant.Scope.HoldsLayer(layer) && grant.Scope.HoldsArea(province, null));

    /// <summary>The draft, when it is there for the caller.</summary>
    /// <param name="keep">Whether nobody else may change it until the transaction is over.</param>
    public static async Task<Draft?> FindAsync(NpgsqlConnection connection, string id, Caller caller, CancellationToken cancellationToken, bool keep = false)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }
        if (keep)
        {
            // Apart from what is read of it: a row that was waited for is read anew, what it is joined with is not.
            await connection.ExecuteAsync(new CommandDefinition("select from env.draft where id = @number for no key update", new { number }, cancellationToken: cancellationToken));
        }
        var draft = await connection.QuerySingleOrDefaultAsync<Draft>(new CommandDefinition(Draft.Sql, new { id = number }, cancellationToken: cancellationToken));
        if (draft is null || !Sees(caller, draft.Province))
        {
            return null;
        }
        // One that holds nothing which the caller sees is none of theirs.
        var layers = (await connection.QueryAsync<string>(new CommandDefinition(
            "select distinct layer from env.draft_feature where draft_id = @number", new { number }, cancellationToken: cancellationToken))).AsList();
        return layers.Count == 0 || layers.Exists(layer => SeesLayer(caller, draft.Province, layer)) ? draft : null;
    }

    /// <summary>Whether the caller may do it to drafts of a province. A grant for some of its communes is for none of them.</summary>
    public static bool May(Caller caller, Act act, string province) => caller.Grants.Any(grant => Holds(grant, act, province));

    /// <summary>Whether they may do it to what a draft holds of a layer.</summary>
    public static bool May(Caller caller, Act act, string province, string layer) => caller.Grants.Any(grant => Holds(grant, act, province) && grant.Scope.HoldsLayer(layer));

    /// <summary>Whether they may do it to all that the draft holds: a grant for some layers is not for what it does not see.</summary>
    public static async Task<bool> MayWholeAsync(NpgsqlConnection connection, Caller caller, Act act, Draft draft, CancellationToken cancellationToken)
    {
        var layers = (await connection.QueryAsync<string>(new CommandDefinition(
            "select distinct layer from env.draft_feature where draft_id = @Id and not dropped", new { draft.Id }, cancellationToken: cancellationToken))).AsList();
        return caller.Grants.Any(grant => Holds(grant, act, draft.Province) && layers.TrueForAll(grant.Scope.HoldsLayer));
    }

    static bool Holds(Grant grant, Act act, string province) => Capabilities.Allows(grant.Role, act) && grant.Scope.Communes is null && grant.Scope.HoldsArea(province, null);

    // Zones cross communes: a grant for some of them is not for a draft.
    static bool Sees(Grant grant) => grant.Scope.Communes is null && Seeing.Any(act => Capabilities.Allows(grant.Role, act));
}

/// <summary>A draft as its table has it.</summary>
/// <param name="Approved">The hash that was approved; null of one that is not.</param>
sealed record Draft(
    long Id, string Title, string? Purpose, string Province, string ProvinceName, int Epsg, short Decimals, string State, bool TakesChanges, long Revision, long? Corrects, string MadeBy,
    long? MadeByPerson, DateTime MadeAt, string? Approved, string? ApprovedBy, DateTime? ApprovedAt, long? Decision)
{
    public const string Sql = """
        select d.id, d.title, d.purpose, d.province_code as Province, p.name as ProvinceName, d.epsg, d.decimals, d.state, s.takes_changes as TakesChanges, d.revision, d.corrects, d.made_by as MadeBy,
            d.made_by_person as MadeByPerson, d.made_at as MadeAt, encode(d.approved_hash, 'hex') as Approved, d.approved_by as ApprovedBy,
            d.approved_at as ApprovedAt, d.decision_id as Decision
        from env.draft d join env.draft_state s on s.state = d.state join env.province p on p.code = d.province_code and p.valid_to is null
        where d.id = @id
        """;

    /// <summary>Of its content, in small hexadecimal letters (env.draft_hash): it reads every shape, so it is asked for where it is told and nowhere else.</summary>
    public Task<string> HashAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => connection.QuerySingleAsync<string>(new CommandDefinition(
        "select encode(env.draft_hash(@Id), 'hex')", new { this.Id }, cancellationToken: cancellationToken));

    public string Subject => $"draft {Id.ToString(CultureInfo.InvariantCulture)}";

    public Concern Concern => Concern.Areas([new Scope([Province], null, null)]);
}
