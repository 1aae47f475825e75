using Ingest.Engine.Reading.Pictures;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Tokens;
using PdfPage = UglyToad.PdfPig.Content.Page;

namespace Ingest.Engine.Reading;

/// <summary>What a page of a PDF is, as far as its content stream tells.</summary>
internal enum PageLook
{
    Blank,
    Text,
    Picture,

    /// <summary>It cannot be read; perhaps it can be drawn.</summary>
    Unknown,
}

/// <summary>What a page of a PDF shows, and how its picture is best had.</summary>
/// <param name="Width">Of the page as displayed, points; 0 where unknown.</param>
/// <param name="Height">Of the page as displayed, points; 0 where unknown.</param>
internal sealed record PageSight(PageLook Look, double Width, double Height)
{
    /// <summary>Fewer characters than this do not make a page of text: a stamp, a page number, a scanner's mark.</summary>
    private const int FewCharacters = 12;

    /// <summary>As many are a page of text even over a picture of it; fewer may be what a scanner printed around one.</summary>
    private const int ManyCharacters = 120;

    private const int ManyPaths = 500;

    public static PageSight Unknown { get; } = new(PageLook.Unknown, 0, 0);

    /// <summary>There is text to be seen on a picture of the page: a scan that was typed on, or a page on a background.</summary>
    public bool IsTextOverPicture { get; private init; }

    /// <summary>A picture of the page over text that nobody sees: somebody's recognition.</summary>
    public bool IsTextHidden { get; private init; }

    /// <summary>The pictures that make up the whole page, to be taken as they are; empty where the page must be drawn.</summary>
    public IReadOnlyList<PdfPicture> Pictures { get; private init; } = [];

    /// <summary>Displayed by a quarter turn.</summary>
    public bool IsSideways { get; private init; }

    /// <summary>Pixels a point, across and down, of the page's largest picture; null where there is none.</summary>
    public (double X, double Y)? Density { get; private init; }

    /// <summary>It shows pictures and nothing else.</summary>
    public bool IsOnlyPictures { get; private init; }

    /// <summary>What was typed into a form's fields, or noted, lies above the page and not in it.</summary>
    public bool IsFilledIn { get; private init; }

    /// <summary>Nothing on it has a colour.</summary>
    public bool IsGrey { get; private init; }

    public static PageSight Of(PdfPage page) => OfContent(page) with { IsFilledIn = IsFilled(page) };

    private static PageSight OfContent(PdfPage page)
    {
        int seen = 0, hidden = 0;
        foreach (var letter in page.Letters)
        {
            var prints = letter.Value.Length > 0 && !char.IsWhiteSpace(letter.Value[0]);
            var isHidden = letter.RenderingMode is TextRenderingMode.Neither or TextRenderingMode.NeitherClip;
            seen += prints && !isHidden ? 1 : 0;
            hidden += prints && isHidden ? 1 : 0;
        }

        if (page.NumberOfImages == 0)
        {
            // Type turned into outlines is a picture too: it prints, and cannot be read but by OCR.
            var text = seen + hidden;
            var look = text >= FewCharacters ? PageLook.Text : page.Paths.Count > ManyPaths ? PageLook.Picture : text > 0 ? PageLook.Text : PageLook.Blank;
            return new PageSight(look, page.Width, page.Height) { IsSideways = page.Rotation.SwapsAxis };
        }

        return OverPictures(page, ImagesOf(page), seen, hidden);
    }

