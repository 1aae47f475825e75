using SkiaSharp;

namespace Ingest.Engine.Learning.Training;

internal enum FaceRole
{
    /// <summary>Seen by the classifier.</summary>
    Train,

    /// <summary>Unseen by the classifier; its confidence is measured on them.</summary>
    Calibrate,

    /// <summary>Unseen by both.</summary>
    Test,
}

/// <param name="HasHan">Characters that are no numbers are drawn in it too.</param>
internal sealed record Face(FaceRole Role, string Package, string File, bool HasHan);

/// <summary>A face that is on this machine.</summary>
internal sealed record LoadedFace(Face Face, SKTypeface Typeface)
{
    private readonly SKFont _font = new(Typeface);

    public bool Has(int character) => _font.ContainsGlyph(character);
}

/// <summary>faces.txt, and where its files are.</summary>
internal static class FaceCatalogue
{
    private static readonly string[] SystemFolders = ["/usr/share/fonts", "/usr/local/share/fonts"];

    public static IReadOnlyList<Face> All { get; } = Read();

    /// <summary>The faces that are here, in the catalogue's order, and those that are not.</summary>
    /// <param name="folders">Searched with their subfolders, before the system's own.</param>
    public static (IReadOnlyList<LoadedFace> Loaded, IReadOnlyList<Face> Missing) Load(IEnumerable<string> folders)
    {
        var files = folders.Concat(SystemFolders).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            .GroupBy(Path.GetFileName, StringComparer.Ordinal).ToDictionary(group => group.Key!, group => group.First(), StringComparer.Ordinal);
        var loaded = new List<LoadedFace>();
        var missing = new List<Face>();
        foreach (var face in All)
        {
            if (files.TryGetValue(face.File, out var file) && SKTypeface.FromFile(file) is { } typeface)
            {
                loaded.Add(new LoadedFace(face, typeface));
            }
            else
            {
                missing.Add(face);
            }
        }

        return (loaded, missing);
    }

    private static List<Face> Read()
    {
        using var stream = typeof(FaceCatalogue).Assembly.GetManifestResourceStream("faces.txt")!;
        using var reader = new StreamReader(stream);
        var faces = new List<Face>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Length == 0)
            {
                continue;
            }

            var words = line.Split(' ', 3);
            faces.Add(new Face(Enum.Parse<FaceRole>(words[0], ignoreCase: true), words[1], words[2].TrimEnd('*', ' '), words[2].EndsWith('*')));
        }

        return faces;
    }
}
