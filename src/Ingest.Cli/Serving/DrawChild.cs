using System.Globalization;
using Ingest.Engine.Reading;
using Ingest.Engine.Reading.Ocr;

namespace Ingest.Cli.Serving;

/// <summary>The hidden command that decodes one page of an image file for the server: hostile pictures end this process, not that one.</summary>
internal static class DrawChild
{
    public const string Name = "draw-child";

    /// <param name="arguments">The file, the page, the dots an inch, and where to write the PNG.</param>
    public static int Run(IReadOnlyList<string> arguments)
    {
        try
        {
            var numbers = arguments.Skip(1).Take(2).Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
            File.WriteAllBytes(arguments[3], OriginalPages.Draw(arguments[0], numbers[0], numbers[1], []));
            return 0;
        }
        catch (Exception trouble) when (trouble is PopplerException or IOException or UnauthorizedAccessException or OcrUnavailableException or DllNotFoundException)
        {
            Console.Error.WriteLine(trouble.Message);
            return 1;
        }
    }
}
