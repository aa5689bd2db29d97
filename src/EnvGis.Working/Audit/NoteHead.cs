using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Dapper;
using EnvGis.Database;
using Microsoft.Extensions.Options;

namespace EnvGis.Audit;

/// <summary>Where the end of the record is noted, out of the database's reach. Nowhere unless it is configured.</summary>
sealed class RecordNoteOptions
{
    /// <summary>A file that gets a line each time: moment, number and hash of the last entry. Best on another machine, or one that only takes additions.</summary>
    public string? File { get; init; }

    /// <summary>A log server as host:port, by UDP and RFC 5424, or the socket of this machine's, such as /dev/log.</summary>
    public string? Syslog { get; init; }

    [Range(1, 10_080)]
    public int EveryMinutes { get; init; } = 60;
}

/// <summary>Notes how the record ends, at start and at intervals: whoever rewrites it later, chain and all, is found out by <c>EnvGis audit verify --end HASH</c>.</summary>
sealed partial class NoteHead(AccountsDatabase database, IOptions<RecordNoteOptions> options, TimeProvider time, ILogger<NoteHead> log) : BackgroundService
{
    /// <summary>Severity informational of facility log audit (RFC 5424, 6.2.1).</summary>
    const int Priority = 13 * 8 + 6;

    long noted = -1;

    public async Task NoteAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await connection.QuerySingleOrDefaultAsync<(long Number, byte[] Hash)?>(new CommandDefinition("select number, hash from audit.head", cancellationToken: cancellationToken))
            is not var (number, hash))
        {
            Headless();
            await this.WriteAsync("the record has lost its head", cancellationToken);
            return;
        }
        if (number != noted)
        {
            await this.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{number} {Convert.ToHexStringLower(hash)}"), cancellationToken);
            noted = number;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value is { File: null, Syslog: null })
        {
            return;
        }
        using var tick = new PeriodicTimer(TimeSpan.FromMinutes(options.Value.EveryMinutes), time);
        do
        {
            try
            {
                await this.NoteAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SocketException or Npgsql.NpgsqlException or TimeoutException)
            {
                NotNoted(DatabaseOutage.LevelOf(fault), DatabaseOutage.Trace(fault));
            }
        }
        while (await tick.WaitForNextTickAsync(stoppingToken));
    }

    async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        var moment = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (options.Value.File is { Length: > 0 } file)
        {
            await File.AppendAllTextAsync(file, $"{moment} {text}\n", cancellationToken);
        }
        if (options.Value.Syslog is not { Length: > 0 } server)
        {
            return;
        }
        if (server.StartsWith('/'))
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(server), cancellationToken);
            await socket.SendAsync(Encoding.UTF8.GetBytes($"<{Priority}>EnvGis: record {text}"), cancellationToken);
            return;
        }
        var (host, port) = server.LastIndexOf(':') is > 0 and var colon && int.TryParse(server[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? (server[..colon], given) : (server, 514);
        using var udp = new UdpClient(host, port);
        await udp.SendAsync(Encoding.UTF8.GetBytes($"<{Priority}>1 {moment} {Environment.MachineName} EnvGis {Environment.ProcessId} record - {text}"), cancellationToken);
    }

    [LoggerMessage(EventId = 2110, Level = LogLevel.Error, Message = "The record of acts has lost its head; run: EnvGis audit verify")]
    partial void Headless();

    [LoggerMessage(EventId = 2111, Message = "The end of the record could not be noted outside and is tried again at the next interval")]
    partial void NotNoted(LogLevel level, Exception? fault);
}
