using Ingest.Core.Forms;

namespace Ingest.Core.Reports;

/// <summary>
/// The JSON contract: what <c>ingest extract --json</c> prints, the goldens hold and the database keeps.
/// Money in yuan, rates in percent, dates ISO, what is absent or unreadable null.
/// </summary>
public static class ReportJson
{
    /// <summary>Writes the contract's keys in their fixed order, Chinese unescaped.</summary>
    public static string Write(Extraction extraction, bool indented = true) => new ReportJsonWriter(extraction, indented).Write();

    /// <summary>
    /// Reads what <see cref="Write"/> wrote, and goldens, which have no evidence and findings of rule and path alone.
    /// A value without an evidence entry has an empty Raw and confidence 1. Keys that the domain has no place for are passed over.
    /// </summary>
    /// <param name="packs">Those that the extraction was made with; null for the built-in ones.</param>
    /// <exception cref="FormatException">The text is no JSON, or not of this shape.</exception>
    public static Extraction Read(string json, IReadOnlyList<FormPack>? packs = null) =>
        ReportJsonReader.Read(json, packs ?? FormPackReader.BuiltIn());
}
