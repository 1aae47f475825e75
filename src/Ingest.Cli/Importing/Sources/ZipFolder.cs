using System.IO.Compression;
using System.Text;
using Ingest.Core.Documents;
using Ingest.Engine.Reading;
using Ingest.Store;

namespace Ingest.Cli.Importing.Sources;

/// <summary>
/// Files inside a .zip, as if it were a folder: <c>/archive/2019.zip!/unit/report.pdf</c>. What unpacks to more than its
/// limits is refused before it is unpacked, and while it is: what a directory says of its entries may be a lie.
/// </summary>
internal static class ZipFolder
{
    public const string Extension = ".zip";
    private const string Separator = ".zip!/";
    private const int MaxEntries = 200_000;

    /// <summary>Nothing that holds a report shrinks so much; what is small may.</summary>
    private const int MaxRatio = 500;
    private const long SmallEnough = 16L << 20;

    /// <summary>Names written on Chinese Windows carry no sign of their encoding, and are GBK.</summary>
    private static readonly Encoding NamesWithoutSign = MakeEncoding();

    /// <summary>True for a path into a .zip; a folder that is called so comes first.</summary>
    public static bool Holds(string path) =>
        path.Contains(Separator, StringComparison.OrdinalIgnoreCase) && FileNode.KindOf(path) != FileNodeKind.File;

    /// <summary>True where the .zip itself is there; its entry is looked for when it is fetched.</summary>
    public static bool IsThere(string path) =>
        Holds(path) && File.Exists(path[..(path.IndexOf(Separator, StringComparison.OrdinalIgnoreCase) + Separator.Length - 2)]);

    /// <summary>The paths of its files, in their order; null where it cannot be listed, and is a file to be set aside as it is.</summary>
    public static IReadOnlyList<string>? List(string zip)
    {
        try
        {
            using var archive = Open(zip);
            return archive.Entries.Count > MaxEntries ? null
                : [.. archive.Entries.Where(entry => !IsFolder(entry) && !IsHidden(entry.FullName)).Select(entry => $"{zip}!/{entry.FullName}")];
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    /// <exception cref="IOException">The .zip is gone, or has no such entry any more.</exception>
    /// <exception cref="RefusedSourceException">The entry is too large, locked or damaged.</exception>
    public static async Task<LocalCopy> FetchAsync(string path, CancellationToken cancellationToken)
    {
        var at = path.IndexOf(Separator, StringComparison.OrdinalIgnoreCase) + Separator.Length;
        var copy = LocalCopy.Reserve(path);
        try
        {
            using var archive = Open(path[..(at - 2)]);
            var entry = archive.GetEntry(path[at..]) ?? throw new FileNotFoundException("no such entry");
            Check(entry);
            await using var from = await entry.OpenAsync(cancellationToken);
            await using var to = File.Create(copy.Path);
            await CopyAsync(from, to, entry.Length, cancellationToken);
            return copy;
        }
        catch (InvalidDataException)
        {
            copy.Dispose();
            throw Damaged();
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    private static ZipArchive Open(string zip) => new(File.OpenRead(zip), ZipArchiveMode.Read, leaveOpen: false, NamesWithoutSign);

    private static bool IsFolder(ZipArchiveEntry entry) => entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\');

    private static bool IsHidden(string name) =>
        name.Split('/', '\\').Any(part => part.StartsWith('.')) || name.StartsWith("__MACOSX/", StringComparison.Ordinal);

    private static void Check(ZipArchiveEntry entry)
    {
        if (entry.IsEncrypted)
        {
            throw new RefusedSourceException(new SetAsideReason(
                UnreadableReason.Encrypted.Name(), "the .zip wants a password; unpack it and import the folder", "压缩包已加密；请解压后导入文件夹"));
        }

        if (entry.Length > new ReadOptions().MaxBytes || (entry.Length > SmallEnough && entry.Length > MaxRatio * entry.CompressedLength))
        {
            throw TooLarge();
        }
    }

    private static async Task CopyAsync(Stream from, Stream to, long length, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 16];
        var copied = 0L;
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            copied += read;
            if (copied > length)
            {
                throw TooLarge();
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        if (copied < length)
        {
            throw Damaged();
        }
    }

    private static RefusedSourceException Damaged() => new(new SetAsideReason(
        UnreadableReason.Damaged.Name(), "it is damaged inside the .zip; fetch the .zip again from its source", "压缩包内的该文件已损坏；请重新获取压缩包"));

    private static RefusedSourceException TooLarge() => new(new SetAsideReason(
        UnreadableReason.TooLarge.Name(), "it unpacks to more than a file may have", "解压后超过文件大小上限"));

    private static Encoding MakeEncoding()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030");
    }
}
