using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Segmentation;

/// <summary>Whether a page says anything that the known forms say: asked before anything is understood.</summary>
public sealed class FormLabels(IReadOnlyList<FormPack> packs)
{
    /// <summary>Shorter labels occur by chance.</summary>
    private const int LeastLength = 4;

    /// <summary>As many different ones are no chance.</summary>
    private const int Enough = 2;

    private readonly IReadOnlyList<string> labels =
    [
        .. packs.SelectMany(pack => pack.AllLabels)
            .Select(Labels.Fold)
            .Where(label => label.Length >= LeastLength)
            .Distinct(),
    ];

    public bool AreIn(IReadOnlyList<Word> words)
    {
        // From the top down: a label of several words stands on one line.
        var text = Labels.Fold(string.Concat(words.OrderBy(word => word.Box.Bottom).ThenBy(word => word.Box.X).Select(word => word.Text)));
        return labels.Where(label => text.Contains(label, StringComparison.Ordinal)).Take(Enough).Count() == Enough;
    }
}
