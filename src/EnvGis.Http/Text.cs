namespace EnvGis.Http;

/// <summary>A text in both languages of the page; answers always carry both, so that the page changes language without asking again.</summary>
public sealed record Text(string Vi, string En);
