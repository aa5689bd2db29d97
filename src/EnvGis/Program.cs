using EnvGis.Commands;
using System.CommandLine;

// On a busy machine a database takes longer to stop than the library's two seconds, after which the process would leave it running.
return await CommandTree.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(2) });
