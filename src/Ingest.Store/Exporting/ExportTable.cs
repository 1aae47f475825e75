namespace Ingest.Store.Exporting;

/// <summary>What a value is, whatever the format calls it.</summary>
public enum ExportType
{
    /// <summary>A <see cref="string"/>.</summary>
    Text,

    /// <summary>A <see cref="long"/>.</summary>
    Integer,

    /// <summary>A <see cref="decimal"/>.</summary>
    Number,

    /// <summary>A <see cref="double"/>.</summary>
    Real,

    /// <summary>A <see cref="bool"/>.</summary>
    Flag,

    /// <summary>A <see cref="DateOnly"/>.</summary>
    Date,

    /// <summary>A <see cref="DateTime"/> in UTC.</summary>
    Time,

    /// <summary>An array of <see cref="string"/>.</summary>
    Texts,
}

public sealed record ExportColumn(string Name, ExportType Type, string Chinese, string English)
{
    /// <summary>Stands between the texts of a list where a format has no lists.</summary>
    public const string ListSeparator = "；";
}

/// <summary>A view, with what its columns are.</summary>
public sealed record ExportTable(string Name, string Chinese, string English, IReadOnlyList<ExportColumn> Columns);

/// <summary>A format. Tables come one after another; only files that hold several get more than one.</summary>
public interface IExportWriter : IAsyncDisposable
{
    Task BeginAsync(ExportTable table, CancellationToken cancellation);

    /// <param name="row">A value a column, of its column's type, or null. The array is used again for the next row.</param>
    ValueTask WriteAsync(IReadOnlyList<object?> row, CancellationToken cancellation);

    Task EndAsync(CancellationToken cancellation);
}

public enum ExportFormat
{
    Csv,
    Xlsx,
    Parquet,
    Jsonl,
}

public static class ExportFormats
{
    /// <summary>A writer to a stream, which it leaves open.</summary>
    public static IExportWriter Writer(this ExportFormat format, Stream stream) => format switch
    {
        ExportFormat.Csv => new CsvExport(stream),
        ExportFormat.Xlsx => new XlsxExport(stream),
        ExportFormat.Parquet => new ParquetExport(stream),
        ExportFormat.Jsonl => new JsonLinesExport(stream),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    public static bool HoldsSeveralTables(this ExportFormat format) => format == ExportFormat.Xlsx;

    /// <summary>The end of a file's name: "csv", "xlsx", "parquet", "jsonl".</summary>
    public static string Extension(this ExportFormat format) => format.ToString().ToLowerInvariant();
}
