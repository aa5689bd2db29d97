using System.CommandLine;

namespace EnvGis.Commands;

/// <summary>The command line: one verb per job.</summary>
static class CommandTree
{
    public static RootCommand Create() => GivenWords.Watched(new RootCommand("EnvGis: environmental zones and sites of a territory.")
    {
        ServeCommand.Create(),
        MigrateCommand.Create(),
        LoadCommand.Create(),
        DemoCommand.Create(),
        BoundariesCommand.Create(),
        BasemapCommand.Create(),
        PsqlCommand.Create(),
        ImportCommand.Create(),
        UserCommand.Create(),
        AuditCommand.Create(),
        BackupCommand.CreateBackup(),
        BackupCommand.CreateRestore(),
    });
}
