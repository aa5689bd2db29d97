using Npgsql;

namespace EnvGis.Database;

/// <summary>Where work is written: schemas <c>env</c> and <c>staging</c>.</summary>
public sealed class WorkingDatabase(DatabaseAddress address, ILoggerFactory loggers) : SharedConnections(
    address.Writer ?? address.Owner, "EnvGis writer", 16, loggers, address.Writer is null ? "-c role=envgis_writer" : null);

/// <summary>Who may do what: schema <c>account</c>, and the record of acts, which it can read and add to.</summary>
public sealed class AccountsDatabase(DatabaseAddress address, ILoggerFactory loggers) : SharedConnections(
    address.Accounts ?? address.Owner, "EnvGis accounts", 8, loggers, address.Accounts is null ? "-c role=envgis_accounts" : null);

/// <summary>The owner of the schemas, for migrations, data files and the command line; never for requests.</summary>
public sealed class OwnerDatabase(DatabaseAddress address, ILoggerFactory loggers) : Connections(address.Owner, "EnvGis owner", 8, loggers, null)
{
    public NpgsqlDataSource Source => this.Opened;

    /// <summary>The server's administrator in this database; null where nobody gave it.</summary>
    public string? Administrator { get; } = address.Administrator;

    /// <summary>The login's name.</summary>
    public string Login { get; } = new NpgsqlConnectionStringBuilder(address.Owner).Username ?? "";
}
