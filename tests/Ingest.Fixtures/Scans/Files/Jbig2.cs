namespace Ingest.Fixtures.Scans.Files;

/// <summary>
/// Encodes one bilevel picture as JBIG2 for a PDF (ITU-T T.88): page information and one immediate generic region,
/// template 0, arithmetic coding, without typical prediction.
/// </summary>
internal static class Jbig2
{
    private const byte PageInformation = 48;
    private const byte ImmediateGenericRegion = 38;

    /// <param name="bits">Eight pixels a byte, rows filled up to whole bytes, ones black.</param>
    public static byte[] Encode(byte[] bits, int width, int height)
    {
        var coded = Region(bits, width, height);
        using var file = new MemoryStream();
        Segment(file, 0, PageInformation, [.. Big(width), .. Big(height), .. Big(0), .. Big(0), 0, 0, 0]);

        // Region: size, place, operator OR; then template 0 with the four adaptive pixels where the standard puts them.
        Segment(file, 1, ImmediateGenericRegion,
            [.. Big(width), .. Big(height), .. Big(0), .. Big(0), 0, 0, 3, 0xFF, 0xFD, 0xFF, 0x02, 0xFE, 0xFE, 0xFE, .. coded]);
        return file.ToArray();
    }

    private static byte[] Region(byte[] bits, int width, int height)
    {
        var coder = new MqCoder(1 << 16);
        var stride = (width + 7) / 8;
        for (var y = 0; y < height; y++)
        {
            // The template of figure 3: five pixels two rows above, seven a row above, four to the left.
            int above2 = (Pixel(0, y - 2) << 1) | Pixel(1, y - 2), above1 = (Pixel(0, y - 1) << 2) | (Pixel(1, y - 1) << 1) | Pixel(2, y - 1), left = 0;
            for (var x = 0; x < width; x++)
            {
                above2 = ((above2 << 1) | Pixel(x + 2, y - 2)) & 0x1F;
                above1 = ((above1 << 1) | Pixel(x + 3, y - 1)) & 0x7F;
                var pixel = Pixel(x, y);
                coder.Encode(pixel, (above2 << 11) | (above1 << 4) | left);
                left = ((left << 1) | pixel) & 0xF;
            }
        }

        return coder.Finish();

        int Pixel(int x, int y) => x < 0 || y < 0 || x >= width ? 0 : (bits[(y * stride) + (x >> 3)] >> (7 - (x & 7))) & 1;
    }

    private static void Segment(MemoryStream file, int number, byte type, byte[] data)
    {
        file.Write([.. Big(number), type, 0, 1, .. Big(data.Length), .. data]);
    }

    private static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
