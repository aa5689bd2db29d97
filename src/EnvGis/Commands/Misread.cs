using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;

namespace EnvGis.Commands;

/// <summary>A command line that cannot be read: one sentence that a person can act on, in Vietnamese and English, instead of the parser's words and a page of help.</summary>
static class Misread
{
    public static int Tell(ParseResult parsed, TextWriter error)
    {
        var (vi, en) = parsed.UnmatchedTokens is [var strange, ..]
            ? ($"không hiểu “{strange}”; hãy xem --help", $"“{strange}” cannot be read here; see --help") : Sentence(parsed.Errors[0]);
        error.WriteLine($"EnvGis: {vi}.\n        {en}.");
        return 2;
    }

    static (string Vi, string En) Sentence(ParseError error) => error.SymbolResult switch
    {
        OptionResult option => OfValue(option.Option.Name, option.Option.ValueType, option.Tokens, Choices(option.Option), error),
        ArgumentResult { Parent: OptionResult option } => OfValue(option.Option.Name, option.Option.ValueType, option.Tokens, Choices(option.Option), error),
        ArgumentResult argument => OfValue($"<{argument.Argument.Name}>", argument.Argument.ValueType, argument.Tokens, Choices(argument.Argument), error),
        CommandResult { Command: { Subcommands.Count: > 0 } command and not RootCommand } =>
            ($"{command.Name} cần thêm một lệnh con: {Subcommands(command)}", $"{command.Name} takes one more word: {Subcommands(command)}"),
        CommandResult { Command: RootCommand } => ("hãy cho biết lệnh; danh sách các lệnh: ./run --help", "name a command; they are listed by ./run --help"),
        _ => ("không hiểu dòng lệnh; hãy xem --help", $"this command line cannot be read; see --help ({error.Message.TrimEnd('.')})"),
    };

    static (string Vi, string En) OfValue(string name, Type type, IReadOnlyList<Token> tokens, string choices, ParseError error)
    {
        if (tokens.Count == 0)
        {
            return ($"thiếu {name}, hoặc thiếu giá trị của {name}; xem --help", $"{name} or its value is missing; see --help");
        }
        if (GivenWords.Fault(name.Trim('<', '>'), tokens, mayBeBlank: type.IsArray) is { } fault)
        {
            return ($"{name} {fault.Vi}", $"{name} {fault.En}");
        }
        var given = string.Join(' ', tokens.Select(token => token.Value));
        var kind = Nullable.GetUnderlyingType(type) ?? type;
        // A rule of the option's own says what it takes, in one language or "Vietnamese / English".
        if (error.Message.StartsWith(name + ": ", StringComparison.Ordinal) && error.Message.Split(" / ", 2) is [var vietnamese, var english])
        {
            return (vietnamese, $"{name}: {english}");
        }
        return error.Message.StartsWith(name, StringComparison.Ordinal)
            ? ($"giá trị “{given}” của {name} không dùng được", error.Message.TrimEnd('.'))
            : choices.Length > 0 ? ($"{name} không nhận “{given}”; hãy chọn một trong: {choices}", $"{name} does not take “{given}”; use one of: {choices}")
            : kind == typeof(double) ? ($"{name} cần một số, ví dụ 5 hoặc 2,5; “{given}” không đọc được", $"{name} takes a number, such as 5 or 2.5; “{given}” cannot be read as one")
            : kind == typeof(int) || kind == typeof(long)
            ? ($"{name} cần một số nguyên, ví dụ 5080; “{given}” không đọc được", $"{name} takes a whole number, such as 5080; “{given}” cannot be read as one")
            : kind == typeof(DateOnly) ? ($"{name} cần một ngày dạng năm-tháng-ngày, ví dụ 2026-11-28; “{given}” không đọc được",
                $"{name} takes a day as year-month-day, such as 2026-11-28; “{given}” cannot be read as one")
            : ($"giá trị “{given}” của {name} không dùng được", $"{name} cannot be “{given}” ({error.Message.TrimEnd('.')})");
    }

    static string Subcommands(Command command) => string.Join(", ", command.Subcommands.Select(one => one.Name));

    static string Choices(Symbol symbol) => string.Join(", ", symbol.GetCompletions(CompletionContext.Empty).Select(one => one.Label).Where(label => !label.StartsWith('-')));
}
