using Ingest.Core.Documents;
using Ingest.Core.Normalisation;
using Ingest.Core.Tables;

namespace Ingest.Core.Segmentation;

/// <summary>
/// Recognised words that are a form's own printed label but for a character or two are read as that label. Labels are
/// known beforehand, so that a misread one loses no value; the values themselves, and what stands in the rows of the
/// indicator table, are left as they were read.
/// </summary>
public sealed class LabelRepair
{
    private const int ShortestLabel = 4;

    /// <summary>In the head of a table, where the others say that it is one.</summary>
    private const int ShortestColumn = 2;

    private const int LongestCell = 24;

    /// <summary>Shorter titles may be words of a sentence.</summary>
    private const int ShortestTitle = 6;

    private const int LongestSpaced = 6;

    private readonly TableZones zones;
    private readonly LabelGuess labels;
    private readonly LabelGuess titles;
    private readonly LabelGuess categories;

    public LabelRepair(IReadOnlyList<PackIndex> forms)
    {
        zones = new TableZones([.. forms.Select(form => (form, new LabelGuess(form.Pack.Table.Columns.SelectMany(column => column.Labels), ShortestColumn)))]);
        labels = new LabelGuess(forms.SelectMany(form => form.Pack.AllLabels), ShortestLabel);
        titles = new LabelGuess(forms.SelectMany(form => form.Pack.Titles).Where(title => !Wildcard.IsOne(title)), ShortestTitle);
        categories = new LabelGuess(forms.SelectMany(form => form.Pack.Table.Categories), ShortestLabel);
    }

    /// <summary>Pages taken apart, their labels put right; those of a text layer or a dump as they are.</summary>
    public IReadOnlyList<PageLayout> Repair(IReadOnlyList<Page> pages)
    {
        IReadOnlyList<double>? open = null;
        return [.. pages.Select(page => page.Source == TextSource.Ocr ? Repair(page, ref open) : PageLayout.Of(page))];
    }

    private PageLayout Repair(Page page, ref IReadOnlyList<double>? open)
    {
        var kept = new List<Box>();
        foreach (var grid in PageLayout.Of(page).Grids)
        {
            kept.AddRange(zones.Of(grid, open).Rows.Select(cell => cell.Box));
        }

        var words = page.Words.Select(word => kept.Exists(box => box.ContainsCentreOf(word.Box)) ? word : Repaired(word));
        var layout = PageLayout.Of(page with { Words = [.. words] });
        var grids = new List<Grid>();
        foreach (var grid in layout.Grids)
        {
            var zone = zones.Of(grid, open);
            open = zone.Open;
            grids.Add(grid with { Cells = [.. grid.Cells.Select(cell => zone.Heads.TryGetValue(cell, out var head) ? With(cell, head)
                : zone.Rows.Contains(cell) ? RepairedCategory(cell) : Repaired(cell))] });
        }

        return layout with { Grids = grids, Lines = [.. layout.Lines.Select(zones.RepairHead).Select(RepairTitle).Select(RepairSpaced)] };
    }

    /// <summary>A line that is a title but for a character, whatever the recogniser thought of it: nothing else stands alone and says so much of one.</summary>
    private TextLine RepairTitle(TextLine line) => titles.Nearest(LabelGuess.FoldedText.Of(line.Words), believesAll: true) is { } title
        ? new TextLine(line.Page, [new Word(title, Box.Around(line.Words.Select(word => word.Box)), line.Words.Min(word => word.Confidence))])
        : line;

    /// <summary>A label of letters set apart, 主 要 问 题：, of which one was misread.</summary>
    private TextLine RepairSpaced(TextLine line)
    {
        var last = line.Words.TakeWhile(word => word.Text.Length < ShortestLabel && !word.Text.Contains('：', StringComparison.Ordinal)).Count();
        var colon = last < line.Words.Count ? line.Words[last].Text.IndexOf('：', StringComparison.Ordinal) : -1;
        if (last is 0 or > LongestSpaced || colon is < 1 or >= ShortestLabel)
        {
            return line;
        }

        var end = line.Words[last];
        var head = new Word(end.Text[..colon], end.BoxOf(0, colon), end.ConfidenceOf(0, colon)) { UnitConfidences = [.. Enumerable.Range(0, colon).Select(i => end.ConfidenceOf(i, 1))] };
        List<Word> letters = [.. line.Words.Take(last), head];
        if (labels.Nearest(LabelGuess.FoldedText.Of(letters)) is not { } label)
        {
            return line;
        }

        var repaired = new Word(label + end.Text[colon..], Box.Around(letters.Append(end).Select(word => word.Box)), letters.Append(end).Min(word => word.Confidence));
        return new TextLine(line.Page, [repaired, .. line.Words.Skip(last + 1)]);
    }

