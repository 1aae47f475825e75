using Ingest.Core;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Core.Segmentation;
using Ingest.Engine.Reading;

if (args.Length > 1)
{
    var index = new PackIndex(FormPackReader.BuiltIn()[0]);
    foreach (var page in new DocumentReader().Read(args[0]).Pages.Where(p => args[1] == "all" || p.Number == int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture)))
    {
        var l = PageLayout.Of(page);
        Console.WriteLine($"== page {page.Number} {page.Width}x{page.Height} words {page.Words.Count} rulings {page.Rulings.Count}");
        foreach (var line in LabelStacks.Join(l.Lines, index)) Console.WriteLine(FormattableString.Invariant($"  L y{line.Box.Y:F1}-{line.Box.Bottom:F1} x{line.Box.X:F1}-{line.Box.Right:F1} {line.Text} {string.Join(',', LabelHit.In(line, index).Select(h => h.Field.Key))}"));
        foreach (var g in l.Grids)
        {
            Console.WriteLine(FormattableString.Invariant($"  GRID {g.Rows}x{g.Columns} y{g.Box.Y:F1}-{g.Box.Bottom:F1} x{g.Box.X:F1}-{g.Box.Right:F1}"));
            foreach (var c in g.Cells) Console.WriteLine(FormattableString.Invariant($"    [{c.Row},{c.Column} {c.RowSpan}x{c.ColumnSpan}] {string.Join('|', c.Lines.Select(x => x.Text))}"));
        }
    }
    return;
}
var parser = new ReportParser(FormPackReader.BuiltIn());
Console.WriteLine(ReportJson.Write(parser.Parse(new DocumentReader().Read(args[0]))));
