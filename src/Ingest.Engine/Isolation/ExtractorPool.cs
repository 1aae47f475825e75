using System.Collections.Concurrent;
using Ingest.Core.Documents;

namespace Ingest.Engine.Isolation;

/// <summary>
/// Warm children shared by many callers: at most <see cref="ExtractorOptions.Workers"/> work at a time, each on one
/// file; one that passes its limits or dies is replaced, and costs no other file anything.
/// </summary>
public sealed class ExtractorPool(ExtractorOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turns = new(options.Workers);
    private readonly ConcurrentStack<ExtractorProcess> _idle = [];

    /// <exception cref="ExtractorStartException">Children cannot be started on this machine.</exception>
    /// <param name="request">A file's path, or what else <see cref="ExtractorRequest"/> makes of one.</param>
    public async Task<ExtractionOutcome> ExtractAsync(string request, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        ExtractorMeters.Began();
        try
        {
            var warm = _idle.TryPop(out var idle);
            var outcome = await ExtractWithAsync(
                warm ? idle! : await ExtractorProcess.StartAsync(options, cancellationToken), request, cancellationToken);
            // What earlier files left behind in a warm child is no verdict on this one: it has a second try, alone.
            return warm && outcome is SetAside { Reason: UnreadableReason.Crashed or UnreadableReason.OutOfMemory }
                ? await ExtractWithAsync(
                    await ExtractorProcess.StartAsync(options, cancellationToken), request, cancellationToken)
                : outcome;
        }
        finally
        {
            ExtractorMeters.Finished();
            _turns.Release();
        }
    }

    /// <summary>Starts a child ahead of the first file.</summary>
    public async Task WarmUpAsync(CancellationToken cancellationToken) =>
        _idle.Push(await ExtractorProcess.StartAsync(options, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryPop(out var child))
        {
            await child.DisposeAsync();
        }

        _turns.Dispose();
    }

    private async Task<ExtractionOutcome> ExtractWithAsync(
        ExtractorProcess child, string path, CancellationToken cancellationToken)
    {
        ExtractionOutcome? outcome = null;
        try
        {
            return outcome = await child.ExtractAsync(path, cancellationToken);
        }
        finally
        {
            if (child.IsReusable)
            {
                _idle.Push(child);
            }
            else
            {
                ExtractorMeters.Ended(outcome);
                await child.DisposeAsync();
            }
        }
    }
}
