using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EnvGis.Http;

namespace EnvGis.Siting;

/// <summary>
/// The code of a question and its answer: SHA-256 of a text of lines, tabs between its fields (docs/use.md). It holds what is on record and what was measured, none of the words in which it
/// is told, so that a better sentence does not make an old sheet look false.
/// </summary>
static class CheckCode
{
    public static string Of(AskedSite site, CheckSite.Answer answer) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TextOf(site, answer))));

    public static string TextOf(AskedSite site, CheckSite.Answer answer)
    {
        var text = new StringBuilder();
        Line("envgis-check", 1);
        Line("site", answer.Site.Type, string.Join(' ', site.Shape.Coordinates.Select(at => string.Create(CultureInfo.InvariantCulture, $"{at.X:R},{at.Y:R}"))), site.AccuracyM);
        Line("given", answer.Site.Given?.Epsg, answer.Site.Given?.X, answer.Site.Given?.Y);
        Line("asked", answer.At, answer.Known.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), answer.WithinM, answer.Public, answer.Complete);
        Line("place", answer.Place is { } place ? string.Join(' ', place.Communes.Select(one => one.Code)) : null);
        foreach (var zone in answer.Zones.Concat(answer.Unlocated))
        {
            Line("zone", zone.Layer, zone.Code, zone.Name.Vi, zone.State, zone.Law?.Point, zone.Decision?.Number, zone.Decision?.IssuedOn, zone.Decision?.Issuer, zone.Since, zone.Until,
                zone.Finding?.Verdict ?? "unlocated", zone.Finding?.DistanceM, zone.Finding?.Errors.ZoneM, zone.Finding?.Errors.DatumM, zone.Finding?.InsideM2);
        }
        foreach (var near in answer.Nearby.Concat(answer.NearbyUnlocated))
        {
            Line("near", near.Layer, near.Code, near.Name.Vi, near.State, near.DistanceM, near.AccuracyM);
        }
        return text.ToString();

        void Line(params ReadOnlySpan<object?> fields)
        {
            for (var at = 0; at < fields.Length; at++)
            {
                var field = fields[at] is bool truth ? truth ? "true" : "false" : Convert.ToString(fields[at], CultureInfo.InvariantCulture);
                text.Append(at > 0 ? "\t" : "").Append(field?.ReplaceLineEndings(" ").Replace('\t', ' '));
            }
            text.Append('\n');
        }
    }
}
