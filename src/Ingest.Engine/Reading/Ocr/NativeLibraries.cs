using System.Runtime.InteropServices;
using Ingest.Core.Documents;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// Loads the native libraries in the one order that works: OpenCvSharp exports a libpng of its own, and a Tesseract that
/// is loaded after it binds to that one and aborts the process at its first line.
/// </summary>
public static partial class NativeLibraries
{
    private static readonly Lazy<bool> Loaded = new(() =>
    {
        // OpenMP's threads cost four times what they bring on lines, and our pages are parallel already. The variable is
        // read when the library is loaded; .NET's own setter does not reach it.
        _ = SetEnvironment("OMP_THREAD_LIMIT", "1", overwrite: 1);
        NativeLibrary.Load(TesseractApi.Library);
        OpenCvSharp.Cv2.SetNumThreads(1);
        _ = Microsoft.ML.OnnxRuntime.OrtEnv.Instance();
        return true;
    });

    /// <exception cref="OcrUnavailableException">A library is missing on this machine.</exception>
    public static void Load()
    {
        try
        {
            _ = Loaded.Value;
        }
        catch (Exception missing) when (missing is DllNotFoundException or TypeInitializationException or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new OcrUnavailableException($"a library that reading scans needs cannot be loaded ({FirstLine(missing)})", missing);
        }
    }

    private static string FirstLine(Exception failure)
    {
        var message = (failure.InnerException ?? failure).Message;
        return message.IndexOfAny(['\r', '\n']) is var end and > 0 ? message[..end] : message;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}

/// <summary>Scans cannot be read on this machine: says nothing about the file.</summary>
public sealed class OcrUnavailableException(string message, Exception? inner = null) : Exception($"{message}; install what is missing with: {Mend}", inner)
{
    /// <summary>The command that mends it, on Debian.</summary>
    public const string Mend =
        "apt-get install -y --no-install-recommends libtesseract5 tesseract-ocr-chi-sim tesseract-ocr-eng tesseract-ocr-osd libgtk-3-0 libatomic1 libdrm2 poppler-utils";
}
