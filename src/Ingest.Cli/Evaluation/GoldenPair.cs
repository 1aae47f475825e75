namespace Ingest.Cli.Evaluation;

/// <summary>A file and the golden beside it.</summary>
/// <param name="Name">The file's path inside the folder that was named.</param>
internal sealed record GoldenPair(string Name, string File, string Golden)
{
    private static readonly string[] Extensions = [".pdf", ".txt"];

    public static IReadOnlyList<GoldenPair> In(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .SelectMany(golden => Extensions.Select(extension => (golden, file: Path.ChangeExtension(golden, extension))))
            .Where(pair => System.IO.File.Exists(pair.file))
            .Select(pair => new GoldenPair(Path.GetRelativePath(folder, pair.file), pair.file, pair.golden)),
    ];
}
