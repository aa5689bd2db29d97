using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Layers;
using EnvGis.Spatial.GeoJson;
using Npgsql;

namespace EnvGis.Imports;

/// <summary>
/// Imports features in constant memory, whoever asks and wherever they come from: the file is read, staged, checked and written batch by batch at the same time, and what is written
/// stands in one transaction, so that everything is seen at once or nothing is.
/// </summary>
public static class ImportFeatures
{
    // Large enough that statements cost little against rows, small enough that a batch stays in the caches it went through.
    const int BatchRows = 4000;
    const int BatchBytes = 8 << 20;

    // What goes from reader to writer at once; counted in bytes, because one feature may have a million positions.
    const int PortionBytes = 256 << 10;

    /// <param name="by">Who imports: author of the versions, and named in the record.</param>
    /// <exception cref="SetupException">The request cannot be met at all: no such layer or attribute.</exception>
    /// <exception cref="OperationCanceledException">Stopped; nothing was imported.</exception>
    public static async Task<ImportResult> RunAsync(OwnerDatabase database, ImportRequest request, ImportedFile imported, Importer by, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await using var staging = await database.Source.OpenConnectionAsync(cancellationToken);
        var layer = await FindLayerAsync(staging, request.Layer, cancellationToken);
        var mapping = new PropertyMapping(request, layer);
        var file = imported.Content;
        var ledger = new ImportLedger(request);
        await EndDeadImports.RunAsync(staging, cancellationToken);

        // A pipe has no length, and its end is its end.
        ledger.FileBytes = file.CanSeek ? file.Length : null;
        var import = await BeginAsync(staging, request, imported.Name, by, ledger.FileBytes, cancellationToken);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string state = "failed", problem = "";
        var read = new HashedStream(file, sha256);
        try
        {
            await StageRows.CreateAsync(staging, import, cancellationToken);
            state = await FlowAsync(database, staging, import, request, imported.Name, by, mapping, read, ledger, cancellationToken);
            if (ledger.Problem is { } refusal)
            {
                problem = refusal.En;
            }
        }
        catch (Exception fault)
        {
            state = fault is OperationCanceledException ? "cancelled" : "failed";
            problem = fault.Message;
            throw;
        }
        finally
        {
            await EndAsync(database, staging, import, state, problem, ledger, read);
        }
        if (state == "done" && ledger.Accepted >= BatchRows)
        {
            await AnalyzeAsync(staging, layer);
        }
        return ledger.Result(import, layer.Title, mapping.Ignored, watch.Elapsed);
    }

