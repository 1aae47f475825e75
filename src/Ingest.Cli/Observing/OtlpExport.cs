using System.Reflection;
using Ingest.Cli.Importing;
using Ingest.Engine.Isolation;
using Ingest.Web.Health;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Ingest.Cli.Observing;

/// <summary>
/// Metrics and traces to a collector, as OpenTelemetry's own variables say: OTEL_EXPORTER_OTLP_ENDPOINT turns it on, the
/// others (protocol, headers, sampler, interval …) are read by its library.
/// </summary>
internal static class OtlpExport
{
    /// <summary>Commands that work; the others only look, and would not be worth the wait for a collector.</summary>
    private static readonly HashSet<string> Working = ["import", "retry", "reprocess", "quickstart", "worker", "watch", "serve"];

    private static readonly string[] Endpoints =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];

    /// <summary>Null where nobody asked for it. Disposing sends what is left.</summary>
    public static IDisposable? FromEnvironment(string command, Func<string, string?> environment) =>
        Working.Contains(command) && Endpoints.Any(name => !string.IsNullOrWhiteSpace(environment(name)))
        && !string.Equals(environment("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)
            ? new Providers(command)
            : null;

    /// <summary>
    /// What we measure, and what the web server and the runtime do. Not what the database's driver does: it names servers and users in
    /// its measures, and whole statements in its spans.
    /// </summary>
    public static MeterProviderBuilder AddAllMeters(this MeterProviderBuilder meters, string command) => meters.ConfigureResource(resource => Describe(resource, command)).AddMeter(
        ImportMeasures.Name, ExtractorMeters.Name, QueueGauge.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime");

    private static void Describe(ResourceBuilder resource, string command) => resource
        .AddService(
            Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME") is { Length: > 0 } name ? name : "ingest",
            serviceVersion: typeof(OtlpExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}")
        .AddAttributes([KeyValuePair.Create<string, object>("ingest.command", command)]);

    private sealed class Providers : IDisposable
    {
        private readonly MeterProvider _meters;
        private readonly TracerProvider _traces;

        public Providers(string command)
        {
            _meters = Sdk.CreateMeterProviderBuilder().AddAllMeters(command).AddOtlpExporter().Build();
            _traces = Sdk.CreateTracerProviderBuilder().ConfigureResource(resource => Describe(resource, command))
                .AddSource(ImportMeasures.Name)
                .AddAspNetCoreInstrumentation(web => web.Filter = context => context.Request.Path.Value is not (HealthEndpoints.Alive or HealthEndpoints.Ready or HealthPort.Metrics))
                .AddOtlpExporter().Build();
        }

        public void Dispose()
        {
            _traces.Dispose();
            _meters.Dispose();
        }
    }
}
