namespace EnvGis.Access;

/// <summary>What an answer that lasts asks of accounts, which it cannot name.</summary>
public interface IStillAllowed
{
    /// <summary>Whether a caller may now all that they might as their request came.</summary>
    Task<bool> MayStillAsync(Caller caller, CancellationToken cancellationToken);
}
