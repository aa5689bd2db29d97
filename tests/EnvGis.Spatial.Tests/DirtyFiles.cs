using Xunit;

namespace EnvGis.Spatial.Tests;

/// <summary>
/// A collection of damaged files that is shared beside the repository and is no part of it: the folder that ENVGIS_DIRTY_FILES names, or
/// shared/data/dirty next to any folder above the tests. Without it the tests that use it say that they were skipped.
/// </summary>
static class DirtyFiles
{
    public static FileStream Open(string name)
    {
        var folder = Environment.GetEnvironmentVariable("ENVGIS_DIRTY_FILES") ?? Above(AppContext.BaseDirectory);
        if (folder is null || !Directory.Exists(folder))
        {
            Assert.Skip("The shared dirty files are not here.");
        }
        return File.OpenRead(Path.Combine(folder!, name));
    }

    static string? Above(string folder)
    {
        for (var parent = new DirectoryInfo(folder); parent is not null; parent = parent.Parent)
        {
            var shared = Path.Combine(parent.FullName, "shared", "data", "dirty");
            if (Directory.Exists(shared))
            {
                return shared;
            }
        }

        return null;
    }
}
