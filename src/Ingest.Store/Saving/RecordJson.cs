using System.Security.Cryptography;
using System.Text;
using Ingest.Core.Reports;
using Ingest.Store.Connecting;

namespace Ingest.Store.Saving;

/// <summary>The record as it lies in the database, and the hash that tells one reading from another.</summary>
internal sealed record RecordJson(string Json, byte[] Sha256)
{
    /// <summary>The file's name is no part of the hash: the same content under two names is one extraction.</summary>
    public static RecordJson Of(Extraction extraction)
    {
        var json = PgText.CleanJson(ReportJson.Write(extraction, indented: false));
        var nameless = ReportJson.Write(extraction with { FileName = "" }, indented: false);
        return new RecordJson(json, SHA256.HashData(Encoding.UTF8.GetBytes(nameless)));
    }
}
