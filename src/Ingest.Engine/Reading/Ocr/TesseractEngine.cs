using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>A character as Tesseract read it.</summary>
/// <param name="Left">x of its left edge in the image that was read, pixels.</param>
/// <param name="Right">x of its right edge, pixels.</param>
/// <param name="Confidence">0 to 100, Tesseract's own.</param>
/// <param name="Others">What else it may be, likeliest first.</param>
internal readonly record struct Symbol(string Text, int Left, int Right, float Confidence, IReadOnlyList<(string Text, float Confidence)> Others);

/// <summary>
/// One warm engine of one language. Reads an image that holds one line of text. Not safe to share between threads.
/// </summary>
internal sealed class TesseractEngine : IDisposable
{
    private nint _api;

    /// <param name="language">chi_sim, eng or osd.</param>
    /// <param name="variables">Tesseract's parameters.</param>
    /// <exception cref="OcrUnavailableException">The library or the language's data are missing.</exception>
    public TesseractEngine(string language, params IEnumerable<(string Name, string Value)> variables)
    {
        NativeLibraries.Load();
        _api = TesseractApi.Create();
        var mode = language == "osd" ? TesseractApi.EngineLegacy : TesseractApi.EngineLstm;
        if (TesseractApi.Init(_api, null, language, mode) != 0)
        {
            Dispose();
            throw new OcrUnavailableException($"Tesseract has no data for '{language}'");
        }

        TesseractApi.SetPageSegMode(_api, language == "osd" ? TesseractApi.PageSegmentationOsdOnly : TesseractApi.PageSegmentationRawLine);
        // Said once: it keeps quiet about images that name no resolution, and about all else that it thinks aloud.
        foreach (var (name, value) in variables.Prepend(("user_defined_dpi", "300")).Prepend(("debug_file", "/dev/null")))
        {
            TesseractApi.SetVariable(_api, name, value);
        }
    }

    /// <summary>The characters of a line, from left to right; white space between them is left out.</summary>
    /// <param name="line">8 bits grey, dark on white.</param>
    public IReadOnlyList<Symbol> ReadLine(Mat line)
    {
        SetImage(line);
        if (TesseractApi.Recognize(_api, 0) != 0)
        {
            return [];
        }

        var iterator = TesseractApi.GetIterator(_api);
        if (iterator == 0)
        {
            return [];
        }

        try
        {
            return ReadSymbols(iterator);
        }
        finally
        {
            TesseractApi.DeleteIterator(iterator);
            TesseractApi.Clear(_api);
        }
    }

    /// <summary>Clockwise quarter turns that make the page upright, and how sure that is; null where it cannot be told.</summary>
    public (int Turns, float Confidence)? DetectOrientation(Mat page)
    {
        SetImage(page);
        try
        {
            return TesseractApi.DetectOrientationScript(_api, out var degrees, out var confidence, out _, out _)
                ? ((4 - (degrees / 90)) & 3, confidence)
                : null;
        }
        finally
        {
            TesseractApi.Clear(_api);
        }
    }

    public void Dispose()
    {
        if (_api != 0)
        {
            TesseractApi.Delete(_api);
            _api = 0;
        }
    }

    private static List<Symbol> ReadSymbols(nint iterator)
    {
        var symbols = new List<Symbol>();
        do
        {
            if (TakeText(TesseractApi.GetText(iterator, TesseractApi.LevelSymbol)) is not { Length: > 0 } text
                || !TesseractApi.BoundingBox(iterator, TesseractApi.LevelSymbol, out var left, out _, out var right, out _))
            {
                continue;
            }

            symbols.Add(new Symbol(text, left, right, TesseractApi.Confidence(iterator, TesseractApi.LevelSymbol), Others(iterator, text)));
        }
        while (TesseractApi.Next(iterator, TesseractApi.LevelSymbol));
        return symbols;
    }

    private static IReadOnlyList<(string, float)> Others(nint iterator, string text)
    {
        var choices = TesseractApi.GetChoiceIterator(iterator);
        if (choices == 0)
        {
            return [];
        }

        List<(string, float)>? others = null;
        do
        {
            if (Marshal.PtrToStringUTF8(TesseractApi.GetChoiceText(choices))?.Trim() is { Length: > 0 } other && other != text)
            {
                (others ??= []).Add((other, TesseractApi.ChoiceConfidence(choices)));
            }
        }
        while (TesseractApi.NextChoice(choices));
        TesseractApi.DeleteChoiceIterator(choices);
        return others ?? (IReadOnlyList<(string, float)>)[];
    }

    private static string? TakeText(nint text)
    {
        if (text == 0)
        {
            return null;
        }

        var copy = Marshal.PtrToStringUTF8(text)?.Trim();
        TesseractApi.DeleteText(text);
        return copy;
    }

    private void SetImage(Mat image) =>
        TesseractApi.SetImage(_api, image.Data, image.Width, image.Height, 1, (int)image.Step());
}
