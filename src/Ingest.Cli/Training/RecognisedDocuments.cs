using System.Security.Cryptography;
using System.Text.Json;
using Ingest.Cli.Extracting;
using Ingest.Core.Documents;
using Ingest.Core.Segmentation;
using Ingest.Engine.Reading;

namespace Ingest.Cli.Training;

/// <summary>
/// Documents as recognised, kept in a folder between two runs: what changes after recognition is measured again without it.
/// What was kept before a reader changed is stale; nobody but the one who names the folder can tell.
/// </summary>
internal sealed class RecognisedDocuments(string? folder, int workers)
{
    private readonly Lazy<DocumentReader> _reader = new(() => new DocumentReader(
        new ReadOptions { OcrThreads = workers, KnowsLabels = new FormLabels(PackSet.Load([])).AreIn }));

    /// <exception cref="UnreadableDocumentException">The file can never become a report.</exception>
    public Document Read(string path, CancellationToken cancellationToken)
    {
        if (folder is null)
        {
            return _reader.Value.Read(path, cancellationToken);
        }

        var kept = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) + ".json");
        if (File.Exists(kept))
        {
            return JsonSerializer.Deserialize<Document>(File.ReadAllBytes(kept))!;
        }

        var document = _reader.Value.Read(path, cancellationToken);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(kept, JsonSerializer.SerializeToUtf8Bytes(document));
        return document;
    }
}
