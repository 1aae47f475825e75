using System.CommandLine;
using System.Globalization;
using System.Reflection;
using Ingest.Cli.Hosting;
using Ingest.Core.Forms;
using Ingest.Core.Segmentation;
using Ingest.Engine.Isolation;
using Ingest.Engine.Reading;
using Ingest.Store;

namespace Ingest.Cli.Extracting;

/// <summary>The options that every command that reads files has, and the pool of children that they describe.</summary>
internal sealed class Extractors
{
    private readonly Option<string[]> _packs;
    private readonly Option<string?> _passwords;
    private readonly Option<int> _workers;
    private readonly Option<int> _timeLimit;
    private readonly Option<int> _memoryLimit;
    private readonly Option<OcrMode> _ocr;

    public Extractors(Command command, Terminal terminal)
    {
        command.Add(_packs = CommonOptions.Packs(terminal));
        command.Add(_passwords = CommonOptions.Passwords(terminal));
        command.Add(_workers = CommonOptions.Workers(terminal));
        command.Add(_timeLimit = CommonOptions.TimeLimit(terminal));
        command.Add(_memoryLimit = CommonOptions.MemoryLimit(terminal));
        command.Add(_ocr = CommonOptions.Ocr(terminal));
    }

    /// <summary>The program's own version, from the assembly.</summary>
    public static string ProgramVersion =>
        typeof(Extractors).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public int Workers(ParseResult parsed) => parsed.GetValue(_workers);

    /// <summary>What a file may cost: megabytes of memory, and seconds before its pages are counted.</summary>
    public (int Megabytes, int Seconds) Limits(ParseResult parsed) => (parsed.GetValue(_memoryLimit), parsed.GetValue(_timeLimit));

    public IReadOnlyList<FormPack> Packs(ParseResult parsed) => PackSet.Load(PackFiles(parsed));

    public string? PasswordsFile(ParseResult parsed) => parsed.GetValue(_passwords) is { } file ? Existing(file) : null;

    /// <summary>The program's version and that of each form pack: what an extraction is recorded under.</summary>
    public static ExtractorVersion Version(IReadOnlyList<FormPack> packs) =>
        new(ProgramVersion, packs.ToDictionary(pack => pack.Form, pack => pack.Version, StringComparer.Ordinal));

    /// <summary>For reading in this very process, where a file is only looked at.</summary>
    public ReadOptions ReadOptions(ParseResult parsed) => new() { Passwords = PasswordFile.Read(PasswordsFile(parsed)), Ocr = parsed.GetValue(_ocr) };

    /// <param name="oneFile">One file gets all workers for its pages; of many, each gets one.</param>
    public ExtractorPool Pool(ParseResult parsed, bool indented = false, bool oneFile = false)
    {
        List<string> arguments = [ExtractChild.Name];
        foreach (var pack in PackFiles(parsed))
        {
            arguments.AddRange([ExtractChild.PackOption, pack]);
        }

        if (PasswordsFile(parsed) is { } passwords)
        {
            arguments.AddRange([ExtractChild.PasswordsOption, passwords]);
        }

        arguments.AddRange([ExtractChild.OcrOption, parsed.GetValue(_ocr).ToString()]);
        arguments.AddRange([ExtractChild.ThreadsOption, (oneFile ? Workers(parsed) : 1).ToString(CultureInfo.InvariantCulture)]);
        if (indented)
        {
            arguments.Add(ExtractChild.IndentedOption);
        }

        return new ExtractorPool(Options(parsed, arguments));
    }

    /// <summary>
    /// Runs a command that reads one file in a child of its own, as extraction does: a hostile file ends it with a
    /// reason, and not us.
    /// </summary>
    /// <param name="work">What the command does with the reader; runs in the child.</param>
    public async Task<int> InChildAsync(
        ParseResult parsed, string path, Func<DocumentReader, int> work, CancellationToken cancellationToken, ScanSketch? sketch = null)
    {
        if (!IsolatedRun.IsChild)
        {
            var (exitCode, verdict) = await IsolatedRun.RunAsync(Options(parsed, Environment.GetCommandLineArgs()[1..]), cancellationToken);
            return verdict is null ? exitCode : throw Reasons.Unreadable(path, verdict);
        }

        IsolatedRun.EndWithParent();
        using var reader = new DocumentReader(new ReadOptions
        {
            Passwords = PasswordFile.Read(PasswordsFile(parsed)), OnPages = IsolatedRun.TellPages, Ocr = parsed.GetValue(_ocr), OcrThreads = Workers(parsed), Sketch = sketch,
            KnowsLabels = new FormLabels(Packs(parsed)).AreIn,
        });
        return work(reader);
    }

    private ExtractorOptions Options(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        // Under `dotnet ingest.dll` the process is dotnet, and the program its first argument.
        var program = Environment.ProcessPath!;
        return new ExtractorOptions
        {
            Executable = program,
            Arguments = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Path.Combine(AppContext.BaseDirectory, "ingest.dll"), .. arguments] : arguments,
            Workers = Workers(parsed),
            TimeLimit = TimeSpan.FromSeconds(parsed.GetValue(_timeLimit)),
            MemoryLimit = (long)parsed.GetValue(_memoryLimit) << 20,
        };
    }

    private IEnumerable<string> PackFiles(ParseResult parsed) => parsed.GetValue(_packs)!.Select(Existing);

    private static string Existing(string file) => File.Exists(file)
        ? Path.GetFullPath(file)
        : throw new UserException(ExitCode.Usage, $"{file}: no such file", $"{file}：文件不存在");
}
