using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace EnvGis.Benchmarks;

/// <summary>As many requests as a server answers, over connections that stay open; costs little itself. Bodies have a Content-Length.</summary>
static class HttpLoad
{
    /// <returns>Answered requests, all with status 200.</returns>
    public static async Task<long> RunAsync(int port, List<byte[]> requests, int connections, TimeSpan time, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(time);
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(i => Task.Run(() => TalkAsync(port, requests, i * 7, stop.Token), CancellationToken.None)));
        cancellationToken.ThrowIfCancellationRequested();
        return counts.Sum();
    }

    static async Task<long> TalkAsync(int port, List<byte[]> requests, int from, CancellationToken stop)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, CancellationToken.None);
        var buffer = new byte[1 << 20];
        var count = 0L;
        for (var next = from; !stop.IsCancellationRequested; next++)
        {
            await socket.SendAsync(requests[next % requests.Count], SocketFlags.None, CancellationToken.None);
            var (read, need) = (0, -1);
            while (need < 0 || read < need)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(read), SocketFlags.None, CancellationToken.None);
                if (part == 0)
                {
                    throw new IOException("The server closed the connection.");
                }
                read += part;
                need = need < 0 ? Length(buffer.AsSpan(0, read)) : need;
            }
            count++;
        }
        return count;
    }

    /// <returns>Bytes of head and body; -1 while the head is not complete.</returns>
    static int Length(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return -1;
        }
        if (!answer.StartsWith("HTTP/1.1 200 "u8))
        {
            throw new InvalidOperationException("A request was not answered with 200.");
        }
        var at = answer.IndexOf("\r\nContent-Length: "u8);
        return at >= 0 && at < head && Utf8Parser.TryParse(answer[(at + 18)..], out int body, out _)
            ? head + 4 + body
            : throw new InvalidOperationException("An answer did not state its length.");
    }
}
