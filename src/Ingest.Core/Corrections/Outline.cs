using System.Text.Json;
using Ingest.Core.Documents;
using Ingest.Core.Reports;

namespace Ingest.Core.Corrections;

/// <summary>Where a reviewer says that a report begins, or that what follows belongs to none.</summary>
/// <param name="Page">Counted from 1.</param>
/// <param name="Top">From the top of the page as displayed, points; 0 for the whole page.</param>
/// <param name="Line">Of a text dump, counted from 1 over the whole file; null for pages.</param>
/// <param name="Form">The form that it is read by; null for what is no report.</param>
public sealed record OutlineMark(int Page, double Top, int? Line, string? Form) : IComparable<OutlineMark>
{
    public int CompareTo(OutlineMark? other) => other is null ? 1
        : (Line ?? 0, Page, Top).CompareTo((other.Line ?? 0, other.Page, other.Top));

    public static bool operator <(OutlineMark one, OutlineMark other) => one.CompareTo(other) < 0;

    public static bool operator >(OutlineMark one, OutlineMark other) => one.CompareTo(other) > 0;

    public static bool operator <=(OutlineMark one, OutlineMark other) => one.CompareTo(other) <= 0;

    public static bool operator >=(OutlineMark one, OutlineMark other) => one.CompareTo(other) >= 0;
}

/// <summary>
/// The reports of a document as a reviewer divided it: each goes from its mark to the next. A correction of the whole document, which
/// every later reading follows.
/// </summary>
/// <param name="Marks">In the document's order.</param>
public sealed record Outline(IReadOnlyList<OutlineMark> Marks)
{
    /// <summary>What lies on a page above a report's first value is taken for its title.</summary>
    private const double Gap = 1;

    /// <summary>The division that a reading found by itself.</summary>
    public static Outline Of(IReadOnlyList<Report> reports, DocumentKind kind) =>
        new([.. reports.Select((report, at) => MarkOf(report, at == 0 ? null : reports[at - 1], kind))]);

    /// <summary>Which report of <paramref name="next"/> holds the beginning of each of ours, counted from 1; null where it is in none.</summary>
    public IReadOnlyList<int?> OrdinalsIn(Outline next) => [.. Marks.Where(mark => mark.Form is not null).Select(mark =>
    {
        var at = next.Marks.ToList().FindLastIndex(candidate => candidate <= mark);
        return at < 0 || next.Marks[at].Form is null ? (int?)null : next.Marks.Take(at + 1).Count(candidate => candidate.Form is not null);
    })];

    public string ToJson() => JsonSerializer.Serialize(Marks.Select(mark => new { page = mark.Page, top = mark.Top, line = mark.Line, form = mark.Form }));

    /// <exception cref="JsonException">It is no outline.</exception>
    public static Outline FromJson(string text)
    {
        using var json = JsonDocument.Parse(text);
        return new Outline([.. json.RootElement.EnumerateArray().Select(mark => new OutlineMark(
            mark.GetProperty("page").GetInt32(), mark.GetProperty("top").GetDouble(),
            mark.GetProperty("line") is { ValueKind: JsonValueKind.Number } line ? line.GetInt32() : null,
            mark.GetProperty("form").GetString()))]);
    }

    /// <summary>A report that shares its first page begins where the one before it ends.</summary>
    private static OutlineMark MarkOf(Report report, Report? before, DocumentKind kind)
    {
        var above = before is null ? [] : RegionsOf(before).ToList();
        if (kind == DocumentKind.Dump)
        {
            var line = above.Select(region => region.Lines?.Last ?? 0).DefaultIfEmpty().Max() + 1;
            return new OutlineMark(report.Key.FirstPage, 0, line, report.Form);
        }

        var top = above.Where(region => region.Page == report.Key.FirstPage).Select(region => region.Box.Bottom + Gap).DefaultIfEmpty().Max();
        return new OutlineMark(report.Key.FirstPage, Math.Round(top, 1), null, report.Form);
    }

    private static IEnumerable<Region> RegionsOf(Report report) => report.Fields.Concat(report.Totals)
        .Concat(report.Indicators.SelectMany(row => row.Cells)).Concat((report.Funds ?? []).SelectMany(line => line.Cells))
        .SelectMany(field => field.Evidence.Regions);
}
