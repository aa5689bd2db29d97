using Microsoft.AspNetCore.Http.Metadata;

namespace EnvGis.Http;

/// <summary>What an address is for, in a few words of each language.</summary>
public sealed record Summary(string Vi, string En);

/// <summary>What an address reads from its path and query.</summary>
/// <param name="InHandler">Whether the handler reads the query, since it has more to say of it than what each parameter's kind says.</param>
public sealed record Takes(IReadOnlyList<Parameter> Parameters, bool InHandler = false);

/// <summary>The version that was read is named in If-Match, <paramref name="Mark"/> and its number.</summary>
/// <param name="Always">Whether every call names it; else what the address says of it.</param>
public sealed record Guarded(char Mark, bool Always = true);

/// <summary>An answer without a body of JSON: a file, a stream, or nothing at all.</summary>
/// <param name="MediaType">Null of an answer without a body.</param>
public sealed record Sends(int Status, string? MediaType, string Vi, string En);

/// <summary>How large a body may be where it is more than a form.</summary>
sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;

/// <summary>
/// What endpoints say of themselves beside what their signatures say: the application's API document is made of both. It stands where the routes do, so that who
/// adds an address or a parameter sees that it is to be described.
/// </summary>
public static class Described
{
    public static TBuilder Says<TBuilder>(this TBuilder endpoint, string vi, string en) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Summary(vi, en));

    /// <param name="parameters">All but <c>lang</c>, which every address knows.</param>
    public static TBuilder Takes<TBuilder>(this TBuilder endpoint, params IEnumerable<Parameter> parameters) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new Takes([.. parameters]));

    /// <summary>The same of a handler that itself reads the query with <see cref="QueryParameters.Of"/> and asks whether it is refused.</summary>
    public static TBuilder Reads<TBuilder>(this TBuilder endpoint, params IEnumerable<Parameter> parameters) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new Takes([.. parameters], InHandler: true));

    /// <summary>Of a handler whose signature does not tell that it answers with this.</summary>
    public static TBuilder Writes<TBuilder>(this TBuilder endpoint, Type answer, string mediaType = "application/json") where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, answer, [mediaType]));

    public static TBuilder Sends<TBuilder>(this TBuilder endpoint, string? mediaType, string vi, string en, int status = StatusCodes.Status200OK) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new Sends(status, mediaType, vi, en));

    /// <summary>Of an address that takes more than a form.</summary>
    public static TBuilder TakesUpTo<TBuilder>(this TBuilder endpoint, int megabytes) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new BodyLimit((long)megabytes << 20));

    public static TBuilder GuardedBy<TBuilder>(this TBuilder endpoint, char mark, bool always = true) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new Guarded(mark, always));
}

/// <summary>The words that a text of an answer or a request is one of; of a list, each of its entries.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public class OneOfAttribute(params string[] words) : Attribute
{
    public IReadOnlyList<string> Words { get; } = words;
}

/// <summary>The record that JSON from elsewhere has the form of, where an answer passes it on as it is; of several, one of them.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class FormOfAttribute(params Type[] forms) : Attribute
{
    public IReadOnlyList<Type> Forms { get; } = forms;
}

/// <summary>How many numbers a list always has: 4 of a box, 2 of a position.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class NumbersAttribute(int count) : Attribute
{
    public int Count { get; } = count;
}

/// <summary>What kind of value an attribute of a layer has.</summary>
public sealed class AttributeTypeAttribute() : OneOfAttribute("text", "integer", "number", "boolean", "date", "code", "url");

/// <summary>Where a rule, a code or a definition comes from.</summary>
/// <param name="Clause">None when the whole document applies.</param>
public sealed record Cited(string Document, string? Clause = null);

/// <summary>No law says it: EnvGis proposes it.</summary>
public sealed record Proposed(bool Proposal);

/// <summary>One value, of whatever kind: text, a number, a truth value, or null.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ScalarAttribute : Attribute;
