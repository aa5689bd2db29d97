using EnvGis.Commands;

var parsed = CommandTree.Create().Parse(args);
// Without any word the parser's list of commands is the answer.
return parsed.Errors.Count > 0 && args.Length > 0 ? Misread.Tell(parsed, Console.Error) : await parsed.InvokeAsync();
