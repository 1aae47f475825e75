using System.Runtime.InteropServices;
using System.Text.Json;
using Ingest.Cli.Hosting;
using Ingest.Cli.Tests.Hosting;

namespace Ingest.Cli.Tests.Extracting;

/// <summary>Scans that want to hurt end with a result or a named reason, in time and inside the memory limit.</summary>
public sealed partial class HostileScanTests : IDisposable
{
    /// <summary>What `ingest doctor` prints; memory is looked at ten times a second, and what comes between two looks goes over it.</summary>
    private const int LimitMegabytes = 2048;
    private const int SlackMegabytes = 400;

    private readonly SampleFiles _files = new();
    private readonly HostileScans _scans;

    public HostileScanTests() => _scans = new HostileScans(_files);

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_page_of_sixty_thousand_pixels_either_way() => await EndsAsync(_scans.WidePage());

    [Fact]
    public async Task A_JBIG2_bomb() => await EndsAsync(_scans.Jbig2Bomb());

    [Fact]
    public async Task A_PNG_bomb() => await EndsAsync(_scans.PngBomb());

    [Fact]
    public async Task A_picture_whose_second_half_never_came() => await EndsAsync(_scans.TruncatedStrip());

    [Fact]
    public async Task A_TIFF_that_lies_about_its_height() => await EndsAsync(_scans.TiffLiar());

    [Fact]
    public async Task A_TIFF_whose_pages_go_round_in_a_circle() => await EndsAsync(_scans.TiffLoop());

    [Fact]
    public async Task An_empty_page_is_no_report() => await RefusesAsync(_scans.EmptyPage(), "no-report-found");

    [Fact]
    public async Task A_photograph_is_no_report() => await RefusesAsync(_scans.Photograph(), "no-report-found");

    [Fact]
    public async Task A_single_pixel_is_no_report() => await RefusesAsync(_scans.OnePixel(), "no-report-found");

    [Fact]
    public async Task A_form_in_four_inks_is_read() => await ReadsAsync(_scans.CmykJpeg());

    [Fact]
    public async Task A_form_in_four_inks_inside_a_PDF_is_read() => await ReadsAsync(_scans.CmykPdf());

    [Fact]
    public async Task A_form_in_sixteen_bits_of_grey_is_read() => await ReadsAsync(_scans.DeepGreyTiff());

    [Fact]
    public async Task A_form_in_sixteen_bits_of_grey_inside_a_PDF_is_read() => await ReadsAsync(_scans.DeepGreyPdf());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9600)]
    public async Task A_form_is_read_whatever_the_file_says_of_its_resolution(int dpi) => await ReadsAsync(_scans.TiffOf(dpi));

    private static async Task ReadsAsync(string path)
    {
        var result = await EndsAsync(path);

        Assert.Equal(ExitCode.Ok, result.ExitCode);
        using var json = JsonDocument.Parse(result.Output);
        var report = json.RootElement.GetProperty("reports")[0];
        Assert.Equal("shanghai-project", report.GetProperty("form").GetString());
        Assert.NotEqual(JsonValueKind.Null, report.GetProperty("mainProblems").ValueKind);
    }

    private static async Task RefusesAsync(string path, string reason)
    {
        var result = await EndsAsync(path);

        Assert.Equal(ExitCode.Unreadable, result.ExitCode);
        Assert.StartsWith($"ingest: {path}: {reason}: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    private static async Task<CliResult> EndsAsync(string path)
    {
        var result = await Executable.RunAsync("extract", path, "--json", "--lang", "en", "--time-limit", "100");

        Assert.Contains(result.ExitCode, (int[])[ExitCode.Ok, ExitCode.Unreadable]);
        if (result.ExitCode == ExitCode.Unreadable)
        {
            Assert.Empty(result.Output);
            Assert.Matches("^ingest: .*: [a-z-]+: ", Assert.Single(result.ErrorLines));
        }

        Assert.InRange(LargestDescendant() >> 20, 0, LimitMegabytes + SlackMegabytes);
        return result;
    }

    /// <summary>Bytes that the largest of all processes that these tests have started held at a time, those of their children among them.</summary>
    private static long LargestDescendant()
    {
        Span<long> usage = stackalloc long[18];
        Assert.Equal(0, ResourceUsage(OfChildren, usage));
        return usage[MaximumResidentKilobytes] << 10;
    }

    private const int OfChildren = -1;
    private const int MaximumResidentKilobytes = 4;

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int ResourceUsage(int who, Span<long> usage);
}
