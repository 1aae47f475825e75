using System.Runtime.InteropServices;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>The functions of Tesseract's C API that we call (tesseract/capi.h, version 5).</summary>
internal static partial class TesseractApi
{
    public const string Library = "libtesseract.so.5";

    public const int PageSegmentationOsdOnly = 0;
    public const int PageSegmentationRawLine = 13;
    public const int LevelSymbol = 4;
    public const int EngineLegacy = 0;
    public const int EngineLstm = 1;

    [LibraryImport(Library, EntryPoint = "TessBaseAPICreate")]
    public static partial nint Create();

    [LibraryImport(Library, EntryPoint = "TessBaseAPIDelete")]
    public static partial void Delete(nint api);

    [LibraryImport(Library, EntryPoint = "TessBaseAPIInit2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Init(nint api, string? dataPath, string language, int engineMode);

    [LibraryImport(Library, EntryPoint = "TessBaseAPISetVariable", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetVariable(nint api, string name, string value);

    [LibraryImport(Library, EntryPoint = "TessBaseAPISetPageSegMode")]
    public static partial void SetPageSegMode(nint api, int mode);

    [LibraryImport(Library, EntryPoint = "TessBaseAPISetImage")]
    public static partial void SetImage(nint api, nint data, int width, int height, int bytesPerPixel, int bytesPerLine);

    [LibraryImport(Library, EntryPoint = "TessBaseAPIRecognize")]
    public static partial int Recognize(nint api, nint monitor);

    [LibraryImport(Library, EntryPoint = "TessBaseAPIClear")]
    public static partial void Clear(nint api);

    [LibraryImport(Library, EntryPoint = "TessBaseAPIDetectOrientationScript")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool DetectOrientationScript(
        nint api, out int orientationDegrees, out float orientationConfidence, out nint scriptName, out float scriptConfidence);

    [LibraryImport(Library, EntryPoint = "TessBaseAPIGetIterator")]
    public static partial nint GetIterator(nint api);

    [LibraryImport(Library, EntryPoint = "TessResultIteratorDelete")]
    public static partial void DeleteIterator(nint iterator);

    [LibraryImport(Library, EntryPoint = "TessResultIteratorNext")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool Next(nint iterator, int level);

    [LibraryImport(Library, EntryPoint = "TessResultIteratorGetUTF8Text")]
    public static partial nint GetText(nint iterator, int level);

    [LibraryImport(Library, EntryPoint = "TessResultIteratorConfidence")]
    public static partial float Confidence(nint iterator, int level);

    [LibraryImport(Library, EntryPoint = "TessPageIteratorBoundingBox")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool BoundingBox(nint iterator, int level, out int left, out int top, out int right, out int bottom);

    [LibraryImport(Library, EntryPoint = "TessResultIteratorGetChoiceIterator")]
    public static partial nint GetChoiceIterator(nint iterator);

    [LibraryImport(Library, EntryPoint = "TessChoiceIteratorDelete")]
    public static partial void DeleteChoiceIterator(nint iterator);

    [LibraryImport(Library, EntryPoint = "TessChoiceIteratorNext")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool NextChoice(nint iterator);

    /// <summary>Belongs to the iterator: not to be freed.</summary>
    [LibraryImport(Library, EntryPoint = "TessChoiceIteratorGetUTF8Text")]
    public static partial nint GetChoiceText(nint iterator);

    [LibraryImport(Library, EntryPoint = "TessChoiceIteratorConfidence")]
    public static partial float ChoiceConfidence(nint iterator);

    [LibraryImport(Library, EntryPoint = "TessDeleteText")]
    public static partial void DeleteText(nint text);

    [LibraryImport(Library, EntryPoint = "TessVersion")]
    public static partial nint Version();
}
