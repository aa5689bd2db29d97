using System.CommandLine;
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
            DefaultValueFactory = _ => int.TryParse(Environment.GetEnvironmentVariable("ENVGIS_PORT"), out var configured) ? configured : 5080,
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
            throw new SetupException("EnvGis already runs from this folder; stop it first, or start another checkout on another port.");
        }
        await Preparation.RunAsync(session.Owner, root, steps, cancellationToken);

        await using var app = Service.Build([], session.Address, root);
        app.Urls.Add($"http://{bind}:{port}");
        await steps.RunAsync(() => Service.StartAsync(app, cancellationToken), address => $"Ready: {address}");
        Console.WriteLine("\n  EnvGis: http://localhost:" + port + "    (Ctrl-C stops it)\n");
        if (await Invite.FirstAdministratorAsync(session.Owner, $"http://localhost:{port}", DateTimeOffset.UtcNow, cancellationToken) is { } link)
        {
            // The one place where a secret is shown: to whoever started the service, once, until it has been used.
            Console.WriteLine($"  Nobody administers this service yet. Whoever opens this link first, within three days, does:\n  {link}\n");
        }
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    static void RefuseBusyPort(int port)
    {
        if (port is < 1 or > 65535)
        {
            throw new SetupException($"{port} is not a port; choose one from 1 to 65535.");
        }
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException busy)
        {
            throw new SetupException(busy.SocketErrorCode == SocketError.AccessDenied
                ? $"Port {port} is reserved for root; choose one above 1023, for example ./run --port 5080"
                : $"Port {port} is in use by another program; choose another, for example ./run --port {port + 1}", busy);
        }
    }
}

/// <summary>Says what a person must mend in one sentence instead of a stack trace.</summary>
static class Refusals
{
    public static async Task<int> SpokenAsync(Func<Task<int>> act)
    {
        try
        {
            return await act();
        }
        catch (SetupException refusal)
        {
            await Console.Error.WriteLineAsync($"EnvGis: {refusal.Message}");
            return 2;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("EnvGis: stopped.");
            return 130;
        }
        catch (Npgsql.PostgresException full) when (full.SqlState == "53100")
        {
            await Console.Error.WriteLineAsync("EnvGis: the database's disk is full; free some space and start again.");
            return 2;
        }
    }
}
