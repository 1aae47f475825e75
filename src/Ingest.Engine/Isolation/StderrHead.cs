using System.Diagnostics;
using System.Text;

namespace Ingest.Engine.Isolation;

/// <summary>
/// Empties a child's stderr, which would block it when full, and keeps the beginning of what it said about the
/// document at hand: the runtime names the cause of a death first and prints a long stack after it.
/// </summary>
internal sealed class StderrHead
{
    private const int Kept = 4096;

    private readonly StringBuilder _text = new();
    private readonly Lock _lock = new();

    public StderrHead(Process process) => Drained = DrainAsync(process.StandardError);

    /// <summary>Ends when the child has closed its stderr.</summary>
    public Task Drained { get; }

    public string Text
    {
        get
        {
            lock (_lock)
            {
                return _text.ToString().Trim();
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _text.Clear();
        }
    }

    private async Task DrainAsync(StreamReader stderr)
    {
        var buffer = new char[1024];
        try
        {
            while (await stderr.ReadAsync(buffer) is > 0 and var read)
            {
                lock (_lock)
                {
                    _text.Append(buffer, 0, Math.Min(read, Kept - Math.Min(Kept, _text.Length)));
                }
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The child was killed.
        }
    }
}
