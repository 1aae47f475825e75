using System.Globalization;
using Ingest.Engine.Reading.Ocr;
using Ingest.Fixtures.Printing;
using Ingest.Fixtures.Scans.Damage;
using Ingest.Fixtures.Scans.Files;
using OpenCvSharp;

namespace Ingest.Fixtures.Scans;

/// <summary>Makes one scan: draw the pages, hurt them as paper and scanners do, write the file and its golden.</summary>
internal sealed class ScanMaker : IDisposable
{
    private readonly string _fixtures;
    private readonly string _output;
    private readonly TextPositions _positions = new();

    public ScanMaker(string fixtures, string output)
    {
        NativeLibraries.Load();
        (_fixtures, _output) = (fixtures, output);
    }

    public void Dispose() => _positions.Dispose();

    public string Make(ScanPlan plan, ScanLook look)
    {
        var source = Path.Combine(_fixtures, plan.Fixture + ".pdf");
        var document = new Random(plan.Seed);
        var turn = look.Turns[document.Next(look.Turns.Count)];
        var places = _positions.Of(source);
        var organisation = ScanGolden.Organisation(Path.ChangeExtension(source, ".json"));
        var drawn = PageDrawing.Of(source, look);
        var pages = new List<ScannedPage>();
        try
        {
            for (var index = 0; index < drawn.Count; index++)
            {
                var page = new PaperPage(drawn[index], look, new Random((plan.Seed * 1000) + index))
                {
                    Number = index + 1, IsLast = index == drawn.Count - 1, Organisation = organisation,
                    Places = places.Where(place => place.Page == index + 1).ToList(), Back = drawn.Count > 1 ? drawn[(index + 1) % drawn.Count] : null,
                };
                pages.Add(PageDamage.Scan(page, turn));
            }

            var file = Path.Combine(_output, plan.Name + ContainerWriter.Extension(plan.Container));
            ContainerWriter.Write(file, plan, look, new ScannedDocument(source, pages));
            File.WriteAllText(Path.Combine(_output, plan.Name + ".json"), ScanGolden.Write(
                Path.ChangeExtension(source, ".json"), Path.GetFileName(file), plan, [.. pages.SelectMany(page => page.Covered).Distinct()]));
            return string.Create(CultureInfo.InvariantCulture, $"{plan.Name}: {pages.Count} page(s), {new FileInfo(file).Length / 1024} KB");
        }
        finally
        {
            drawn.ForEach(mat => mat.Dispose());
            pages.ForEach(page => page.Dispose());
        }
    }
}

/// <summary>The pages of a scan, and the print that they were made from.</summary>
internal sealed record ScannedDocument(string Source, IReadOnlyList<ScannedPage> Pages);

/// <param name="Pixels">One or three channels; bilevel pages hold 0 and 255 alone.</param>
/// <param name="Width">Of the page, in points.</param>
/// <param name="Height">Of the page, in points.</param>
/// <param name="Covered">Report and path of what a seal lies on.</param>
internal sealed record ScannedPage(Mat Pixels, double Width, double Height, IReadOnlyList<(int Report, string Path)> Covered) : IDisposable
{
    public void Dispose() => Pixels.Dispose();
}

/// <summary>Draws the pages of a print with poppler, grey, at twice the scan's resolution.</summary>
internal static class PageDrawing
{
    public const int Oversampling = 2;

    public static List<Mat> Of(string pdf, ScanLook look)
    {
        var folder = Directory.CreateTempSubdirectory("ingest-scan-");
        try
        {
            var dpi = (look.Dpi * Oversampling).ToString(CultureInfo.InvariantCulture);
            OutsideProgram.Run("pdftoppm", "-r", dpi, "-gray", pdf, Path.Combine(folder.FullName, "page"));
            return [.. folder.GetFiles("*.pgm").OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => Cv2.ImRead(file.FullName, ImreadModes.Grayscale))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
