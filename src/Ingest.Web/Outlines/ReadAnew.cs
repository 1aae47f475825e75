using Ingest.Core.Corrections;
using Ingest.Core.Reports;
using Ingest.Store;

namespace Ingest.Web.Outlines;

/// <summary>A document as it was read again, not saved yet.</summary>
/// <param name="Json">The extraction as it was written.</param>
public sealed record ReadAnew(SourceFile File, Extraction Extraction, string Json, ExtractorVersion Version, TimeSpan Duration);

/// <summary>Reads the document of a content again, by the places where it was seen, as a reviewer divided it; the host says how.</summary>
/// <exception cref="Originals.PageUnavailableException">The original is gone, or cannot be read so.</exception>
public delegate Task<ReadAnew> ReadDocumentAnew(string sha256, IReadOnlyList<string> paths, Outline? outline, CancellationToken cancellation);

/// <param name="Read">Null where nobody can.</param>
internal sealed record OutlineDesk(ReadDocumentAnew? Read);
