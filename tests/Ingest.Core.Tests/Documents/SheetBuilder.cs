using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;

namespace Ingest.Core.Tests.Documents;

/// <summary>A ruled form of one page, row by row: each cell with the columns that it spans; a null text goes on from the cell above.</summary>
internal sealed class SheetBuilder(params double[] xs)
{
    private const double LineHeight = 14;

    private readonly PageBuilder page = new();
    private double y = 60;

    public SheetBuilder Title(params string[] lines)
    {
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

    public Report Parse(Learned? learned = null) =>
        Assert.Single(new ReportParser(FormPackReader.BuiltIn(), learned)
            .Parse(new Document("x.pdf", "", DocumentKind.Text, [page.Across(y, xs[0], xs[^1]).Build()])).Reports);
}
