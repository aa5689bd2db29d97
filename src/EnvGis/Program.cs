using EnvGis.Commands;
using System.CommandLine;

var parsed = CommandTree.Create().Parse(args);
// Without any word the parser's list of commands is the answer.
return parsed.Errors.Count > 0 && args.Length > 0
    ? Misread.Tell(parsed, Console.Error)
    // On a busy machine a database takes longer to stop than the library's two seconds, after which the process would leave it running.
    : await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(2) });
