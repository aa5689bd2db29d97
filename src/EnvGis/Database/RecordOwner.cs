using Dapper;
using Npgsql;

namespace EnvGis.Database;

/// <summary>
/// The record of acts belongs to a role that signs in nowhere and that the service's login is no member of: who has that login can add to the record, and neither
/// switch its guards off nor rewrite it. Only a migration borrows the role, by the hand of the server's administrator.
/// </summary>
static class RecordOwner
{
    public const string Role = "envgis_record";

    /// <summary>Whether the record is out of the login's reach.</summary>
    public enum Standing
    {
        Apart,

        /// <summary>It belongs to the role, of which the login is still a member, or else the login is a superuser.</summary>
        Borrowed,

        /// <summary>It belongs to the login.</summary>
        Own,
    }

    // Everything in the schema: what a later migration adds is handed over with the rest.
    const string HandOverSql = """
        do $$
        declare
            one record;
        begin
            execute 'alter schema audit owner to envgis_record';
            for one in select c.oid::regclass as name from pg_class c where c.relnamespace = to_regnamespace('audit') and c.relkind in ('r', 'v')
                and pg_get_userbyid(c.relowner) <> 'envgis_record' loop
                execute format('alter table %s owner to envgis_record', one.name);
            end loop;
            for one in select p.oid::regprocedure as name from pg_proc p where p.pronamespace = to_regnamespace('audit')
                and pg_get_userbyid(p.proowner) <> 'envgis_record' loop
                execute format('alter function %s owner to envgis_record', one.name);
            end loop;
        end
        $$
        """;

    const string StandingSql = """
        select case
            when to_regnamespace('audit') is null or exists (select from pg_class c where c.relnamespace = to_regnamespace('audit') and pg_get_userbyid(c.relowner) <> @Role)
              or exists (select from pg_proc p where p.pronamespace = to_regnamespace('audit') and pg_get_userbyid(p.proowner) <> @Role) then 2
            when pg_has_role(current_user, @Role, 'member') then 1 else 0 end
        """;

    public static async Task<Standing> StandingAsync(OwnerDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        return (Standing)await connection.ExecuteScalarAsync<int>(new CommandDefinition(StandingSql, new { Role }, cancellationToken: cancellationToken));
    }

    // Several databases of one server may be prepared at the same moment.
    const string MakeRoleSql = """
        do $$
        begin
            if not exists (select from pg_roles where rolname = 'envgis_record') then
                create role envgis_record nologin;
            end if;
        exception when duplicate_object or unique_violation then
            null;
        end
        $$
        """;

    const string TakeBackSql = """
        do $$
        begin
            if exists (select from pg_auth_members m where m.roleid = 'envgis_record'::regrole and m.member = '{login}'::regrole) then
                revoke envgis_record from {login};
            end if;
        end
        $$
        """;

    /// <summary>Before a migration: makes the login a member where the record is apart already and the administrator's login is known, as it is of a private cluster.</summary>
    public static async Task LendAsync(OwnerDatabase database, CancellationToken cancellationToken)
    {
        if (database.Administrator is not null && await StandingAsync(database, cancellationToken) == Standing.Apart)
        {
            await AsAdministratorAsync(database, "grant envgis_record to {login}", cancellationToken);
        }
    }

    /// <summary>Hands over what the login owns of the record, and takes the role back from it.</summary>
    /// <remarks>Without an administrator's login: only where the login is a member, who then remains one until an administrator revokes it.</remarks>
    public static async Task SettleAsync(OwnerDatabase database, CancellationToken cancellationToken)
    {
        var standing = await StandingAsync(database, cancellationToken);
        if (standing == Standing.Apart)
        {
            return;
        }
        if (database.Administrator is not null)
        {
            await AsAdministratorAsync(database, $"{MakeRoleSql}; {HandOverSql}; {TakeBackSql}", cancellationToken);
            return;
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (standing == Standing.Own && await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select to_regnamespace('audit') is not null and exists (select from pg_roles where rolname = @Role and pg_has_role(current_user, oid, 'member'))", new { Role },
            cancellationToken: cancellationToken)))
        {
            await connection.ExecuteAsync(new CommandDefinition(HandOverSql, cancellationToken: cancellationToken));
        }
    }

    /// <summary>What a person reads at start and after verifying.</summary>
    public static string Sentence(Standing standing, OwnerDatabase database) => standing switch
    {
        Standing.Apart => $"kept by {Role}, which the service's login cannot become",
        Standing.Borrowed => $"NOT APART: login {database.Login} can become {Role}. Let an administrator run: revoke {Role} from {database.Login}",
        _ => $"NOT APART: it belongs to the service's own login. Let an administrator run: create role {Role}; grant {Role} to {database.Login}; then start EnvGis once, "
            + $"and run: revoke {Role} from {database.Login}",
    };

    static async Task AsAdministratorAsync(OwnerDatabase database, string sql, CancellationToken cancellationToken)
    {
        if (database.Administrator is not { } administrator)
        {
            return;
        }
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(administrator) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        // The name of a login cannot be a parameter: the server itself puts it in quotes.
        var login = await connection.ExecuteScalarAsync<string>(new CommandDefinition("select quote_ident(@login)", new { login = database.Login }, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(sql.Replace("{login}", login, StringComparison.Ordinal), cancellationToken: cancellationToken));
    }
}
