using Dapper;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;

namespace EnvGis.Accounts;

/// <summary>The registers of schema <c>account</c>: ASP.NET Core Identity's, and who was granted what.</summary>
public sealed class AccountsContext(DbContextOptions<AccountsContext> options) : IdentityUserContext<Person, long>(options)
{
    public DbSet<RoleGrant> Grants => this.Set<RoleGrant>();

    public DbSet<Invitation> Invitations => this.Set<Invitation>();

    public static AccountsContext Over(NpgsqlDataSource source) => Over(new DbContextOptionsBuilder<AccountsContext>().UseNpgsql(source));

    public static AccountsContext Over(AccountsDatabase database) => Over(database.Source.For<AccountsContext>());

    static AccountsContext Over(DbContextOptionsBuilder<AccountsContext> options)
    {
        var accounts = new AccountsContext(options.Options);
        // An act goes on whole or not at all. EF would make a savepoint for each save, and go on in silence when the connection is lost as it lets go of one.
        accounts.Database.AutoSavepointsEnabled = false;
        return accounts;
    }

    /// <summary>
    /// Writes an act's entry into the record, in the act's own transaction: what is done, what says so and the session or secret that comes of it stay together
    /// or not at all.
    /// </summary>
    /// <exception cref="InvalidOperationException">No transaction has been begun.</exception>
    public Task RecordAsync(Actor actor, string act, string? subject, object? detail, Concern concern, CancellationToken cancellationToken) =>
        AuditTrail.AppendAsync(this.Acting(), actor, act, subject, detail, concern, cancellationToken);

    /// <summary>Before an act of somebody on their own account, which ends what they were let in by: it is asked first, and recorded as <see cref="Actor.Asked"/>.</summary>
    /// <exception cref="InvalidOperationException">No transaction has been begun.</exception>
    /// <exception cref="PostgresException">See <see cref="AuditTrail.AskAgainAsync"/>.</exception>
    public Task AskAgainAsync(Caller caller, CancellationToken cancellationToken) => AuditTrail.AskAgainAsync(this.Acting(), caller.Actor, cancellationToken);

    /// <summary>Until the act is over nobody else changes these people or what they were granted; in one order, so that two who do so do not wait for each other.</summary>
    public Task LockAsync(long[] people, CancellationToken cancellationToken) =>
        this.Acting().ExecuteAsync(new CommandDefinition(
            "select from account.person where id = any (@people) order by id for no key update", new { people }, cancellationToken: cancellationToken));

    /// <summary>
    /// Whether somebody who has shown who they are may sign in still: hashing a password takes its time, in which an account is locked or its password changed. It stays so until the act is over.
    /// </summary>
    public Task<bool> StandsAsync(Person person, CancellationToken cancellationToken) => this.Acting().ExecuteScalarAsync<bool>(new CommandDefinition("""
        select exists (
            select from account.person
            where id = @Id and locked_at is null and security_stamp is not distinct from @SecurityStamp and password_hash is not distinct from @PasswordHash
            for no key update)
        """, new { person.Id, person.SecurityStamp, person.PasswordHash }, cancellationToken: cancellationToken));

    NpgsqlConnection Acting() => this.ConnectionOfAct ?? throw new InvalidOperationException("An act is recorded in its own transaction.");

    /// <summary>Where the act in progress writes; null when there is none.</summary>
    /// <exception cref="NpgsqlException">The connection is lost and the act with it. What were sent now would open another one and stay, whatever becomes of the act.</exception>
    public NpgsqlConnection? ConnectionOfAct => this.Database.CurrentTransaction is null ? null
        : this.Database.GetDbConnection() is NpgsqlConnection { State: System.Data.ConnectionState.Open } open ? open : throw new NpgsqlException("The connection of the act is lost.");

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Person>(person =>
        {
            // Wrong passwords are answered by SignInThrottle, which locks nobody out; telephones are not asked for.
            person.Ignore(p => p.LockoutEnd).Ignore(p => p.LockoutEnabled).Ignore(p => p.AccessFailedCount)
                .Ignore(p => p.PhoneNumber).Ignore(p => p.PhoneNumberConfirmed);
            person.HasMany(p => p.Grants).WithOne().HasForeignKey(grant => grant.PersonId);
            person.HasMany(p => p.Logins).WithOne().HasForeignKey(login => login.UserId);
            InSnakeCase(person, "person");
        });
        builder.Entity<IdentityUserClaim<long>>(claim => InSnakeCase(claim, "person_claim"));
        builder.Entity<IdentityUserLogin<long>>(login => InSnakeCase(login, "person_login"));
        builder.Entity<IdentityUserToken<long>>(token => InSnakeCase(token, "person_token"));
        builder.Entity<RoleGrant>(grant => InSnakeCase(grant, "role_grant"));
        builder.Entity<Invitation>(invitation => InSnakeCase(invitation, "invitation"));
    }

    static void InSnakeCase<T>(EntityTypeBuilder<T> entity, string table) where T : class
    {
        entity.ToTable(table, "account");
        foreach (var property in entity.Metadata.GetProperties().ToList())
        {
            var name = property.Name == "UserId" ? "PersonId" : property.Name;
            property.SetColumnName(string.Concat(name.Select((letter, at) =>
                char.IsUpper(letter) ? (at > 0 ? "_" : "") + char.ToLowerInvariant(letter) : letter.ToString())));
        }
    }
}
