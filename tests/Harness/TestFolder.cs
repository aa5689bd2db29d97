namespace EnvGis.Tests;

/// <summary>Folders of a test, which PostgreSQL's own user may enter.</summary>
static class TestFolder
{
    /// <summary>An empty folder with a name of its own.</summary>
    public static string New(string what)
    {
        var folder = Directory.CreateTempSubdirectory($"envgis-{what}-").FullName;
        Open(folder);
        return folder;
    }

    /// <summary>Makes the folder where it is missing, and lets other users of the machine enter it.</summary>
    public static void Open(string folder) => File.SetUnixFileMode(Directory.CreateDirectory(folder).FullName, (UnixFileMode)0b111_101_101);
}
