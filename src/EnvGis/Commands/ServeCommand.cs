using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EnvGis.Accounts;
using EnvGis.Database;

namespace EnvGis.Commands;

/// <summary><c>EnvGis serve</c>: database, schema, data, checks, then the service until it is told to stop.</summary>
static class ServeCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "Port to listen on.",
            DefaultValueFactory = _ => int.TryParse(Environment.GetEnvironmentVariable("ENVGIS_PORT"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var configured) ? configured : 5080,
        };
        var bind = new Option<string>("--bind") { Description = "Address to listen on; 0.0.0.0 for every network.", DefaultValueFactory = _ => "localhost" };
        var command = new Command("serve", "Start the service (and its own database unless ConnectionStrings__EnvGis names one).") { port, bind };
        command.SetAction((parsed, cancellationToken) => Refusals.SpokenAsync(() => RunAsync(parsed.GetValue(port), parsed.GetValue(bind)!, cancellationToken)));
        return command;
    }

    static async Task<int> RunAsync(int port, string bind, CancellationToken cancellationToken)
    {
        var root = Checkout.Find();
        RefuseBusyPort(port);
        var steps = new Steps(Console.Out);
        await using var session = await steps.RunAsync(() => DatabaseSession.OpenAsync(root, cancellationToken), opened => $"Database: {opened.Description}");
        if (session.IsGuest)
        {
            throw new SetupException("EnvGis đang chạy từ thư mục này; hãy dừng nó trước, hoặc chạy một bản cài khác ở cổng khác.",
                "EnvGis already runs from this folder; stop it first, or start another checkout on another port.");
        }
        await Preparation.RunAsync(session.Owner, root, steps, cancellationToken);

        await using var app = Service.Build([], session.Address with { Administrator = null }, root);
        app.Urls.Add($"http://{bind}:{port}");
        await steps.RunAsync(() => Service.StartAsync(app, cancellationToken), address => $"Ready: {address}");
        var reached = app.Services.GetRequiredService<Http.PublicAddress>().Printed(ServiceAddress.Host(bind), port);
        using var told = ServiceAddress.Tell(root, session.Address.Owner, reached);
        Console.WriteLine($"\n  EnvGis: {reached}    (Ctrl-C stops it)\n");
        if (await Invite.FirstAdministratorAsync(session.Owner, reached, TimeProvider.System.GetUtcNow(), cancellationToken) is { } link)
        {
            // The one place where a secret is shown: to whoever started the service, once, until it has been used.
            Console.WriteLine($"  Chưa có ai quản trị hệ thống. Ai mở liên kết này trước, trong ba ngày, sẽ là người quản trị: / Nobody administers this service yet. Whoever opens this link first, within three days, does:\n  {link}\n");
        }
        app.Lifetime.ApplicationStopping.Register(session.AnnounceStop);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(app.Lifetime.ApplicationStopping);
        var watch = session.WatchAsync(app.Logger, stopping.Token);
        await app.WaitForShutdownAsync(cancellationToken);
        await stopping.CancelAsync();
        await watch;
        return 0;
    }

    static void RefuseBusyPort(int port)
    {
        if (port is < 1 or > 65535)
        {
            throw new SetupException($"{port} không phải là cổng; hãy chọn từ 1 đến 65535.", $"{port} is not a port; choose one from 1 to 65535.");
        }
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException busy)
        {
            throw busy.SocketErrorCode == SocketError.AccessDenied
                ? new SetupException($"Cổng {port} dành cho root; hãy chọn cổng trên 1023, ví dụ ./run --port 5080",
                    $"Port {port} is reserved for root; choose one above 1023, for example ./run --port 5080", busy)
                : new SetupException($"Cổng {port} đang do chương trình khác dùng; hãy chọn cổng khác, ví dụ ./run --port {port + 1}",
                    $"Port {port} is in use by another program; choose another, for example ./run --port {port + 1}", busy);
        }
    }
}
