using Parquet;
using Parquet.Schema;

namespace Ingest.Store.Exporting;

/// <summary>
/// Parquet with Snappy: amounts as decimal(38, 8), days as dates, times as microseconds in UTC. Rows wait in columns until
/// they fill a row group, so that memory does not grow with the table.
/// </summary>
internal sealed class ParquetExport(Stream stream) : IExportWriter
{
    private const int Precision = 38;
    private const int Scale = 8;
    private const int GroupRows = 10_000;
    private const long GroupCharacters = 4_000_000;

    private ParquetWriter? writer;
    private IReadOnlyList<ParquetColumn> columns = [];
    private int rows;
    private long characters;

    public async Task BeginAsync(ExportTable table, CancellationToken cancellation)
    {
        if (writer is not null)
        {
            throw new InvalidOperationException("A Parquet file holds one table.");
        }

        columns = [.. table.Columns.Select(Make)];
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        writer = await ParquetWriter.CreateAsync(new ParquetSchema(columns.Select(column => column.Field)), stream, options, append: false, cancellation);
        writer.CustomMetadata = table.Columns.ToDictionary(column => column.Name, column => $"{column.Chinese} · {column.English}", StringComparer.Ordinal);
    }

    public async ValueTask WriteAsync(IReadOnlyList<object?> row, CancellationToken cancellation)
    {
        for (var at = 0; at < row.Count; at++)
        {
            characters += columns[at].Add(row[at]);
        }

        if (++rows == GroupRows || characters >= GroupCharacters)
        {
            await WriteGroupAsync(cancellation);
        }
    }

    /// <summary>A table without rows still gets a group: readers want to see its columns.</summary>
    public async Task EndAsync(CancellationToken cancellation)
    {
        await WriteGroupAsync(cancellation);
        await writer!.DisposeAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task WriteGroupAsync(CancellationToken cancellation)
    {
        using var group = writer!.CreateRowGroup();
        foreach (var column in columns)
        {
            await column.WriteAsync(group, cancellation);
        }

        group.CompleteValidate();
        (rows, characters) = (0, 0);
    }

    private static ParquetColumn Make(ExportColumn column) => column.Type switch
    {
        ExportType.Integer => new ValueColumn<long>(new DataField(column.Name, typeof(long), isNullable: true)),
        ExportType.Number => new ValueColumn<decimal>(
            new DecimalDataField(column.Name, Precision, Scale, isNullable: true), value => decimal.Round((decimal)value, Scale)),
        ExportType.Real => new ValueColumn<double>(new DataField(column.Name, typeof(double), isNullable: true)),
        ExportType.Flag => new ValueColumn<bool>(new DataField(column.Name, typeof(bool), isNullable: true)),
        ExportType.Date => new ValueColumn<DateTime>(
            new DateTimeDataField(column.Name, DateTimeFormat.Date, isNullable: true), value => ((DateOnly)value).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)),
        ExportType.Time => new ValueColumn<DateTime>(
            new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Micros, isNullable: true)),
        _ => new TextColumn(new DataField(column.Name, typeof(string), isNullable: true)),
    };

    /// <summary>The values of one column that wait to be written.</summary>
    private abstract class ParquetColumn(DataField shape)
    {
        public DataField Field => shape;

        /// <returns>How many characters it holds in memory.</returns>
        public abstract int Add(object? value);

        public abstract Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellation);
    }

    private sealed class ValueColumn<T>(DataField shape, Func<object, T>? convert = null) : ParquetColumn(shape)
        where T : struct
    {
        private readonly List<T?> values = [];

        public override int Add(object? value)
        {
            values.Add(value is null ? null : convert is null ? (T)value : convert(value));
            return 0;
        }

        public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellation)
        {
            await group.WriteAsync<T>(Field, values.ToArray(), null, null, cancellation);
            values.Clear();
        }
    }

    private sealed class TextColumn(DataField shape) : ParquetColumn(shape)
    {
        private readonly List<string?> values = [];

        public override int Add(object? value)
        {
            var text = value is string[] texts ? string.Join(ExportColumn.ListSeparator, texts) : (string?)value;
            values.Add(text);
            return text?.Length ?? 0;
        }

        public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellation)
        {
            await group.WriteAsync(Field, values!, null);
            values.Clear();
        }
    }
}
