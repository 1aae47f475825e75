using System.Buffers.Binary;
using Ingest.Core.Documents;
using Ingest.Engine.Reading;
using Ingest.Engine.Reading.Ocr;
using Ingest.Engine.Reading.Pictures;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Pictures;

/// <summary>Each way in which a page may lie in an image file, against the pixels that went in.</summary>
public sealed class ImagePictureTests
{
    private const int Wide = 60;
    private const int High = 80;

    public ImagePictureTests() => NativeLibraries.Load();

    private static byte Grey(int x, int y) => (byte)(x < 15 && y < 15 ? 255 : (x < 30 ? 0 : 85) + (y < 40 ? 85 : 0));

    private static byte[] Pixels(Func<int, int, byte[]> pixel) =>
        [.. Enumerable.Range(0, High).SelectMany(y => Enumerable.Range(0, Wide).SelectMany(x => pixel(x, y)))];

    private static Mat Shown()
    {
        var mat = new Mat(High, Wide, MatType.CV_8UC1);
        mat.SetArray(Pixels((x, y) => [Grey(x, y)]));
        return mat;
    }

    private static PageImage Take(byte[] file, int number = 1) => ImagePictures.Open(file, "scan", 100).Take(number, CancellationToken.None);

    private static void AssertShows(Mat expected, byte[] file, double tolerance = 0)
    {
        using var image = Take(file);
        Assert.Equal((expected.Size(), 1), (image.Pixels.Size(), image.Pixels.Channels()));
        Assert.InRange(Cv2.Norm(expected, image.Pixels, NormTypes.L1) / expected.Total(), 0, tolerance);
    }

    /// <summary>An uncompressed TIFF by hand, a strip a page; entries of type SHORT, in order of their tags.</summary>
    private static byte[] Tiff(params (byte[] Data, (int Tag, int[] Values)[] Entries)[] pages)
    {
        var file = new List<byte>("II*\0\0\0\0\0"u8.ToArray());
        var link = 4;
        foreach (var (data, entries) in pages)
        {
            var strip = file.Count;
            file.AddRange(data);
            var lists = new Dictionary<int, int>();
            foreach (var (tag, values) in entries.Where(entry => entry.Values.Length > 2))
            {
                lists[tag] = file.Count;
                foreach (var value in values)
                {
                    file.AddRange(Little((ushort)value));
                }
            }

            Patch(link, file.Count);
            var all = entries.Concat([(273, [strip]), (279, [data.Length])]).OrderBy(entry => entry.Item1).ToList();
            file.AddRange(Little((ushort)all.Count));
            foreach (var (tag, values) in all)
            {
                file.AddRange(Little((ushort)tag));
                file.AddRange(Little((ushort)(tag is 273 or 279 ? 4 : 3)));
                file.AddRange(BitConverter.GetBytes(values.Length));
                file.AddRange(lists.TryGetValue(tag, out var list) ? BitConverter.GetBytes(list)
                    : values.Length == 2 ? [.. Little((ushort)values[0]), .. Little((ushort)values[1])] : BitConverter.GetBytes(values[0]));
            }

            link = file.Count;
            file.AddRange(new byte[4]);
        }

        return [.. file];

        void Patch(int at, int value)
        {
            var bytes = BitConverter.GetBytes(value);
            for (var i = 0; i < 4; i++)
            {
                file[at + i] = bytes[i];
            }
        }
    }

    private static byte[] Little(ushort value) => [(byte)value, (byte)(value >> 8)];

    private static (int, int[])[] Entries(int bits, int samples, int photometric, params (int, int[])[] more) =>
    [
        (256, [Wide]), (257, [High]), (258, [.. Enumerable.Repeat(bits, samples)]), (259, [1]), (262, [photometric]), (277, [samples]), (278, [High]), .. more,
    ];

    [Fact]
    public void Reads_tiffs_of_every_depth_and_colour()
    {
        using var expected = Shown();
        AssertShows(expected, Tiff((Pixels((x, y) => [Grey(x, y)]), Entries(8, 1, 1))));
        AssertShows(expected, Tiff((Pixels((x, y) => [(byte)(255 - Grey(x, y))]), Entries(8, 1, 0))));
        AssertShows(expected, Tiff((Pixels((x, y) => [Grey(x, y), Grey(x, y)]), Entries(16, 1, 1))), tolerance: 1);
        AssertShows(expected, Tiff((Pixels((x, y) => [Grey(x, y), Grey(x, y), Grey(x, y)]), Entries(8, 3, 2))), tolerance: 1);
        AssertShows(expected, Tiff((Pixels((x, y) => [0, 0, 0, (byte)(255 - Grey(x, y))]), Entries(8, 4, 5))), tolerance: 3);
    }

