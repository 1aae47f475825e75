using System.Diagnostics;
using System.Globalization;

namespace Ingest.Store.Tests;

public sealed class SpeedTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    /// <summary>The goal is 5 ms on a quiet machine; the bound leaves room for a busy one. The figure is printed.</summary>
    [Fact]
    public async Task Storing_a_report_costs_a_few_milliseconds()
    {
        var batch = await fixture.StartBatchAsync();
        var count = int.Parse(Environment.GetEnvironmentVariable("INGEST_SPEED_REPORTS") ?? "200", CultureInfo.InvariantCulture);
        for (var n = 0; n < 50; n++)
        {
            await fixture.Store.SaveAsync(Samples.Request(batch, $"warm-{n}", project: $"预热项目{n}"));
        }

        var times = new double[count];
        for (var n = 0; n < count; n++)
        {
            var request = Samples.Request(batch, $"speed-{n}", project: $"第{n}号项目");
            var start = Stopwatch.GetTimestamp();
            await fixture.Store.SaveAsync(request);
            times[n] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        var figure = string.Create(CultureInfo.InvariantCulture,
            $"storing a report: mean {times.Average():0.00} ms, median {times[count / 2]:0.00}, p95 {times[count * 95 / 100]:0.00}, max {times[^1]:0.00} over {count}");
        TestContext.Current.SendDiagnosticMessage(figure);
        TestContext.Current.TestOutputHelper?.WriteLine(figure);
        Assert.True(times[count / 2] < 25, figure);
    }
}
