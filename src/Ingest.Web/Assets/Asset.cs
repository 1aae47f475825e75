using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;

namespace Ingest.Web.Assets;

/// <summary>A file of ours that browsers may keep for ever, since its address changes with its content.</summary>
internal sealed record Asset(byte[] Content, string Type, string Version)
{
    private const string Prefix = "asset/";

    private static readonly FrozenDictionary<string, Asset> All = Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], Load, StringComparer.Ordinal);

    public static string Url(string name) => $"/assets/{All[name].Version}/{name}";

    public static Asset? Find(string name) => All.GetValueOrDefault(name);

    private static Asset Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var type = Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            _ => "image/svg+xml",
        };
        return new Asset(content, type, Convert.ToHexStringLower(SHA256.HashData(content))[..12]);
    }
}
