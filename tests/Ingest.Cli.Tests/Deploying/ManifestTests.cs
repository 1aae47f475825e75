using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Ingest.Cli.Hosting;
using Ingest.Cli.Tests.Hosting;
using Ingest.Web.Health;
using Npgsql;
using YamlDotNet.RepresentationModel;

namespace Ingest.Cli.Tests.Deploying;

/// <summary>deploy/ held against the program that there is: a manifest that names what is not there fails here, and not at two in the morning.</summary>
public sealed class ManifestTests(ClusterFixture cluster) : IDisposable
{
    private readonly SampleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Every_command_line_is_one_that_the_program_understands()
    {
        var lines = Manifests.CommandLines().ToList();

        Assert.True(lines.Count >= 9, "some manifests were not read");
        Assert.All(lines, line =>
        {
            var parsed = CommandLine.Build(new Terminal(Language.English)).Parse(line.Arguments);
            Assert.True(parsed.Errors.Count == 0, $"{line.Where}: {string.Join(' ', line.Arguments)}: {string.Join("; ", parsed.Errors)}");
        });
    }

    [Fact]
    public void Probes_ask_the_ports_at_which_the_program_was_told_to_answer()
    {
        var probed = 0;
        foreach (var container in Manifests.Documents("kubernetes/ingest.yaml").SelectMany(Manifests.Containers))
        {
            var arguments = Manifests.Words(Manifests.At(container, "args")!);
            foreach (var (probe, path) in (IEnumerable<(string, string)>)[("livenessProbe", HealthEndpoints.Alive), ("readinessProbe", HealthEndpoints.Ready)])
            {
                if (Manifests.At(container, probe, "httpGet") is not { } get)
                {
                    continue;
                }

                probed++;
                Assert.Equal(path, Manifests.Text(get, "path"));
                var port = ((YamlSequenceNode)Manifests.At(container, "ports")!).Children.Single(one => Manifests.Text(one, "name") == Manifests.Text(get, "port"));
                Assert.Equal(arguments[arguments.ToList().IndexOf("--health-port") + 1], Manifests.Text(port, "containerPort"));
                // The kubelet comes from outside the pod.
                Assert.Contains("0.0.0.0", arguments);
            }
        }

        Assert.Equal(4, probed);
    }

    [Fact]
    public void Kubernetes_objects_name_only_others_that_are_there()
    {
        var objects = Manifests.Documents("kubernetes/ingest.yaml").Concat(Manifests.Documents("kubernetes/keda.yaml")).ToList();
        var names = objects.Select(one => $"{Manifests.Text(one, "kind")} {Manifests.Text(one, "metadata", "name")}").ToHashSet(StringComparer.Ordinal);
        var scaled = objects.Single(one => Manifests.Text(one, "kind") == "ScaledObject");

        Assert.Contains($"Deployment {Manifests.Text(scaled, "spec", "scaleTargetRef", "name")}", names);
        Assert.All(
            objects.SelectMany(one => one.AllNodes.OfType<YamlMappingNode>()).Select(node => Manifests.Text(node, "secretKeyRef", "name")).OfType<string>(),
            name => Assert.Contains($"Secret {name}", names));
        Assert.All(
            objects.SelectMany(one => one.AllNodes.OfType<YamlMappingNode>()).Select(node => Manifests.Text(node, "persistentVolumeClaim", "claimName")).OfType<string>(),
            name => Assert.Contains($"PersistentVolumeClaim {name}", names));
        Assert.All(
            objects.Where(one => Manifests.Text(one, "kind") == "Deployment"),
            one => Assert.Equal(Manifests.Text(one, "spec", "selector", "matchLabels", "app"), Manifests.Text(one, "spec", "template", "metadata", "labels", "app")));
    }

    [Fact]
    public async Task The_autoscalers_query_counts_the_jobs_of_a_real_queue()
    {
        var ingest = await cluster.NewDatabaseAsync();
        for (var number = 0; number < 60; number++)
        {
            _files.Report($"report{number}.txt", $"项目{number}");
        }

        await ingest.StartAsync("import", _files.Folder, "--enqueue");
        var scaled = Manifests.Documents("kubernetes/keda.yaml").Single(one => Manifests.Text(one, "kind") == "ScaledObject");
        var trigger = ((YamlSequenceNode)Manifests.At(scaled, "spec", "triggers")!).Children.Single();

        // 60 files are three jobs of at most 25.
        Assert.Equal(3, await AskAsync(ingest, Manifests.Text(trigger, "metadata", "query")!));
        await ingest.StartAsync("worker", "--until-empty", "--workers", "2");
        Assert.Equal(0, await AskAsync(ingest, Manifests.Text(trigger, "metadata", "query")!));
    }

    [Fact]
    public async Task Compose_takes_its_file()
    {
        var (exitCode, said) = await RunAsync("docker-compose", ["-f", Path.Combine(Manifests.Folder, "compose.yaml"), "config", "-q"], ("POSTGRES_PASSWORD", "secret"));

        Assert.True(exitCode == 0, said);
    }

    [Fact]
    public async Task Systemd_takes_the_units()
    {
        List<string> units = [];
        foreach (var unit in Manifests.Units)
        {
            // The program is not installed where the tests run, and an instance has a name.
            var name = Path.GetFileName(unit).Replace("@.", unit.Contains("watch", StringComparison.Ordinal) ? "@srv-drop." : "@1.", StringComparison.Ordinal);
            units.Add(_files.Write(name, System.Text.Encoding.UTF8.GetBytes(
                (await File.ReadAllTextAsync(unit)).Replace("/opt/ingest/bin/ingest", Executable.Program, StringComparison.Ordinal))));
        }

        var (exitCode, said) = await RunAsync("systemd-analyze", ["verify", "--man=no", .. units]);

        Assert.True(exitCode == 0 && !said.Contains("Unknown key", StringComparison.Ordinal), said);
    }

    private static async Task<long> AskAsync(Executable ingest, string sql)
    {
        await using var store = await Store.IngestStore.OpenAsync(new Store.StoreOptions { Database = ingest.Environment["INGEST_DATABASE"] });
        await using var connection = new NpgsqlConnection(store.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static async Task<(int ExitCode, string Said)> RunAsync(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not on this machine; tests/run installs it (deploy/packages-tests.txt)");
            throw;
        }

        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + error);
        }
    }
}