    /// <returns>The state that the import ended in.</returns>
    static async Task<string> FlowAsync(
        OwnerDatabase database, NpgsqlConnection staging, long import, ImportRequest request, string name, Importer by, PropertyMapping mapping, HashedStream file, ImportLedger ledger,
        CancellationToken cancellationToken)
    {
        // When one part fails, the others stop, and the first failure is the one told.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var rows = Channel.CreateBounded<Portion>(new BoundedChannelOptions(4) { SingleReader = true, SingleWriter = true });
        var batches = Channel.CreateBounded<RowRange>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });

        var reading = StopAtFailure(Task.Run(() => ReadAsync(file, request, mapping, rows.Writer, ledger, stop.Token), CancellationToken.None));
        var checking = StopAtFailure(StageAsync(staging, import, request, mapping, rows.Reader, batches.Writer, ledger, stop.Token));
        var writing = StopAtFailure(WriteAsync(database, import, request, name, by, mapping, file, batches.Reader, ledger, stop.Token));
        try
        {
            await Task.WhenAll(reading, checking, writing);
        }
        catch
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var task in (Task[])[reading, checking, writing])
            {
                if (task is { IsFaulted: true, Exception.InnerException: { } cause and not OperationCanceledException })
                {
                    System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(cause);
                }
            }
            throw;
        }
        return await writing;

        async Task<T> StopAtFailure<T>(Task<T> task)
        {
            try
            {
                return await task;
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }
    }

    /// <exception cref="SetupException">The file ceases to be readable in its middle.</exception>
    static async Task<bool> ReadAsync(
        HashedStream file, ImportRequest request, PropertyMapping mapping, ChannelWriter<Portion> portions, ImportLedger ledger,
        CancellationToken cancellationToken)
    {
        var portion = new Portion([], []);
        var bytes = 0;
        await foreach (var (feature, refusal) in GeoJsonFeatureStream.ReadAsync(file, new() { AllowPage = request.Page }, cancellationToken))
        {
            if (refusal is { Index: null })
            {
                ledger.Fail(ImportRefusal.From(refusal));
                break;
            }
            if (refusal is not null)
            {
                portion.Refusals.Add(ImportRefusal.From(refusal));
                bytes += 500;
            }
            else
            {
                ledger.Note(feature!.Notices, file.Position);
                var (row, problem) = mapping.Map(feature);
                if (mapping.Damaged is { } damaged)
                {
                    ledger.Damaged(damaged);
                }
                ledger.Altered(mapping.Repeats, mapping.HadControls);
                bytes += row?.Bytes ?? 500;
                if (row is not null)
                {
                    portion.Rows.Add(row);
                }
                else
                {
                    portion.Refusals.Add(ImportRefusal.From(feature.Index, feature.Id, null, problem!, mapping.Layer));
                }
            }
            if (bytes >= PortionBytes)
            {
                await portions.WriteAsync(portion, cancellationToken);
                (portion, bytes) = (new([], []), 0);
            }
        }
        await portions.WriteAsync(portion, cancellationToken);
        // A file is hashed to its end whatever came before; of what has no end, or none that is known, only what was read.
        var rest = new byte[1 << 16];
        while (file.HasMore && await file.ReadAsync(rest, cancellationToken) > 0)
        {
        }
        portions.Complete();
        return true;
    }

    static async Task<bool> StageAsync(
        NpgsqlConnection connection, long import, ImportRequest request, PropertyMapping mapping, ChannelReader<Portion> portions,
        ChannelWriter<RowRange> batches, ImportLedger ledger, CancellationToken cancellationToken)
    {
        while (await portions.WaitToReadAsync(cancellationToken))
        {
            long first = -1, last = -1;
            var (count, bytes) = (0, 0);
            var refusals = new List<ImportRefusal>();
            await using (var copy = await StageRows.BeginAsync(connection, import, cancellationToken))
            {
                while (count < BatchRows && bytes < BatchBytes && await portions.WaitToReadAsync(cancellationToken) && portions.TryRead(out var portion))
                {
                    refusals.AddRange(portion.Refusals);
                    foreach (var row in portion.Rows)
                    {
                        await StageRows.WriteAsync(copy, row, cancellationToken);
                        first = first < 0 ? row.Index : first;
                        last = row.Index;
                        bytes += row.Bytes;
                        count++;
                    }
                }
                await copy.CompleteAsync(cancellationToken);
            }
            var range = new RowRange(first, last + 1);
            var good = count;
            var left = new Dictionary<long, CheckRows.Repair>();
            if (count > 0 && request.Repair)
            {
                foreach (var repair in await CheckRows.RepairAsync(connection, import, range, request.RepairArea, cancellationToken))
                {
                    if (repair.Done)
                    {
                        ledger.Repaired(repair);
                    }
                    else if (repair.PartsAfter > 0)
                    {
                        left.Add(repair.Index, repair);
                    }
                }
            }
            if (count > 0 && request.Update && mapping.KnowsRestricted)
            {
                await CheckRows.KeepUnnamedAsync(connection, import, range, cancellationToken);
            }
            if (count > 0)
            {
                foreach (var (index, id, code, problems) in
                    await CheckRows.RefuseAsync(connection, import, request, range, cancellationToken))
                {
                    good--;
                    refusals.AddRange(problems.Select(problem =>
                        !request.Repair || !problem.StartsWith("geometry-invalid:", StringComparison.Ordinal) ? ImportRefusal.From(index, id, code, problem, mapping.Layer)
                        : left.TryGetValue(index, out var repair) ? ImportRefusal.Of(repair)
                        : ImportRefusal.BeyondRepair(index, id, code, problem)));
                }
            }
            if (good > 0)
            {
                ledger.FarAway(await CheckRows.CountFarAwayAsync(connection, import, range, cancellationToken));
                ledger.Vast(await CheckRows.CountVastAsync(connection, import, range, cancellationToken));
            }
            // In the order of the file, whoever found them.
            ledger.Refuse(refusals.OrderBy(refusal => refusal.Index));
            ledger.Stage(good);
            if (good > 0)
            {
                await batches.WriteAsync(range, cancellationToken);
            }
        }
        batches.Complete();
        return true;
    }

    static async Task<string> WriteAsync(
        OwnerDatabase database, long import, ImportRequest request, string name, Importer by, PropertyMapping mapping, HashedStream file, ChannelReader<RowRange> batches,
        ImportLedger ledger, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var settings = new NpgsqlCommand("""
            select set_config('work_mem', '64MB', true), set_config('gin_pending_list_limit', '16384', true),
                   set_config('envgis.author', @author, true)
            """, connection, transaction))
        {
            settings.Parameters.AddWithValue("author", by.Author);
            await settings.ExecuteNonQueryAsync(cancellationToken);
        }
        var decision = request.Decision is { } named && !request.DryRun ? await RegisterDecision.RunAsync(connection, named, by, cancellationToken) : null;
        if (decision is { IsClosed: true })
        {
            ledger.Fail(ImportRefusal.ClosedDecision(request.Decision!.Number));
        }
        await foreach (var range in batches.ReadAllAsync(cancellationToken))
        {
            if (request.DryRun || ledger.Problem is not null || request.AllOrNothing && ledger.RefusedFeatures > 0)
            {
                continue;
            }
            try
            {
                var (made, updated, unchanged) = await CommitRows.WriteAsync(connection, import, request, decision?.Id, $"import {import}: {name}", range, cancellationToken);
                ledger.Wrote(made, updated, unchanged);
            }
            // A demonstration in the file that bears the code of a place which is none.
            catch (PostgresException guarded) when (guarded.ConstraintName == "changes_by_decision")
            {
                ledger.Fail(ImportRefusal.RealPlace());
            }
        }
        if (!request.AllowTwice && ledger.Problem is null && mapping.WithoutCode > 0 && ledger.Accepted > ledger.Updated
            && await SameFileAsync(connection, import, request.Layer, file, cancellationToken) is { } before)
        {
            ledger.Fail(before);
        }
        if (request.DryRun)
        {
            return "dry-run";
        }
        if (ledger.Problem is not null || request.AllOrNothing && ledger.RefusedFeatures > 0 || ledger.Accepted + ledger.Unchanged == 0)
        {
            ledger.WroteNothing();
            return "nothing";
        }
        await AuditTrail.AppendAsync(connection, by.Actor, "import", $"layer {request.Layer}", new { import, file = name, ledger.Accepted },
            Concern.Places(request.Layer), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return "done";
    }

    /// <summary>What has no code cannot be told from what it made the last time, unless nobody has touched that since.</summary>
    /// <returns>That this very file is in, whole; null when it is not.</returns>
    static async Task<ImportRefusal?> SameFileAsync(NpgsqlConnection connection, long import, string layer, HashedStream file, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select id, started_at from staging.import
            where layer = @layer and sha256 = @sha256 and state = 'done' and refused = 0 and id <> @import order by id desc limit 1
            """, connection);
        command.Parameters.AddWithValue("layer", layer);
        command.Parameters.AddWithValue("sha256", file.Sha256);
        command.Parameters.AddWithValue("import", import);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? ImportRefusal.FileTwice(rows.GetInt64(0),
            VietnamDay.InVietnam(rows.GetFieldValue<DateTimeOffset>(1)).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)) : null;
    }

    static async Task<Layer> FindLayerAsync(NpgsqlConnection connection, string id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select (select definition::text from env.layer where id = @id), (select string_agg(id, ', ' order by sort_order) from env.layer)", connection);
        command.Parameters.AddWithValue("id", id);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        return !rows.IsDBNull(0) ? Layer.Read(id, rows.GetString(0), out var reason)
                ?? throw new SetupException($"Không đọc được định nghĩa của lớp {id} trong cơ sở dữ liệu ({reason}); hãy nạp lại tệp của lớp: EnvGis load.",
                    $"The definition of layer {id} in the database cannot be read ({reason}); load its file again: EnvGis load.")
            : throw new SetupException(
                $"Không có lớp {id}. Các lớp hiện có: {(rows.IsDBNull(1) ? "chưa có lớp nào" : rows.GetString(1))}.",
                $"There is no layer {id}. The layers are: {(rows.IsDBNull(1) ? "none yet" : rows.GetString(1))}.");
    }

    static async Task<long> BeginAsync(NpgsqlConnection connection, ImportRequest request, string name, Importer by, long? bytes, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            with begun as (
                insert into staging.import (layer, file_name, bytes, author, options)
                values (@layer, @file, @bytes, @author, @options) returning id)
            select id from begun, lateral (select pg_advisory_lock(@class, (id & 2147483647)::integer)) locked
            """, connection);
        command.Parameters.AddWithValue("layer", request.Layer);
        command.Parameters.AddWithValue("file", name);
        command.Parameters.Add(new NpgsqlParameter("bytes", NpgsqlTypes.NpgsqlDbType.Bigint) { Value = (object?)bytes ?? DBNull.Value });
        command.Parameters.AddWithValue("author", by.Author);
        command.Parameters.AddWithValue("class", EndDeadImports.LockClass);
        command.Parameters.Add(new("options", NpgsqlTypes.NpgsqlDbType.Jsonb)
        {
            Value = JsonSerializer.Serialize(new
            {
                request.Demonstration, request.PositionSource, request.AccuracyMetres, request.ValidFrom, request.CodeProperty, request.NameProperty,
                request.CommuneProperty, request.Map, request.Repair, request.RepairArea, request.Page, request.AllowTwice, request.Update, request.AllOrNothing,
            }, JsonSerializerOptions.Web),
        });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    static async Task EndAsync(OwnerDatabase database, NpgsqlConnection staging, long import, string state, string problem, ImportLedger ledger, HashedStream file)
    {
        try
        {
            // A COPY that is cut off takes its connection with it.
            await using var another = staging.State == System.Data.ConnectionState.Open ? null : await database.Source.OpenConnectionAsync(CancellationToken.None);
            await StageRows.DropAsync(another ?? staging, import);
            await EndAsync(another ?? staging, import, state, problem, ledger, file);
        }
        catch (NpgsqlException) when (state is "failed" or "cancelled")
        {
            // The database is away: what ended the import is told, and its row ends as one that died.
        }
    }

    static async Task EndAsync(NpgsqlConnection connection, long import, string state, string problem, ImportLedger ledger, HashedStream file)
    {
        await using var command = new NpgsqlCommand("""
            update staging.import
               set state = @state, problem = nullif(@problem, ''), sha256 = @sha256, bytes = coalesce(bytes, @bytes), accepted = @accepted, updated = @updated, unchanged = @unchanged,
                   repaired = @repaired, refused = @refused, finished_at = clock_timestamp()
             where id = @id;
            select pg_advisory_unlock(@class, (@id & 2147483647)::integer)
            """, connection);
        command.Parameters.AddWithValue("id", import);
        command.Parameters.AddWithValue("class", EndDeadImports.LockClass);
        command.Parameters.AddWithValue("state", state);
        // What is told of a fault may hold what a file held, at any length.
        command.Parameters.AddWithValue("problem", problem[..Math.Min(problem.Length, 10_000)].Replace("\0", "\\0", StringComparison.Ordinal));
        command.Parameters.AddWithValue("sha256", file.Sha256);
        command.Parameters.AddWithValue("bytes", file.Position);
        var written = state is "done" or "dry-run";
        command.Parameters.AddWithValue("accepted", written ? ledger.Accepted : 0);
        command.Parameters.AddWithValue("updated", written ? ledger.Updated : 0);
        command.Parameters.AddWithValue("unchanged", written ? ledger.Unchanged : 0);
        command.Parameters.AddWithValue("repaired", ledger.RepairedFeatures);
        command.Parameters.AddWithValue("refused", ledger.RefusedFeatures);
        // The end is recorded even when the import was cancelled.
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>Thousands of new rows change which plans are good; statistics would otherwise follow minutes later.</summary>
    static async Task AnalyzeAsync(NpgsqlConnection connection, Layer layer)
    {
        await using var command = new NpgsqlCommand(
            $"analyze env.feature, env.feature_version, {(layer.IsRestricted ? "restricted" : "published")}.feature_of_all", connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>Rows of the file in its order, and what among them is refused at first sight.</summary>
    sealed record Portion(List<StagedRow> Rows, List<ImportRefusal> Refusals);

    /// <summary>Hashes what is read and counts it.</summary>
    sealed class HashedStream(Stream inner, IncrementalHash hash) : Stream
    {
        readonly long? length = inner.CanSeek ? inner.Length : null;
        long read;

        /// <summary>Of what has been read.</summary>
        public string Sha256 => Convert.ToHexStringLower(hash.GetCurrentHash());

        /// <summary>Whether it is known to go on.</summary>
        public bool HasMore => read < length;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int got;
            try
            {
                got = await inner.ReadAsync(buffer, cancellationToken);
            }
            catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
            {
                // A disk or a share that breaks off, or what only looks like a file.
                throw new SetupException($"Không đọc tiếp được tệp từ byte {read} ({broken.Message.TrimEnd('.')}); chưa nhập gì.",
                    $"The file cannot be read on from byte {read} ({broken.Message.TrimEnd('.')}); nothing was imported.", broken);
            }
            hash.AppendData(buffer.Span[..got]);
            read += got;
            return got;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => length ?? throw new NotSupportedException();
        public override long Position { get => read; set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
