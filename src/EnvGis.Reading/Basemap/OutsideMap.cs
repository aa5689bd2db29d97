using System.Globalization;
using System.Text.RegularExpressions;
using EnvGis.Database;

namespace EnvGis.Basemap;

/// <summary>A raster map of somebody else that the page may show under its own, when a person switches it on. Settings of the section "Basemap".</summary>
/// <param name="Url">Template with {z}, {x} and {y}; whole, or a path of this service's own origin.</param>
/// <param name="Attribution">Plain text that the page shows with the map.</param>
/// <param name="MaxZoom">The deepest zoom that has tiles; nearer views draw these larger.</param>
/// <param name="Origin">What the content policy must allow for it; null when it is the service's own.</param>
public sealed partial record OutsideMap(string Url, string Attribution, int MaxZoom, string? Origin)
{
    const int DeepestByDefault = 19;

    /// <returns>Null when none is configured: then no page asks anybody but this service.</returns>
    /// <exception cref="SetupException">A setting is wrong; the message names it.</exception>
    public static OutsideMap? From(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Basemap");
        if (settings["RasterUrl"]?.Trim() is not { Length: > 0 } url)
        {
            return null;
        }
        if (!Placeholder().Matches(url).Select(match => match.Value).Order(StringComparer.Ordinal).SequenceEqual(["{x}", "{y}", "{z}"]))
        {
            throw Refused($"RasterUrl must hold {{z}}, {{x}} and {{y}} once each and no other braces, not “{url}”");
        }
        if (settings["RasterAttribution"]?.Trim() is not { Length: > 0 and <= 300 } attribution)
        {
            throw Refused("RasterAttribution must say whose map it is, in at most 300 characters of plain text");
        }
        var deepest = DeepestByDefault;
        if (settings["RasterMaxZoom"] is { Length: > 0 } given
            && !(int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out deepest) && deepest is >= 1 and <= 22))
        {
            throw Refused($"RasterMaxZoom is a whole number from 1 to 22, not “{given}”");
        }
        return new(url, attribution, deepest, OriginOf(url));
    }

    // What goes into the content policy is the origin alone, and nothing that could be read as more than one.
    static string? OriginOf(string url)
    {
        if (url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.Contains('\\', StringComparison.Ordinal))
        {
            return null;
        }
        if (Uri.TryCreate(Placeholder().Replace(url, "1"), UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            && address.UserInfo.Length == 0 && HostPart().Match(url) is { Success: true } host && Uri.CheckHostName(address.IdnHost) != UriHostNameType.Unknown
            && !host.Value.Contains('{', StringComparison.Ordinal) && !address.IdnHost.Contains('*', StringComparison.Ordinal))
        {
            var name = address.HostNameType == UriHostNameType.IPv6 ? $"[{address.IdnHost.Trim('[', ']')}]" : address.IdnHost;
            return address.IsDefaultPort ? $"{address.Scheme}://{name}" : string.Create(CultureInfo.InvariantCulture, $"{address.Scheme}://{name}:{address.Port}");
        }
        throw Refused($"RasterUrl is an address that begins with https:// or http://, without a login, or a path that begins with /, not “{url}”");
    }

    static SetupException Refused(string reason) => new($"The setting Basemap__{reason}.");

    [GeneratedRegex(@"\{[^}]*\}?|\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^https?://[^/?#]+(?=[/?#])", RegexOptions.IgnoreCase)]
    private static partial Regex HostPart();
}
