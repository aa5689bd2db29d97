using EnvGis.Access;
using EnvGis.Http;

namespace EnvGis.Accounts;

/// <summary>Who the caller is to the service, and what the caller may do: pages offer that and nothing else.</summary>
static class Me
{
    /// <param name="Providers">Those tied to the account.</param>
    public sealed record PersonAnswer(long Id, string UserName, string Name, string? Agency, string? Email, bool SecondFactor, IReadOnlyList<string> Providers);

    /// <param name="Providers">Where one may sign in besides here.</param>
    /// <param name="Acts">What may be done somewhere.</param>
    /// <param name="Here">What may be done to the place or task that was asked about.</param>
    public sealed record Answer(
        bool SignedIn, PersonAnswer? Person, IReadOnlyList<People.GrantAnswer> Grants, [property: ActWord] IReadOnlyList<string> Acts, [property: ActWord] IReadOnlyList<string> Here,
        IReadOnlyList<SignInProviders.Provider> Providers);

    /// <param name="person">Null of machines and of callers who did not sign in.</param>
    /// <param name="tied">The providers tied to the account.</param>
    public static Answer Of(Caller caller, Person? person, IReadOnlyList<string> tied, IReadOnlyList<Act> here, IReadOnlyList<SignInProviders.Provider> providers) => new(
        caller.IsKnown, person is null ? null : new(person.Id, person.UserName!, person.Name, person.Agency, person.Email, person.TwoFactorEnabled, tied),
        [.. caller.Grants.Select(grant => new People.GrantAnswer(grant.Role.Word(), grant.Scope.Provinces, grant.Scope.Communes, grant.Scope.Layers))],
        [.. Enum.GetValues<Act>().Where(caller.May).Select(act => act.Word())], [.. here.Select(act => act.Word())], providers);
}

/// <summary>The word of an act.</summary>
sealed class ActWordAttribute() : OneOfAttribute([.. Enum.GetValues<Act>().Select(act => act.Word())]);
