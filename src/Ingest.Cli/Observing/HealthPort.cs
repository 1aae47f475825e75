using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ingest.Cli.Hosting;
using Ingest.Store;
using Ingest.Web.Health;
using Microsoft.AspNetCore.Builder;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Ingest.Cli.Observing;

/// <summary>The options of a port where a long-running command tells how it is, and what stands there: /healthz, /readyz and /metrics.</summary>
internal sealed class HealthPort
{
    public const string Metrics = "/metrics";

    private readonly Option<int?> _port;
    private readonly Option<string> _address;
    private readonly Terminal terminal;

    public HealthPort(Command command, Terminal terminal)
    {
        this.terminal = terminal;
        _port = new Option<int?>("--health-port")
        {
            Description = terminal.Say(
                "answer /healthz, /readyz and /metrics (Prometheus) at this port", "在此端口提供 /healthz、/readyz 与 /metrics（Prometheus）"),
            HelpName = "PORT",
        };
        _port.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, CultureInfo.InvariantCulture, out var port) || port is < 0 or > ushort.MaxValue))
            {
                result.AddError($"--health-port: {token.Value}: not a port");
            }
        });
        _address = new Option<string>("--health-address")
        {
            Description = terminal.Say("the address that it listens at (only this machine by default)", "上述端口的监听地址（默认仅限本机）"),
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        command.Add(_port);
        command.Add(_address);
    }

    /// <summary>Listens where it was told to; before the store is opened, so that a process that waits for its database is alive, and not ready.</summary>
    public async Task<Listener> ListenAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var readiness = new Readiness(TimeProvider.System);
        if (parsed.GetValue(_port) is not { } port)
        {
            return new Listener(readiness, null, null);
        }

        var address = parsed.GetRequiredValue(_address);
        if (!IPAddress.TryParse(address, out var ip))
        {
            throw new UserException(ExitCode.Usage, $"--health-address: {address}: not an address", $"--health-address：{address}：不是有效地址");
        }

        var meters = Sdk.CreateMeterProviderBuilder().AddAllMeters(parsed.CommandResult.Command.Name).AddPrometheusExporter().Build();
        var server = HealthServer.Build($"http://{new IPEndPoint(ip, port)}", readiness, app => app.MapPrometheusScrapingEndpoint(Metrics, meters, null, null));
        try
        {
            await server.StartAsync(cancellationToken);
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            throw new UserException(
                ExitCode.Failed, $"cannot listen at {address}:{port}: {taken.Message} Choose another with --health-port.",
                $"无法监听 {address}:{port}：{taken.Message} 请用 --health-port 另选端口。");
        }

        terminal.Note($"health at {server.Urls.Single()}{HealthEndpoints.Ready}", $"健康检查：{server.Urls.Single()}{HealthEndpoints.Ready}");
        return new Listener(readiness, server, meters);
    }

    /// <summary>Listens until it is disposed.</summary>
    internal sealed class Listener(Readiness readiness, WebApplication? server, MeterProvider? meters) : IAsyncDisposable
    {
        private QueueGauge? _queue;

        public void Watch(IngestStore store)
        {
            readiness.Watch(store);
            _queue ??= new QueueGauge(store);
        }

        public async ValueTask DisposeAsync()
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }

            meters?.Dispose();
            _queue?.Dispose();
        }
    }
}
