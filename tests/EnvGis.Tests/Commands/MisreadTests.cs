using EnvGis.Commands;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Commands;

/// <summary>A command line that cannot be read is one sentence, in Vietnamese and in English, that names what to mend.</summary>
public sealed class MisreadTests
{
    [Theory]
    [InlineData("import a.geojson --layer landfills --accuracy-m|5 m", "--accuracy-m", "một số không kèm đơn vị", "a number without a unit")]
    [InlineData("import a.geojson --layer landfills --accuracy-m|năm", "--accuracy-m", "năm", "năm")]
    [InlineData("import a.geojson --layer landfills --accuracy-m|-3", "--accuracy-m", "lớn hơn 0", "above 0")]
    [InlineData("import a.geojson --layer landfills --valid-from|31/12/2026", "--valid-from", "năm-tháng-ngày", "year-month-day")]
    [InlineData("import a.geojson --layer landfills --position-source|guessed", "--position-source", "surveyed", "surveyed")]
    [InlineData("import a.geojson", "--layer", "thiếu", "missing")]
    [InlineData("import --layer landfills", "<file>", "thiếu", "missing")]
    [InlineData("import a.geojson --layer landfills --map|x", "--map", "x", "property=attribute")]
    [InlineData("serve --port|năm nghìn", "--port", "một số nguyên", "a whole number")]
    [InlineData("boundaries import a.gpkg --level|huyen --code a --name b", "--level", "commune", "commune")]
    [InlineData("basemap import a.gpkg --kind river --srs|VN-2000", "--srs", "một số nguyên", "a whole number")]
    [InlineData("user add lan", "--name", "thiếu", "missing")]
    [InlineData("user lock", "<user-name>", "thiếu", "missing")]
    [InlineData("user role lan", "<role>", "thiếu", "missing")]
    [InlineData("restore", "<file>", "thiếu", "missing")]
    [InlineData("nonsense", "nonsense", "không hiểu", "cannot be read")]
    [InlineData("import a.geojson --layer landfills --nonsense", "--nonsense", "không hiểu", "cannot be read")]
    public void It_names_what_to_mend(string line, string name, string vi, string en)
    {
        // What stands between | and the next word that begins with -- is one argument.
        var arguments = line.Split('|') is [var plain, var value]
            ? [.. plain.Split(' '), .. value.Split(" --", 2) is [var one, var rest] ? [one, .. $"--{rest}".Split(' ')] : new[] { value }] : line.Split(' ');
        var error = new StringWriter();

        Misread.Tell(CommandTree.Create().Parse(arguments), error).ShouldBe(2);

        var lines = error.ToString().TrimEnd().Split('\n');
        lines.Length.ShouldBe(2);
        lines.ShouldAllBe(sentence => sentence.Contains(name) && sentence.EndsWith('.'));
        lines[0].ShouldContain(vi);
        lines[1].ShouldContain(en);
    }
}
