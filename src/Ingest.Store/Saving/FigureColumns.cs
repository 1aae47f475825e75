using System.Globalization;
using Ingest.Core.Figures;
using Ingest.Core.Reports;
using Ingest.Store.Connecting;

namespace Ingest.Store.Saving;

/// <param name="Key">The narrative that it stands in.</param>
/// <param name="Ordinal">Counted from 1 within it.</param>
internal sealed record NarrativeFigure(string Key, int Ordinal, Figure Figure)
{
    /// <summary>Of every narrative of a report that has a text.</summary>
    public static IEnumerable<NarrativeFigure> Of(Report report) =>
        ProjectionColumns.Narratives(report).SelectMany(field => Of(field.Key, FieldValues.Of(ColumnType.Text, field) as string));

    public static IEnumerable<NarrativeFigure> Of(string key, string? text) =>
        text is null ? [] : FigureReader.Read(text).Select((figure, at) => new NarrativeFigure(key, at + 1, figure));
}

/// <summary>Which part of a figure goes into which column.</summary>
internal static class FigureColumns
{
    public static readonly IReadOnlyList<Column<ChildRow<NarrativeFigure>>> All =
    [
        new("report_ordinal", ColumnType.Int, row => row.ReportOrdinal),
        new("key", ColumnType.Text, row => row.Value.Key),
        new("ordinal", ColumnType.Int, row => row.Value.Ordinal),
        new("start", ColumnType.Int, row => row.Value.Figure.Start),
        new("raw", ColumnType.Text, row => row.Value.Figure.Raw),
        new("kind", ColumnType.Text, row => row.Value.Figure.Kind.ToString().ToLowerInvariant()),
        new("value", ColumnType.Number, row => row.Value.Figure.Value),
        new("lower", ColumnType.Number, row => row.Value.Figure.Lower),
        new("upper", ColumnType.Number, row => row.Value.Figure.Upper),
        new("is_approximate", ColumnType.Flag, row => row.Value.Figure.IsApproximate),
        new("measure", ColumnType.Text, row => row.Value.Figure.Unit),
        new("currency", ColumnType.Text, row => row.Value.Figure.Currency),
        new("date", ColumnType.Text, row => row.Value.Figure.Date),
        new("date_first", ColumnType.Date, row => Days(row.Value.Figure.Date)?.First),
        new("date_last", ColumnType.Date, row => Days(row.Value.Figure.Date)?.Last),
        new("year", ColumnType.Int, row => row.Value.Figure.Year),
        new("phrase", ColumnType.Text, row => PgText.Clean(row.Value.Figure.Phrase)),
    ];

    /// <summary>From the first day of 2015 to the last of 2018; null without a year, and for a day that no calendar has.</summary>
    internal static (DateOnly First, DateOnly Last)? Days(string? date)
    {
        if (date?.Split('/') is not [var from, ..] parts || Day(from, isLast: false) is not { } first || Day(parts[^1], isLast: true) is not { } last)
        {
            return null;
        }

        return (first, last);
    }

    private static DateOnly? Day(string text, bool isLast)
    {
        int?[] parts = [.. text.Split('-').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null)];
        return parts switch
        {
            [{ } year] => new DateOnly(year, isLast ? 12 : 1, isLast ? 31 : 1),
            [{ } year, { } month] => new DateOnly(year, month, isLast ? DateTime.DaysInMonth(year, month) : 1),
            [{ } year, { } month, { } day] when day <= DateTime.DaysInMonth(year, month) => new DateOnly(year, month, day),
            _ => null,
        };
    }
}
