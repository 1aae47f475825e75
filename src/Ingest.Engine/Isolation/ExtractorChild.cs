using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Ingest.Core.Documents;
using Ingest.Engine.Reading.Ocr;

namespace Ingest.Engine.Isolation;

/// <summary>
/// The child's side of the protocol: one file after the other, for as long as the parent lives.
/// </summary>
public static class ExtractorChild
{
    /// <summary>Serves until the parent closes our stdin or dies; returns the process's exit code.</summary>
    /// <param name="makeExtractor">
    /// Given a way to tell the parent a document's number of pages, makes what turns the file of a path into the contract's JSON.
    /// </param>
    public static int Serve(Func<Action<int>, Func<string, ReadOnlyMemory<byte>>> makeExtractor)
    {
        using var input = Console.OpenStandardInput();
        using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        Console.SetOut(Console.Error); // A stray line of some library must not break the protocol.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);

        using var paths = new BlockingCollection<string>();
        var listener = new Thread(() => Listen(input, paths)) { IsBackground = true, Name = "parent" };
        listener.Start();

        var extract = makeExtractor(pages => Frames.Write(
            output, FrameKind.Pages, Encoding.UTF8.GetBytes(pages.ToString(CultureInfo.InvariantCulture))));
        Frames.Write(output, FrameKind.Hello, []);
        foreach (var path in paths.GetConsumingEnumerable())
        {
            if (!Answer(output, path, extract))
            {
                return 0;
            }
        }

        return 0;
    }

    /// <summary>
    /// Listens on a thread of its own, so that a child that loops in a document still ends with its parent.
    /// </summary>
    private static void Listen(Stream input, BlockingCollection<string> paths)
    {
        while (Frames.Read(input) is { Kind: FrameKind.Path } frame)
        {
            paths.Add(Encoding.UTF8.GetString(frame.Payload));
        }

        using var self = Process.GetCurrentProcess();
        self.Kill();
    }

    /// <summary>False when this process should not be used again.</summary>
    private static bool Answer(Stream output, string path, Func<string, ReadOnlyMemory<byte>> extract)
    {
        try
        {
            Frames.Write(output, FrameKind.Extraction, extract(path).Span);
            return true;
        }
        catch (UnreadableDocumentException unreadable)
        {
            WriteFailure(output, Verdicts.Of(unreadable));
            return true;
        }
        catch (Exception exhausted) when (exhausted is OutOfMemoryException or InsufficientExecutionStackException)
        {
            WriteFailure(output, Verdicts.Exhausted);
            return false;
        }
        catch (Exception gone) when (Verdicts.IsUnavailable(gone))
        {
            Frames.Write(output, FrameKind.Outage, Verdicts.Bytes(Unavailable.Because(gone, path)));
            return true;
        }
        catch (OcrUnavailableException lacking)
        {
            Frames.Write(output, FrameKind.Unequipped, Verdicts.Bytes(Unequipped.Because(lacking)));
            return true;
        }
        catch (Exception bug)
        {
            // What a reader did not foresee is the file's failure here, and a line on stderr for whoever mends it.
            Console.Error.WriteLine(bug);
            WriteFailure(output, Verdicts.Unforeseen(bug));
            return true;
        }
    }

    private static void WriteFailure(Stream output, SetAside verdict) =>
        Frames.Write(output, FrameKind.Failure, Verdicts.Bytes(verdict));
}
