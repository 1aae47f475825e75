using Ingest.Core.Documents;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Funds;

/// <summary>Gathers the table of funds on the walk through a report's pages; a page break may cut it.</summary>
internal sealed class FundsWalk(PackIndex index)
{
    private readonly List<FundRow> rows = [];
    private IReadOnlyList<FundColumn>? open;
    private string? caption;

    /// <summary>The lines so far; where neither the columns nor the table name a unit, a line above the form does (单位：万元).</summary>
    public IReadOnlyList<FundRow> Rows => caption is null
        ? rows
        : [.. rows.Select(row => row with { Units = row.Units.ToDictionary(pair => pair.Key, string? (pair) => pair.Value ?? caption, StringComparer.Ordinal) })];

    public void TakeCaptions(PageLayout page)
    {
        if (index.Funds is not null && rows.Count == 0)
        {
            caption ??= page.Lines
                .SelectMany(line => line.Words)
                .Concat(page.Grids.SelectMany(grid => grid.Cells.Where(cell => cell.Row < 3)).SelectMany(cell => cell.Lines).SelectMany(line => line.Words))
                .Where(word => word.Text.Contains("单位", StringComparison.Ordinal))
                .Select(word => FundIndex.UnitIn(word.Text))
                .FirstOrDefault(unit => unit is not null);
        }
    }

    /// <summary>A table without rulings, where none was found before it; the lines of the page that it takes up.</summary>
    public IReadOnlySet<TextLine> TakeUnruled(IReadOnlyList<TextLine> lines)
    {
        if (rows.Count > 0 || StreamFunds.Find(lines, index) is not { } found)
        {
            return new HashSet<TextLine>();
        }

        rows.AddRange(found.Rows);
        return found.Lines;
    }

    /// <summary>The part of the table in these rows of a grid; null where there is none.</summary>
    public FundsFragment? Take(Grid grid, int from, int to)
    {
        if (FundsReader.Find(grid, from, to, index, open) is not { } found)
        {
            open = from >= to ? open : null;
            return null;
        }

        rows.AddRange(found.Rows);
        open = found.EndRow == grid.Rows && found.Columns.Count > 0 ? found.Columns : null;
        return found;
    }
}
