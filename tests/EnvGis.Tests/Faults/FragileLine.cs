using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace EnvGis.Tests.Faults;

/// <summary>
/// Stands between a service and PostgreSQL, counts the statements that pass, and hangs up on both sides instead of passing on the one it was told: what a broken
/// network, a killed backend or a full disk do to an act in its middle.
/// </summary>
sealed class FragileLine : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource over = new();
    readonly string host;
    readonly int port;
    readonly Task accepting;
    int left, untilMeanwhile;
    Func<Task>? meanwhile;

    FragileLine(string host, int port)
    {
        (this.host, this.port) = (host, port);
        listener.Start();
        accepting = this.Accept();
    }

    public static FragileLine To(string connectionString)
    {
        var there = new NpgsqlConnectionStringBuilder(connectionString);
        return new(there.Host!, there.Port);
    }

    /// <summary>The same login by way of this line.</summary>
    public string Through(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, SslMode = SslMode.Disable,
    }.ConnectionString;

    /// <summary>The statement of that number, counted from now, does not arrive. One only.</summary>
    public void BreakAt(int statement) => Volatile.Write(ref left, statement);

    /// <summary>Before the statement of that number, counted from now, is passed on, something else is done to the end.</summary>
    public void DoBefore(int statement, Func<Task> act)
    {
        meanwhile = act;
        Volatile.Write(ref untilMeanwhile, statement);
    }

    public void Mend() => Volatile.Write(ref left, 0);

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        await accepting;
        over.Dispose();
    }

    async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = this.Connect(await listener.AcceptTcpClientAsync(over.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    async Task Connect(TcpClient caller)
    {
        using var called = new TcpClient();
        // A message goes in two parts: the second would wait 40 ms for the first to be acknowledged.
        (caller.NoDelay, called.NoDelay) = (true, true);
        try
        {
            await called.ConnectAsync(host, port, over.Token);
            await Task.WhenAny(this.Forward(caller.GetStream(), called.GetStream()), called.GetStream().CopyToAsync(caller.GetStream(), over.Token));
        }
        catch (Exception end) when (end is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Hung up by either side.
        }
        finally
        {
            caller.Dispose();
        }
    }

    /// <summary>Message by message: the first has no type (PostgreSQL's protocol, 55.7), then each has a letter and its length.</summary>
    async Task Forward(NetworkStream from, NetworkStream to)
    {
        // What ConnectionPool asks before it gives a connection out is no statement of an act: when that fails another connection is taken.
        var questions = new HashSet<string>(StringComparer.Ordinal);
        var isQuestion = false;
        var header = new byte[5];
        for (var typed = false; ; typed = true)
        {
            var head = typed ? header.AsMemory() : header.AsMemory(0, 4);
            await from.ReadExactlyAsync(head, over.Token);
            var body = new byte[BinaryPrimitives.ReadInt32BigEndian(head.Span[^4..]) - 4];
            await from.ReadExactlyAsync(body, over.Token);
            switch (typed ? (char)header[0] : ' ')
            {
                case 'P' when Texts(body) is [var name, var statement, ..]:
                    _ = statement == "select" ? questions.Add(name) : questions.Remove(name);
                    break;
                case 'B' when Texts(body) is [_, var bound, ..]:
                    isQuestion = questions.Contains(bound);
                    break;
                case 'Q':
                    isQuestion = Array.Exists(Resets, reset => Texts(body)[0].StartsWith(reset, StringComparison.Ordinal));
                    break;
            }
            if (typed && header[0] is (byte)'Q' or (byte)'E' && !isQuestion && Volatile.Read(ref left) > 0 && Interlocked.Decrement(ref left) == 0)
            {
                return;
            }
            if (typed && header[0] is (byte)'Q' or (byte)'E' && !isQuestion && Volatile.Read(ref untilMeanwhile) > 0 && Interlocked.Decrement(ref untilMeanwhile) == 0)
            {
                await meanwhile!();
            }
            await to.WriteAsync(head, over.Token);
            await to.WriteAsync(body, over.Token);
        }
    }

    /// <summary>What Npgsql says to a connection before its next use.</summary>
    static readonly string[] Resets = ["DEALLOCATE ALL", "DISCARD ALL", "SET SESSION AUTHORIZATION DEFAULT"];

    /// <summary>The texts that a message begins with, each ended by a nought.</summary>
    static string[] Texts(byte[] body) => Encoding.UTF8.GetString(body).Split('\0');
}
