using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ingest.Core.Documents;

namespace Ingest.Engine.Isolation;

/// <summary>
/// One child: takes one file at a time, is killed when it passes its time or memory, and is never used again after that.
/// </summary>
internal sealed class ExtractorProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StderrPatience = TimeSpan.FromMilliseconds(500);

    private readonly ExtractorOptions _options;
    private readonly Process _process;
    private readonly StderrHead _stderr;

    private ExtractorProcess(ExtractorOptions options, Process process)
    {
        _options = options;
        _process = process;
        _stderr = new StderrHead(process);
    }

    /// <summary>Documents given to this child so far.</summary>
    public int Served { get; private set; }

    /// <summary>False once it was killed, died, or has had its share of documents.</summary>
    public bool IsReusable { get; private set; } = true;

    /// <exception cref="ExtractorStartException">It did not come up.</exception>
    public static async Task<ExtractorProcess> StartAsync(ExtractorOptions options, CancellationToken cancellationToken)
    {
        var process = Start(StartInfo(options));
        var child = new ExtractorProcess(options, process);
        using var watch = new Watch(process, options with { TimeLimit = StartLimit }, cancellationToken);
        if (await Frames.ReadAsync(process.StandardOutput.BaseStream) is not { Kind: FrameKind.Hello })
        {
            await child.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw new ExtractorStartException($"the extractor does not start: {child._stderr.Text}");
        }

        ExtractorMeters.Started();
        return child;
    }

    public async Task<ExtractionOutcome> ExtractAsync(string path, CancellationToken cancellationToken)
    {
        Served++;
        _stderr.Clear();
        using var watch = new Watch(_process, _options, cancellationToken);
        try
        {
            await Frames.WriteAsync(_process.StandardInput.BaseStream, FrameKind.Path, Encoding.UTF8.GetBytes(path));
            while (await Frames.ReadAsync(_process.StandardOutput.BaseStream) is { } frame)
            {
                switch (frame.Kind)
                {
                    case FrameKind.Pages:
                        watch.AllowPages(int.Parse(Text(frame), CultureInfo.InvariantCulture));
                        break;
                    case FrameKind.Extraction:
                        IsReusable = Served < _options.DocumentsPerChild && watch.IsQuiet;
                        return new Extracted(frame.Payload);
                    case FrameKind.Failure:
                        var failure = Verdicts.ReadSetAside(frame.Payload);
                        IsReusable = failure.Reason != UnreadableReason.OutOfMemory && watch.IsQuiet;
                        return failure;
                    case FrameKind.Outage:
                        return Verdicts.ReadUnavailable(frame.Payload);
                    case FrameKind.Unequipped:
                        return Verdicts.ReadUnequipped(frame.Payload);
                    default:
                        throw new InvalidDataException($"an unknown frame came from the extractor: {frame.Kind}");
                }
            }
        }
        catch (IOException)
        {
            // The pipe broke: the child is dead, and what follows says why.
        }

        IsReusable = false;
        cancellationToken.ThrowIfCancellationRequested();
        return watch.Verdict ?? await DescribeDeathAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Kill(_process);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    internal static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    internal static Process Start(ProcessStartInfo start)
    {
        try
        {
            var process = Process.Start(start) ?? throw new ExtractorStartException("no process");
            OfferToTheOutOfMemoryKiller(process.Id);
            return process;
        }
        catch (Win32Exception failure)
        {
            throw new ExtractorStartException($"cannot start {start.FileName}: {failure.Message}", failure);
        }
    }

    internal static ProcessStartInfo StartInfo(ExtractorOptions options)
    {
        var start = new ProcessStartInfo(options.Executable, options.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Three quarters for the managed heap, the rest for code, stacks and native libraries.
        start.Environment["DOTNET_GCHeapHardLimit"] = (options.MemoryLimit / 4 * 3).ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcConcurrent"] = "0";
        // A nursery of 64 MB: a document's garbage dies in it, which saves a tenth of the time.
        start.Environment["DOTNET_GCgen0size"] = "4000000";
        // A dump of every file that overflows the stack would fill the disk.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        return start;
    }

    /// <summary>When the machine itself runs out, the kernel should take a child and not the import or PostgreSQL.</summary>
    private static void OfferToTheOutOfMemoryKiller(int processId)
    {
        try
        {
            File.WriteAllText($"/proc/{processId}/oom_score_adj", "800");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A kindness only.
        }
    }

    private async Task<SetAside> DescribeDeathAsync()
    {
        await _process.WaitForExitAsync();
        await Task.WhenAny(_stderr.Drained, Task.Delay(StderrPatience)); // A grandchild may hold it open.
        return Verdicts.OfDeath(_process.ExitCode, _stderr.Text);
    }

    private static string Text(Frame frame) => Encoding.UTF8.GetString(frame.Payload);
}
