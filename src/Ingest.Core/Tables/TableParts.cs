using Ingest.Core.Documents;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Tables;

/// <summary>
/// The parts of one report's table, page after page, while they are being found. Those without rulings are read at the end:
/// where a column's white runs is told by all pages together, and a page may hold only a line or two.
/// </summary>
public sealed class TableParts
{
    /// <summary>Points within which two headers' labels stand at one place.</summary>
    private const double Same = 2;

    private readonly List<Part> parts = [];

    private sealed record Part(
        TableFragment? Ruled, int Page, IReadOnlyList<ColumnRange> Header, IReadOnlyList<TextLine> Body, TextLine? Total);

    public bool IsEmpty => parts.Count == 0;

    public int LastPage => parts[^1].Page;

    public void Add(TableFragment ruled) => parts.Add(new Part(ruled, ruled.Page, ruled.Columns, [], null));

    /// <param name="header">The header's labels.</param>
    /// <param name="body">The lines below the header, the total line excluded.</param>
    /// <param name="total">The total line, if it is on this page.</param>
    public void Add(int page, IReadOnlyList<ColumnRange> header, IReadOnlyList<TextLine> body, TextLine? total) =>
        parts.Add(new Part(null, page, header, body, total));

    public IReadOnlyList<TableFragment> Fragments(PackIndex index) => [.. parts.Select(part => part.Ruled ?? StreamTableReader.Read(
        part.Page, part.Header, part.Body, part.Total,
        [.. parts.Where(other => other.Ruled is null && IsSame(part.Header, other.Header)).SelectMany(other => other.Body)], index))];

    private static bool IsSame(IReadOnlyList<ColumnRange> a, IReadOnlyList<ColumnRange> b) => a.Count == b.Count
        && a.Zip(b).All(pair => pair.First.Column.Key == pair.Second.Column.Key && Math.Abs(pair.First.Left - pair.Second.Left) < Same);
}
