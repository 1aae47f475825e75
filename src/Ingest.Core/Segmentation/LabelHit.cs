using Ingest.Core.Documents;
using Ingest.Core.Forms;

namespace Ingest.Core.Segmentation;

/// <summary>A field's label on a line.</summary>
/// <param name="Start">Index of its first character in the line's text.</param>
/// <param name="End">Index after the label, its unit and its colon.</param>
public sealed record LabelHit(FormField Field, TextLine Line, int Start, int End, string? Unit, bool HasColon)
{
    public bool IsNarrative => Field.Kind == FieldKind.Narrative;

    public Snippet Label => Line.Slice(Start, End)!;

    /// <summary>
    /// The labels on a line, left to right. A label stands at the beginning or behind a gap, and a colon, a gap or the
    /// end of the line follows it; the same word inside a sentence is none.
    /// </summary>
    public static IReadOnlyList<LabelHit> In(TextLine line, PackIndex index)
    {
        List<LabelHit>? hits = null;
        var text = line.Text;
        var gap = 0.8 * line.Box.Height;
        for (var at = 0; at < text.Length;)
        {
            if ((at == 0 || text[at - 1] == ' ') && index.FieldAt(text, at) is { } match
                && (match.HasColon || (Free(match) && (at == 0 || line.GapBefore(at) >= gap))))
            {
                (hits ??= []).Add(new LabelHit(match.Item, line, at, match.End, match.Unit, match.HasColon));
                at = match.End;
                continue;
            }

            var space = text.IndexOf(' ', at);
            at = space < 0 ? text.Length : space + 1;
        }

        return hits ?? (IReadOnlyList<LabelHit>)[];

        // A bracketed unit marks a label as a colon does: in a narrow column its value may stand near.
        bool Free(LabelMatch<FormField> match) => match.End >= text.Length
            || (text[match.End] == ' ' && (match.End + 1 >= text.Length || match.Unit is not null || line.GapBefore(match.End + 1) >= gap));
    }
}
