namespace Ingest.Engine.Reading;

/// <summary>What the reader accepts; read once when a <see cref="DocumentReader"/> is made.</summary>
public sealed class ReadOptions
{
    /// <summary>A file with more pages is set aside as <c>too-many-pages</c>.</summary>
    public int MaxPages { get; set; } = 2000;

    /// <summary>A larger file is set aside as <c>too-large</c>; bytes.</summary>
    public long MaxBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>Tried in turn on an encrypted file, after the empty password.</summary>
    public IReadOnlyList<string> Passwords { get; set; } = [];

    /// <summary>Called with the number of a PDF's pages before they are read: whoever waits may allow more time.</summary>
    public Action<int>? OnPages { get; set; }
}
