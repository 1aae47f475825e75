using System.Globalization;
using OpenCvSharp;

namespace Ingest.Engine.Learning.Training;

/// <summary>
/// Cells in the test faces, side by side in one picture, for eyes and for the tests: those have no fonts to rely on. Beside
/// it a text file: x, y, width, height, quality, and what is printed ("?" in front where it is no number), tab-separated.
/// </summary>
public static class TestSheet
{
    private const int Width = 1400;
    private const int Gap = 6;
    private const int NumbersPerQuality = 24;
    private const int OthersPerQuality = 6;

    public static void Write(string path, IReadOnlyList<string> fontFolders)
    {
        var faces = FaceCatalogue.Load(fontFolders).Loaded.Where(face => face.Face.Role == FaceRole.Test).ToList();
        using var sheet = new Sheet();
        foreach (var quality in CellMaker.Qualities)
        {
            var random = new Random(GlyphTrainer.Seed + 3);
            for (var i = 0; i < NumbersPerQuality + OthersPerQuality; i++)
            {
                var face = faces[i % faces.Count];
                var isNumber = i < NumbersPerQuality;
                var text = isNumber ? CellText.Number(CellText.Kinds[i % CellText.Kinds.Count], random) : CellText.Other(random, face.Has, face.Face.HasHan);
                using var cell = CellMaker.Make(face, text, isNumber, quality, random);
                sheet.Add(cell.Cell.Grey, quality, isNumber ? cell.Expected : "?" + cell.Text);
            }
        }

        sheet.Save(path);
    }

    private sealed class Sheet : IDisposable
    {
        private readonly Mat _picture = new(9000, Width, MatType.CV_8UC1, new Scalar(255));
        private readonly List<string> _lines = [];
        private int _x = Gap;
        private int _y = Gap;
        private int _rowHeight;

        public void Add(Mat cell, string quality, string text)
        {
            if (cell.Width > Width - (2 * Gap))
            {
                return;
            }

            if (_x + cell.Width > Width - Gap)
            {
                (_x, _y, _rowHeight) = (Gap, _y + _rowHeight + Gap, 0);
            }

            using var place = new Mat(_picture, new Rect(_x, _y, cell.Width, cell.Height));
            cell.CopyTo(place);
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{_x}\t{_y}\t{cell.Width}\t{cell.Height}\t{quality}\t{text}"));
            _x += cell.Width + Gap;
            _rowHeight = Math.Max(_rowHeight, cell.Height);
        }

        public void Save(string path)
        {
            using var used = new Mat(_picture, new Rect(0, 0, Width, _y + _rowHeight + Gap));
            Cv2.ImWrite(path, used, new ImageEncodingParam(ImwriteFlags.PngCompression, 9));
            File.WriteAllLines(Path.ChangeExtension(path, ".txt"), _lines);
        }

        public void Dispose() => _picture.Dispose();
    }
}
