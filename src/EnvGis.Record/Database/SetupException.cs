namespace EnvGis.Database;

/// <summary>Something the person who starts EnvGis must mend; the message is one they can act on and is shown without a stack trace.</summary>
public sealed class SetupException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The same sentence for whoever reads Vietnamese and whoever reads English.</summary>
    public SetupException(string vi, string en, Exception? cause = null) : this($"{vi} / {en}", cause)
    {
        (this.Vietnamese, this.English) = (vi, en);
    }

    /// <summary>The sentence in Vietnamese; all of it where it was not told twice.</summary>
    public string Vietnamese => field ?? this.Message;

    /// <summary>The sentence in English; all of it where it was not told twice.</summary>
    public string English => field ?? this.Message;
}
