namespace EnvGis.Access;

/// <summary>Where those write what they did who cannot name the record of acts themselves: whoever reads.</summary>
public interface IRecordOfActs
{
    /// <param name="act">A word such as <c>export</c>.</param>
    /// <param name="subject">What it was done to, such as <c>feature 12</c>.</param>
    /// <param name="detail">What else explains it; never a secret.</param>
    Task AppendAsync(Actor actor, string act, string? subject, object? detail, Concern concern, CancellationToken cancellationToken, string outcome = "done");
}
