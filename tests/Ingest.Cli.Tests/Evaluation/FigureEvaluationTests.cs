using Ingest.Cli.Hosting;
using Ingest.Cli.Tests.Hosting;

namespace Ingest.Cli.Tests.Evaluation;

public sealed class FigureEvaluationTests
{
    [Fact]
    public async Task Of_the_figures_held_back_97_percent_are_found_and_of_those_found_97_percent_are_right()
    {
        var result = await Executable.RunAsync("evaluate", Path.Combine(Repository.Root, "seeds", "figures"), "--floor", "97", "--lang", "en");

        Assert.Equal(ExitCode.Ok, result.ExitCode);
        Assert.Contains("held\t245\t", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_floor_that_is_not_reached_is_exit_code_5()
    {
        var result = await Executable.RunAsync("evaluate", Path.Combine(Repository.Root, "seeds", "figures"), "--floor", "100", "--lang", "en");

        Assert.Equal(ExitCode.Differs, result.ExitCode);
        Assert.Contains("not labelled", result.Output, StringComparison.Ordinal);
    }
}
