using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ingest.Core.Documents;
using Ingest.Engine.Isolation;

namespace Ingest.Engine.Tests.Isolation;

/// <summary>
/// The pool against children that really die, hang and eat memory: shell scripts that speak the protocol and do to
/// themselves what the file's name says.
/// </summary>
public sealed class ExtractorPoolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingest-pool-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Gives_back_what_the_child_extracted()
    {
        await using var pool = Pool();

        Assert.Equal("{\"file\":\"good\"}", Json(await pool.ExtractAsync("good", default)));
    }

    [Fact]
    public async Task Keeps_a_child_warm_over_many_files()
    {
        await using var pool = Pool();

        for (var file = 0; file < 5; file++)
        {
            Assert.IsType<Extracted>(await pool.ExtractAsync("good", default));
        }

        Assert.Equal(1, Starts);
    }

    [Fact]
    public async Task Replaces_a_child_that_has_had_its_share_of_documents()
    {
        await using var pool = Pool(options => options with { DocumentsPerChild = 2 });

        for (var file = 0; file < 5; file++)
        {
            Assert.IsType<Extracted>(await pool.ExtractAsync("good", default));
        }

        Assert.Equal(3, Starts);
    }

    [Fact]
    public async Task Names_the_reason_that_the_child_gives()
    {
        await using var pool = Pool();

        Assert.Equal(new SetAside(UnreadableReason.Damaged, "it is cut", "被截断"), await pool.ExtractAsync("damaged", default));
        Assert.IsType<Extracted>(await pool.ExtractAsync("good", default));
        Assert.Equal(1, Starts);
    }

    [Fact]
    public async Task Calls_a_file_that_kills_its_child_crashed_and_goes_on()
    {
        await using var pool = Pool();

        var aside = Assert.IsType<SetAside>(await pool.ExtractAsync("segfault", default));

        Assert.Equal(UnreadableReason.Crashed, aside.Reason);
        Assert.Contains("139", aside.Message, StringComparison.Ordinal);
        Assert.IsType<Extracted>(await pool.ExtractAsync("good", default));
    }

    [Fact]
    public async Task Says_what_a_dying_child_said_first()
    {
        await using var pool = Pool();

        var aside = Assert.IsType<SetAside>(await pool.ExtractAsync("stack-overflow", default));

        Assert.Equal(UnreadableReason.Crashed, aside.Reason);
        Assert.Contains("Stack overflow.", aside.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tries_a_file_again_alone_when_a_used_child_dies_over_it()
    {
        await using var pool = Pool();
        await pool.ExtractAsync("good", default);

        Assert.IsType<Extracted>(await pool.ExtractAsync("segfault-when-warm", default));
        Assert.Equal(2, Starts);
    }

    [Fact]
    public async Task Kills_a_child_that_takes_too_long()
    {
        await using var pool = Pool(options => options with { TimeLimit = TimeSpan.FromMilliseconds(300) });
        var started = Stopwatch.GetTimestamp();

        var aside = Assert.IsType<SetAside>(await pool.ExtractAsync("hang", default));

        Assert.Equal(UnreadableReason.TimedOut, aside.Reason);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromMilliseconds(300), TimeSpan.FromMinutes(2));
        Assert.IsType<Extracted>(await pool.ExtractAsync("good", default));
    }

    [Fact]
    public async Task Gives_a_document_of_many_pages_more_time()
    {
        await using var pool = Pool(options => options with
        {
            TimeLimit = TimeSpan.FromMilliseconds(200), TimePerPage = TimeSpan.FromSeconds(1),
        });

        Assert.IsType<Extracted>(await pool.ExtractAsync("slow-of-30-pages", default));
    }

    [Theory]
    [InlineData("eat-memory")]
    [InlineData("eat-memory-in-a-helper")]
    public async Task Kills_a_child_that_takes_too_much_memory_by_itself_or_by_what_it_starts(string file)
    {
        await using var pool = Pool(options => options with { MemoryLimit = 200 << 20 });

        var aside = Assert.IsType<SetAside>(await pool.ExtractAsync(file, default));

        Assert.Equal(UnreadableReason.OutOfMemory, aside.Reason);
        Assert.IsType<Extracted>(await pool.ExtractAsync("good", default));
    }

    [Fact]
    public async Task Costs_other_files_nothing_when_one_crashes()
    {
        await using var pool = Pool(options => options with { Workers = 2 });
        string[] files = [.. Enumerable.Range(0, 20).Select(index => index % 5 == 0 ? "segfault" : "good")];

        var outcomes = await Task.WhenAll(files.Select(file => pool.ExtractAsync(file, default)));

        Assert.Equal(16, outcomes.Count(outcome => outcome is Extracted));
        Assert.Equal(4, outcomes.Count(outcome => outcome is SetAside { Reason: UnreadableReason.Crashed }));
    }

    [Fact]
    public async Task Ends_at_once_when_called_off()
    {
        await using var pool = Pool();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pool.ExtractAsync("hang", stop.Token));
    }

    [Fact]
    public async Task Says_when_children_cannot_be_started_at_all()
    {
        await using var missing = Pool(options => options with { Executable = "/nowhere/ingest" });
        await using var dying = Pool(options => options with { Arguments = ["-c", "echo out of order >&2; exit 3"] });

        await Assert.ThrowsAsync<ExtractorStartException>(() => missing.ExtractAsync("good", default));
        var failure = await Assert.ThrowsAsync<ExtractorStartException>(() => dying.ExtractAsync("good", default));
        Assert.Contains("out of order", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_no_child_behind()
    {
        var pool = Pool();
        await pool.ExtractAsync("good", default);
        var child = int.Parse(File.ReadAllText(Path.Combine(_folder, "pid")), CultureInfo.InvariantCulture);

        await pool.DisposeAsync();

        Assert.False(Directory.Exists($"/proc/{child}"));
    }

    private int Starts => File.ReadAllLines(Path.Combine(_folder, "starts")).Length;

    private static string Json(ExtractionOutcome outcome) =>
        Encoding.UTF8.GetString(Assert.IsType<Extracted>(outcome).Json.Span);

    private ExtractorPool Pool(Func<ExtractorOptions, ExtractorOptions>? change = null)
    {
        var options = new ExtractorOptions
        {
            Executable = "/bin/bash",
            Arguments = ["-c", Child, "child", _folder],
            Workers = 1,
            TimeLimit = TimeSpan.FromSeconds(30),
            TimePerPage = TimeSpan.Zero,
            WatchInterval = TimeSpan.FromMilliseconds(20),
        };
        return new ExtractorPool(change?.Invoke(options) ?? options);
    }

    /// <summary>Frames have short payloads here, so that the length is one byte and three zeros.</summary>
    private const string Child = """
        export LC_ALL=C
        echo start >> "$1/starts"; echo $$ > "$1/pid"; served=0
        frame() { printf "$1\\x$(printf %02x ${#2})\0\0\0%s" "$2"; }
        frame H ""
        while true; do
          length=$(head -c 2 | tail -c 1 | od -An -tu1 | tr -d ' '); [ -n "$length" ] || exit 0
          head -c 3 > /dev/null; path=$(head -c "$length")
          case "$path" in
            damaged) frame F $'damaged\nit is cut\n被截断' ;;
            segfault) kill -SEGV $$ ;;
            segfault-when-warm) [ $served -gt 0 ] && kill -SEGV $$; frame E '{}' ;;
            stack-overflow) echo "Stack overflow." >&2; kill -ABRT $$ ;;
            hang) sleep 1000 ;;
            slow-of-30-pages) frame N 30; sleep 1; frame E '{}' ;;
            eat-memory-in-a-helper) (for i in {1..40}; do eaten+=$(head -c 20000000 /dev/zero | tr '\0' x); done; sleep 1000) ;;
            eat-memory) for i in {1..40}; do eaten+=$(head -c 20000000 /dev/zero | tr '\0' x); done; sleep 1000 ;;
            *) frame E "{\"file\":\"$path\"}" ;;
          esac
          served=$((served + 1))
        done
        """;
}
