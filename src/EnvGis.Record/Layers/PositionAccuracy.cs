namespace EnvGis.Layers;

/// <summary>
/// How exact a position can be that became known in some way. What claims to be more exact is a slip of the keyboard: nobody measures a place to the
/// thousandth of a millimetre. The database holds everybody to the same (<c>env.least_accuracy_m</c>, migration 046).
/// </summary>
public static class PositionAccuracy
{
    /// <summary>Metres: what an instrument of that kind reaches at its best, or to what its numbers are written.</summary>
    /// <param name="source">As stored in <c>position_source</c>; null of a place that nobody has located, whose metres are those of the area that holds it.</param>
    public static double LeastM(string? source) => source switch
    {
        // Annexes and surveys are written to the centimetre.
        "surveyed" or "decision-annex" => 0.01,
        // A receiver in the hand.
        "gps" => 1,
        // A tenth of a millimetre on a map of 1:5 000, or a pixel of the finest pictures.
        "digitised" => 0.1,
        _ => 0.01,
    };
}
