using EnvGis.Access;
using Npgsql;

namespace EnvGis.Annexes;

/// <summary>
/// The annexes that everybody may know of. Whoever asks what became of a paper is answered from these alone, signed in or not: an
/// answer that told more to some would tell them that there is something.
/// </summary>
sealed class OpenAnnexes(PublicSight everybody)
{
    public ValueTask<NpgsqlConnection> OpenConnectionAsync(CancellationToken cancellationToken) => everybody.Database.Source.OpenConnectionAsync(cancellationToken);
}
