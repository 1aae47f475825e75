using System.Text.RegularExpressions;
using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Funds;
using Ingest.Core.Header;
using Ingest.Core.Normalisation;
using Ingest.Core.Tables;

namespace Ingest.Core.Segmentation;

/// <summary>What one report's pages hold, taken apart but not yet normalised.</summary>
/// <param name="Unread">Lines that belong to no field.</param>
public sealed record FormReading(
    IReadOnlyList<Capture> Captures, AssembledTable? Table, IReadOnlyList<TextLine> Unread)
{
    /// <summary>The lines of the table of funds, where the form has one.</summary>
    public IReadOnlyList<FundRow> Funds { get; init; } = [];

    /// <summary>How many rows of the table nobody filled in: the template's 指标2：, …….</summary>
    public int EmptyRows { get; init; }

    /// <summary>Columns whose heads a model had to understand, and how likely it thought them.</summary>
    public IReadOnlyDictionary<string, double> LearnedColumns { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);
}

/// <summary>Walks through a report's pages by geometry and gives every part to its reader.</summary>
public static partial class FormReader
{
    public static FormReading Read(ReportPart part)
    {
        var walk = new Walk(part.Index);
        foreach (var page in part.Pages)
        {
            walk.Take(page);
        }

        return walk.Finish();
    }

    private sealed partial class Walk(PackIndex index)
    {
        private const string PrintedYear = @"(?:[12１２]\s*[09０９]\s*\d\s*\d|二\s*[〇○零0]\s*[〇○零0一二三四五六七八九]\s*[〇○零0一二三四五六七八九])";

        [GeneratedRegex(@"[（(〔\[]\s*(?<year>" + PrintedYear + @")\s*[)）〕\]]\s*年|[（(〔\[]?\s*(?<year>" + PrintedYear + @"\s*年\s*度?)\s*[)）〕\]]?")]
        private static partial Regex TitleYear();

        private readonly List<TextLine> form = [];
        private readonly List<Capture> captures = [];
        private readonly TableParts table = new();
        private readonly List<TextLine> unread = [];
        private readonly FundsWalk funds = new(index);
        private IReadOnlyList<ColumnRange>? openTable;
        private bool openIsRuled;
        private CategoryMark? heading;
        private IReadOnlyList<Snippet> tail = [];

        /// <summary>The narrative in which a ruled form broke off at the foot of a page, by its place among the captures.</summary>
        private int? cut;

        /// <summary>Whether the last that a ruled form had was a narrative: only then does text at the top of a further page belong to it.</summary>
        private bool endsInNarrative;
        private int cutPage;

        public void Take(PageLayout page)
        {
            page = WithoutFrames(page);
            var stream = new List<TextLine>();
            var streamColumns = openIsRuled ? null : openTable;
            TakeTitle(page);
            funds.TakeCaptions(page);
            var lines = LabelStacks.Join([.. page.Lines.Where(line => !index.IsTitle(line.Text))], index);
            var parts = lines.Select(line => (line.Box.Y, Line: (TextLine?)line, Grid: (Grid?)null))
                .Concat(page.Grids.Select(grid => (grid.Box.Y, Line: (TextLine?)null, Grid: (Grid?)grid)))
                .OrderBy(item => item.Y);
            var read = new HashSet<TextLine>(funds.TakeUnruled(lines));
            foreach (var (_, line, grid) in parts)
            {
                if (grid is not null)
                {
                    Take(grid);
                }
                else if (read.Contains(line!))
                {
                    continue;
                }
                else if (cut is { } goesOn && line!.Page > cutPage && LabelHit.In(line, index).Count == 0
                    && StreamTableReader.HeaderOf(line, index) is null)
                {
                    captures[goesOn] = captures[goesOn] with { Lines = [.. captures[goesOn].Lines, line.Whole] };
                }
                else if (StreamTableReader.HeaderOf(line!, index) is { } header)
                {
                    CloseStream(page.Page.Number, streamColumns, stream, null);
                    (openTable, openIsRuled, streamColumns, cut) = (header, false, header, null);
                }
                else if (openTable is null || openIsRuled)
                {
                    cut = LabelHit.In(line!, index).Count > 0 ? null : cut;
                    form.Add(line!);
                }
                else if (line!.Words.Count > 0 && IsTotal(line))
                {
                    CloseStream(page.Page.Number, streamColumns, stream, WholeTotal(line, lines, stream, read));
                    openTable = streamColumns = null;
                }
                else if (index.IsNote(line.Text) || LabelHit.In(line, index).Any(hit => hit.Start == 0 && hit.HasColon))
                {
                    CloseStream(page.Page.Number, streamColumns, stream, null);
                    openTable = streamColumns = null;
                    form.Add(line);
                }
                else
                {
                    stream.Add(line);
                }
            }

            CloseStream(page.Page.Number, streamColumns, stream, null);
        }

