namespace Ingest.Engine.Reading.Ocr;

/// <summary>What reading scans needs of the machine.</summary>
public static class ScanTools
{
    private static readonly string[] Languages = ["chi_sim", "eng", "osd"];

    /// <summary>Loads all of it once, and lets it go again.</summary>
    /// <exception cref="OcrUnavailableException">Something is missing; the message says what, and the command that mends it.</exception>
    public static void Try()
    {
        NativeLibraries.Load();
        foreach (var language in Languages)
        {
            new TesseractEngine(language).Dispose();
        }

        if (!Poppler.IsInstalled)
        {
            throw new OcrUnavailableException("poppler's pdftoppm is missing");
        }
    }
}
