using System.Reflection;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Segmentation;
using YamlDotNet.RepresentationModel;

namespace Ingest.Core.Classes;

/// <summary>The classes of indicators, what forms print for them, and what a first level leaves to choose from.</summary>
public sealed class ClassCatalogue
{
    private const string Resource = "indicator-classes";

    private static readonly Lazy<ClassCatalogue> Built = new(Load);

    private readonly IReadOnlyList<(string Code, PrintedLabel Label)> printed;
    private readonly IReadOnlyList<(PrintedLabel Label, IReadOnlyList<string> Codes)> levels;

    private ClassCatalogue(PackNode root)
    {
        var classes = root.Maps("classes").Select(node => node.Allow("code", "name", "printed")).ToList();
        Names = classes.ToDictionary(node => node.Text("code"), node => node.Text("name"), StringComparer.Ordinal);
        Codes = [.. classes.Select(node => node.Text("code"))];
        printed = [.. classes.Select(node => (node.Text("code"), new PrintedLabel(node.Texts("printed"))))];
        levels = [.. root.Maps("levels").Select(node => (new PrintedLabel(node.Texts("printed")), node.Texts("classes")))];
    }

    public static ClassCatalogue Default => Built.Value;

    public IReadOnlyList<string> Codes { get; }

    /// <summary>What people call each class, by its code: 数量 …</summary>
    public IReadOnlyDictionary<string, string> Names { get; }

    /// <summary>The class that a printed second level names; null for 其他 and whatever else says none.</summary>
    public string? OfPrinted(string level)
    {
        var folded = Labels.Fold(level);
        return printed.FirstOrDefault(item => item.Label.IsMatch(folded)).Code;
    }

    /// <summary>What a printed first level leaves to choose from; empty for one that says nothing.</summary>
    public IReadOnlyList<string> LeftBy(string category)
    {
        var folded = Labels.Fold(category);
        return levels.FirstOrDefault(item => item.Label.IsMatch(folded)).Codes ?? [];
    }

    private static ClassCatalogue Load()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return new ClassCatalogue(new PackNode(Resource, "", (YamlMappingNode)yaml.Documents[0].RootNode).Allow("classes", "levels"));
    }

    /// <summary>The wordings of one label, with * for anything.</summary>
    private sealed class PrintedLabel(IReadOnlyList<string> wordings)
    {
        private readonly HashSet<string> exact = [.. wordings.Where(wording => !Wildcard.IsOne(wording)).Select(Labels.Fold)];
        private readonly IReadOnlyList<Wildcard> loose = [.. wordings.Where(Wildcard.IsOne).Select(wording => new Wildcard(wording))];

        public bool IsMatch(string folded) => exact.Contains(folded) || loose.Any(wildcard => wildcard.IsMatch(folded));
    }
}