        /// <summary>Rulings around a table, or under its header, that part none of its columns: its lines stand as if there were none.</summary>
        private PageLayout WithoutFrames(PageLayout page)
        {
            var frames = page.Grids
                .Where(grid => grid.Cells.Any(cell => cell.Lines.Any(line => StreamTableReader.HeaderOf(line, index) is not null)))
                .ToHashSet();
            return frames.Count == 0 ? page : page with
            {
                Grids = [.. page.Grids.Where(grid => !frames.Contains(grid))],
                Lines = [.. page.Lines.Concat(frames.SelectMany(grid => grid.Cells).SelectMany(cell => cell.Lines)).OrderBy(line => line.Box.Y)],
            };
        }

        /// <summary>A year printed in the title, or alone on the line below it.</summary>
        private void TakeTitle(PageLayout page)
        {
            var lines = page.Lines.Concat(TitleRows(page)).ToList();
            var title = lines.Index().FirstOrDefault(pair => index.IsTitle(pair.Item.Text));
            if (title.Item is null || index.Pack.Fields.FirstOrDefault(form => form.Kind == FieldKind.Year) is not { } year)
            {
                return;
            }

            foreach (var line in lines.Skip(title.Index).Take(2))
            {
                if (TitleYear().Match(line.Text) is { Success: true } match
                    && (ReferenceEquals(line, title.Item) || match.Length == line.Text.Length))
                {
                    var printed = match.Groups["year"];
                    captures.Add(new Capture(year, null, [line.Slice(printed.Index, printed.Index + printed.Length)!], null));
                    return;
                }
            }
        }

        /// <summary>A spreadsheet prints its title in the first cells of the table.</summary>
        private IEnumerable<TextLine> TitleRows(PageLayout page) => page.Grids
            .SelectMany(grid => grid.Cells.Where(cell => cell.Row < 3 && cell.ColumnSpan * 2 > grid.Columns).SelectMany(cell => cell.Lines))
            .SkipWhile(line => !index.IsTitle(line.Text));

        public FormReading Finish()
        {
            var notes = form.FindIndex(line => !table.IsEmpty && index.IsNote(line.Text) && line.Page >= table.LastPage);
            var lines = notes < 0 ? form : form[..notes];
            captures.AddRange(FreeFormReader.Read(lines, index, out var rest));
            unread.AddRange(rest);
            var assembled = table.IsEmpty ? null : TableAssembler.Assemble(table.Fragments(index), index.Pack.Table);
            var filled = assembled is null ? null : TemplateRows.Remove(assembled, index.Pack.Table);
            return new FormReading(Best(captures), filled, unread)
            {
                Funds = funds.Rows,
                EmptyRows = (assembled?.Rows.Count ?? 0) - (filled?.Rows.Count ?? 0),
            };
        }

        /// <summary>What a text layer is, and no recogniser.</summary>
        private const double Certain = 1;

        private bool IsTotal(TextLine line) => index.IsTotal(line.Words[0].Text)
            || (line.Words.Count > 1 && index.IsTotal(line.Words[0].Text + line.Words[1].Text))
            || (line.Words.Count > 1 && line.Words[0].Confidence < Certain && index.IsNearTotal(line.Words[0].Text)
                && line.Words.Skip(1).All(word => Normalisation.Numbers.Parse(word.Text) is not null));

        /// <summary>The total with the lines above and below it that hold the rest of numbers too wide for their columns.</summary>
        private static TextLine WholeTotal(TextLine total, IReadOnlyList<TextLine> lines, List<TextLine> stream, HashSet<TextLine> read)
        {
            var parts = lines.Where(line => line.Page == total.Page && !ReferenceEquals(line, total)
                && Math.Abs(line.Box.CentreY - total.Box.CentreY) < 1.2 * total.Box.Height
                && line.Words.All(word => word.Text.All(sign => char.IsDigit(sign) || sign is '.' or '．'))).ToList();
            stream.RemoveAll(parts.Contains);
            read.UnionWith(parts);
            return parts.Count == 0 ? total : new TextLine(total.Page, [.. total.Words.Concat(parts.SelectMany(line => line.Words)).OrderBy(word => word.Box.X)]);
        }

