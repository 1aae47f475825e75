using System.Globalization;
using Ingest.Store.Publishing;
using Npgsql;

namespace Ingest.Store.Exporting;

/// <summary>From a reader's columns and values to ours.</summary>
internal static class ExportRows
{
    public static ExportTable Table(DictionaryTable described, NpgsqlDataReader reader) => new(
        described.Name, described.Chinese, described.English,
        [.. Enumerable.Range(0, reader.FieldCount).Select(at =>
        {
            var said = described.Columns.FirstOrDefault(column => column.Name == reader.GetName(at));
            return new ExportColumn(reader.GetName(at), TypeOf(reader.GetDataTypeName(at)), said?.Chinese ?? "", said?.English ?? "");
        })]);

    public static object? Value(NpgsqlDataReader reader, int at, ExportType type)
    {
        if (reader.IsDBNull(at))
        {
            return null;
        }

        return type switch
        {
            ExportType.Integer => Convert.ToInt64(reader.GetValue(at), CultureInfo.InvariantCulture),
            ExportType.Number => reader.GetDecimal(at),
            // A float's shortest text is the number that was meant: 0.8, not 0.800000011920929.
            ExportType.Real => reader.GetValue(at) is float single
                ? double.Parse(single.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
                : reader.GetDouble(at),
            ExportType.Flag => reader.GetBoolean(at),
            ExportType.Date => reader.GetFieldValue<DateOnly>(at),
            ExportType.Time => reader.GetFieldValue<DateTime>(at),
            ExportType.Texts => reader.GetFieldValue<string[]>(at),
            _ => reader.GetString(at),
        };
    }

    private static ExportType TypeOf(string postgres) => postgres switch
    {
        "bigint" or "integer" or "smallint" => ExportType.Integer,
        "numeric" => ExportType.Number,
        "real" or "double precision" => ExportType.Real,
        "boolean" => ExportType.Flag,
        "date" => ExportType.Date,
        "timestamp with time zone" => ExportType.Time,
        "text[]" => ExportType.Texts,
        "text" => ExportType.Text,
        _ => throw new StoreException($"Exports do not know the type {postgres}."),
    };
}
