using Ingest.Cli.Hosting;
using Ingest.Cli.Operating;
using Ingest.Cli.Tests.Hosting;

namespace Ingest.Cli.Tests.Operating;

public sealed class OperatingTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Quickstart_shows_the_sample_reports_their_findings_and_how_to_look()
    {
        var ingest = await WithRootAsync();

        var first = await ingest.StartAsync("quickstart");
        var second = await ingest.StartAsync("quickstart");

        Assert.Equal(ExitCode.Ok, first.ExitCode);
        Assert.StartsWith("found 1 = stored 1 + known 0 + set aside 0\nreports 5, ", first.Output, StringComparison.Ordinal);
        Assert.Contains("│ 5 │", first.Output, StringComparison.Ordinal);
        Assert.Contains("execution-rate-mismatch", first.Output, StringComparison.Ordinal);
        Assert.Contains("psql \"postgresql:", first.Output, StringComparison.Ordinal);
        Assert.StartsWith("found 1 = stored 0 + known 1 + set aside 0\n", second.Output, StringComparison.Ordinal);
        Assert.Contains("execution-rate-mismatch", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_looks_at_packages_extractor_database_and_disk()
    {
        var ingest = await WithRootAsync();

        var result = await ingest.StartAsync("doctor");

        Assert.Contains("postgresql-15\t", result.Output, StringComparison.Ordinal);
        Assert.Contains("extractor process\tok\t", result.Output, StringComparison.Ordinal);
        Assert.Contains("database\tok\t", result.Output, StringComparison.Ordinal);
        Assert.Contains("disk\t", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Url_is_what_psql_connects_with()
    {
        var ingest = await cluster.NewDatabaseAsync();

        var result = await ingest.StartAsync("db", "url");

        Assert.Equal(ExitCode.Ok, result.ExitCode);
        Assert.Equal(ingest.Environment["INGEST_DATABASE"], result.Output.TrimEnd());
    }

    [Fact]
    public async Task Only_the_private_cluster_can_be_stopped_from_here()
    {
        var result = await (await cluster.NewDatabaseAsync()).StartAsync("db", "stop");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Single(result.ErrorLines);
    }

    [Fact]
    public void Package_lists_have_a_package_a_line_and_its_purpose_behind_a_hash() => Assert.Equal(
        [new DebianPackage("postgresql-15", "the database"), new DebianPackage("poppler-utils", "")],
        DebianPackages.Parse(["# what we use", "", "postgresql-15  # the database", "poppler-utils"]));

    private async Task<Executable> WithRootAsync()
    {
        var ingest = await cluster.NewDatabaseAsync();
        return ingest with
        {
            Environment = new Dictionary<string, string?>(ingest.Environment, StringComparer.Ordinal) { ["INGEST_ROOT"] = Repository.Root },
        };
    }
}
