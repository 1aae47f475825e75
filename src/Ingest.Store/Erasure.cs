namespace Ingest.Store;

/// <summary>A document that may be erased, and what would go with it.</summary>
public sealed record ErasableDocument(string Sha256, IReadOnlyList<string> Paths, long Reports, long ApprovedReports, long Corrections);

/// <summary>Who wants it erased, and why.</summary>
public sealed record ErasureOrder(string By, string? Reason);