        private void CloseStream(int page, IReadOnlyList<ColumnRange>? columns, List<TextLine> stream, TextLine? total)
        {
            if (columns is not null && (stream.Count > 0 || total is not null))
            {
                table.Add(page, columns, [.. stream], total);
            }

            stream.Clear();
        }

        private void Take(Grid grid)
        {
            cutPage = grid.Page;
            var found = LatticeTableReader.Read(grid, index, openIsRuled ? openTable : null, heading);
            TakeForm(grid, 0, found?.FirstRow ?? grid.Rows, found is not null);
            if (found is not null)
            {
                table.Add(found.Fragment);
                heading = found.Heading;
                (openTable, openIsRuled) = found.Fragment.Totals is null ? (found.Fragment.Columns, true) : (null, false);
                TakeForm(grid, found.EndRow, grid.Rows, false);
            }
        }

        /// <summary>Labels and their values, and between them the table of funds, which has its own reader.</summary>
        private void TakeForm(Grid grid, int from, int to, bool tableFollows)
        {
            if (funds.Take(grid, from, to) is { } found)
            {
                Take(CellFormReader.Read(grid, from, found.FirstRow, index), true);
                from = found.EndRow;
            }

            Take(CellFormReader.Read(grid, from, to, index), tableFollows);
        }

        /// <summary>Values that a page break cuts go on in cells without a label.</summary>
        private void Take(CellFormReader.Result form, bool tableFollows)
        {
            var found = form.Captures.ToList();
            if (form.Head.Count > 0 || tail.Count > 0)
            {
                var goesOn = tail.Concat(form.Head).ToList();
                var first = found.FindIndex(capture => capture.Field.Kind == FieldKind.Narrative);
                var last = captures.FindLastIndex(capture => capture.Field.Kind == FieldKind.Narrative);
                if (tail.Count > 0 && form.Head.Count == 0 && first >= 0)
                {
                    found[first] = found[first] with { Lines = [.. tail, .. found[first].Lines] };
                }
                else if (last >= 0 && endsInNarrative)
                {
                    GoOn(last, goesOn);
                }
            }

            captures.AddRange(found);
            cut = !tableFollows && found.Count > 0 && found[^1].Field.Kind == FieldKind.Narrative ? captures.Count - 1 : null;
            endsInNarrative = !tableFollows && (found.Count == 0 ? endsInNarrative : found[^1].Field.Kind == FieldKind.Narrative);
            tail = tableFollows ? [] : form.Tail;
            unread.AddRange(form.Unread);
        }

        /// <summary>Texts side by side under one row of labels (预期目标 | 实际完成情况) go on each in its own column.</summary>
        private void GoOn(int last, List<Snippet> lines)
        {
            var row = captures[last].Label is { } label
                ? Enumerable.Range(0, captures.Count).Where(i => captures[i] is { Field.Kind: FieldKind.Narrative, Label: { } other }
                    && other.Page == label.Page && other.Box.OverlapY(label.Box) > 0).ToList()
                : [last];
            foreach (var line in lines)
            {
                var own = row.Count < 2 ? last : row.MinBy(i => Math.Abs(captures[i].Label!.Box.CentreX - line.Box.CentreX));
                captures[own] = captures[own] with { Lines = [.. captures[own].Lines, line] };
            }
        }

        /// <summary>
        /// One capture a field: of those that hold something the one whose label the pack names first, for 填报单位 above a form may be
        /// another than the 实施单位 in it.
        /// </summary>
        private static List<Capture> Best(IEnumerable<Capture> captures) => [.. captures
            .GroupBy(capture => capture.Field.Key)
            .Select(group => group.Where(capture => capture.Lines.Count > 0).MinBy(RankOf) ?? group.First())];

        private static int RankOf(Capture capture)
        {
            var label = Labels.WithoutUnit(Labels.Fold(capture.Label?.Text ?? "")).Label;
            var rank = capture.Field.Labels.ToList().FindIndex(known => Labels.Fold(known) == label);
            return rank < 0 ? capture.Field.Labels.Count : rank;
        }
    }
}
