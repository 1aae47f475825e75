using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Cli.Importing;
using Ingest.Cli.Observing;
using Ingest.Cli.Tests.Hosting;
using Ingest.Core.Forms;
using Ingest.Engine.Isolation;
using Ingest.Store;

namespace Ingest.Cli.Tests.Observing;

/// <summary>What the import measures, listened to in the process itself.</summary>
public sealed class MeasureTests(ClusterFixture cluster) : IDisposable
{
    private readonly SampleFiles _files = new();
    private readonly ConcurrentQueue<(string Name, double Value, IReadOnlyDictionary<string, string?> Tags)> _measured = [];
    private readonly ConcurrentQueue<Activity> _spans = [];

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Every_file_is_counted_by_state_and_reason_and_every_stage_is_timed()
    {
        var database = (await cluster.NewDatabaseAsync()).Environment["INGEST_DATABASE"];
        string[] paths = [_files.Report("a.txt"), _files.Report("b.txt"), _files.Empty(), _files.Plain()];
        await using var store = await IngestStore.OpenAsync(new StoreOptions { Database = database });
        var packs = FormPackReader.BuiltIn();
        var batch = await store.StartBatchAsync(new BatchStart("import", [_files.Folder], Extractors.Version(packs)));
        await store.RegisterAsync(batch, [.. paths.Select(path => new ExpectedFile(path, IsNamed: true))]);

        using (Listen())
        {
            var waiting = await store.WaitingAsync(batch, ItemRange.All, paths.Length);
            var options = new ExtractorOptions { Executable = Executable.Program, Arguments = [ExtractChild.Name], Workers = 1 };
            await RunAsync(options, new ItemRange(0, waiting[2].ItemId));
            // Shorter than any file takes.
            await RunAsync(options with { TimeLimit = TimeSpan.FromTicks(1), TimePerPage = TimeSpan.Zero, WatchInterval = TimeSpan.FromTicks(1) }, ItemRange.All);
        }

        Assert.Equal(1, Sum("ingest.documents", ("state", "stored")));
        Assert.Equal(1, Sum("ingest.documents", ("state", "known")));
        Assert.Equal(1, Sum("ingest.documents", ("reason", "not-a-pdf")));
        Assert.Equal(1, Sum("ingest.documents", ("reason", "timed-out")));
        Assert.Equal(1, Sum("ingest.pages", ("kind", "dump")));
        Assert.True(Sum("ingest.extractor.starts") >= 2);
        Assert.True(Sum("ingest.extractor.ends", ("cause", "timed-out")) >= 1);
        Assert.Equal(0, Sum("ingest.extractor.busy"));
        Assert.All(
            (string[])["fetch", "identify", "extract", "store"],
            stage => Assert.Contains(_measured, one => one.Name == "ingest.stage.duration" && one.Tags["stage"] == stage));
        Assert.Equal(4, _spans.Count(span => span.OperationName == "ingest.document"));
        var stored = _spans.Single(span => "stored".Equals(span.GetTagItem("ingest.state")));
        Assert.Equal(("dump", (object)1, (object)batch), (stored.GetTagItem("ingest.kind"), stored.GetTagItem("ingest.pages"), stored.GetTagItem("ingest.batch")));
        Assert.Contains(_spans, span => span.OperationName == "ingest.store" && span.ParentSpanId == stored.SpanId);

        async Task RunAsync(ExtractorOptions options, ItemRange items)
        {
            await using var pool = new ExtractorPool(options);
            var progress = new ImportProgress(new Terminal(Language.English), null, ImportCounts.None);
            await new ImportRun(new ImportMachinery(store, pool, packs, 1, null), batch, progress).RunAsync(items, default, default);
        }
    }

    [Fact]
    public async Task The_length_of_the_queue_is_what_waits_for_workers()
    {
        var ingest = await cluster.NewDatabaseAsync();
        _files.Report("a.txt", "甲项目");
        _files.Report("b.txt", "乙项目");
        await ingest.StartAsync("import", _files.Folder, "--enqueue");
        await using var store = await IngestStore.OpenAsync(new StoreOptions { Database = ingest.Environment["INGEST_DATABASE"] });
        using var gauge = new QueueGauge(store);
        using var listener = Listen();

        listener.RecordObservableInstruments();

        Assert.Equal(2, Sum("ingest.queue.files"));
    }

    private double Sum(string name, params (string Name, string Value)[] tags) => _measured
        .Where(one => one.Name == name && tags.All(tag => one.Tags.GetValueOrDefault(tag.Name) == tag.Value)).Sum(one => one.Value);

    private Listening Listen() => new(_measured, _spans);

    private sealed class Listening : IDisposable
    {
        private readonly MeterListener _meters = new();
        private readonly ActivityListener _activities;

        public Listening(ConcurrentQueue<(string, double, IReadOnlyDictionary<string, string?>)> measured, ConcurrentQueue<Activity> spans)
        {
            _meters.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name is ImportMeasures.Name or ExtractorMeters.Name or QueueGauge.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Enqueue((instrument.Name, value, Copy(tags))));
            _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.Enqueue((instrument.Name, value, Copy(tags))));
            _meters.Start();
            _activities = new ActivityListener
            {
                ShouldListenTo = source => source.Name == ImportMeasures.Name,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = spans.Enqueue,
            };
            ActivitySource.AddActivityListener(_activities);
        }

        public void RecordObservableInstruments() => _meters.RecordObservableInstruments();

        public void Dispose()
        {
            _meters.Dispose();
            _activities.Dispose();
        }

        private static Dictionary<string, string?> Copy(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var copy = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var (name, value) in tags)
            {
                copy[name] = value?.ToString();
            }

            return copy;
        }
    }
}
