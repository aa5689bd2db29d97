using System.CommandLine;
using EnvGis.Commands;

var parsed = CommandTree.Create().Parse(args);
// Without any word the parser's list of commands is the answer.
return parsed.Errors.Count > 0 && args.Length > 0
    ? Misread.Tell(parsed, Console.Error)
    // Whatever happens is told in a sentence: the library's own handler would print a stack trace. On a busy machine a database takes longer to stop than the
    // library's two seconds, after which the process would leave it running.
    : await Refusals.SpokenAsync(() => parsed.InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(2) }));
