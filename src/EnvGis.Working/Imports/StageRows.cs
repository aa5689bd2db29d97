using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace EnvGis.Imports;

/// <summary>Puts rows into the import's own staging table by binary COPY. The table is unlogged: it is worth nothing after the import.</summary>
static class StageRows
{
    /// <summary>The table of an import; its name holds nothing but the number that the database gave.</summary>
    public static string Table(long import) => string.Create(CultureInfo.InvariantCulture, $"staging.row_{import}");

    public static async Task CreateAsync(NpgsqlConnection connection, long import, CancellationToken cancellationToken)
    {
        var table = Table(import);
        await using var command = new NpgsqlCommand($"""
            create unlogged table {table} (
                index           bigint not null,
                source_id       text,
                code            text,
                name_vi         text,
                name_en         text,
                commune_code    text,
                attributes      jsonb not null,
                silent          text[] not null,
                geom            geometry,
                position_source text,
                accuracy_m      double precision not null,
                valid_from      date,
                valid_to        date,
                keeps_end       boolean not null,
                demonstration   boolean not null,
                name_hash       bigint generated always as (published.name_hash(name_vi)) stored,
                west            double precision generated always as (st_xmin(geom)) stored
            ) with (autovacuum_enabled = off);
            alter table {table} alter column geom set storage external;
            create index on {table} (index);
            create index on {table} (code, index) where code is not null;
            create index on {table} (name_hash, west, index) where code is null;
            """, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task DropAsync(NpgsqlConnection connection, long import)
    {
        await using var command = new NpgsqlCommand($"drop table if exists {Table(import)}", connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    public static Task<NpgsqlBinaryImporter> BeginAsync(NpgsqlConnection connection, long import, CancellationToken cancellationToken) =>
        connection.BeginBinaryImportAsync($"""
            copy {Table(import)} (index, source_id, code, name_vi, name_en, commune_code, attributes, silent, geom, position_source, accuracy_m,
                valid_from, valid_to, keeps_end, demonstration) from stdin (format binary)
            """, cancellationToken);

    public static async Task WriteAsync(NpgsqlBinaryImporter copy, StagedRow row, CancellationToken cancellationToken)
    {
        await copy.StartRowAsync(cancellationToken);
        await copy.WriteAsync(row.Index, NpgsqlDbType.Bigint, cancellationToken);
        await TextAsync(row.SourceId);
        await TextAsync(row.Code);
        await TextAsync(row.NameVi);
        await TextAsync(row.NameEn);
        await TextAsync(row.Commune);
        await copy.WriteAsync(row.Attributes, NpgsqlDbType.Jsonb, cancellationToken);
        await copy.WriteAsync(row.Silent, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
        if (row.Ewkb is { } ewkb)
        {
            // EWKB as it was read: the column's own input makes the geometry, nothing in between.
            await copy.WriteAsync(ewkb, NpgsqlDbType.Bytea, cancellationToken);
        }
        else
        {
            await copy.WriteNullAsync(cancellationToken);
        }
        await TextAsync(row.PositionSource);
        await copy.WriteAsync(row.AccuracyM, NpgsqlDbType.Double, cancellationToken);
        await DateAsync(row.ValidFrom);
        await DateAsync(row.ValidTo);
        await copy.WriteAsync(row.KeepsEnd, NpgsqlDbType.Boolean, cancellationToken);
        await copy.WriteAsync(row.Demonstration, NpgsqlDbType.Boolean, cancellationToken);

        Task TextAsync(string? text) =>
            text is null ? copy.WriteNullAsync(cancellationToken) : copy.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);

        Task DateAsync(DateOnly? day) =>
            day is { } known ? copy.WriteAsync(known, NpgsqlDbType.Date, cancellationToken) : copy.WriteNullAsync(cancellationToken);
    }
}
