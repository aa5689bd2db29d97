namespace EnvGis.Spatial.GeoJson;

/// <summary>Why GeoJSON was refused; <see cref="GeoJsonRefusal.Code"/> is the same in kebab-case, for files and programs.</summary>
public enum GeoJsonReason
{
    /// <summary>Not JSON by RFC 8259.</summary>
    InvalidJson,

    /// <summary>The input ended inside a value. What came before was read.</summary>
    Truncated,

    /// <summary>Nothing but white space.</summary>
    EmptyFile,

    /// <summary>Bytes that are no UTF-8, usually TCVN3 or Windows-1258 text.</summary>
    NotUtf8,

    /// <summary>JSON, but no FeatureCollection, Feature or geometry; TopoJSON for one.</summary>
    NotGeoJson,

    /// <summary>A member of "features" that is no Feature (RFC 7946 §3.3).</summary>
    NotAFeature,

    /// <summary>A FeatureCollection without "features", or with something else than a list there (RFC 7946 §3.3).</summary>
    FeaturesMissing,

    /// <summary>A geometry type other than the seven of RFC 7946 §1.4.</summary>
    UnknownGeometryType,

    /// <summary>"coordinates" or "geometries" is absent.</summary>
    CoordinatesMissing,

    /// <summary>The nesting of "coordinates" does not fit the type (RFC 7946 §3.1).</summary>
    CoordinatesMalformed,

    /// <summary>A position of fewer than two numbers (RFC 7946 §3.1.1).</summary>
    PositionTooShort,

    /// <summary>NaN, Infinity, text or null where a coordinate is due.</summary>
    NotANumber,

    /// <summary>A number beyond the range of a double.</summary>
    NumberTooLarge,

    /// <summary>A line of fewer than two positions (RFC 7946 §3.1.4).</summary>
    LineTooShort,

    /// <summary>A ring of fewer than four positions (RFC 7946 §3.1.6).</summary>
    RingTooShort,

    /// <summary>A ring whose last position is not its first (RFC 7946 §3.1.6).</summary>
    RingNotClosed,

    /// <summary>A ring of fewer than three different positions.</summary>
    RingWithoutArea,

    /// <summary>Nested more than 64 deep.</summary>
    TooDeep,

    /// <summary>One feature larger than <see cref="GeoJsonReadOptions.MaxFeatureBytes"/>.</summary>
    FeatureTooLarge,

    /// <summary>Coordinates that look like metres of a projected CRS.</summary>
    CoordinatesProjected,

    /// <summary>Latitude before longitude: exchanged, the position would lie in Vietnam.</summary>
    CoordinatesSwapped,

    /// <summary>Longitude outside −180…180 or latitude outside −90…90 degrees.</summary>
    CoordinatesOutOfRange,

    /// <summary>A "crs" member that names another CRS than the one being read (RFC 7946 §4 knows WGS 84 only).</summary>
    CrsNotSupported,

    /// <summary>An "id" that is neither text nor number (RFC 7946 §3.2).</summary>
    InvalidId,

    /// <summary>"properties" that is neither an object nor null (RFC 7946 §3.2).</summary>
    PropertiesNotAnObject,

    /// <summary>One page of an answer that has more: what a service says beside the features.</summary>
    PartOfMore,
}
