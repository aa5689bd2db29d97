using EnvGis.Access;
using EnvGis.Http;

namespace EnvGis.NamedZones;

/// <summary>The register of zones that provincial plans name in words: what the plan says, of what they consist, and what has been drawn of them. Everybody reads it; who drafts writes it.</summary>
public static class NamedZoneEndpoints
{
    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapNamedZones(this IEndpointRouteBuilder endpoints)
    {
        var zones = endpoints.MapGroup("/api/named-zones").WithCheckedBodies();
        zones.MapMethods("", Reading, ReadNamedZones.List).WithName("namedZones").AllowAnonymous()
            .Says("Các vùng mà quy hoạch nêu bằng lời", "Zones that plans name in words")
            .Reads(ReadNamedZones.InProvince, ReadNamedZones.OfLayer, ReadNamedZones.InState, ReadNamedZones.OfWithdrawn, Parameter.After);
        zones.MapPost("", SaveNamedZone.Add).WithName("addNamedZone").For(Act.Draft)
            .Says("Ghi một vùng của quy hoạch vào sổ", "Enters a zone of a plan in the register");
        zones.MapMethods("/{id}", Reading, ReadNamedZones.Find).WithName("namedZone").AllowAnonymous()
            .Says("Một vùng của quy hoạch với các thành phần và mọi lần ghi", "A zone of a plan with its members and all that was written of it").Takes(ReadNamedZones.ZoneId);
        zones.MapPut("/{id}", SaveNamedZone.Change).WithName("changeNamedZone").For(Act.Draft)
            .Says("Ghi lần sau của một vùng; lần trước được giữ", "Writes the next version of a zone; the one before is kept").Takes(ReadNamedZones.ZoneId).GuardedBy('n');
        zones.MapPost("/{id}/draft", DrawNamedZone.Handle).WithName("drawNamedZone").For(Act.Draft)
            .Says("Vẽ vùng từ các xã trọn vẹn của nó, trong một bản dự thảo mới hoặc đang mở", "Draws the zone of its whole communes, in a new or an open draft").Takes(ReadNamedZones.ZoneId);
    }
}
