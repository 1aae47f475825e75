using Ingest.Core.Documents;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics.Colors;
using UglyToad.PdfPig.Tokens;

namespace Ingest.Engine.Reading.Pictures;

/// <summary>Tells the pictures of a PDF that can be taken as they are from those that poppler must draw.</summary>
internal static class PlainPicture
{
    /// <summary>The picture; null where it has a mask, an odd compression or colour, or stands askew.</summary>
    public static PdfPicture? Of(IPdfImage image, double pageHeight)
    {
        if (image.IsInlineImage || image.IsImageMask || IsMasked(image) || PlaceOf(image, pageHeight) is not { } place || CodingOf(image) is not { } coding)
        {
            return null;
        }

        return new PdfPicture(image.RawMemory, coding, image.WidthInSamples, image.HeightInSamples, place);
    }

    /// <summary>Something of what lies below shows through.</summary>
    public static bool IsMasked(IPdfImage image) =>
        image.IsImageMask || image.ImageDictionary.ContainsKey(NameToken.Smask) || image.ImageDictionary.ContainsKey(NameToken.Mask);

    /// <summary>Around all four corners, points, origin top left.</summary>
    public static Box BoxOf(IPdfImage image, double pageHeight)
    {
        var corners = image.BoundingBox;
        ReadOnlySpan<PdfPoint> points = [corners.TopLeft, corners.TopRight, corners.BottomLeft, corners.BottomRight];
        double left = double.MaxValue, bottom = double.MaxValue, right = double.MinValue, top = double.MinValue;
        foreach (var point in points)
        {
            left = Math.Min(left, point.X);
            right = Math.Max(right, point.X);
            bottom = Math.Min(bottom, point.Y);
            top = Math.Max(top, point.Y);
        }

        return Box.FromEdges(left, pageHeight - top, right, pageHeight - bottom);
    }

    private static PicturePlace? PlaceOf(IPdfImage image, double pageHeight)
    {
        var corners = image.BoundingBox;
        double alongX = corners.TopRight.X - corners.TopLeft.X, alongY = corners.TopRight.Y - corners.TopLeft.Y;
        double downX = corners.BottomLeft.X - corners.TopLeft.X, downY = corners.BottomLeft.Y - corners.TopLeft.Y;
        var box = BoxOf(image, pageHeight);
        const double Slant = 0.002;
        if (box.Width <= 0 || box.Height <= 0)
        {
            return null;
        }

        // y grows upwards here and downwards in the picture.
        return Math.Abs(alongY) <= Slant * Math.Abs(alongX) && Math.Abs(downX) <= Slant * Math.Abs(downY)
            ? new PicturePlace(box, IsTransposed: false, IsMirroredX: alongX < 0, IsMirroredY: downY > 0)
            : Math.Abs(alongX) <= Slant * Math.Abs(alongY) && Math.Abs(downY) <= Slant * Math.Abs(downX)
                ? new PicturePlace(box, IsTransposed: true, IsMirroredX: downX < 0, IsMirroredY: alongY > 0)
                : null;
    }

    private static PictureCoding? CodingOf(IPdfImage image)
    {
        if (CompressionOf(image.ImageDictionary) is not { } compression || image.ColorSpaceDetails is not { } colours)
        {
            return null;
        }

        var parameters = image.ImageDictionary.TryGet(NameToken.DecodeParms, out var token) ? ParametersOf(token) : new DictionaryToken(new Dictionary<NameToken, IToken>());
        return parameters is null ? null : compression switch
        {
            PictureCompression.Jpeg => Jpeg(image, colours, parameters),
            PictureCompression.Fax => Fax(image, colours, parameters),
            _ => Flat(image, colours, parameters, compression),
        };
    }

    private static PictureCompression? CompressionOf(DictionaryToken dictionary)
    {
        if (!dictionary.TryGet(NameToken.Filter, out var filter))
        {
            return PictureCompression.None;
        }

        return (filter is ArrayToken { Length: 1 } one ? one.Data[0] : filter) switch
        {
            NameToken { Data: "FlateDecode" } => PictureCompression.Flate,
            NameToken { Data: "DCTDecode" } => PictureCompression.Jpeg,
            NameToken { Data: "CCITTFaxDecode" } => PictureCompression.Fax,
            _ => null,
        };
    }

    private static DictionaryToken? ParametersOf(IToken token) => token switch
    {
        DictionaryToken dictionary => dictionary,
        ArrayToken { Length: 1 } one => ParametersOf(one.Data[0]),
        NullToken => new DictionaryToken(new Dictionary<NameToken, IToken>()),
        _ => null,
    };

    private static PictureCoding? Jpeg(IPdfImage image, ColorSpaceDetails colours, DictionaryToken parameters)
    {
        if (parameters.Data.Count > 0 || JpegHeader.Read(image.RawBytes) is not { } header || header.Components != colours.NumberOfColorComponents)
        {
            return null;
        }

        var coding = new PictureCoding(PictureCompression.Jpeg, header.Components, 8);
        return header.Components switch
        {
            1 => PictureColours.Of(coding, colours, image.Decode) is { Colours: null } grey ? grey : null,
            3 => PictureColours.Of(coding, colours, image.Decode),
            _ => null,
        };
    }

    private static PictureCoding? Fax(IPdfImage image, ColorSpaceDetails colours, DictionaryToken parameters)
    {
        var fax = new FaxCoding(
            Number(parameters, "K", 0), Number(parameters, "Columns", 1728), IsTrue(parameters, "EncodedByteAlign"), IsTrue(parameters, "BlackIs1"));
        var isOdd = fax.Columns != image.WidthInSamples || (fax.IsByteAligned && fax.K < 0);
        return !isOdd && colours.NumberOfColorComponents == 1
            && PictureColours.Of(new PictureCoding(PictureCompression.Fax, 1, 1) { Fax = fax }, colours, image.Decode) is { Greys: [0, 255] or [255, 0] } coding
            ? coding
            : null;
    }

    private static PictureCoding? Flat(IPdfImage image, ColorSpaceDetails colours, DictionaryToken parameters, PictureCompression compression)
    {
        var coding = new PictureCoding(compression, colours.NumberOfColorComponents, image.BitsPerComponent)
        {
            HasRowFilters = Number(parameters, "Predictor", 1) >= 10,
        };
        var isLaidOutOtherwise = Number(parameters, "Predictor", 1) > 1
            && (!coding.HasRowFilters
                || Number(parameters, "Colors", 1) != coding.Components
                || Number(parameters, "BitsPerComponent", 8) != coding.Bits
                || Number(parameters, "Columns", 1) != image.WidthInSamples);
        return isLaidOutOtherwise || coding.Components is not (1 or 3) || coding.Bits is not (1 or 2 or 4 or 8 or 16) || (coding.Components == 3 && coding.Bits < 8)
            ? null
            : PictureColours.Of(coding, colours, image.Decode);
    }

    private static int Number(DictionaryToken parameters, string name, int byDefault) =>
        parameters.TryGet<NumericToken>(NameToken.Create(name), out var number) ? (int)Math.Clamp(number.Data, int.MinValue, int.MaxValue) : byDefault;

    private static bool IsTrue(DictionaryToken parameters, string name) =>
        parameters.TryGet<BooleanToken>(NameToken.Create(name), out var value) && value.Data;
}
