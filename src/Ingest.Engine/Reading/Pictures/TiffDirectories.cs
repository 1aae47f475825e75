using System.Buffers.Binary;

namespace Ingest.Engine.Reading.Pictures;

/// <summary>The pages of a TIFF or BigTIFF, told without decoding any: a chain of directories that may be cut or run in a circle.</summary>
internal sealed class TiffDirectories
{
    private const int MostEntries = 4096;

    private readonly byte[] _file;
    private readonly bool _isLittle;
    private readonly bool _isBig;

    private TiffDirectories(byte[] file)
    {
        _file = file;
        _isLittle = file.Length > 1 && file[0] == 'I';
        _isBig = file.Length > 16 && Number(2, 2) == 43;
    }

    /// <summary>In order, thumbnails left out; at most <paramref name="most"/> and one more.</summary>
    public static IReadOnlyList<TiffPage> Pages(byte[] file, int most)
    {
        var directories = new TiffDirectories(file);
        var pages = new List<TiffPage>();
        var seen = new HashSet<long>();
        var offset = directories.Number(directories.FirstAt, directories.OffsetBytes);
        while (offset is { } at and > 0 && pages.Count <= most && seen.Add(at))
        {
            offset = directories.Read(at, out var page);
            if (page is { IsThumbnail: false, Width: > 0, Height: > 0 })
            {
                pages.Add(page);
            }
        }

        return pages;
    }

    /// <summary>A decoder that reads only the first page is given this one: the file's head points to it, and it stands as stored.</summary>
    public static void Select(byte[] file, TiffPage page)
    {
        var directories = new TiffDirectories(file);
        directories.Write(directories.FirstAt, directories.OffsetBytes, page.Offset);
        if (page.OrientationAt is { } at)
        {
            directories.Write((int)at, 2, 1);
        }
    }

    private int FirstAt => _isBig ? 8 : 4;

    private int OffsetBytes => _isBig ? 8 : 4;

    private long? Read(long at, out TiffPage? page)
    {
        page = null;
        var countBytes = _isBig ? 8 : 2;
        var entryBytes = _isBig ? 20 : 12;
        if (Number(at, countBytes) is not { } count || count is < 1 or > MostEntries)
        {
            return null;
        }

        var found = new TiffPage(at, 0, 0);
        double? x = null, y = null;
        var perUnit = 1.0;
        for (var i = 0; i < count; i++)
        {
            var entry = at + countBytes + (i * entryBytes);
            var value = entry + (_isBig ? 12 : 8);
            switch (Number(entry, 2))
            {
                case 254:
                    found = found with { IsThumbnail = (Value(entry, value) & 1) == 1 };
                    break;
                case 256:
                    found = found with { Width = Value(entry, value) };
                    break;
                case 257:
                    found = found with { Height = Value(entry, value) };
                    break;
                case 274:
                    found = found with { Orientation = (int)Math.Clamp(Value(entry, value), 1, 8), OrientationAt = value };
                    break;
                case 282:
                    x = Ratio(value);
                    break;
                case 283:
                    y = Ratio(value);
                    break;
                case 296:
                    perUnit = Value(entry, value) switch { 2 => 1, 3 => 2.54, _ => 0 };
                    break;
            }
        }

        page = x > 0 && y > 0 && perUnit > 0 ? found with { Dpi = (x.Value * perUnit, y.Value * perUnit) } : found;
        return Number(at + countBytes + (count * entryBytes), OffsetBytes);
    }

    /// <summary>Of type SHORT or LONG; 0 for others.</summary>
    private long Value(long entry, long value) => Number(entry + 2, 2) switch
    {
        3 => Number(value, 2) ?? 0,
        4 => Number(value, 4) ?? 0,
        16 => Number(value, 8) ?? 0,
        _ => 0,
    };

    private double? Ratio(long value)
    {
        var at = _isBig ? value : Number(value, 4) ?? -1;
        return Number(at, 4) is { } above && Number(at + 4, 4) is { } below and > 0 ? (double)above / below : null;
    }

    /// <summary>Null beyond the file's end.</summary>
    private long? Number(long at, int bytes)
    {
        if (at < 0 || at > _file.Length - bytes)
        {
            return null;
        }

        var span = _file.AsSpan((int)at, bytes);
        return bytes switch
        {
            2 => _isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(span) : BinaryPrimitives.ReadUInt16BigEndian(span),
            4 => _isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(span) : BinaryPrimitives.ReadUInt32BigEndian(span),
            _ => _isLittle ? BinaryPrimitives.ReadInt64LittleEndian(span) : BinaryPrimitives.ReadInt64BigEndian(span),
        };
    }

    private void Write(int at, int bytes, long value)
    {
        for (var i = 0; i < bytes; i++)
        {
            _file[at + (_isLittle ? i : bytes - 1 - i)] = (byte)(value >> (8 * i));
        }
    }
}
