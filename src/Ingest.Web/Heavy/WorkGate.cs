namespace Ingest.Web.Heavy;

/// <summary>How much of one kind of work requests may ask for.</summary>
/// <param name="AtOnce">Together.</param>
/// <param name="PerAccount">Of one account, so that nobody keeps the others out.</param>
/// <param name="Patience">A piece of work that takes longer is stopped.</param>
public sealed record WorkLimits(int AtOnce, int PerAccount, TimeSpan Patience);

/// <summary>Lets a few at work at once; who comes too many is told so and does not wait.</summary>
internal sealed class WorkGate(WorkLimits limits, TimeProvider time)
{
    private readonly Dictionary<string, int> atWork = new(StringComparer.Ordinal);

    public TimeSpan Patience => limits.Patience;

    /// <param name="work">Told to stop when its time is over, and when whoever asked goes away.</param>
    /// <exception cref="WorkRefusedException">Too many, or too long.</exception>
    public async Task<T> RunAsync<T>(string account, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        Enter(account);
        try
        {
            using var deadline = new CancellationTokenSource(limits.Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
            try
            {
                return await work(either.Token);
            }
            catch (OperationCanceledException stopped) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                throw new WorkRefusedException(WorkRefusal.TooLong, stopped);
            }
        }
        finally
        {
            Leave(account);
        }
    }

    private void Enter(string account)
    {
        lock (atWork)
        {
            var own = atWork.GetValueOrDefault(account);
            if (own >= limits.PerAccount)
            {
                throw new WorkRefusedException(WorkRefusal.OwnAtWork);
            }

            if (atWork.Values.Sum() >= limits.AtOnce)
            {
                throw new WorkRefusedException(WorkRefusal.Busy);
            }

            atWork[account] = own + 1;
        }
    }

    private void Leave(string account)
    {
        lock (atWork)
        {
            if (--atWork[account] == 0)
            {
                atWork.Remove(account);
            }
        }
    }
}
