using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ingest.Engine.Reading;

public enum FileNodeKind
{
    /// <summary>Nothing is there, a link leads nowhere, or we may not look.</summary>
    Missing,
    File,
    Folder,

    /// <summary>A pipe, a socket or a device: to open it may wait for ever, or never end.</summary>
    Special,
}

/// <summary>What stands at a path, links followed. .NET takes a pipe for a file, hence the system's own call.</summary>
public static partial class FileNode
{
    private const int WorkingDirectory = -100;
    private const uint TypeAndMode = 3;
    private const int StatxSize = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;
    private const int FolderType = 0x4000;

    public static FileNodeKind KindOf(string path)
    {
        Span<byte> about = stackalloc byte[StatxSize];
        if (Statx(WorkingDirectory, path, 0, TypeAndMode, ref MemoryMarshal.GetReference(about)) != 0)
        {
            return FileNodeKind.Missing;
        }

        return (BinaryPrimitives.ReadUInt16LittleEndian(about[ModeOffset..]) & TypeMask) switch
        {
            RegularType => FileNodeKind.File,
            FolderType => FileNodeKind.Folder,
            _ => FileNodeKind.Special,
        };
    }

    /// <summary>statx(2): its record has the same layout on every architecture, as stat's has not.</summary>
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte about);
}
