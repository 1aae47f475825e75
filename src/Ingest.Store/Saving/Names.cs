using System.Text.Json;
using Ingest.Core.Documents;

namespace Ingest.Store.Saving;

/// <summary>How enums and small values are written in the database.</summary>
internal static class Names
{
    public static string Of(DocumentKind kind) => kind switch
    {
        DocumentKind.Text => "text",
        DocumentKind.Scan => "scan",
        DocumentKind.Mixed => "mixed",
        DocumentKind.Dump => "dump",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Of(BatchEnd end) => end switch
    {
        BatchEnd.Finished => "finished",
        BatchEnd.Stopped => "stopped",
        _ => throw new ArgumentOutOfRangeException(nameof(end)),
    };

    /// <summary>A JSON object.</summary>
    public static string Of(IReadOnlyDictionary<string, int> packs) => JsonSerializer.Serialize(packs);

    public static DocumentState State(string name) => name switch
    {
        "stored" => DocumentState.Stored,
        "set-aside" => DocumentState.SetAside,
        "retry" => DocumentState.Retry,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
