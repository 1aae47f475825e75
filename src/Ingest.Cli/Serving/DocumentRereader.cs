using System.Diagnostics;
using System.Text;
using Ingest.Cli.Extracting;
using Ingest.Cli.Importing.Sources;
using Ingest.Core.Corrections;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Engine.Isolation;
using Ingest.Store;
using Ingest.Web.Originals;
using Ingest.Web.Outlines;

namespace Ingest.Cli.Serving;

/// <summary>Reads a document again for the server, as a reviewer divided it, in a child under the limits of an extraction.</summary>
/// <param name="packFiles">Form packs beside those that come with the program.</param>
internal sealed class DocumentRereader(IReadOnlyList<FormPack> packs, IReadOnlyList<string> packFiles, string? passwordsFile, OriginalArchive? archive = null) : IAsyncDisposable
{
    private readonly Originals _originals = new(archive);
    private readonly ExtractorPool _pool = new(new ExtractorOptions
    {
        Executable = PageDrawer.OwnProgram(),
        Arguments =
        [
            ExtractChild.Name, .. packFiles.SelectMany(file => new[] { ExtractChild.PackOption, file }),
            .. passwordsFile is null ? Array.Empty<string>() : [ExtractChild.PasswordsOption, passwordsFile],
        ],
        Workers = 1,
        DocumentsPerChild = 50,
    });

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    public async Task<ReadAnew> ReadAsync(string sha256, IReadOnlyList<string> paths, Outline? outline, CancellationToken cancellationToken)
    {
        using var original = await _originals.FindAsync(sha256, paths, cancellationToken) ?? throw new PageUnavailableException("The original is at none of the places where it was seen.");
        var started = Stopwatch.GetTimestamp();
        switch (await _pool.ExtractAsync(ExtractorRequest.Of(original.Path, outline?.ToJson()), cancellationToken))
        {
            case Extracted { Json: var json }:
                var text = Encoding.UTF8.GetString(json.Span);
                return new ReadAnew(
                    new SourceFile(paths[0], sha256, new FileInfo(original.Path).Length), ReportJson.Read(text, packs), text, Extractors.Version(packs), Stopwatch.GetElapsedTime(started));
            case SetAside aside:
                throw new PageUnavailableException(aside.Message);
            case Unavailable gone:
                throw new PageUnavailableException(gone.Message);
            case Unequipped lacking:
                throw new PageUnavailableException(lacking.Message);
            default:
                throw new UnreachableException();
        }
    }
}
