using EnvGis.Commands;

return await CommandTree.Create().Parse(args).InvokeAsync();