    [Fact]
    public void Reads_a_bilevel_tiff()
    {
        using var image = Take(Tiff(([.. Enumerable.Repeat((byte)0xF0, 8 * High)], Entries(1, 1, 0))));
        Assert.Equal((0, 255), ((int)image.Pixels.At<byte>(5, 1), (int)image.Pixels.At<byte>(5, 5)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Stands_a_tiff_upright_as_its_orientation_says(int orientation)
    {
        // TIFF 6.0: the visual place of row 0 and of column 0.
        using var shown = Shown();
        using var stored = new Mat();
        switch (orientation)
        {
            case 2: Cv2.Flip(shown, stored, FlipMode.Y); break;
            case 3: Cv2.Flip(shown, stored, FlipMode.XY); break;
            case 4: Cv2.Flip(shown, stored, FlipMode.X); break;
            case 5: Cv2.Transpose(shown, stored); break;
            case 6: Cv2.Rotate(shown, stored, RotateFlags.Rotate90Counterclockwise); break; // To be turned clockwise.
            case 7: Cv2.Transpose(shown, stored); Cv2.Flip(stored, stored, FlipMode.XY); break;
            case 8: Cv2.Rotate(shown, stored, RotateFlags.Rotate90Clockwise); break;
            default: shown.CopyTo(stored); break;
        }

        stored.GetArray(out byte[] data);
        AssertShows(shown, Tiff((data, [(256, [stored.Width]), (257, [stored.Height]), (258, [8]), (259, [1]), (262, [1]), (274, [orientation]), (277, [1]), (278, [stored.Height])])));
    }

    [Fact]
    public void Decodes_the_pages_of_a_tiff_one_by_one_and_leaves_thumbnails_out()
    {
        var file = Tiff(
            ([.. Enumerable.Repeat((byte)10, Wide * High)], Entries(8, 1, 1)),
            ([.. Enumerable.Repeat((byte)20, Wide * High)], [(254, [1]), .. Entries(8, 1, 1)]),
            ([.. Enumerable.Repeat((byte)30, Wide * High)], Entries(8, 1, 1)));
        var pictures = ImagePictures.Open(file, "scan", 100);
        Assert.Equal(2, pictures.Count);
        using var second = pictures.Take(2, CancellationToken.None);
        using var first = pictures.Take(1, CancellationToken.None);
        Assert.Equal((10, 30), ((int)first.Pixels.At<byte>(3, 3), (int)second.Pixels.At<byte>(3, 3)));
    }

    [Fact]
    public void Ends_a_tiff_whose_directories_run_in_a_circle()
    {
        var file = Tiff((Pixels((x, y) => [Grey(x, y)]), Entries(8, 1, 1)));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(file.Length - 4), BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)));
        Assert.Equal(1, ImagePictures.Open(file, "scan", 100).Count);
    }

    [Fact]
    public void Refuses_pictures_of_too_many_pixels_by_name_before_it_decodes_them()
    {
        var file = Tiff(([0], [(256, [60_000]), (257, [60_000]), (258, [1]), (259, [1]), (262, [0]), (277, [1]), (278, [60_000])]));
        Assert.Contains("60000 × 60000", Assert.Throws<PictureException>(() => Take(file)).Message, StringComparison.Ordinal);
        using var small = Shown();
        Cv2.ImEncode(".png", small, out var png);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 50_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 50_000);
        Assert.Contains("50000 × 50000", Assert.Throws<PictureException>(() => Take(png)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_pngs_bmps_and_gifs()
    {
        using var expected = Shown();
        using var colour = new Mat();
        Cv2.CvtColor(expected, colour, ColorConversionCodes.GRAY2BGR);
        foreach (var kind in new[] { ".png", ".bmp", ".gif" })
        {
            Cv2.ImEncode(kind, colour, out var file);
            AssertShows(expected, file, tolerance: kind == ".gif" ? 12 : 0);
        }

        using var deep = new Mat();
        expected.ConvertTo(deep, MatType.CV_16U, 257);
        Cv2.ImEncode(".png", deep, out var deepFile);
        AssertShows(expected, deepFile, tolerance: 1);
    }

    [Fact]
    public void Sees_paper_where_a_png_is_transparent()
    {
        using var pixels = new Mat(High, Wide, MatType.CV_8UC4, new Scalar(0, 0, 0, 0));
        Cv2.Rectangle(pixels, new Rect(10, 10, 20, 20), new Scalar(0, 0, 0, 255), -1);
        Cv2.ImEncode(".png", pixels, out var file);
        using var image = Take(file);
        Assert.Equal((255, 0), ((int)image.Pixels.At<byte>(50, 50), (int)image.Pixels.At<byte>(15, 15)));
    }

    [Fact]
    public void Stands_a_photograph_upright_as_its_exif_says()
    {
        using var shown = Shown();
        using var stored = new Mat();
        Cv2.Rotate(shown, stored, RotateFlags.Rotate90Counterclockwise);
        Cv2.ImEncode(".jpg", stored, out var jpeg, new ImageEncodingParam(ImwriteFlags.JpegQuality, 100));

        // An APP1 segment: "Exif", a TIFF with the one entry, orientation 6.
        byte[] exif = [.. "Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0\0\0\0\0"u8];
        byte[] file = [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg.AsSpan(2)];
        AssertShows(shown, file, tolerance: 3);
    }

    [Theory]
    [InlineData(300, 300, 2480, 3508, 595, 842)]
    [InlineData(0, 0, 2480, 3508, 595, 842)]
    [InlineData(72, 72, 2480, 3508, 595, 842)]
    [InlineData(300, 300, 4960, 3508, 1190, 842)]
    [InlineData(204, 98, 1728, 1145, 610, 841)]
    public void Takes_the_size_of_the_page_from_a_resolution_that_can_be_true(int x, int y, int width, int height, double pointsWide, double pointsHigh)
    {
        using var pixels = new Mat(height, width, MatType.CV_8UC1, Scalar.White);
        Cv2.ImEncode(".jpg", pixels, out var file);
        Assert.Equal("JFIF", System.Text.Encoding.ASCII.GetString(file, 6, 4));
        file[13] = (byte)(x == 0 ? 0 : 1);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(14), (ushort)x);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(16), (ushort)y);
        using var image = Take(file);
        Assert.Equal((pointsWide, pointsHigh), (Math.Round(image.Width), Math.Round(image.Height)));
    }

    [Fact]
    public void Calls_a_file_without_a_page_damaged() => Assert.Equal(
        UnreadableReason.Damaged,
        Assert.Throws<UnreadableDocumentException>(() => ImagePictures.Open([.. "II*\0\u0008\0\0\0\0\0"u8], "scan.tif", 100)).Reason);
}
