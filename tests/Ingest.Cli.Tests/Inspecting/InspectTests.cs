using System.Text.Json;
using Ingest.Cli.Hosting;
using Ingest.Cli.Tests.Hosting;

namespace Ingest.Cli.Tests.Inspecting;

public sealed class InspectTests : IDisposable
{
    private static readonly string Form = Path.Combine(Repository.Root, "fixtures", "chromium-ruled-form.pdf");
    private readonly SampleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Why_names_what_was_looked_for_and_where_it_stands()
    {
        var result = await Executable.RunAsync("inspect", Form, "--why");

        Assert.Equal(ExitCode.Ok, result.ExitCode);
        Assert.Contains("== form shanghai-project, version 1: 1 reports", result.Output, StringComparison.Ordinal);
        Assert.Contains("\nprojectName\t项目名称\t1\t", result.Output, StringComparison.Ordinal);
        Assert.Contains("\nindicators.weight\t权重\t1\t", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_a_file_did_not_match_is_said_in_a_sentence()
    {
        var result = await Executable.RunAsync("inspect", _files.Plain(), "--why");

        Assert.Equal(ExitCode.Ok, result.ExitCode);
        Assert.Contains("no report: the label of projectName (项目名称) stands nowhere", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_drawn_with_what_was_seen_on_it()
    {
        var png = Path.Combine(_files.Folder, "page.png");

        var result = await Executable.RunAsync("inspect", Form, "--page", "1", "--out", png);

        Assert.Equal(ExitCode.Ok, result.ExitCode);
        Assert.Equal(png, result.Output.TrimEnd());
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await File.ReadAllBytesAsync(png))[..4]);
    }

    [Fact]
    public async Task A_scanned_page_is_drawn_at_every_stage_of_its_way()
    {
        var scan = Path.Combine(Repository.Root, "fixtures", "scans", "writer-kai-lines-300-clean-turned.pdf");
        var sizes = new List<(string Stage, long Width, long Bytes)>();
        foreach (var stage in new[] { "picture", "cleaned", "words" })
        {
            var png = Path.Combine(_files.Folder, stage + ".png");
            var result = await Executable.RunAsync("inspect", scan, "--page", "1", "--stage", stage, "--out", png);
            Assert.Equal(ExitCode.Ok, result.ExitCode);
            var bytes = await File.ReadAllBytesAsync(png);
            sizes.Add((stage, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), bytes.Length));
        }

        Assert.True(sizes[0].Width > sizes[1].Width, "the picture lies on its side, the cleaned page stands upright");
        Assert.Equal(sizes[1].Width, sizes[2].Width);
        Assert.NotEqual(sizes[1].Bytes, sizes[2].Bytes);
    }

    [Fact]
    public async Task A_text_page_has_no_cleaned_picture()
    {
        var result = await Executable.RunAsync("inspect", Form, "--page", "1", "--stage", "cleaned");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains("text layer", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_a_mistake_of_usage()
    {
        var result = await Executable.RunAsync("inspect", Form, "--page", "99");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Single(result.ErrorLines);
    }

    [Theory]
    [InlineData("inspect", "--why")]
    [InlineData("tables", "--html")]
    public async Task A_file_that_takes_too_much_memory_ends_as_its_reason(string command, string option)
    {
        var result = await Executable.RunAsync(command, Form, option, "--memory-limit", "30");

        Assert.Equal(ExitCode.Unreadable, result.ExitCode);
        Assert.Contains("out-of-memory: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_have_cells_with_their_spans()
    {
        var result = await Executable.RunAsync("tables", Form);

        using var tables = JsonDocument.Parse(result.Output);
        var cells = tables.RootElement[0].GetProperty("cells").EnumerateArray().ToList();
        Assert.Equal("ruled", tables.RootElement[0].GetProperty("kind").GetString());
        Assert.Contains(cells, cell => cell.GetProperty("text").GetString() == "项目名称" && cell.GetProperty("columnSpan").GetInt32() == 2);
        Assert.Contains(cells, cell => cell.GetProperty("rowSpan").GetInt32() > 1);
    }

    [Fact]
    public async Task Tables_can_be_had_as_HTML()
    {
        var result = await Executable.RunAsync("tables", Form, "--html");

        Assert.Contains("<td colspan=\"2\">项目名称</td>", result.Output, StringComparison.Ordinal);
        Assert.Contains(" rowspan=\"", result.Output, StringComparison.Ordinal);
    }
}
