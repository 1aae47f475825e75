using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;

namespace Ingest.Core.Tests.Documents;

/// <summary>A ruled form of one page, row by row: each cell with the columns that it spans; a null text goes on from the cell above.</summary>
internal sealed class SheetBuilder(params double[] xs)
{
    private const double LineHeight = 14;
    private const double Top = 60;

    private PageBuilder page = new();
    private readonly List<Page> before = [];
    private double y = Top;

    public SheetBuilder Title(params string[] lines)
    {
        if (y > Top)
        {
            page.Across(y, xs[0], xs[^1]);
            y += Top;
        }

        foreach (var line in lines)
        {
            page.Text(200, y - 40, line);
            y += LineHeight;
        }

        return this;
    }

    /// <summary>Cells as (text, columns); lines of a cell are parted by |.</summary>
    public SheetBuilder Row(params (string? Text, int Columns)[] cells)
    {
        var height = (LineHeight * cells.Max(cell => cell.Text?.Split('|').Length ?? 1)) + 6;
        var column = 0;
        foreach (var (text, span) in cells)
        {
            var (left, right) = (xs[column], xs[column + span]);
            page.Down(left, y, y + height).Down(right, y, y + height);
            if (text is not null)
            {
                page.Across(y, left, right).Stack(left + 3, y + 4, text.Split('|'));
            }

            column += span;
        }

        y += height;
        return this;
    }

    public SheetBuilder NextPage()
    {
        before.Add(page.Across(y, xs[0], xs[^1]).Build());
        page = new PageBuilder(before.Count + 1);
        y = Top;
        return this;
    }

    public Report Parse(Learned? learned = null) => Assert.Single(ParseAll(learned));

    public IReadOnlyList<Report> ParseAll(Learned? learned = null) => new ReportParser(FormPackReader.BuiltIn(), learned)
        .Parse(new Document("x.pdf", "", DocumentKind.Text, [.. before, page.Across(y, xs[0], xs[^1]).Build()])).Reports;
}
