using Ingest.Cli.Hosting;
using Ingest.Cli.Tests.Hosting;

namespace Ingest.Cli.Tests.Analysing;

public sealed class ExportCommandTests(ClusterFixture cluster) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ingest-export-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Files_get_their_names_when_they_are_whole_and_the_counts_are_told()
    {
        var cli = await cluster.NewDatabaseAsync();
        var book = Path.Combine(folder, "all.xlsx");
        var views = Path.Combine(folder, "views");

        var workbook = await cli.StartAsync("export", "--out", book, "--lang", "en");
        var several = await cli.StartAsync("export", "--format", "parquet", "--view", "all", "--out", views, "--lang", "en");
        var lines = await cli.StartAsync("export", "--format", "csv", "--view", "findings", "--year", "2019", "--lang", "en");

        Assert.Equal([ExitCode.Ok, ExitCode.Ok, ExitCode.Ok], new[] { workbook.ExitCode, several.ExitCode, lines.ExitCode });
        Assert.Contains($"reports: 0 rows to {book}", workbook.ErrorLines);
        Assert.Equal(["corrections", "figures", "findings", "funds", "indicators", "narratives", "reports", "versions"],
            Directory.GetFiles(views).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        Assert.StartsWith("finding_id,", lines.Output.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder, "*.part", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("--format", "parquet")]
    [InlineData("--view", "reports")]
    [InlineData("--format", "csv", "--view", "accounts")]
    [InlineData("--format", "csv", "--view", "reports", "findings")]
    [InlineData("--format", "csv", "--since", "yesterday")]
    [InlineData("--format", "csv", "--out", "/nowhere/at/all.csv")]
    public async Task What_cannot_be_is_said_before_anything_is_read(params string[] arguments)
    {
        var result = await Executable.RunAsync(["export", .. arguments]);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Single(result.ErrorLines);
    }

    [Fact]
    public async Task A_search_of_nothing_finds_nothing_and_one_character_is_refused()
    {
        var cli = await cluster.NewDatabaseAsync();

        var nothing = await cli.StartAsync("search", "满意度", "--lang", "en");
        var tooShort = await cli.StartAsync("search", "满", "--lang", "zh");

        Assert.Equal((ExitCode.Ok, "0 hits"), (nothing.ExitCode, nothing.ErrorLines[^1]));
        Assert.Equal((ExitCode.Usage, "ingest: 检索词至少两个字"), (tooShort.ExitCode, tooShort.ErrorLines[^1]));
    }
}