    /// <summary>A label may be broken over lines, and its bracket or colon misread.</summary>
    private Cell Repaired(Cell cell)
    {
        if (cell.IsBlank || cell.Text.Length > LongestCell)
        {
            return cell;
        }

        var text = LabelGuess.FoldedText.Of(cell.Lines.SelectMany(line => line.Words));
        var body = text.WithoutColon();
        if (body.Text.Length < ShortestLabel)
        {
            return cell;
        }

        if (labels.IsLabel(Labels.WithoutUnit(body.Text).Label))
        {
            // A label already; but one whose colon was misread is not seen as one.
            return text.Text.Length == body.Text.Length || text.HasColon || !labels.IsLabel(body.Text) ? cell : With(cell, body.Text + "：");
        }

        return (labels.Nearest(body) ?? labels.WithUnit(body) ?? labels.WithBracket(body.Text) ?? WithoutEcho(body.Text)) is { } label ? With(cell, label + "：") : cell;
    }

    /// <summary>A label whose end a recogniser of spaced letters read twice: 自评时间：评时间</summary>
    private string? WithoutEcho(string folded) => folded.IndexOf('：', StringComparison.Ordinal) is var colon and > 0
        && folded[..colon] is var label && labels.IsLabel(label) && label.EndsWith(folded[(colon + 1)..], StringComparison.Ordinal) ? label : null;

    /// <summary>A first-level label of the form in the first column of the table, or beside several of its rows, with its points as read.</summary>
    private Cell RepairedCategory(Cell cell)
    {
        if ((cell.Column > 0 && cell.RowSpan < 2) || cell.IsBlank || cell.Text.Length > LongestCell)
        {
            return cell;
        }

        var text = LabelGuess.FoldedText.Of(cell.Lines.SelectMany(line => line.Words));
        var end = text.Text.AsSpan().IndexOfAny("（[〔【");
        return categories.Nearest(end < 0 ? text : text.Head(end)) is { } name ? With(cell, name + (end < 0 ? "" : text.Text[end..])) : cell;
    }

    private static Cell With(Cell cell, string label) => cell with
    {
        Lines = [new TextLine(cell.Lines[0].Page, [new Word(label, Box.Around(cell.Lines.Select(line => line.Box)), cell.Snippets.Min(line => line.Confidence))])],
    };

    /// <summary>The word with the nearest label in place of its beginning.</summary>
    private Word Repaired(Word word)
    {
        var text = LabelGuess.FoldedText.Of([word]);
        if (text.Text.Length != word.Text.Length || text.Text.Length < ShortestLabel || text.Text.Length > LongestCell || labels.IsHead(text.Text))
        {
            return word;
        }

        var body = text.WithoutColon();
        var tail = word.Text[body.Text.Length..];
        if (tail.Length == 1 && body.Text.LastIndexOf('（') > body.Text.LastIndexOf('）') && labels.IsHead(body.Text))
        {
            // Inside its bracket no label ends: what was taken for a colon is dirt, or the side of a character.
            return With(word, body.Text, body.Text);
        }

        if (tail.Length == 1 && tail[0] is not ('：' or ':') && labels.IsLabel(body.Text))
        {
            return With(word, body.Text, body.Text + "：");
        }

        if (WithoutEcho(body.Text) is { } heard)
        {
            return With(word, heard, heard + "：");
        }

        var end = body.Text.AsSpan().IndexOfAny("：（《〈");
        if (body.Text.AsSpan().IndexOfAny("；;") is var mark and >= ShortestLabel && (end < 0 || mark < end) && labels.IsLabel(Labels.WithoutUnit(body.Text[..mark]).Label))
        {
            // A colon misread in front of a value.
            return With(word, body.Text[..mark], $"{word.Text[..mark]}：{word.Text[(mark + 1)..]}");
        }

        if (end < 0)
        {
            return labels.Nearest(body) is { } label ? With(word, label, label + tail) : word;
        }

        if (labels.IsLabel(body.Text[..end]))
        {
            return !labels.IsLabel(Labels.WithoutUnit(body.Text).Label) && labels.WithUnit(body) is { } put ? With(word, put, put + tail) : word;
        }

        // A label ends at its colon or its bracket.
        return (labels.Nearest(body) ?? labels.Nearest(body.Head(end))) is { } near ? With(word, near, near + (near.Contains('（', StringComparison.Ordinal) ? tail : word.Text[end..])) : word;
    }

    private static Word With(Word word, string label, string text) => text == word.Text ? word
        : text.Length == word.Text.Length ? word with { Text = text, Rereadings = [] }
        : new Word(text, word.Box, word.ConfidenceOf(0, Math.Min(label.Length, word.Text.Length)));
}
