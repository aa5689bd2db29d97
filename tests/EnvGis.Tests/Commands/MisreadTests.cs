using EnvGis.Commands;
using EnvGis.Database;
using EnvGis.Tests.Architecture;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Commands;

/// <summary>A command line that cannot be read is one sentence, in Vietnamese and in English, that names what to mend.</summary>
public sealed class MisreadTests
{
    [Theory]
    [InlineData("5 m", 5)]
    [InlineData("5m", 5)]
    [InlineData("1 234,5 m", 1234.5)]
    [InlineData("1.234,5", 1234.5)]
    [InlineData("2,5 mét", 2.5)]
    public void An_accuracy_may_stand_as_people_write_it(string written, double metres)
    {
        var parsed = CommandTree.Create().Parse(["import", "a.geojson", "--layer", "landfills", "--accuracy-m", written]);

        parsed.Errors.ShouldBeEmpty();
        parsed.GetValue<double?>("--accuracy-m").ShouldBe(metres);
    }

    [Theory]
    [InlineData("19,44", "19 44")]
    [InlineData("19, 44", "19 44")]
    [InlineData("19|44 19", "19 44")]
    [InlineData("19;44,", "19 44")]
    public void Codes_may_stand_together_or_apart(string written, string codes) =>
        string.Join(' ', UserCommand.ScopeOf(CommandTree.Create().Parse(["user", "role", "lan", "viewer", "--provinces", .. written.Split('|')])).Provinces!).ShouldBe(codes);

    public static TheoryData<string, string, string> Empty => new(
        from act in new[] { "user role lan administrator", "user add lan --name Lan --role planner" } from option in new[] { "--provinces", "--communes", "--layers" } from given in new[] { "", " ", ",", ";, ;", ",,," } select (act, option, given));

    [Theory]
    [MemberData(nameof(Empty))]
    public void A_limit_with_nothing_in_it_is_not_the_whole_country(string act, string option, string given) =>
        Should.Throw<SetupException>(() => UserCommand.ScopeOf(CommandTree.Create().Parse([.. act.Split(' '), .. option == "--communes" ? new[] { "--provinces", "19" } : [], option, given])))
            .Message.ShouldContain(option[2..]);

    [Fact]
    public void A_limit_that_is_left_out_is_none() => UserCommand.ScopeOf(CommandTree.Create().Parse(["user", "role", "lan", "viewer"])).ShouldBe((null, null, null));

    [Theory]
    [InlineData("import a.geojson --layer landfills --accuracy-m|5 km", "--accuracy-m", "cần một số", "cannot be read as one")]
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
    [InlineData("user", "user", "lệnh con: add, lock", "one more word: add, lock")]
    [InlineData("boundaries", "boundaries", "lệnh con: import", "one more word: import")]
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

    /// <summary>Every command with a word for each thing it takes, and each of those in turn left blank.</summary>
    static IEnumerable<(string[] Line, string Name)> WithOneWord(string given)
    {
        foreach (var (path, command) in Commands([], CommandTree.Create()))
        {
            var takes = command.Arguments.Select(argument => (Name: $"<{argument.Name}>", Option: (string?)null))
                .Concat(command.Options.Where(option => option.ValueType == typeof(string) || option.ValueType == typeof(FileInfo)).Select(option => (option.Name, (string?)option.Name)));
            foreach (var (name, option) in takes)
            {
                string[] arguments = [.. command.Arguments.Select(argument => $"<{argument.Name}>" == name ? given : argument.Name == "role" ? "viewer" : "x")];
                string[] needed = [.. command.Options.Where(one => one.Required && one.Name != option).SelectMany(one => new[] { one.Name, Word(one) })];
                yield return ([.. path, .. arguments, .. needed, .. option is null ? Array.Empty<string>() : [option, given]], name);
            }
        }

        static string Word(System.CommandLine.Option option) =>
            option.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty).Select(one => one.Label).FirstOrDefault(label => !label.StartsWith('-')) ?? "x";

        static IEnumerable<(string[] Path, System.CommandLine.Command Command)> Commands(string[] path, System.CommandLine.Command command) =>
            command.Subcommands.Count == 0 ? [(path, command)] : command.Subcommands.SelectMany(one => Commands([.. path, one.Name], one));
    }

    [Theory]
    [InlineData("", "trống", "empty")]
    [InlineData("  ", "trống", "empty")]
    [InlineData("\u00a0\t", "trống", "empty")]
    [InlineData("c\ufffdn.geojson", "UTF-8", "UTF-8")]
    [InlineData("thu-m\ufffdc/tep.zip", "UTF-8", "UTF-8")]
    public void A_word_that_is_blank_or_cannot_be_read_is_told_by_every_command_before_it_begins(string given, string vi, string en)
    {
        var lines = WithOneWord(given).ToList();
        lines.Count(line => line.Name is "<file>" or "<FILE>").ShouldBe(5);
        lines.Select(line => line.Name).ShouldContain("--key");
        lines.Select(line => line.Name).ShouldContain("--reject-file");
        foreach (var (line, name) in lines)
        {
            var parsed = CommandTree.Create().Parse(line);
            parsed.Errors.ShouldNotBeEmpty(string.Join(' ', line));
            var error = new StringWriter();
            Misread.Tell(parsed, error);
            var sentences = error.ToString().TrimEnd().Split('\n');
            sentences.Length.ShouldBe(2, error.ToString());
            sentences.ShouldAllBe(sentence => sentence.Contains(name) && sentence.EndsWith('.'), string.Join(' ', line));
            sentences[0].ShouldContain(vi, Case.Sensitive, string.Join(' ', line));
            sentences[1].ShouldContain(en, Case.Sensitive, string.Join(' ', line));
        }
    }

    [Fact]
    public void What_is_left_out_is_no_blank() => CommandTree.Create().Parse(["backup", "a.zip"]).Errors.ShouldBeEmpty();

    /// <summary>Data files of the repository are mended by whoever writes them, in the words of the code.</summary>
    static readonly string[] OfTheRepository = ["LoadPlaces.cs", "DelimitedFile.cs"];

    [Theory]
    [InlineData("Commands")]
    [InlineData("Backups")]
    [InlineData("Imports")]
    [InlineData("Places")]
    [InlineData("Basemap")]
    [InlineData("Http")]
    public void What_a_command_refuses_it_says_in_both_languages(string room)
    {
        var files = House.Files("*.cs").Where(file => Path.GetFileName(Path.GetDirectoryName(file)) is { } folder && (folder == room || folder == $"EnvGis.{room}") && !OfTheRepository.Contains(Path.GetFileName(file))).ToList();
        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            foreach (var refusal in File.ReadAllText(file).Split("SetupException(").Skip(1))
            {
                var said = refusal[..refusal.IndexOf(';', StringComparison.Ordinal)];
                // A sentence that is worded elsewhere is so in both languages.
                if (said.Contains('"'))
                {
                    said.ShouldMatch("[À-ỹ]", $"{Path.GetFileName(file)}: {said}");
                }
            }
        }
    }
}
