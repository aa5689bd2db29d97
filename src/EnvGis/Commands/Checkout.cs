using EnvGis.Database;

namespace EnvGis.Commands;

/// <summary>The folder that holds data/ and wwwroot/: a checkout, or what was published.</summary>
static class Checkout
{
    /// <exception cref="SetupException">No such folder is above the working folder or the program.</exception>
    public static string Find()
    {
        foreach (var start in new[] { Environment.GetEnvironmentVariable("ENVGIS_ROOT"), Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var folder = start; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
            {
                if (Directory.Exists(Path.Combine(folder, "data", "layers")) && Directory.Exists(Path.Combine(folder, "wwwroot")))
                {
                    return Path.GetFullPath(folder);
                }
            }
        }
        throw new SetupException("Không tìm thấy thư mục có data/layers và wwwroot ở đây hay ở trên; hãy đặt ENVGIS_ROOT trỏ tới đó.",
            "No folder with data/layers and wwwroot was found above this one; set ENVGIS_ROOT to it.");
    }

    /// <summary>What is set for every command in <c>appsettings.json</c> and in the environment, as the service reads it.</summary>
    public static IConfiguration Settings(string root) =>
        new ConfigurationBuilder().AddJsonFile(Path.Combine(root, "appsettings.json"), optional: true).AddEnvironmentVariables().Build();
}
