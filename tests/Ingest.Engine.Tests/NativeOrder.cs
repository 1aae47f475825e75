using System.Runtime.CompilerServices;
using Ingest.Engine.Reading.Ocr;

namespace Ingest.Engine.Tests;

internal static class NativeOrder
{
    /// <summary>Tests draw their pictures with OpenCV before anything is recognised: Tesseract must be in the process first.</summary>
    [ModuleInitializer]
    internal static void Load() => NativeLibraries.Load();
}
