using EnvGis.Access;
using EnvGis.Http;

namespace EnvGis.Imports;

/// <summary>How to import. Positions are longitude, latitude of WGS 84 (EPSG:4326, CRS84).</summary>
/// <param name="Layer">Id of the layer that takes the features.</param>
public record ImportRequest(string Layer)
{
    /// <summary>Marks every feature as made up for demonstration.</summary>
    public bool Demonstration { get; init; }

    /// <summary>The decision by which what is imported is in force; needed of a layer that changes by decision alone, unless all is a demonstration.</summary>
    public StandingDecision? Decision { get; init; }

    /// <summary>How the positions came about; null takes each feature's own <c>position_source</c>, or else <c>digitised</c>.</summary>
    public string? PositionSource { get; init; }

    /// <summary>Metres, above 0, of features that do not state their own <c>accuracy_m</c>; null refuses those.</summary>
    public double? AccuracyMetres { get; init; }

    /// <summary>First day in force; null takes each feature's own <c>valid_from</c>, or else today.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Property that holds the code; null for <c>code</c>.</summary>
    public string? CodeProperty { get; init; }

    /// <summary>Property that holds the Vietnamese name; null for <c>name_vi</c> or else <c>name</c>.</summary>
    public string? NameProperty { get; init; }

    /// <summary>Property that holds the commune's code; null for <c>commune_code</c>.</summary>
    public string? CommuneProperty { get; init; }

    /// <summary>Further properties of the file and the attributes of the layer they become.</summary>
    public IReadOnlyDictionary<string, string> Map { get; init; } = new Dictionary<string, string>();

    /// <summary>Checks and reports, writes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Makes invalid shapes valid and tells each, instead of refusing them; one whose area would change is still refused.</summary>
    public bool Repair { get; init; }

    /// <summary>With <see cref="Repair"/>, also those whose area changes by it.</summary>
    public bool RepairArea { get; init; }

    /// <summary>Takes a file that says it is one page of a larger answer.</summary>
    public bool Page { get; init; }

    /// <summary>Makes features though the same file, or a place of the same name and, within its accuracy, the same position, is in already.</summary>
    public bool AllowTwice { get; init; }

    /// <summary>Records a new version of a feature whose code is known, instead of refusing it.</summary>
    public bool Update { get; init; }

    /// <summary>Writes nothing when a single feature is refused.</summary>
    public bool AllOrNothing { get; init; }

    /// <summary>Is told how far the import is, about twice a second.</summary>
    public IProgress<ImportProgress>? Progress { get; init; }

    /// <summary>Is told every refusal as it is found, in the order of the file; what comes of the import names the first of them only.</summary>
    public Action<ImportRefusal>? Refused { get; init; }
}

/// <summary>A decision from before or from elsewhere, whose places are brought in; it is registered when it is not yet.</summary>
/// <param name="Number">As signed, such as <c>525/QĐ-UBND</c>.</param>
/// <param name="IssuedOn">Also its first day in force where features do not say their own.</param>
public sealed record StandingDecision(string Number, DateOnly IssuedOn, string Issuer);

/// <summary>What is imported: a GeoJSON FeatureCollection or GeoJSON text sequence, of any size; it is read once, from its beginning to its end.</summary>
/// <param name="Name">As the record of imports and people call it.</param>
public sealed record ImportedFile(string Name, Stream Content);

/// <summary>Who imports.</summary>
/// <param name="Author">As the versions name their author.</param>
/// <param name="Actor">As the record names who acted.</param>
public sealed record Importer(string Author, Actor Actor);

/// <param name="BytesRead">Of <paramref name="Bytes"/>.</param>
/// <param name="Bytes">Null of a pipe, whose end nobody knows.</param>
/// <param name="Written">Features in the database, not yet committed.</param>
public readonly record struct ImportProgress(long BytesRead, long? Bytes, long Written, long Refused);

/// <summary>What came of an import.</summary>
/// <param name="Accepted">Features that are in now, new and updated; with a dry run, that would be.</param>
/// <param name="Updated">Of these, features that existed and got a new version.</param>
/// <param name="Unchanged">Features that exist exactly so; nothing was written for them.</param>
/// <param name="Problem">Why nothing was imported, when the file as a whole is to blame; null otherwise.</param>
public sealed record ImportResult(
    long Id, Text Layer, long Accepted, long Updated, long Unchanged, long Repaired, long Refused, ImportRefusal? Problem, TimeSpan Elapsed)
{
    /// <summary>The first refusals; <see cref="Refused"/> counts features, of which each may have several.</summary>
    public IReadOnlyList<ImportRefusal> FirstRefusals { get; init; } = [];

    /// <summary>What the first repairs did.</summary>
    public IReadOnlyList<ImportRepair> FirstRepairs { get; init; } = [];

    /// <summary>What is odd about the file, though taken: one sentence of each kind, with how many features have it.</summary>
    public IReadOnlyList<Text> Notices { get; init; } = [];

    /// <summary>Properties of the file that are nothing to the layer.</summary>
    public IReadOnlyCollection<string> Ignored { get; init; } = [];

    /// <summary>0 when all is in, 1 when some were refused, 2 when nothing was imported.</summary>
    public int ExitCode => Problem is not null || Accepted + Unchanged == 0 ? 2 : Refused > 0 ? 1 : 0;
}

/// <param name="Index">Position in the file, from 0.</param>
/// <param name="Id">As the file or the layer knows it; null when neither does.</param>
/// <param name="Done">One sentence: what was wrong, and parts and area before and after.</param>
public sealed record ImportRepair(long Index, string? Id, Text Done);
