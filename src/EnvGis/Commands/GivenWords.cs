using System.CommandLine;
using System.CommandLine.Parsing;

namespace EnvGis.Commands;

/// <summary>
/// What no command can mean by a word, asked of all of them before any begins: a blank one, as of a script's variable that is not set, and one in bytes that are no UTF-8. Of those .NET
/// makes U+FFFD, and a file by that name is another one, or is made beside the one that was meant.
/// </summary>
static class GivenWords
{
    /// <summary>What names a file, which a folder that cannot be named leads to as little.</summary>
    static readonly string[] Paths = ["file", "FILE", "--key", "--reject-file"];

    public static T Watched<T>(T command) where T : Command
    {
        foreach (var argument in command.Arguments)
        {
            argument.Validators.Add(result => Ask(result, argument.Name, result.Tokens));
        }
        foreach (var option in command.Options)
        {
            option.Validators.Add(result => Ask(result, option.Name, result.Tokens, mayBeBlank: option.ValueType.IsArray));
        }
        foreach (var further in command.Subcommands)
        {
            Watched(further);
        }
        return command;
    }

    /// <returns>What is wrong with the words behind a name, as the end of a sentence that begins with it; null when nothing is.</returns>
    public static (string Vi, string En)? Fault(string name, IReadOnlyList<Token> words, bool mayBeBlank = false)
    {
        if (words.Any(word => !IsReadable(word.Value)))
        {
            return ("có ký tự không phải UTF-8 nên không chỉ đúng được tệp hay chữ đó; hãy đổi tên (hoặc với lệnh import, đưa tệp qua đầu vào chuẩn: import - < TỆP)",
                "has characters that are not UTF-8, so that it cannot be found by them; rename it (or, to import, give the file by standard input: import - < FILE)");
        }
        if (words.Count > 0 && !mayBeBlank && words.All(word => string.IsNullOrWhiteSpace(word.Value)))
        {
            return name.StartsWith('-') ? ("để trống; hãy ghi giá trị, hoặc bỏ hẳn nếu không cần", "is empty; write what it is to be, or leave it out where it is not needed")
                : Paths.Contains(name) ? ("để trống; hãy ghi tên tệp", "is empty; name the file") : ("để trống; hãy ghi giá trị", "is empty; write what it is to be");
        }
        return Paths.Contains(name) && words.Any(word => word.Value != "-" && !Path.IsPathRooted(word.Value)) && !IsReadable(Environment.CurrentDirectory)
            ? ("nằm trong thư mục có tên không phải UTF-8 nên không chỉ đúng được; hãy đổi tên thư mục, hoặc đứng ở thư mục khác",
                "lies in a folder whose name is not UTF-8, so that it cannot be found; rename the folder, or work from another")
            : null;
    }

    static void Ask(SymbolResult result, string name, IReadOnlyList<Token> words, bool mayBeBlank = false)
    {
        if (Fault(name, words, mayBeBlank) is { } fault)
        {
            result.AddError(fault.En);
        }
    }

    // Half of a pair is read as U+FFFD too.
    static bool IsReadable(string word) => !word.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);
}
