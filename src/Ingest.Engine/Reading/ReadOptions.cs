using Ingest.Core.Documents;

namespace Ingest.Engine.Reading;

/// <summary>Which pages are recognised from their picture.</summary>
public enum OcrMode
{
    /// <summary>Those without a text layer that can be believed.</summary>
    Auto,

    /// <summary>All of them, whatever their text layer says.</summary>
    Always,

    /// <summary>None.</summary>
    Never,
}

/// <summary>What the reader accepts; read once when a <see cref="DocumentReader"/> is made.</summary>
public sealed class ReadOptions
{
    /// <summary>A file with more pages is set aside as <c>too-many-pages</c>.</summary>
    public int MaxPages { get; set; } = 2000;

    /// <summary>A larger file is set aside as <c>too-large</c>; bytes.</summary>
    public long MaxBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>Tried in turn on an encrypted file, after the empty password.</summary>
    public IReadOnlyList<string> Passwords { get; set; } = [];

    public OcrMode Ocr { get; set; } = OcrMode.Auto;

    /// <summary>Pages recognised at the same time; each costs an engine of its own, about 200 MB.</summary>
    public int OcrThreads { get; set; } = 1;

    /// <summary>
    /// Tells by its words if a page says what the wanted forms say. With it a text layer that looks sound and is not is
    /// found: one in which nothing is known, while on the page's picture something is. Null: no such test.
    /// </summary>
    public Func<IReadOnlyList<Word>, bool>? KnowsLabels { get; set; }

    /// <summary>Told how one page looks on its way from picture to words; null: nothing is kept.</summary>
    public ScanSketch? Sketch { get; set; }

    /// <summary>
    /// Called with the number of a document's pages before they are read, and again, each counted as many, where some must
    /// be recognised: whoever waits may allow more time.
    /// </summary>
    public Action<int>? OnPages { get; set; }
}
