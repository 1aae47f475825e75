using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ingest.Core.Reports;
using Ingest.Store.Connecting;

namespace Ingest.Store.Saving;

/// <summary>The record as it lies in the database, and the hash that tells one reading from another.</summary>
internal sealed record RecordJson(string Json, byte[] Sha256)
{
    private const string Name = "\"fileName\":";
    private const string NoName = Name + "\"\"";

    /// <summary>Quotes inside a name are escaped, so that this can only follow its end.</summary>
    private const string AfterName = "\",\"sha256\":";

    /// <param name="json">As the extractor wrote it: taken as it is, for writing it a second time is the costly part of a save.</param>
    public static RecordJson Of(string json)
    {
        var clean = PgText.CleanJson(json);
        var at = clean.IndexOf(Name, StringComparison.Ordinal);
        var end = at < 0 ? -1 : clean.IndexOf(AfterName, at + Name.Length, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new InvalidOperationException("The contract has lost its fileName.");
        }

        var nameless = string.Concat(clean.AsSpan(0, at), NoName, clean.AsSpan(end + 1));
        return new RecordJson(clean, SHA256.HashData(Encoding.UTF8.GetBytes(nameless)));
    }

    /// <summary>
    /// The file's name is no part of the hash: the same content under two names is one extraction. Writing is the
    /// costly part, so the name is put in afterwards; the contract has it before any other text.
    /// </summary>
    public static RecordJson Of(Extraction extraction)
    {
        var nameless = PgText.CleanJson(ReportJson.Write(extraction with { FileName = "" }, indented: false));
        var at = nameless.IndexOf(NoName, StringComparison.Ordinal);
        if (at < 0)
        {
            throw new InvalidOperationException("The contract has lost its fileName.");
        }

        var name = PgText.CleanJson("\"fileName\":" + JsonSerializer.Serialize(extraction.FileName));
        return new RecordJson(
            string.Concat(nameless.AsSpan(0, at), name, nameless.AsSpan(at + NoName.Length)), SHA256.HashData(Encoding.UTF8.GetBytes(nameless)));
    }
}
