using EnvGis.Commands;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Commands;

public sealed class ServiceAddressTests
{
    const string First = "Host=127.0.0.1;Port=5432;Database=first;Username=envgis;Password=x", Second = "Host=127.0.0.1;Port=5432;Database=second;Username=envgis;Password=x";

    [Fact]
    public void Each_database_of_a_folder_has_the_address_of_its_own_service()
    {
        var root = Directory.CreateTempSubdirectory("envgis-address").FullName;
        Directory.CreateDirectory(Path.Combine(root, ".local"));
        var none = ServiceAddress.Of(root, First);
        using (ServiceAddress.Tell(root, First, "http://localhost:5081"))
        {
            using (ServiceAddress.Tell(root, Second, "http://localhost:5082"))
            {
                ServiceAddress.Of(root, First).ShouldBe("http://localhost:5081");
                ServiceAddress.Of(root, Second).ShouldBe("http://localhost:5082");
            }
            ServiceAddress.Of(root, First).ShouldBe("http://localhost:5081");
            ServiceAddress.Of(root, Second).ShouldBe(none);
        }
        ServiceAddress.Of(root, First).ShouldBe(none);
        // What is kept tells nothing of the login.
        using (ServiceAddress.Tell(root, First, "http://localhost:5081"))
        {
            var kept = Directory.GetFiles(Path.Combine(root, ".local")).ShouldHaveSingleItem();
            (kept + File.ReadAllText(kept)).ShouldNotContain("Password");
        }
        Directory.Delete(root, recursive: true);
    }
}
