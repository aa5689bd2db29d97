using System.Net;

namespace EnvGis.Http;

/// <summary>Where a caller comes from, as limits count it.</summary>
public static class Network
{
    /// <summary>An IPv4 address, or the 64 bits of an IPv6 address that one subscriber has.</summary>
    public static string Of(IPAddress? address) => address switch
    {
        null => "none",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } => $"{new IPAddress([.. address.GetAddressBytes().Take(8), .. new byte[8]])}/64",
        _ => address.ToString(),
    };
}
