namespace Ingest.Cli.Importing.Sources;

/// <summary>A file's bytes on a disk of this machine, under the file's own name, for as long as they are needed.</summary>
/// <param name="Path">The file itself, or a copy in a folder of its own.</param>
/// <param name="folder">What goes when the copy is no longer needed; null for the file itself.</param>
internal sealed class LocalCopy(string path, string? folder = null) : IDisposable
{
    public string Path => path;

    /// <summary>A folder for one copy; the name under which the file is known stays, since messages and records carry it.</summary>
    public static LocalCopy Reserve(string name)
    {
        var folder = Directory.CreateTempSubdirectory("ingest-copy-").FullName;
        name = System.IO.Path.GetFileName(name.Replace('\\', '/'));
        return new LocalCopy(System.IO.Path.Combine(folder, name is "" or "." or ".." ? "file" : name), folder);
    }

    public void Dispose()
    {
        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>A source refuses to give a file, for a reason that is the file's own.</summary>
internal sealed class RefusedSourceException(Store.SetAsideReason why) : Exception(why.Message)
{
    public Store.SetAsideReason Why { get; } = why;
}
