using System.Globalization;
using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Learning;

/// <summary>A cell of Data/digits.png, which <c>ingest train digits --sheet</c> draws in faces that no model has seen.</summary>
/// <param name="Number">What it says; null where it is no number.</param>
public sealed record SheetCell(Mat Picture, string Quality, string? Number)
{
    public static IReadOnlyList<SheetCell> All { get; } = Read();

    public static IReadOnlyList<SheetCell> Numbers(params string[] qualities) =>
        [.. All.Where(cell => cell.Number is not null && (qualities.Length == 0 || qualities.Contains(cell.Quality, StringComparer.Ordinal)))];

    private static List<SheetCell> Read()
    {
        // Other tests of this process read scans: Tesseract must come first.
        NativeLibraries.Load();
        var sheet = Cv2.ImRead(Reading.TestFiles.Data("digits.png"), ImreadModes.Grayscale);
        return [.. File.ReadLines(Reading.TestFiles.Data("digits.txt")).Select(line => line.Split('\t')).Select(words =>
        {
            var box = words.Take(4).Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray();
            return new SheetCell(new Mat(sheet, new Rect(box[0], box[1], box[2], box[3])).Clone(), words[4], words[5].StartsWith('?') ? null : words[5]);
        })];
    }
}
