using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Dumps;

/// <summary>Header values and narratives of a dump: what follows a label belongs to it, but for the exceptions below.</summary>
internal static class DumpSections
{
    private sealed class Section(LabelHit hit)
    {
        public LabelHit Hit { get; } = hit;

        public List<TextPiece> Pieces { get; } = [];

        public Doubt? Doubt { get; set; }

        public bool IsBlank => Pieces.Count == 0;
    }

    /// <param name="Inline">Whether it stands on the line of a label.</param>
    private sealed record TextPiece(Snippet Text, bool BlankBefore, bool Inline);

    public static IReadOnlyList<Capture> Read(IReadOnlyList<TextLine> lines, PackIndex index, out IReadOnlyList<TextLine> unread)
    {
        var sections = Divide(lines, index, out var rest);
        unread = rest;
        for (var i = 0; i < sections.Count; i++)
        {
            if (sections[i].Hit.IsNarrative)
            {
                if (i > 0)
                {
                    TakeUnfinishedLead(sections[i - 1], sections[i]);
                    GiveBackContinuation(sections[i - 1], sections[i]);
                }
            }
            else
            {
                SortByKind(sections, i);
            }
        }

        return [.. sections.Select(section => new Capture(
            section.Hit.Field, section.Hit.Unit, [.. section.Pieces.Select(piece => piece.Text)], section.Hit.Label) { Doubt = section.Doubt })];
    }

    private static List<Section> Divide(IReadOnlyList<TextLine> lines, PackIndex index, out List<TextLine> unread)
    {
        unread = [];
        var sections = new List<Section>();
        var seen = new HashSet<string>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var blankBefore = i == 0 || line.Box.Y - lines[i - 1].Box.Y > 1.5 * DumpGrid.LineHeight;

            // The label's colon may come out on the next line, in front of the value.
            var from = sections is [.., { IsBlank: true, Hit.HasColon: false }] && (line.Text[0] is '：' or ':') ? 1 : 0;
            foreach (var hit in LabelHit.In(line, index).Where(hit => seen.Add(hit.Field.Key)))
            {
                Take(line.Slice(from, hit.Start), blankBefore, from > 1);
                sections.Add(new Section(hit));
                from = hit.End;
            }

            Take(line.Slice(from, line.Text.Length), blankBefore, from > 1);
            if (sections.Count == 0)
            {
                unread.Add(line);
            }
        }

        return sections;

        void Take(Snippet? text, bool blankBefore, bool inline)
        {
            if (text is not null && sections.Count > 0)
            {
                sections[^1].Pieces.Add(new TextPiece(text, blankBefore, inline));
            }
        }
    }

    /// <summary>
    /// A label printed in the middle of its value: the text behind it goes on with a sentence that begins in front of it.
    /// The part in front starts behind the last blank line, or the last line that ends a sentence.
    /// </summary>
    private static void TakeUnfinishedLead(Section before, Section section)
    {
        if (!before.Hit.IsNarrative || section.IsBlank || !section.Pieces[0].Inline || before.Pieces.Count < 2
            || IsFinished(before.Pieces[^1].Text.Text) || OpensItem(section.Pieces[0].Text.Text))
        {
            return;
        }

        var start = before.Pieces.Count - 1;
        while (start > 0 && !before.Pieces[start].BlankBefore && !IsFinished(before.Pieces[start - 1].Text.Text))
        {
            start--;
        }

        // With nothing to tell where it begins, or nothing left in front of it, the text stays where it is.
        if (start == 0 || !IsFinished(before.Pieces[start - 1].Text.Text))
        {
            return;
        }

        section.Pieces.InsertRange(0, before.Pieces[start..]);
        before.Pieces.RemoveRange(start, before.Pieces.Count - start);
        section.Doubt = new Doubt(
            "section-reordered", "标签印在本栏文字中间，已把标签前的未完句并入本栏，请核对",
            "the label stands in the middle of its own text; the unfinished sentence in front of it was taken in");
    }

    /// <summary>
    /// A section that breaks off in the middle of a sentence goes on behind the next one: the last block there, set off by
    /// a blank line from a sentence that is complete.
    /// </summary>
    private static void GiveBackContinuation(Section before, Section section)
    {
        if (!before.Hit.IsNarrative || before.IsBlank || IsFinished(before.Pieces[^1].Text.Text))
        {
            return;
        }

        var start = section.Pieces.FindLastIndex(piece => piece.BlankBefore && !piece.Inline);
        if (start <= 0 || !IsFinished(section.Pieces[start - 1].Text.Text) || OpensItem(section.Pieces[start].Text.Text))
        {
            return;
        }

        before.Pieces.AddRange(section.Pieces[start..]);
        section.Pieces.RemoveRange(start, section.Pieces.Count - start);
        before.Doubt = new Doubt(
            "section-reordered", "本栏文字在下一栏之后继续，已接回，请核对",
            "the text goes on behind the next section; it was joined again");
    }

    /// <summary>
    /// Labels and values of a header may come out in groups (label, label, value, value): a value that is not of its
    /// label's kind, or one too many, goes to the nearest label before it that is still blank and of its kind.
    /// </summary>
    private static void SortByKind(List<Section> sections, int at)
    {
        var section = sections[at];
        for (var i = section.Pieces.Count - 1; i >= 0; i--)
        {
            var piece = section.Pieces[i];
            var fits = Fits(section, piece.Text.Text);
            if (piece.Inline || (fits && (i == 0 || Wraps(section.Hit.Field.Kind))))
            {
                continue;
            }

            var other = sections.Take(at).LastOrDefault(candidate =>
                candidate.IsBlank && !candidate.Hit.IsNarrative && candidate.Hit.Field.Kind != section.Hit.Field.Kind
                && Fits(candidate, piece.Text.Text));
            if (other is not null)
            {
                other.Pieces.Add(piece);
                section.Pieces.RemoveAt(i);
            }
        }
    }

    private static bool Wraps(FieldKind kind) => kind is FieldKind.Text or FieldKind.Organisations;

    private static bool Fits(Section section, string text) => section.Hit.Field.Kind switch
    {
        FieldKind.Text or FieldKind.Organisations => Numbers.Parse(text) is null && Rates.Parse(text) is null && Choices.Parse(text) is null,
        var kind => Normaliser.Normalise(kind, text, [text], section.Hit.Unit) is not null,
    };

    private static bool IsFinished(string text) => text.TrimEnd() is { Length: > 0 } trimmed && "。！？；!?;".Contains(trimmed[^1], StringComparison.Ordinal)
        || text.TrimEnd() is [.., '。' or '！' or '？', '”' or '）' or ')' or '"'];

    /// <summary>1、 （一） 一是: a new item, not the rest of a sentence.</summary>
    private static bool OpensItem(string text) => Items.Opens(text);
}
