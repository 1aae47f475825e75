using Ingest.Core.Corrections;
using Ingest.Core.Documents;
using Ingest.Core.Reports;

namespace Ingest.Core.Tests.Corrections;

public sealed class ReportDifferencesTests
{
    [Theory]
    [InlineData("改进 措施", "改进措施", DifferenceKind.WhiteSpace)]
    [InlineData("改进措施。", "改进措施", DifferenceKind.Punctuation)]
    [InlineData("改进措施", "改讲措施", DifferenceKind.Text)]
    [InlineData(null, "改进措施", DifferenceKind.Appeared)]
    [InlineData("改进措施", null, DifferenceKind.Vanished)]
    public void A_change_is_of_one_kind(string? before, string? after, DifferenceKind kind) =>
        Assert.Equal(kind, Assert.Single(ReportDifferences.Between(Of(before), Of(after))).Kind);

    [Fact]
    public void The_same_has_no_differences() => Assert.Empty(ReportDifferences.Between(Of("同", "一", "二"), Of("同", "一", "二")));

    [Fact]
    public void Rows_are_compared_with_themselves_wherever_they_stand_now()
    {
        var found = ReportDifferences.Between(Of("同", "一", "二", "三"), Of("同", "新的指标", "一", "三"));

        Assert.Equal(
            [(DifferenceKind.RowAdded, "新的指标"), (DifferenceKind.RowRemoved, "二")],
            found.Select(difference => (difference.Kind, difference.RowName)));
        Assert.Equal(found.Count, found.Select(difference => difference.Id).Distinct().Count());
    }

    [Fact]
    public void A_row_whose_name_changed_a_little_is_one_row_with_another_name() => Assert.Equal(
        ("name", DifferenceKind.Text),
        ReportDifferences.Between(Of("同", "资金使用合规性"), Of("同", "资金使用台规性")).Select(difference => (difference.Field, difference.Kind)).Single());

    private static CorrectedReport Of(string? name, params string[] rows) => CorrectionApplier.Apply(
        new Report(
            new ReportKey(1, 1, 1), "shanghai-project", [Field("projectName", name)],
            [.. rows.Select((row, at) => new Indicator(at + 1, [Field("category", "产出"), Field("name", row)]))], [], []),
        null, []);

    private static Field Field(string key, string? text) => new(key, text is null ? null : new TextValue(text), text ?? "", Evidence.None(TextSource.Text));
}
