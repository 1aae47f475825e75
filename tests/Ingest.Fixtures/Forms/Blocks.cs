using Ingest.Fixtures.Model;

namespace Ingest.Fixtures.Forms;

/// <summary>What a page is made of, before any producer sees it. Both writers draw the same blocks.</summary>
internal abstract record Block;

/// <summary>Paragraphs across the whole width. Indent is in ems of the first line.</summary>
internal sealed record TextBlock(IReadOnlyList<string> Paragraphs, TextLook Look) : Block
{
    /// <summary>A bold run in front of the first paragraph.</summary>
    public string? Lead { get; init; }
}

internal sealed record TextLook
{
    /// <summary>Points; null is the form's own size.</summary>
    public double? Size { get; init; }
    public bool Bold { get; init; }
    public Align Align { get; init; } = Align.Left;
    public double FirstLineIndent { get; init; }
    public bool BreakAnywhere { get; init; }

    /// <summary>Ems between characters.</summary>
    public double LetterSpacing { get; init; }
}

internal enum Align { Left, Centre, Right, Justify }

/// <summary>Empty height in points.</summary>
internal sealed record Gap(double Points) : Block;

/// <summary>A table. Widths are per cent of the line and sum to 100.</summary>
internal sealed record Grid(IReadOnlyList<double> Widths, IReadOnlyList<Row> Rows, GridLook Look) : Block;

internal sealed record GridLook
{
    public Border Border { get; init; } = Border.Solid;
    public bool RepeatHeader { get; init; }
    public bool BreakRows { get; init; }
    public double Padding { get; init; } = 3;
    public double? FontSize { get; init; }
}

internal sealed record Row(IReadOnlyList<Cell> Cells)
{
    public bool IsHeader { get; init; }

    /// <summary>A page break follows whatever room is left: this is how a header is orphaned.</summary>
    public bool BreakAfter { get; init; }
}

internal sealed record Cell(IReadOnlyList<string> Paragraphs)
{
    public Cell(string text) : this([text]) { }

    public int Columns { get; init; } = 1;
    public int Rows { get; init; } = 1;
    public VerticalPlace Place { get; init; } = VerticalPlace.Middle;
    public TextLook Text { get; init; } = new();
    public bool Shaded { get; init; }
}

/// <summary>One report's blocks; the first of them is its title.</summary>
internal sealed record Form(IReadOnlyList<Block> Blocks);
