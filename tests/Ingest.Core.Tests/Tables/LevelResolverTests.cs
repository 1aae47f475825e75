using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Tables;
using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Tables;

public sealed class LevelResolverTests
{
    private static readonly FormTable Table = FormPackReader.BuiltIn().Single(pack => pack.Form == "national-project").Table;

    [Fact]
    public void A_blank_goes_with_the_label_above_it()
    {
        Assert.Equal(["数量指标", "数量指标", "质量指标"], Fill(["产出", "产出", "产出"], [], Printed("数量指标"), Printed(""), Printed("质量指标")));
    }

    [Fact]
    public void A_dash_says_as_little_as_a_blank()
    {
        Assert.Equal(["数量指标", "数量指标"], Fill(["产出", "产出"], [], Printed("数量指标"), Printed("—")));
    }

    [Fact]
    public void A_blank_under_another_first_level_label_inherits_nothing()
    {
        Assert.Equal(["数量指标", ""], Fill(["产出", "效益"], [], Printed("数量指标"), Printed("")));
    }

    [Fact]
    public void A_merged_cell_gives_its_label_to_all_of_its_rows()
    {
        var mark = Mark("数量指标");
        Assert.Equal(["数量指标", "数量指标"], Fill(["产出", "产出"], [], Beside(mark), Beside(mark)));
    }

    [Fact]
    public void A_merged_cell_that_a_page_break_cuts_may_have_its_label_below()
    {
        var blank = Mark("");
        Assert.Equal(["质量指标", "数量指标", "数量指标"], Fill(["产出", "产出", "产出"], [2], Beside(Mark("质量指标")), Beside(blank), Beside(Mark("数量指标"))));
    }

    [Fact]
    public void A_label_that_a_page_break_cuts_becomes_one_where_all_others_end_alike()
    {
        Assert.Equal(
            ["数量指标", "质量指标", "社会效益指标", "社会效益指标"],
            Fill(["产出", "产出", "效益", "效益"], [3], Beside(Mark("数量指标")), Beside(Mark("质量指标")), Beside(Mark("社会效")), Beside(Mark("益指标"))));
    }

    [Fact]
    public void Two_whole_labels_at_a_page_break_stay_two()
    {
        Assert.Equal(
            ["数量指标", "质量指标", "时效指标"],
            Fill(["产出", "产出", "产出"], [2], Beside(Mark("数量指标")), Beside(Mark("质量指标")), Beside(Mark("时效指标"))));
    }

    [Fact]
    public void A_label_in_the_middle_of_its_rows_is_that_of_all_where_no_ruling_tells()
    {
        Assert.Equal(
            ["数量指标", "数量指标", "数量指标", "质量指标", "质量指标", "经济效益指标"],
            Fill(
                ["产出", "产出", "产出", "产出", "产出", "效益"], [],
                At(0), At(1, "数量指标", 20), At(2), At(3), At(4, "质量指标", 70), At(5, "经济效益指标", 100)));
    }

    [Fact]
    public void A_form_without_further_levels_is_left_as_it_is()
    {
        var rows = new List<RowFragment> { Printed("数量指标") };
        var plain = FormPackReader.BuiltIn().Single(pack => pack.Form == "shanghai-project").Table;

        Assert.Same(rows, LevelResolver.Fill(rows, [[]], [], plain));
    }

    private static IEnumerable<string> Fill(string[] owners, HashSet<int> joints, params RowFragment[] rows) =>
        LevelResolver.Fill([.. rows], [.. owners.Select(Lines)], joints, Table).Select(row => row["subcategory"].Joined().Replace("|", "", StringComparison.Ordinal));

    private static RowFragment Printed(string level) => new(new Dictionary<string, IReadOnlyList<Snippet>> { ["subcategory"] = Lines(level) }, null);

    /// <summary>A row 20 points high with its name at the top, and the label where it stands.</summary>
    private static RowFragment At(int row, string label = "", double y = 0) => new(
        new Dictionary<string, IReadOnlyList<Snippet>>
        {
            ["name"] = [new Snippet(1, "指标", new Box(100, 20 * row, 60, 10), 1)],
            ["subcategory"] = label.Length == 0 ? [] : [new Snippet(1, label, new Box(20, y, 60, 10), 1)],
        },
        null);

    private static RowFragment Beside(CategoryMark mark) => new(new Dictionary<string, IReadOnlyList<Snippet>>(), null)
    {
        Levels = new Dictionary<string, CategoryMark> { ["subcategory"] = mark },
    };

    private static CategoryMark Mark(string text) => new(Lines(text));

    private static IReadOnlyList<Snippet> Lines(string text) => text.Length == 0 ? [] : [new Snippet(1, text, default, 1)];
}
