using System.Net;
using System.Net.Sockets;

namespace EnvGis.Browser.Tests;

/// <summary>Stands between the page and the service, and can be cut: then open connections end and new ones are hung up on.</summary>
sealed class BreakableLine : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource over = new();
    readonly List<TcpClient> open = [];
    readonly Uri service;
    readonly Task accepting;
    bool cut;

    public BreakableLine(Uri service)
    {
        this.service = service;
        listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        accepting = Accept();
    }

    public Uri Address { get; }

    public void Cut()
    {
        lock (open)
        {
            cut = true;
            open.ForEach(client => client.Dispose());
            open.Clear();
        }
    }

    public void Mend()
    {
        lock (open)
        {
            cut = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        Cut();
        await accepting;
        over.Dispose();
    }

    async Task Accept()
    {
        try
        {
            while (true)
            {
                var caller = await listener.AcceptTcpClientAsync(over.Token);
                _ = Connect(caller);
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
        (caller.NoDelay, called.NoDelay) = (true, true);
        try
        {
            lock (open)
            {
                if (cut)
                {
                    return;
                }
                open.AddRange([caller, called]);
            }
            await called.ConnectAsync(service.Host, service.Port, over.Token);
            await Task.WhenAny(
                caller.GetStream().CopyToAsync(called.GetStream(), over.Token), called.GetStream().CopyToAsync(caller.GetStream(), over.Token));
        }
        catch (Exception end) when (end is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // Cut, or hung up by either side.
        }
        finally
        {
            caller.Dispose();
        }
    }
}
