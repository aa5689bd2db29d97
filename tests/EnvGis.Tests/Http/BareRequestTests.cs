using System.Net.Sockets;
using System.Text;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Http;

/// <summary>
/// What is no request of HTTP at all: the server answers before anything of ours runs (docs/problems.md). Its answer has no body, tells nothing of the server, ends the connection,
/// and is no fault; the next caller is served.
/// </summary>
public sealed class BareRequestTests(RunningService service) : IClassFixture<RunningService>
{
    static readonly string Long = new('a', 140_000);

    public static TheoryData<string, string, int> Unreadable => new()
    {
        { "no such version", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", 505 },
        { "no version", "GET /\r\n\r\n", 400 },
        { "no method", " / HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "control in the address", "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "broken escape", "GET /%zz%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400 },
        { "address that is too long", $"GET /{Long} HTTP/1.1\r\nHost: a\r\n\r\n", 414 },
        { "headers that are too long", $"GET / HTTP/1.1\r\nHost: a\r\nX: {Long}\r\n\r\n", 431 },
        { "too many headers", $"GET / HTTP/1.1\r\nHost: a\r\n{string.Concat(Enumerable.Range(0, 1_100).Select(i => $"X{i}: 1\r\n"))}\r\n", 431 },
        { "header without a name", "GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n", 400 },
        { "header without a colon", "GET / HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n", 400 },
        { "folded header", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n  2\r\n\r\n", 400 },
        { "no host", "GET / HTTP/1.1\r\n\r\n", 400 },
        { "two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400 },
        { "length that is no number", "POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400 },
        { "TLS on a plain port", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n", 400 },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task What_is_no_request_is_answered_by_number_without_a_body_or_by_our_own_refusal(string what, string sent, int status)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(service.Address.Host, service.Address.Port);
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(sent));
        }
        catch (IOException)
        {
            // It was answered before it was sent to its end.
        }
        var answer = await ReadAsync(stream);
        var (head, body) = answer.Split("\r\n\r\n", 2) is [var before, var after] ? (before, after) : (answer, "");

        head.ShouldStartWith($"HTTP/1.1 {status} ", Case.Sensitive, what);
        head.ShouldNotContain("Server:", Case.Insensitive, what);
        if (head.Contains("application/problem+json", StringComparison.Ordinal))
        {
            head.ShouldContain("X-Content-Type-Options: nosniff");
        }
        else
        {
            head.ShouldContain("Content-Length: 0", Case.Insensitive, what);
            head.ShouldContain("Connection: close", Case.Insensitive, what);
            body.ShouldBe("", what);
        }
        (await service.Http.GetAsync("/health/live")).IsSuccessStatusCode.ShouldBeTrue(what);
    }

    public static TheoryData<string> BrokenChunks =>
    [
        "FFFFFFFFFFFFFFFF\r\nabc\r\n", "7FFFFFFFFFFFFFFF\r\nabc\r\n", "80000000\r\nabc\r\n0\r\n\r\n", "ZZ\r\nabc\r\n", "-5\r\nabc\r\n", "\r\n\r\n", "2\r\n{}0\r\n\r\n", "2;\0\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}\r\n0\r\nX: \0\r\n\r\n", "2\r\n{}\r\n0\r\n\0: x\r\n\r\n", "2\r\n{}\r\n0\r\nnonsense\r\n\r\n", "2\r\n{}\r\n0\r\nX: é\r\n\r\n",
    ];

    [Theory]
    [MemberData(nameof(BrokenChunks))]
    public async Task What_breaks_inside_a_body_in_chunks_is_a_body_that_cannot_be_read(string chunks)
    {
        // Kestrel's own word on what stands behind the last chunk.
        service.Log.Expect("automatic draining of the request body failed");
        foreach (var address in (string[])["/api/session", "/api/invitations", "/api/invitations/look"])
        {
            using var client = new TcpClient();
            await client.ConnectAsync(service.Address.Host, service.Address.Port);
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"POST {address} HTTP/1.1\r\nHost: {service.Address.Authority}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}"));
            // Where the body waits for more, no more comes.
            client.Client.Shutdown(SocketShutdown.Send);
            var answer = await ReadAsync(stream);
            if (answer.Length > 0)
            {
                answer.ShouldStartWith("HTTP/1.1 4", Case.Sensitive, $"{address} {chunks}");
            }
        }
        (await service.Http.GetAsync("/health/live")).IsSuccessStatusCode.ShouldBeTrue();
    }

    static async Task<string> ReadAsync(NetworkStream stream)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var text = new StringBuilder();
        var buffer = new byte[8192];
        try
        {
            while (await stream.ReadAsync(buffer, patience.Token) is > 0 and var read)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
                if (text.ToString().Split("\r\n\r\n", 2) is [var head, { Length: > 0 }] && head.Contains("Content-Length", StringComparison.OrdinalIgnoreCase))
                {
                    break;
                }
            }
        }
        catch (IOException) when (text.Length > 0)
        {
            // What was sent and not read resets the connection behind the answer.
        }
        return text.ToString();
    }
}
