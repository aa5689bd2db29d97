using EnvGis.Access;
using EnvGis.Http;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>
/// The recipes of one act. Each is computed while neither a connection nor a draft is held: an act that meets one which is not computed yet undoes what it did, gives both back, and is done again when
/// it is. Then it reads all anew, so that what is kept was made of what stands.
/// </summary>
sealed class RecipesOfAct(LongAnswers places, Caller caller)
{
    /// <summary>More than the recipes of one act: sources may change meanwhile.</summary>
    const int MostTimes = 12;

    readonly Dictionary<string, (DraftRecipe.Built? Built, Refusal? Refusal)> made = new(StringComparer.Ordinal);
    DraftRecipe.Gathered? met;

    /// <param name="once">Does the act, in a transaction of its own that ends with it.</param>
    /// <param name="refused">The answer of an act that is not done, as others compute what can be computed at a time.</param>
    public async Task<T> DoAsync<T>(Func<RecipesOfAct, Task<T>> once, Func<Refusal, T> refused, CancellationToken cancellationToken)
    {
        for (var time = 1; ; time++)
        {
            met = null;
            var answer = await once(this);
            if (met is not { } wanted || time == MostTimes)
            {
                return answer;
            }
            if (!places.TryTake(caller, out var place, out var full))
            {
                return refused(full);
            }
            using (place)
            {
                made[wanted.Kept.Text()] = await DraftRecipe.BuildAsync(wanted, cancellationToken);
            }
        }
    }

    /// <summary>What a recipe makes, in the act's transaction. Of one that is not computed yet a refusal, with which the act ends for this time.</summary>
    public async Task<(DraftRecipe.Built? Built, Refusal? Refusal)> OfAsync(NpgsqlConnection connection, DraftRecipe.Aim aim, RecipeForm form, CancellationToken cancellationToken)
    {
        var (gathered, unfit) = await DraftRecipe.GatherAsync(connection, aim, caller, form, cancellationToken);
        if (gathered is null)
        {
            return (null, unfit);
        }
        if (!made.TryGetValue(gathered.Kept.Text(), out var one))
        {
            met = gathered;
            return (null, Problems.SourcesChanging());
        }
        if (one.Built is not null)
        {
            await DraftRecipe.KeepAsync(connection, gathered, cancellationToken);
        }
        return one;
    }
}
