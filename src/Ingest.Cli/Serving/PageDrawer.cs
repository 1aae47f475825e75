using System.Diagnostics;
using System.Globalization;
using Ingest.Cli.Importing.Sources;
using Ingest.Engine.Reading;
using Ingest.Web.Originals;

namespace Ingest.Cli.Serving;

/// <summary>Draws the pages of originals for the review pages: PDFs by poppler, images in a child of ours, a few at a time.</summary>
internal sealed class PageDrawer(IReadOnlyList<string> passwords, OriginalArchive? archive = null)
{
    /// <summary>How long one page may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Originals _originals = new(archive);
    private readonly SemaphoreSlim _few = new(Math.Max(2, Environment.ProcessorCount));

    public PageSource Source => new(DrawAsync, LinesAsync, FindAsync, _originals.MayBeThere);

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
        var program = Environment.ProcessPath!;
        // Under `dotnet ingest.dll`, and in tests, the process is another; the program lies beside us.
        var own = Path.GetFileNameWithoutExtension(program) == "ingest" ? program : Path.Combine(AppContext.BaseDirectory, "ingest");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        using var process = Process.Start(new ProcessStartInfo(own, arguments) { RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false })!;
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

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
