using Ingest.Core.Corrections;
using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Reports;
using Ingest.Store;
using Ingest.Web.Heavy;
using Ingest.Web.Layout;
using Ingest.Web.Originals;
using Microsoft.AspNetCore.Http;

namespace Ingest.Web.Reports;

/// <summary>A box drawn on the original is read, for the value that is being edited. Nothing is saved by that.</summary>
internal static class BoxEndpoints
{
    /// <param name="Text">For the editor: as printed, with the unit where only the label prints it.</param>
    /// <param name="Place">What is sent back when the value is saved.</param>
    private sealed record Answer(string? Text, string? Place, string? Message);

    public static async Task<IResult> ReadAsync(HttpContext context, long id, IngestStore store, OriginalPictures originals, HeavyWork heavy, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        var page = PageContext.Of(context);
        if (!ValueKeys.TryParse(form["key"].ToString(), out var row, out var field) || ReadPlaces.Place(form["place"].ToString()) is not { } drawn)
        {
            return Results.BadRequest();
        }

        if (await store.Reviews.ReportAsync(id, cancellation) is not { } report || drawn.Page < report.Read.Key.FirstPage || drawn.Page > report.Read.Key.LastPage)
        {
            return Results.NotFound();
        }

        try
        {
            return await heavy.Boxes.RunAsync(context.User.Identity!.Name!, token => originals.ReadBoxAsync(report.Key.Sha256, report.Paths, drawn, token), cancellation) is { } read
                ? Results.Json(new Answer(WithUnit(report, row?.List, field, read.Raw), ReadPlaces.Write(read), null))
                : Results.Json(new Answer(null, null, page.Say("框内没有读到文字", "Nothing could be read in the box")));
        }
        catch (WorkRefusedException refused)
        {
            return Results.Json(new Answer(null, null, refused.Text(page)), statusCode: refused.Status);
        }
        catch (PageUnavailableException)
        {
            return Results.Json(new Answer(null, null, page.Say("原件不在，或此页无法识读", "The original is gone, or this page cannot be read")));
        }
    }

    /// <summary>An amount whose unit stands in the label alone (万元) would be taken for yuan: its table or header tells the unit by what else was read there.</summary>
    private static string WithUnit(ReviewReport report, RowList? list, string field, string text)
    {
        if (report.Pack is not { } pack || CorrectionValues.KindOf(pack, list, field) != FieldKind.Amount || Amounts.Parse(text) is null || text.Contains('元', StringComparison.Ordinal))
        {
            return text;
        }

        IEnumerable<Field> others = list switch
        {
            RowList.Funds => (report.Read.Funds ?? []).SelectMany(line => line.Cells),
            RowList.Indicators => report.Read.Indicators.SelectMany(row => row.Cells),
            _ => report.Read.Fields,
        };
        // The value's own label first, then the others of its kind.
        var unit = others.OrderByDescending(other => other.Key == field).Select(other => UnitOf(other, pack, list)).FirstOrDefault(found => found is not null);
        return text + unit;
    }

    /// <summary>Null for what is no amount, or was printed with its unit, or is nought.</summary>
    private static string? UnitOf(Field field, FormPack pack, RowList? list) =>
        CorrectionValues.KindOf(pack, list, field.Key) != FieldKind.Amount || field.Value is not NumberValue { Number: not 0 and var value } || Amounts.Parse(field.Raw) is not (not 0 and { } printed)
            ? null
            : (value / printed) switch { 1 => "", 10_000 => "万元", 100_000_000 => "亿元", _ => null };
}

/// <summary>Places as the page and we send them to each other: page, x, y, width, height, in points, then the source and what was read.</summary>
internal static class ReadPlaces
{
    private const double Furthest = 20_000;
    private const int LongestRaw = 20_000;

    public static string Write(ReadPlace place) => ReadPlaceJson.Write(place);

    /// <summary>What the editor sends along with a value that was read; null where none was, or it is none of ours.</summary>
    public static ReadPlace? Of(IFormCollection form)
    {
        if (form["read"].ToString() is not { Length: > 0 and < 2 * LongestRaw } text)
        {
            return null;
        }

        try
        {
            return ReadPlaceJson.Read(text) is { } place && IsOnPage(place.Page, place.Box) && place.Raw.Length <= LongestRaw ? place : null;
        }
        catch (Exception foreign) when (foreign is System.Text.Json.JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>A box as it is drawn: "page x y width height".</summary>
    public static (int Page, Box Box)? Place(string text)
    {
        var parts = text.Split(' ').Select(part => double.TryParse(part, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
        return parts is [var page, var x, var y, var width, var height] && page is >= 1 and < 1_000_000 && IsOnPage((int)page, new Box(x, y, width, height))
            ? ((int)page, new Box(x, y, width, height))
            : null;
    }

    private static bool IsOnPage(int page, Box box) =>
        page >= 1 && box is { X: >= -Furthest and <= Furthest, Y: >= -Furthest and <= Furthest, Width: > 0 and <= Furthest, Height: > 0 and <= Furthest };
}