    private static PageSight OverPictures(PdfPage page, IReadOnlyList<IPdfImage>? images, int seen, int hidden)
    {
        // A picture that PdfPig cannot make sense of is there all the same.
        var isCovered = images is null || Coverage(page, images) >= 0.5;
        if (seen > 0 && isCovered && images is not null && IsTextBelow(page, images))
        {
            (seen, hidden) = (0, seen + hidden);
        }

        var isText = isCovered
            ? seen >= ManyCharacters && seen > hidden
            : seen + hidden >= FewCharacters;
        var sight = new PageSight(isText ? PageLook.Text : PageLook.Picture, page.Width, page.Height)
        {
            IsSideways = page.Rotation.SwapsAxis,
            IsTextOverPicture = isText && isCovered,
            IsTextHidden = isCovered && hidden >= FewCharacters && hidden > seen,
            Density = images is null ? null : DensityOf(images, page.Height),
        };
        if (images is null || seen > 0 || HasDrawing(page))
        {
            return sight;
        }

        sight = sight with { IsOnlyPictures = true, IsGrey = images.All(IsGreyPicture) };
        var pictures = isText ? [] : images.Select(image => PlainPicture.Of(image, page.Height)).ToList();
        return pictures.Contains(null) || PictureComposer.Canvas(pictures!, page.Width, page.Height) is null ? sight : sight with { Pictures = pictures! };
    }

    private static bool IsFilled(PdfPage page)
    {
        if (!page.Dictionary.ContainsKey(NameToken.Annots))
        {
            return false;
        }

        try
        {
            return page.GetAnnotations().Any(note => note is { Type: AnnotationType.Widget or AnnotationType.FreeText, HasNormalAppearance: true });
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            return false;
        }
    }

    private static bool IsGreyPicture(IPdfImage image) =>
        !image.IsImageMask && image.ColorSpaceDetails is { NumberOfColorComponents: 1, BaseNumberOfColorComponents: 1 };

    private static IReadOnlyList<IPdfImage>? ImagesOf(PdfPage page)
    {
        try
        {
            return [.. page.GetImages().Where(image => PlainPicture.BoxOf(image, page.Height) is { Width: > 0, Height: > 0 })];
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            return null;
        }
    }

    /// <summary>The share of the page that lies under pictures, those that overlap counted twice.</summary>
    private static double Coverage(PdfPage page, IReadOnlyList<IPdfImage> images) => images.Sum(image =>
    {
        var box = PlainPicture.BoxOf(image, page.Height);
        return Math.Max(0, Math.Min(box.Right, page.Width) - Math.Max(box.X, 0)) * Math.Max(0, Math.Min(box.Bottom, page.Height) - Math.Max(box.Y, 0));
    }) / (page.Width * page.Height);

    /// <summary>The last that is drawn is a picture that hides the text under it: how "two-layer" PDFs are often made.</summary>
    private static bool IsTextBelow(PdfPage page, IReadOnlyList<IPdfImage> images)
    {
        if (images.Any(PlainPicture.IsMasked))
        {
            return false;
        }

        for (var i = page.Operations.Count - 1; i >= 0; i--)
        {
            switch (page.Operations[i])
            {
                case InvokeNamedXObject:
                    return page.Operations.Count(operation => operation is InvokeNamedXObject) == images.Count;
                case { Operator: "Tj" or "TJ" or "'" or "\"" or "EI" }:
                    return false;
            }
        }

        return false;
    }

    private static (double X, double Y)? DensityOf(IReadOnlyList<IPdfImage> images, double pageHeight)
    {
        if (images.MaxBy(image => Math.Abs(image.BoundingBox.Area)) is not { } largest)
        {
            return null;
        }

        var (box, corners) = (PlainPicture.BoxOf(largest, pageHeight), largest.BoundingBox);
        var isSideways = Math.Abs(corners.TopRight.X - corners.TopLeft.X) < Math.Abs(corners.TopRight.Y - corners.TopLeft.Y);
        return isSideways
            ? (largest.HeightInSamples / box.Width, largest.WidthInSamples / box.Height)
            : (largest.WidthInSamples / box.Width, largest.HeightInSamples / box.Height);
    }

    /// <summary>Lines, shapes or notes that a picture does not hold: a tick, a signature, a form's filled field.</summary>
    private static bool HasDrawing(PdfPage page) =>
        page.Paths.Any(path => (path.IsFilled || path.IsStroked) && !IsBackground(path, page))
        || (page.Dictionary.TryGet(NameToken.Annots, out var notes) && notes is not ArrayToken { Length: 0 });

    private static bool IsBackground(PdfPath path, PdfPage page) =>
        path is { IsStroked: false, Count: 1 } && path.GetBoundingRectangle() is { } box && box.Area >= 0.9 * page.Width * page.Height;
}
