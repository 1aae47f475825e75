using System.Globalization;
using System.Text;

namespace Ingest.Fixtures.Scans.Files;

/// <summary>The invisible text that recognition in the wrong language leaves over a Chinese page: lines of Latin debris.</summary>
internal static class HiddenText
{
    private const string Debris = "iIltfjr1EBSXHRFMWVTKZmnoae*'.,:;-=+&%#/|0487";

    public static string Of(ScannedPage page, Random random)
    {
        var text = new StringBuilder("BT 3 Tr\n");
        for (var y = page.Height - 70; y > 60; y -= 18)
        {
            var words = string.Join(' ', Enumerable.Range(0, random.Next(1, 8))
                .Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => Debris[random.Next(Debris.Length)]))));
            text.Append(CultureInfo.InvariantCulture, $"/F0 {random.Next(8, 13)} Tf 1 0 0 1 {random.Next(60, 110)} {y:0} Tm ({words}) Tj\n");
        }

        return text.Append("ET\n").ToString();
    }
}
