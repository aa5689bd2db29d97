using System.Xml.Linq;
using Dapper;
using EnvGis.Database;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace EnvGis.Accounts;

/// <summary>The keys that cookies are sealed with, in the database: several processes open each other's, and a restart signs nobody out.</summary>
sealed class SealingKeys(AccountsDatabase database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.Source.OpenConnection();
        return [.. connection.Query<string>("select xml from account.data_protection_key order by id").Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.Source.OpenConnection();
        connection.Execute("insert into account.data_protection_key (name, xml) values (@friendlyName, @xml)",
            new { friendlyName, xml = element.ToString(SaveOptions.DisableFormatting) });
    }
}
