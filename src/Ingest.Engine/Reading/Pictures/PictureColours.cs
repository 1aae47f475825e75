using UglyToad.PdfPig.Graphics.Colors;

namespace Ingest.Engine.Reading.Pictures;

/// <summary>What the values of a picture's samples look like, for the colour spaces that need no colour management.</summary>
internal static class PictureColours
{
    /// <summary>The coding with its colours; null for those that poppler knows better.</summary>
    public static PictureCoding? Of(PictureCoding coding, ColorSpaceDetails colours, IReadOnlyList<double> decode)
    {
        if (coding.Components == 3)
        {
            return colours.Type is ColorSpace.DeviceRGB or ColorSpace.CalRGB or ColorSpace.ICCBased && IsUsual(decode, 1) ? coding : null;
        }

        var isGrey = colours.Type is ColorSpace.DeviceGray or ColorSpace.CalGray or ColorSpace.ICCBased;
        if (isGrey && IsUsual(decode, 1) && coding.Bits >= 8)
        {
            return coding;
        }

        if (coding.Bits > 8 || !(isGrey || colours.Type is ColorSpace.Indexed or ColorSpace.Separation))
        {
            return null;
        }

        var count = 1 << coding.Bits;
        var isIndexed = colours.Type == ColorSpace.Indexed;
        double from = decode.Count >= 2 ? decode[0] : 0, to = decode.Count >= 2 ? decode[1] : isIndexed ? count - 1 : 1;
        var table = new byte[count * 3];
        for (var i = 0; i < count; i++)
        {
            var value = from + (i * (to - from) / (count - 1));
            var (red, green, blue) = isGrey ? (value, value, value) : Look(colours, value);
            (table[3 * i], table[(3 * i) + 1], table[(3 * i) + 2]) = (ToByte(blue), ToByte(green), ToByte(red));
        }

        var hasColour = Enumerable.Range(0, count).Any(i => table[3 * i] != table[(3 * i) + 1] || table[3 * i] != table[(3 * i) + 2]);
        return hasColour ? coding with { Colours = table } : coding with { Greys = [.. Enumerable.Range(0, count).Select(i => table[3 * i])] };
    }

    private static bool IsUsual(IReadOnlyList<double> decode, double top)
    {
        for (var i = 0; i < decode.Count; i++)
        {
            if (decode[i] != (i % 2 == 0 ? 0 : top))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>White for an index beyond the palette.</summary>
    private static (double Red, double Green, double Blue) Look(ColorSpaceDetails colours, double value)
    {
        try
        {
            return colours.GetColor([value])?.ToRGBValues() ?? (1, 1, 1);
        }
        catch (Exception beyond) when (beyond is ArgumentException or IndexOutOfRangeException)
        {
            return (1, 1, 1);
        }
    }

    private static byte ToByte(double value) => (byte)Math.Clamp(Math.Round(value * 255), 0, 255);
}
