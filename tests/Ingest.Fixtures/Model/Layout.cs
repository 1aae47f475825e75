namespace Ingest.Fixtures.Model;

/// <summary>How a form looks. Every value has a plain default, so that a layout file says only what is special in it.</summary>
internal sealed record Layout
{
    public Producer Producer { get; init; } = Producer.Chromium;
    public string Font { get; init; } = "Noto Serif CJK SC";

    /// <summary>Points.</summary>
    public double FontSize { get; init; } = 10.5;
    public double LineHeight { get; init; } = 1.5;
    public PageLook Page { get; init; } = new();
    public string Title { get; init; } = "项目绩效自评价";
    public double TitleSize { get; init; } = 16;
    public LabelLook Labels { get; init; } = new();
    public HeaderLook Header { get; init; } = new();
    public NarrativeLook Narratives { get; init; } = new();
    public TableLook Table { get; init; } = new();
    public ValueLook Values { get; init; } = new();

    /// <summary>The text layer holds Kangxi radicals for the characters that look like them. Chromium only.</summary>
    public bool Radicals { get; init; }

    /// <summary>Header, narratives and indicators share the lines of one ruled table.</summary>
    public bool OneTable { get; init; }

    /// <summary>Where 自评时间 and 绩效等级 stand.</summary>
    public DatePlace DatePlace { get; init; } = DatePlace.AfterGoal;

    /// <summary>改进措施 before 主要问题, as one report of the seed has it.</summary>
    public bool MeasuresFirst { get; init; }

    /// <summary>The printed notes under the table, grade bands among them.</summary>
    public bool Notes { get; init; } = true;

    /// <summary>A following report starts where the one before it ends, not on a new page.</summary>
    public bool Flow { get; init; }
}

internal enum Producer { Chromium, LibreOffice }

internal enum DatePlace { AfterGoal, Header, End }

internal sealed record PageLook
{
    public bool Landscape { get; init; }

    /// <summary>Millimetres: top, right, bottom, left.</summary>
    public IReadOnlyList<double> Margins { get; init; } = [20, 18, 20, 18];

    /// <summary>A running line; {page} and {pages} stand for the numbers.</summary>
    public string? RunningHeader { get; init; }
    public string? RunningFooter { get; init; }
}

internal sealed record LabelLook
{
    /// <summary>What stands between the characters of a short label: 项 目 名 称.</summary>
    public string Spacing { get; init; } = "";

    /// <summary>Labels up to this many characters are spaced out.</summary>
    public int SpacedUpTo { get; init; } = 4;
    public string Colon { get; init; } = "：";
    public Brackets Brackets { get; init; } = Brackets.Full;
    public bool Bold { get; init; }

    /// <summary>Ems between characters, by the letter-spacing of the style and not by spaces; of the values, too.</summary>
    public double LetterSpacing { get; init; }

    /// <summary>Other words for a label, by the contract's key, with what stands in brackets behind it.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();

    /// <summary>One character a line, as narrow label columns have it.</summary>
    public bool Vertical { get; init; }
}

internal enum Brackets { Full, Ascii, None }

internal sealed record HeaderLook
{
    public HeaderKind Kind { get; init; } = HeaderKind.Inline;
    public Border Border { get; init; } = Border.None;
    public IReadOnlyList<double> Widths { get; init; } = [22, 30, 24, 24];
    public VerticalPlace LabelPlace { get; init; } = VerticalPlace.Middle;

    /// <summary>Fields on a row, where labels and values share a cell.</summary>
    public int Across { get; init; } = 2;
}

internal enum HeaderKind { Inline, Cells, Lines, Stacked }

internal sealed record NarrativeLook
{
    public NarrativePlace Place { get; init; } = NarrativePlace.Above;
    public Border Border { get; init; } = Border.None;

    /// <summary>Per cent of the width for a label that stands left of its text.</summary>
    public double LabelWidth { get; init; } = 16;

    /// <summary>Ems that the first line of each paragraph is set in.</summary>
    public double FirstLineIndent { get; init; }
    public bool Justify { get; init; }

    /// <summary>Lines may end anywhere, before punctuation and within numbers too, as in the seed.</summary>
    public bool BreakAnywhere { get; init; }
}

internal enum NarrativePlace { Above, Inline, LeftTop, LeftMiddle }

internal sealed record TableLook
{
    public Border Border { get; init; } = Border.Solid;
    public CategoryPrint Category { get; init; } = CategoryPrint.MergedMiddle;

    /// <summary>{0} stands for the points.</summary>
    public string Points { get; init; } = "({0}分)";
    public bool PointsOnOwnLine { get; init; }
    public bool RepeatHeader { get; init; }

    /// <summary>Push the table down until its header stands alone at the foot of a page.</summary>
    public bool OrphanHeader { get; init; }
    public bool BreakRows { get; init; }
    public bool ShadeHeader { get; init; }

    /// <summary>The word 合计 runs over the three first columns.</summary>
    public bool MergeTotal { get; init; }
    public bool CentreNames { get; init; }
    public double? FontSize { get; init; }

    /// <summary>Points of air above and below a cell's text.</summary>
    public double Padding { get; init; } = 3;
    public IReadOnlyList<double> Widths { get; init; } = [15, 22, 34, 9, 9, 11];
}

internal enum CategoryPrint { MergedMiddle, MergedTop, Repeated, FirstRow, OwnRow }

internal enum VerticalPlace { Top, Middle }

internal enum Border { None, Solid, Thick, Dotted, Double, Rules, Outer, Columns }

internal sealed record ValueLook
{
    public MoneyUnit Money { get; init; } = MoneyUnit.Yuan;
    public bool GroupThousands { get; init; } = true;
    public int MoneyDecimals { get; init; } = 2;

    /// <summary>The unit follows the amount (185.00万元) and is left out of the label.</summary>
    public bool UnitInValue { get; init; }
    public int RateDecimals { get; init; } = 2;
    public bool PercentSign { get; init; } = true;
    public int ScoreDecimals { get; init; }
    public bool FullWidth { get; init; }
    public DateStyle Date { get; init; } = DateStyle.Iso;
    public ChoiceStyle Choice { get; init; } = ChoiceStyle.Word;

    /// <summary>Between departments; "\n" gives each its own line.</summary>
    public string DepartmentSeparator { get; init; } = "，";

    /// <summary>What an empty explanation or remark shows.</summary>
    public string EmptyCell { get; init; } = "";
}

internal enum MoneyUnit { Yuan, TenThousand }

internal enum DateStyle { Iso, Han, Slash, Dot, HanNumerals }

internal enum ChoiceStyle { Word, TickedBox, FilledBox, TickAfter, BracketTick }
