using System.Globalization;
using EnvGis.Http;

namespace EnvGis.Lists;

/// <summary>Severity and status in the words of all layers.</summary>
static class CommonWords
{
    public static Text? Grade(short? grade) => grade is { } known ? Vocabularies.TitleOf(Vocabularies.Grade, known.ToString(CultureInfo.InvariantCulture)) : null;

    public static Text? State(string? state) => state is null ? null : Vocabularies.TitleOf(Vocabularies.State, state);
}
