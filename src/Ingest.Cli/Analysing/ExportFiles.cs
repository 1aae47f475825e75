using Ingest.Cli.Hosting;
using Ingest.Store.Exporting;

namespace Ingest.Cli.Analysing;

/// <summary>Where an export goes. A file gets its name when it is whole; until then, and after a failure, the old one is there.</summary>
internal sealed class ExportFiles : IAsyncDisposable
{
    private readonly ExportFormat _format;
    private readonly Func<string, string?> _path;
    private readonly Dictionary<string, (IExportWriter Writer, Stream Stream)> _open = new(StringComparer.Ordinal);

    private ExportFiles(ExportFormat format, Func<string, string?> path)
    {
        _format = format;
        _path = path;
    }

    /// <exception cref="UserException">What is wanted cannot be written there.</exception>
    public static ExportFiles For(ExportFormat format, IReadOnlyList<string> views, string? target)
    {
        if (views.Count > 1 && !format.HoldsSeveralTables())
        {
            if (target is null || File.Exists(target))
            {
                throw new UserException(ExitCode.Usage, "several views: --out wants a folder", "多个视图：--out 须为文件夹");
            }

            Directory.CreateDirectory(target);
            return new ExportFiles(format, view => Path.Combine(target, view + "." + format.Extension()));
        }

        if (target is null && format is ExportFormat.Xlsx or ExportFormat.Parquet)
        {
            throw new UserException(ExitCode.Usage, $"{format.Extension()} goes to a file: --out FILE", $"{format.Extension()} 须写入文件：--out FILE");
        }

        if (target is not null && Directory.Exists(target))
        {
            throw new UserException(ExitCode.Usage, $"{target}: is a folder; name a file", $"{target}：是文件夹，请指定文件");
        }

        if (Path.GetDirectoryName(target) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw Paths.Missing(folder);
        }

        return new ExportFiles(format, _ => target);
    }

    public IExportWriter Writer(string view)
    {
        var path = _path(view);
        if (!_open.TryGetValue(path ?? "", out var open))
        {
            Stream stream = path is null ? new BufferedStream(Console.OpenStandardOutput(), 64 * 1024) : File.Create(Unfinished(path), 128 * 1024);
            _open[path ?? ""] = open = (_format.Writer(stream), stream);
        }

        return open.Writer;
    }

    /// <summary>Closes the files and gives them their names.</summary>
    public async Task CompleteAsync()
    {
        foreach (var (path, open) in _open)
        {
            await open.Writer.DisposeAsync();
            await open.Stream.DisposeAsync();
            if (path.Length > 0)
            {
                File.Move(Unfinished(path), path, overwrite: true);
            }
        }

        _open.Clear();
    }

    public string Shown(string view, string before) => _path(view) is { } path ? before + Paths.Shown(path) : "";

    /// <summary>What was not completed goes away.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var (path, open) in _open)
        {
            await open.Stream.DisposeAsync();
            if (path.Length > 0)
            {
                File.Delete(Unfinished(path));
            }
        }
    }

    private static string Unfinished(string path) => path + ".part";
}
