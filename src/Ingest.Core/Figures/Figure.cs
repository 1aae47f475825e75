namespace Ingest.Core.Figures;

/// <summary>What a figure measures.</summary>
public enum FigureKind
{
    /// <summary>Things, people, times: 986项, 43场次.</summary>
    Count,

    /// <summary>91.33亿元, 13.18亿美元.</summary>
    Money,

    /// <summary>A share: 98.55%, 九成.</summary>
    Rate,

    /// <summary>A change in percent or in points: 增长25.3%.</summary>
    Growth,

    /// <summary>2.5倍.</summary>
    Multiple,

    /// <summary>1:16.5.</summary>
    Ratio,

    /// <summary>2019年4月, 2015～2018年.</summary>
    Date,

    /// <summary>18个月, 8分20秒.</summary>
    Duration,

    /// <summary>28万m2, 3.5万亩.</summary>
    Area,

    /// <summary>Lengths, weights, volumes, energy, temperatures, ages.</summary>
    Measure,
}

/// <summary>A quantity that a text mentions.</summary>
/// <param name="Start">Where it stands in the text, in UTF-16 units from 0.</param>
/// <param name="Raw">As printed, number and unit.</param>
/// <param name="Value">With 万 and 亿 multiplied; null for a range and for a date. Of a ratio its first part by its second.</param>
/// <param name="Lower">It is at least this, where the words around it say so (余, 多, 超过, 以上) or where it is a range.</param>
/// <param name="Upper">It is at most this (近, 不足, 以内, a range).</param>
/// <param name="IsApproximate">约, 左右.</param>
/// <param name="Unit">元, 项, 人次, %, 平方米; null where none is printed. Of a date 年, 月 or 日, the finest that is printed.</param>
/// <param name="Currency">ISO 4217, of money.</param>
/// <param name="Date">Of a date: 2019, 2019-04, 2019-04-26, --02 without a year, two of them with / for a span.</param>
/// <param name="Year">The year that it speaks of, where its sentence says so before it.</param>
/// <param name="Phrase">The words that name it; null where none stand near.</param>
public sealed record Figure(int Start, string Raw, FigureKind Kind, decimal? Value, string? Unit)
{
    public decimal? Lower { get; init; }

    public decimal? Upper { get; init; }

    public bool IsApproximate { get; init; }

    public string? Currency { get; init; }

    public string? Date { get; init; }

    public int? Year { get; init; }

    public string? Phrase { get; init; }

    public int End => Start + Raw.Length;
}
