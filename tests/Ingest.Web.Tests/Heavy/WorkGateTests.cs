using Ingest.Web.Heavy;

namespace Ingest.Web.Tests.Heavy;

public sealed class WorkGateTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Fact]
    public async Task One_account_cannot_keep_the_others_out()
    {
        var gate = new WorkGate(new WorkLimits(2, 1, Long), TimeProvider.System);
        var ends = new TaskCompletionSource<int>();

        var first = gate.RunAsync("one", _ => ends.Task, TestContext.Current.CancellationToken);
        var own = await RefusedAsync(gate.RunAsync("one", _ => Task.FromResult(1), TestContext.Current.CancellationToken));
        var other = await gate.RunAsync("other", _ => Task.FromResult(2), TestContext.Current.CancellationToken);
        ends.SetResult(3);

        Assert.Equal(429, own.Status);
        Assert.Equal((3, 2), (await first, other));
    }

    [Fact]
    public async Task Who_comes_when_all_places_are_taken_is_told_at_once_and_has_one_when_it_is_free()
    {
        var gate = new WorkGate(new WorkLimits(1, 1, Long), TimeProvider.System);
        var ends = new TaskCompletionSource<int>();

        var first = gate.RunAsync("one", _ => ends.Task, TestContext.Current.CancellationToken);
        var busy = await RefusedAsync(gate.RunAsync("other", _ => Task.FromResult(1), TestContext.Current.CancellationToken));
        ends.SetException(new InvalidOperationException("what goes wrong gives its place back, too"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);

        Assert.Equal(429, busy.Status);
        Assert.Equal(1, await gate.RunAsync("other", _ => Task.FromResult(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_takes_too_long_is_stopped()
    {
        var gate = new WorkGate(new WorkLimits(1, 1, TimeSpan.FromMilliseconds(1)), TimeProvider.System);

        var late = await RefusedAsync(gate.RunAsync("one", ForeverAsync, TestContext.Current.CancellationToken));

        Assert.Equal(503, late.Status);
    }

    [Fact]
    public async Task Whoever_goes_away_takes_the_work_along_and_leaves_the_place_free()
    {
        var gate = new WorkGate(new WorkLimits(1, 1, Long), TimeProvider.System);
        using var browser = new CancellationTokenSource();

        var work = gate.RunAsync("one", ForeverAsync, browser.Token);
        await browser.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        Assert.Equal(1, await gate.RunAsync("one", _ => Task.FromResult(1), TestContext.Current.CancellationToken));
    }

    private static async Task<int> ForeverAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        return 0;
    }

    private static Task<WorkRefusedException> RefusedAsync(Task<int> work) => Assert.ThrowsAsync<WorkRefusedException>(() => work);
}
