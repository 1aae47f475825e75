using Ingest.Fixtures.Forms;
using Ingest.Fixtures.Model;

namespace Ingest.Fixtures.Sheets;

/// <summary>A form drawn as one ruled table: its rows from top to bottom.</summary>
internal sealed record SheetLayout
{
    /// <summary>The pack that reads it.</summary>
    public required string Form { get; init; }

    /// <summary>Fonts, margins, producer, title, and how values are printed.</summary>
    public required Layout Look { get; init; }

    /// <summary>{year} stands for the year; null prints none under the title.</summary>
    public string? YearLine { get; init; } = "（{year}年度）";

    /// <summary>A line above the table: 单位：万元.</summary>
    public string? Caption { get; init; }

    /// <summary>A line above the title: 附件1.</summary>
    public string? Attachment { get; init; }

    /// <summary>The title and the year are the table's first rows, as a spreadsheet prints them.</summary>
    public bool TitleInTable { get; init; }

    /// <summary>Per cent of the line, of the finest columns.</summary>
    public required IReadOnlyList<double> Widths { get; init; }
    public required IReadOnlyList<SheetRow> Rows { get; init; }
    public string? Note { get; init; }
    public bool BreakRows { get; init; }
    public bool RepeatHeader { get; init; }
    public double Padding { get; init; } = 3;
    public Border Border { get; init; } = Border.Solid;

    /// <summary>What a null number and an empty remark show.</summary>
    public string Blank { get; init; } = "";
    public string EmptyRemark { get; init; } = "";
}

/// <summary>One row of cells, or the rows of a table.</summary>
internal sealed record SheetRow
{
    public IReadOnlyList<SheetCell>? Cells { get; init; }
    public FundsLook? Funds { get; init; }
    public IndicatorsLook? Indicators { get; init; }
}

/// <summary>A label, or the place of a field.</summary>
internal sealed record SheetCell
{
    public string? Text { get; init; }
    public string? Field { get; init; }
    public int Cols { get; init; } = 1;
    public int Rows { get; init; } = 1;
    public Align? Align { get; init; }
}

internal sealed record FundsLook
{
    public string? Frame { get; init; }
    public int FrameCols { get; init; } = 1;
    public string LineHead { get; init; } = "";
    public int LineCols { get; init; } = 1;
    public required IReadOnlyList<SheetColumn> Columns { get; init; }
}

internal sealed record IndicatorsLook
{
    public string? Side { get; init; }
    public int SideCols { get; init; } = 1;
    public required IReadOnlyList<SheetColumn> Columns { get; init; }
    public CategoryPrint Levels { get; init; } = CategoryPrint.MergedMiddle;
    public string Points { get; init; } = "（{0}分）";
    public bool VerticalCategory { get; init; }
    public string Total { get; init; } = "总分";

    /// <summary>The columns of the table that the word of the total runs over; the side is one more.</summary>
    public int TotalCols { get; init; } = 5;
    public bool NoTotal { get; init; }
}

internal sealed record SheetColumn
{
    public required string Key { get; init; }
    public required string Label { get; init; }
    public int Cols { get; init; } = 1;
    public Align Align { get; init; } = Align.Centre;

    /// <summary>A head over this column and the next ones that have none of their own: 年度指标值 over its three parts.</summary>
    public string? Over { get; init; }
    public int OverCount { get; init; } = 1;
}
