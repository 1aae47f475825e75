using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Ocr;

public sealed class FiguresInTextTests
{
    [Fact]
    public void Looks_for_no_figure_in_the_ink_of_the_one_behind_it()
    {
        // 2022 年 3 月 15 日, set wide: the model puts the 3 where the 月 begins.
        string[] parts = ["2022", "K", "3", "M", "15", "H"];
        using var page = new Mat(new Size(1000, 60), MatType.CV_8UC1, Scalar.White);
        var read = new List<ReadCharacter>();
        var x = 10;
        foreach (var part in parts)
        {
            foreach (var sign in part)
            {
                page.PutText(sign.ToString(), new Point(x, 46), HersheyFonts.HersheyDuplex, 1.4, Scalar.Black, 3, LineTypes.AntiAlias);
                read.Add(new ReadCharacter(sign.ToString(), x, x + 28, 0.97));
                x += 32;
            }

            x += 26;
        }

        var month = read.FindIndex(c => c.Char == '3');
        read[month] = read[month] with { Left = read[month + 1].Left + 20, Right = read[month + 1].Left + 20 };
        using var ink = new Mat();
        Cv2.Threshold(page, ink, 165, 255, ThresholdTypes.BinaryInv);
        using var figures = new FigureReader();
        var line = new LineInk(ink, Cv2.BoundingRect(ink));
        Assert.Equal("2022K3M15H", string.Concat(FiguresInText.Read(page, line, read, figures).Select(c => c.Text)));
    }
}
