using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ingest.Cli.Importing.Sources;
using Ingest.Core.Corrections;
using Ingest.Core.Documents;
using Ingest.Engine.Isolation;
using Ingest.Engine.Reading;
using Ingest.Web.Originals;

namespace Ingest.Cli.Serving;

/// <summary>
/// Draws the pages of originals for the review pages: PDFs by poppler, images in a child of ours, a few at a time; and has boxes
/// that reviewers draw on them read, in a child under the limits of an extraction.
/// </summary>
/// <param name="packs">Files of form packs beside those that come with the program.</param>
internal sealed class PageDrawer(IReadOnlyList<string> passwords, OriginalArchive? archive = null, IReadOnlyList<string>? packs = null) : IAsyncDisposable
{
    /// <summary>How long one page may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Originals _originals = new(archive);
    private readonly SemaphoreSlim _few = new(Math.Max(2, Environment.ProcessorCount));

    /// <summary>One at a time, kept warm; replaced now and then, since it holds the engines of the scans that it has read.</summary>
    private readonly ExtractorPool _boxes = new(new ExtractorOptions { Executable = OwnProgram(), Arguments = [BoxChild.Name, .. packs ?? []], Workers = 1, DocumentsPerChild = 50 });

    public PageSource Source => new(DrawAsync, LinesAsync, FindAsync, _originals.MayBeThere) { ReadBox = ReadBoxAsync };

    public async ValueTask DisposeAsync()
    {
        await _boxes.DisposeAsync();
        _few.Dispose();
    }

    private async Task<ReadPlace?> ReadBoxAsync(BoxRequest request, CancellationToken cancellationToken)
    {
        var asked = JsonSerializer.Serialize(new BoxChild.Request(request.Path, request.Page, [request.Box.X, request.Box.Y, request.Box.Width, request.Box.Height], passwords));
        var read = JsonSerializer.Deserialize<BoxChild.Answer>(ChildAnswer.Of(await _boxes.ExtractAsync(asked, cancellationToken)).Span)!;
        return read.Text.Length == 0 ? null : new ReadPlace(
            request.Page, new Box(read.Box[0], read.Box[1], read.Box[2], read.Box[3]), read.Text, read.Source == "ocr" ? TextSource.Ocr : TextSource.Text);
    }

    private async Task<FoundOriginal?> FindAsync(string sha256, IReadOnlyList<string> paths, CancellationToken cancellationToken) =>
        await _originals.FindAsync(sha256, paths, cancellationToken) is { } found ? new FoundOriginal(found.Path, found) : null;

    private async Task<byte[]> DrawAsync(PageRequest request, CancellationToken cancellationToken)
    {
        await _few.WaitAsync(cancellationToken);
        try
        {
            return OriginalPages.IsImage(request.Path)
                ? await InChildAsync(request, cancellationToken)
                : await Task.Run(() => OriginalPages.Draw(request.Path, request.Page, request.Dpi, passwords, cancellationToken), cancellationToken);
        }
        catch (PopplerException trouble)
        {
            throw new PageUnavailableException(trouble.Message, trouble);
        }
        finally
        {
            _few.Release();
        }
    }

    private static Task<IReadOnlyList<string>?> LinesAsync(string path, CancellationToken cancellationToken) =>
        Task.Run(() => OriginalPages.Lines(path), cancellationToken);

    private static async Task<byte[]> InChildAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var output = Path.Combine(Path.GetTempPath(), "ingest-page-" + Guid.NewGuid().ToString("N") + ".png");
        string[] arguments = [DrawChild.Name, request.Path, Number(request.Page), Number(request.Dpi), output];
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        using var process = Process.Start(new ProcessStartInfo(OwnProgram(), arguments) { RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false })!;
        try
        {
            var said = await process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return process.ExitCode == 0 ? await File.ReadAllBytesAsync(output, cancellationToken) : throw new PageUnavailableException(said.Trim());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PageUnavailableException($"{Path.GetFileName(request.Path)}: drawing took longer than {Patience.TotalSeconds:0} s and was stopped.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            File.Delete(output);
        }
    }

    /// <summary>Under `dotnet ingest.dll`, and in tests, the process is another; the program lies beside us.</summary>
    public static string OwnProgram() => Environment.ProcessPath is { } program && Path.GetFileNameWithoutExtension(program) == "ingest"
        ? program : Path.Combine(AppContext.BaseDirectory, "ingest");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
