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
        var json = Encoding.UTF8.GetString(ChildAnswer.Of(await _pool.ExtractAsync(ExtractorRequest.Of(original.Path, outline?.ToJson()), cancellationToken)).Span);
        return new ReadAnew(
            new SourceFile(paths[0], sha256, new FileInfo(original.Path).Length), ReportJson.Read(json, packs), json, Extractors.Version(packs), Stopwatch.GetElapsedTime(started));
    }
}
