using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ingest.Core.Reports;
using Ingest.Store.Connecting;

namespace Ingest.Store.Saving;

/// <summary>The record as it lies in the database, and the hash that tells one reading from another.</summary>
internal sealed record RecordJson(string Json, byte[] Sha256)
{
    private const string NoName = "\"fileName\":\"\"";

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
