using EnvGis.Spatial.Vn2000;

namespace EnvGis.Spatial.Annex;

/// <summary>
/// Geodesics of the ellipsoid of WGS 84 by Vincenty's formulas (Survey Review XXIII 176, 1975), within 0.1 mm over all of Vietnam. Degrees, longitude first; bearings clockwise from true north.
/// </summary>
public static class Geodesic
{
    const double A = Vn2000Datum.SemiMajorAxisMetres, F = 1 / Vn2000Datum.InverseFlattening, B = A * (1 - F);

    /// <summary>Distance in metres and bearing in degrees, 0 to 360, from one position to another.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends; not near the antipode.</param>
    public static (double DistanceM, double BearingDegrees) Between((double Longitude, double Latitude) from, (double Longitude, double Latitude) to)
    {
        var (sinU1, cosU1) = Math.SinCos(Reduced(from.Latitude));
        var (sinU2, cosU2) = Math.SinCos(Reduced(to.Latitude));
        var difference = double.DegreesToRadians(to.Longitude - from.Longitude);
        var lambda = difference;
        for (var round = 0; ; round++)
        {
            var (sinLambda, cosLambda) = Math.SinCos(lambda);
            var sinSigma = double.Hypot(cosU2 * sinLambda, cosU1 * sinU2 - sinU1 * cosU2 * cosLambda);
            if (sinSigma == 0)
            {
                return (0, 0);
            }
            var cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosLambda;
            var sigma = Math.Atan2(sinSigma, cosSigma);
            var sinAlpha = cosU1 * cosU2 * sinLambda / sinSigma;
            var cosSquared = 1 - sinAlpha * sinAlpha;
            var middle = cosSquared == 0 ? 0 : cosSigma - 2 * sinU1 * sinU2 / cosSquared;
            var c = F / 16 * cosSquared * (4 + F * (4 - 3 * cosSquared));
            var next = difference + (1 - c) * F * sinAlpha * (sigma + c * sinSigma * (middle + c * cosSigma * (2 * middle * middle - 1)));
            if (Math.Abs(next - lambda) < 1e-15 || round == 20)
            {
                var (scale, delta) = Series(cosSquared, sinSigma, cosSigma, middle);
                var bearing = double.RadiansToDegrees(Math.Atan2(cosU2 * sinLambda, cosU1 * sinU2 - sinU1 * cosU2 * cosLambda));
                return (B * scale * (sigma - delta), (bearing + 360) % 360);
            }
            lambda = next;
        }
    }

    /// <summary>The position at a distance and bearing from another.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="distanceM">Metres.</param>
    /// <param name="bearingDegrees">Clockwise from true north.</param>
    public static (double Longitude, double Latitude) From((double Longitude, double Latitude) from, double distanceM, double bearingDegrees)
    {
        var (sinAlpha1, cosAlpha1) = Math.SinCos(double.DegreesToRadians(bearingDegrees));
        var (sinU1, cosU1) = Math.SinCos(Reduced(from.Latitude));
        var sigma1 = Math.Atan2(sinU1, cosU1 * cosAlpha1);
        var sinAlpha = cosU1 * sinAlpha1;
        var cosSquared = 1 - sinAlpha * sinAlpha;
        var sigma = distanceM / B;
        for (var round = 0; ; round++)
        {
            var (sinSigma, cosSigma) = Math.SinCos(sigma);
            var middle = Math.Cos(2 * sigma1 + sigma);
            var (scale, delta) = Series(cosSquared, sinSigma, cosSigma, middle);
            var next = distanceM / (B * scale) + delta;
            if (Math.Abs(next - sigma) > 1e-15 && round < 20)
            {
                sigma = next;
                continue;
            }
            var latitude = Math.Atan2(sinU1 * cosSigma + cosU1 * sinSigma * cosAlpha1, (1 - F) * double.Hypot(sinAlpha, sinU1 * sinSigma - cosU1 * cosSigma * cosAlpha1));
            var lambda = Math.Atan2(sinSigma * sinAlpha1, cosU1 * cosSigma - sinU1 * sinSigma * cosAlpha1);
            var c = F / 16 * cosSquared * (4 + F * (4 - 3 * cosSquared));
            var difference = lambda - (1 - c) * F * sinAlpha * (sigma + c * sinSigma * (middle + c * cosSigma * (2 * middle * middle - 1)));
            return (from.Longitude + double.RadiansToDegrees(difference), double.RadiansToDegrees(latitude));
        }
    }

    static double Reduced(double latitude) => Math.Atan((1 - F) * Math.Tan(double.DegreesToRadians(latitude)));

    static (double Scale, double Delta) Series(double cosSquared, double sinSigma, double cosSigma, double middle)
    {
        var u = cosSquared * (A * A - B * B) / (B * B);
        var scale = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)));
        var b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)));
        return (scale, b * sinSigma * (middle + b / 4 * (cosSigma * (2 * middle * middle - 1) - b / 6 * middle * (4 * sinSigma * sinSigma - 3) * (4 * middle * middle - 3))));
    }
}
