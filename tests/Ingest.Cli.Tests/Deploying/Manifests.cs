using System.Text.RegularExpressions;
using Ingest.Cli.Tests.Hosting;
using YamlDotNet.RepresentationModel;

namespace Ingest.Cli.Tests.Deploying;

/// <summary>What deploy/ says, read as the programs that it is written for read it.</summary>
internal static partial class Manifests
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy");

    public static IReadOnlyList<string> Units { get; } = [.. Directory.GetFiles(Path.Combine(Folder, "systemd"), "*.service").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<YamlMappingNode> Documents(string name)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Folder, name));
        stream.Load(reader);
        return [.. stream.Documents.Select(document => (YamlMappingNode)document.RootNode)];
    }

    /// <summary>The arguments of every command line of ours, with where it stands.</summary>
    public static IEnumerable<(string Where, IReadOnlyList<string> Arguments)> CommandLines()
    {
        foreach (var unit in Units)
        {
            foreach (var arguments in Executed(unit))
            {
                yield return (Path.GetFileName(unit), arguments);
            }
        }

        foreach (var container in Documents("kubernetes/ingest.yaml").SelectMany(Containers))
        {
            yield return ("kubernetes/ingest.yaml " + Text(container, "name"), Words(At(container, "args")!));
        }

        foreach (var (name, service) in ((YamlMappingNode)At(Documents("compose.yaml")[0], "services")!).Children)
        {
            if (At(service, "command") is { } command)
            {
                yield return ($"compose.yaml {name}", Words(command));
            }
        }
    }

    /// <summary>Of ExecStart and ExecStop, for the instance 1, or /srv/drop.</summary>
    public static IEnumerable<IReadOnlyList<string>> Executed(string unit) => Exec().Matches(File.ReadAllText(unit)).Select(line =>
        (IReadOnlyList<string>)[.. line.Groups[1].Value.Replace("%i", "1", StringComparison.Ordinal).Replace("%f", "/srv/drop", StringComparison.Ordinal).Split(' ')]);

    public static IEnumerable<YamlNode> Containers(YamlNode document) =>
        At(document, "spec", "template", "spec", "containers") is YamlSequenceNode containers ? containers.Children : [];

    public static YamlNode? At(YamlNode? node, params string[] path) => path.Aggregate(
        node, (at, key) => at is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null);

    public static string? Text(YamlNode? node, params string[] path) => (At(node, path) as YamlScalarNode)?.Value;

    public static IReadOnlyList<string> Words(YamlNode node) => [.. ((YamlSequenceNode)node).Children.Select(word => ((YamlScalarNode)word).Value!)];

    [GeneratedRegex("^Exec(?:Start|Stop)=-?/opt/ingest/bin/ingest (.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Exec();
}
