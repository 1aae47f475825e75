using System.Text.RegularExpressions;

namespace Ingest.Cli.Evaluation;

/// <summary>A file and the golden beside it.</summary>
/// <param name="Name">The file's path inside the folder that was named.</param>
internal sealed record GoldenPair(string Name, string File, string Golden)
{
    public static readonly IReadOnlyList<string> Extensions = [".pdf", ".txt", ".tif", ".tiff", ".jpg", ".jpeg", ".png"];

    public static IReadOnlyList<GoldenPair> In(string folder) =>
    [
        .. EvaluationFolder.Files(folder, "*.json")
            .Order(StringComparer.Ordinal)
            .SelectMany(golden => Extensions.Select(extension => (golden, file: Path.ChangeExtension(golden, extension))))
            .Where(pair => System.IO.File.Exists(pair.file))
            .Select(pair => new GoldenPair(Path.GetRelativePath(folder, pair.file), pair.file, pair.golden)),
    ];
}

/// <summary>A file and, beside it, the text of some of its pages, typed out: NAME_p1.txt, NAME_p2.txt …</summary>
/// <param name="Name">The file's path inside the folder that was named.</param>
internal sealed partial record TypedPages(string Name, string File, IReadOnlyList<(int Page, string TextFile)> Pages)
{
    public static IReadOnlyList<TypedPages> In(string folder) =>
    [
        .. EvaluationFolder.Files(folder, "*_p*.txt")
            .Select(text => (Text: text, Match: PageText().Match(text)))
            .Where(found => found.Match.Success)
            .GroupBy(found => found.Match.Groups["file"].Value, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => GoldenPair.Extensions.Select(extension => (File: group.Key + extension, group)))
            .Where(pair => System.IO.File.Exists(pair.File))
            .Select(pair => new TypedPages(
                Path.GetRelativePath(folder, pair.File), pair.File,
                [.. pair.group.Select(found => (int.Parse(found.Match.Groups["page"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), found.Text)).Order()])),
    ];

    [GeneratedRegex(@"^(?<file>.+)_p(?<page>\d{1,4})\.txt$", RegexOptions.ExplicitCapture)]
    private static partial Regex PageText();
}

internal static class EvaluationFolder
{
    /// <summary>In the folder and below, but for subfolders with floors of their own: they are evaluations by themselves.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Concat(Directory.EnumerateDirectories(folder)
            .Where(inner => !System.IO.File.Exists(Path.Combine(inner, Floor.FileName)))
            .SelectMany(inner => Files(inner, pattern)));
}
