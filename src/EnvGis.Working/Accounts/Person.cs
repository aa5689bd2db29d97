using EnvGis.Access;
using Microsoft.AspNetCore.Identity;

namespace EnvGis.Accounts;

/// <summary>A person with an account. Password, second factor and stamp are ASP.NET Core Identity's.</summary>
public sealed class Person : IdentityUser<long>
{
    /// <summary>As people call them; shown beside what they did.</summary>
    public required string Name { get; set; }

    /// <summary>The agency in the plans' words; null of people outside all of them.</summary>
    public string? Agency { get; set; }

    /// <summary>Since when an administrator keeps the person out; null when they do not.</summary>
    public DateTime? LockedAt { get; set; }

    public DateTime? LastSignedInAt { get; set; }

    public List<RoleGrant> Grants { get; } = [];

    /// <summary>The accounts at sign-in providers that are tied to this one.</summary>
    public List<IdentityUserLogin<long>> Logins { get; } = [];

    /// <summary>Where what is done to the account belongs in the record: wherever its grants lie, and with those that are named, where they lay before.</summary>
    public Concern Concern(IEnumerable<Scope>? before = null) => Access.Concern.Areas(Grants.Select(grant => grant.ToGrant().Scope).Concat(before ?? []));

    public static Person New(string userName, string name, string? agency, string? email) => new()
    {
        UserName = userName, NormalizedUserName = Key(userName), Name = name, Agency = agency, Email = email, NormalizedEmail = email is null ? null : Key(email),
        SecurityStamp = Guid.NewGuid().ToString("n"),
    };

    /// <summary>What user names are compared by.</summary>
    public static string Key(string userName) => userName.Normalize().ToUpperInvariant();
}

/// <summary>A role given to a person, as it is stored.</summary>
public sealed class RoleGrant
{
    public long Id { get; set; }
    public long PersonId { get; set; }
    public required string Role { get; set; }
    public string[]? Provinces { get; set; }
    public string[]? Communes { get; set; }
    public string[]? Layers { get; set; }
    public required string GrantedBy { get; set; }

    public Grant ToGrant() => new(Enum.GetValues<Role>().Single(role => role.Word() == Role), new(Provinces, Communes, Layers));
}

/// <summary>A link by which a person sets a password, once. Only the hash of its secret is kept.</summary>
public sealed class Invitation
{
    public const string FirstAdministrator = "first-administrator";
    public const string Join = "join";
    public const string Reset = "reset";

    public long Id { get; set; }
    public required byte[] TokenHash { get; set; }
    public required string Purpose { get; set; }
    public long? PersonId { get; set; }
    public bool DropSecondFactor { get; set; }
    public required string MadeBy { get; set; }

    /// <summary>Who must be allowed to make it still as it is used; null of the command line and the first start.</summary>
    public long? MadeByPerson { get; set; }
    public DateTime ExpiresAt { get; set; }
    public DateTime? UsedAt { get; set; }
}
