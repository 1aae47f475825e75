using Ingest.Cli.Hosting;
using Ingest.Cli.Tests.Hosting;

namespace Ingest.Cli.Tests.Importing;

/// <summary>Imports by the real executable into a real database.</summary>
public sealed class ImportTests(ClusterFixture cluster) : IDisposable
{
    private readonly SampleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Counts_add_up_and_a_second_import_stores_nothing_and_says_so()
    {
        var ingest = await cluster.NewDatabaseAsync();
        _files.Report("good.txt");
        _files.Report("again/copy-of-good.txt");
        _files.Empty();
        _files.Half("below/half.pdf");
        _files.Write("notes.md", [1]);

        var first = await ingest.StartAsync("import", _files.Folder);
        var second = await ingest.StartAsync("import", _files.Folder);

        Assert.Equal(ExitCode.SomeSetAside, first.ExitCode);
        Assert.StartsWith("found 5 = stored 1 + known 1 + set aside 3\nreports 1, ", first.Output, StringComparison.Ordinal);
        Assert.Contains($"set aside: {_files.Folder}/notes.md: unsupported-type: ", first.Error, StringComparison.Ordinal);
        Assert.Contains($"set aside: {_files.Folder}/empty.pdf: not-a-pdf: ", first.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, second.ExitCode);
        Assert.Equal("found 5 = stored 0 + known 5 + set aside 0\n", second.Output);
        Assert.Contains("nothing is new", second.Error, StringComparison.Ordinal);
        Assert.Contains("3 of the known files were set aside before", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_set_aside_is_listed_with_its_reason_and_tried_again_when_asked()
    {
        var ingest = await cluster.NewDatabaseAsync();
        var locked = _files.Encrypted();
        _files.Empty();
        await ingest.StartAsync("import", _files.Folder);

        var failures = await ingest.StartAsync("failures", "--reason", "encrypted");
        var passwords = _files.Write("passwords.lst", "secret\n"u8.ToArray());
        var retry = await ingest.StartAsync("retry", "--reason", "encrypted", "--passwords", passwords);
        var after = await ingest.StartAsync("failures");

        Assert.Equal(2, failures.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains($"encrypted\t{locked}\t", failures.Output, StringComparison.Ordinal);
        // It opens now; that it is no form is another matter.
        Assert.Equal("found 1 = stored 0 + known 0 + set aside 1\n", retry.Output);
        Assert.Contains($"no-report-found\t{locked}\t", after.Output, StringComparison.Ordinal);
        Assert.Contains("not-a-pdf\t", after.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_a_list_on_stdin()
    {
        var ingest = await cluster.NewDatabaseAsync() with { Input = $"{_files.Report()}\n\n{_files.Empty()}\n" };

        var result = await ingest.StartAsync("import", "-");

        Assert.StartsWith("found 2 = stored 1 + known 0 + set aside 1\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_types_are_set_aside_by_the_name_of_what_they_are_and_a_PDF_is_read_whatever_its_name()
    {
        var ingest = await cluster.NewDatabaseAsync();
        _files.Write("report.docx", "PK\u0003\u0004....word/document.xml"u8.ToArray());
        _files.Write("form.wps", [0xD0, 0xCF, 0x11, 0xE0, .. new byte[600]]);
        _files.Report("golden.json");
        _files.Plain("letter.bak");

        var english = await ingest.StartAsync("import", _files.Folder);
        var chinese = await ingest.StartAsync("failures", "--lang", "zh");

        Assert.StartsWith("found 4 = stored 0 + known 0 + set aside 4\n", english.Output, StringComparison.Ordinal);
        Assert.Contains("report.docx: unsupported-type: this is a Word document (.docx)", english.Error, StringComparison.Ordinal);
        Assert.Contains("golden.json: unsupported-type: this is a text file", english.Error, StringComparison.Ordinal);
        Assert.Contains("letter.bak: no-report-found: ", english.Error, StringComparison.Ordinal);
        Assert.Contains("report.docx\t该文件是 Word 文档（.docx）", chinese.Output, StringComparison.Ordinal);
        Assert.Contains("letter.bak\t未找到已知表单的报告", chinese.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_with_a_missing_path_goes_on_and_accounts_for_it()
    {
        var ingest = await cluster.NewDatabaseAsync() with { Input = $"{_files.Report()}\n/nowhere/at-all.pdf\n" };

        var result = await ingest.StartAsync("import", "-");

        Assert.Equal(ExitCode.SomeSetAside, result.ExitCode);
        Assert.StartsWith("found 2 = stored 1 + known 0 + set aside 1\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("set aside: /nowhere/at-all.pdf: no-access: it is not there", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_was_killed_is_called_interrupted_and_goes_on_the_next_time()
    {
        var ingest = await cluster.NewDatabaseAsync();
        for (var number = 0; number < 300; number++)
        {
            _files.Report($"report{number}.txt", $"项目{number}");
        }

        using var process = ingest.Launch("import", _files.Folder, "--workers", "1");
        await WaitForAsync(async () => await StoredAsync(ingest) > 0);
        var running = await ingest.StartAsync("status");
        process.Kill();
        await process.WaitForExitAsync();
        await WaitForAsync(async () => (await ingest.StartAsync("status")).Output.Contains("\timport\tinterrupted\t", StringComparison.Ordinal));
        var second = await ingest.StartAsync("import", _files.Folder);
        var after = await ingest.StartAsync("status");

        Assert.Contains("\timport\trunning\t", running.Output, StringComparison.Ordinal);
        Assert.StartsWith("found 300 = ", second.Output, StringComparison.Ordinal);
        Assert.Contains(" + set aside 0\n", second.Output, StringComparison.Ordinal);
        Assert.StartsWith("reports 300, ", after.Output, StringComparison.Ordinal);
        Assert.Contains("batch 1 goes on: ", second.Error, StringComparison.Ordinal);
        Assert.Contains("\timport\tfinished\t", after.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\tinterrupted\t", after.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_tells_what_is_in_the_database()
    {
        var ingest = await cluster.NewDatabaseAsync();
        await ingest.StartAsync("import", _files.Report(), _files.Empty());

        var status = await ingest.StartAsync("status");

        Assert.Equal(ExitCode.Ok, status.ExitCode);
        Assert.Contains("reports 1, approved 0\n", status.Output, StringComparison.Ordinal);
        Assert.Contains("1\tset aside\tnot-a-pdf\n", status.Output, StringComparison.Ordinal);
        Assert.Contains("\timport\tfinished\t", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_breaks_the_stack_costs_no_other_file_anything()
    {
        var ingest = await cluster.NewDatabaseAsync();
        _files.StackBreaker();
        for (var number = 0; number < 10; number++)
        {
            _files.Report($"report{number}.txt", $"项目{number}");
        }

        var result = await ingest.StartAsync("import", _files.Folder, "--workers", "2");

        Assert.Equal(ExitCode.SomeSetAside, result.ExitCode);
        Assert.StartsWith("found 11 = stored 10 + known 0 + set aside 1\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_path_stores_nothing_of_what_was_named_with_it()
    {
        var ingest = await cluster.NewDatabaseAsync();

        var result = await ingest.StartAsync("import", _files.Report(), "/nowhere/at-all");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Equal("ingest: /nowhere/at-all: no such file or folder", Assert.Single(result.ErrorLines));
        Assert.StartsWith("reports 0, ", (await ingest.StartAsync("status")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_down_is_one_line_and_exit_code_3()
    {
        var ingest = new Executable
        {
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["INGEST_DATABASE"] = "postgresql://nobody@127.0.0.1:1/ingest" },
        };

        var result = await ingest.StartAsync("import", _files.Report());

        Assert.Equal(ExitCode.Database, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("127.0.0.1", Assert.Single(result.ErrorLines, line => line.StartsWith("ingest: ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_folder_without_rights_is_one_line_and_exit_code_1()
    {
        Assert.SkipWhen(Environment.UserName == "root" && !File.Exists("/usr/bin/setpriv"), "root may read everything, and there is no setpriv to become somebody else");
        var closed = Directory.CreateDirectory(Path.Combine(_files.Folder, "closed")).FullName;
        File.SetUnixFileMode(_files.Folder, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(closed, UnixFileMode.None);
        var nobody = new Executable
        {
            Prefix = Environment.UserName == "root" ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [],
        };

        var result = await nobody.StartAsync("import", closed);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Equal($"ingest: {closed}: cannot be listed; mend its permissions", Assert.Single(result.ErrorLines));
    }

    [Fact]
    public async Task A_file_that_may_not_be_opened_is_set_aside_and_counted()
    {
        var ingest = await cluster.NewDatabaseAsync();
        Directory.CreateSymbolicLink(Path.Combine(_files.Folder, "dangling.pdf"), "/nowhere/at-all.pdf");
        _files.Report();

        var result = await ingest.StartAsync("import", _files.Folder);

        Assert.Equal(ExitCode.SomeSetAside, result.ExitCode);
        Assert.StartsWith("found 2 = stored 1 + known 0 + set aside 1\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("dangling.pdf: no-access: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_by_Ctrl_C_it_ends_with_130_and_goes_on_the_next_time()
    {
        var ingest = await cluster.NewDatabaseAsync();
        for (var number = 0; number < 1000; number++)
        {
            _files.Report($"report{number}.txt", $"项目{number}");
        }

        using var process = ingest.Launch("import", _files.Folder, "--workers", "1");
        var error = process.StandardError.ReadToEndAsync();
        await WaitForAsync(async () => await StoredAsync(ingest) > 0);
        Assert.Equal(0, Signals.Send(process.Id, Signals.Interrupt));
        await process.WaitForExitAsync();
        Assert.InRange(await StoredAsync(ingest), 1, 999);
        var second = await ingest.StartAsync("import", _files.Folder);

        Assert.Equal(ExitCode.Stopped, process.ExitCode);
        Assert.Contains("stay done", await error, StringComparison.Ordinal);
        Assert.StartsWith("found 1000 = stored 1000 + known 0 + set aside 0\n", second.Output, StringComparison.Ordinal);
    }

    private static async Task<int> StoredAsync(Executable ingest)
    {
        var status = await ingest.StartAsync("status");
        return int.Parse(status.Output.Split(',')[0]["reports ".Length..], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task WaitForAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!await condition())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
