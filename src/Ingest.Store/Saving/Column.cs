using Ingest.Core.Reports;
using Ingest.Store.Connecting;
using NpgsqlTypes;

namespace Ingest.Store.Saving;

/// <summary>A column of the projection and how its value is had from a row of the record.</summary>
/// <param name="Value">A boxed value of <paramref name="Type"/>, or null.</param>
internal sealed record Column<TRow>(string Name, ColumnType Type, Func<TRow, object?> Value)
{
    public Npgsql.NpgsqlParameter Scalar(TRow row) => Sql.Of(Type.DbType, Value(row));

    /// <summary>The values of many rows as one array.</summary>
    public Npgsql.NpgsqlParameter Array(IReadOnlyList<TRow> rows) =>
        Sql.Of(NpgsqlDbType.Array | Type.DbType, Type.MakeArray(rows.Select(Value), rows.Count));
}

/// <summary>A PostgreSQL type, with the array that Npgsql wants for it.</summary>
internal sealed record ColumnType(string Name, NpgsqlDbType DbType, Func<IEnumerable<object?>, int, Array> MakeArray)
{
    public static readonly ColumnType Text = Of<string?>("text", NpgsqlDbType.Text);
    public static readonly ColumnType Number = Of<decimal?>("numeric", NpgsqlDbType.Numeric);
    public static readonly ColumnType Int = Of<int?>("integer", NpgsqlDbType.Integer);
    public static readonly ColumnType Real = Of<float?>("real", NpgsqlDbType.Real);
    public static readonly ColumnType Flag = Of<bool?>("boolean", NpgsqlDbType.Boolean);
    public static readonly ColumnType Date = Of<DateOnly?>("date", NpgsqlDbType.Date);

    /// <summary>Never in an array: PostgreSQL has no arrays of arrays of different lengths.</summary>
    public static readonly ColumnType Texts = new("text[]", NpgsqlDbType.Array | NpgsqlDbType.Text, (_, _) => throw new NotSupportedException());

    private static ColumnType Of<T>(string name, NpgsqlDbType type) => new(name, type, static (values, count) =>
    {
        var array = new T?[count];
        var i = 0;
        foreach (var value in values)
        {
            array[i++] = (T?)value;
        }

        return array;
    });
}

/// <summary>What a field gives to a column of each type; null where the field is missing or is of another kind.</summary>
internal static class FieldValues
{
    public static object? Of(ColumnType type, Field? field) =>
        type == ColumnType.Number ? (field?.Value as NumberValue)?.Number
        : type == ColumnType.Int ? Year(field?.Value)
        : type == ColumnType.Flag ? (field?.Value as FlagValue)?.Flag
        : type == ColumnType.Texts ? (field?.Value as ListValue)?.Items.Select(PgText.Clean).ToArray()
        : PgText.Clean(Text(field?.Value));

    /// <summary>What the page prints; null where it prints nothing.</summary>
    public static object? Raw(Field? field) => field is null or { Raw: "" } ? null : PgText.Clean(field.Raw);

    public static string? Text(FieldValue? value) => value switch
    {
        TextValue text => text.Text,
        NumberValue number => FormattableString.Invariant($"{number.Number}"),
        DateValue date => date.Iso,
        FlagValue flag => flag.Flag ? "是" : "否",
        ListValue list => string.Join('、', list.Items),
        _ => null,
    };

    private static int? Year(FieldValue? value) => value switch
    {
        NumberValue { Number: >= 0 and < 10_000 } number when decimal.IsInteger(number.Number) => (int)number.Number,
        DateValue date => date.First.Year,
        _ => null,
    };
}
