using Ingest.Core.Forms;

namespace Ingest.Core.Tests.Forms;

public sealed class FormPackReaderTests
{
    private const string Good = """
        form: test
        version: 2
        titles: [甲表]
        fields:
          - { key: projectName, kind: text, labels: [项目名称], required: true }
          - { key: fiscalYear, kind: year, labels: [年度] }
        table:
          columns:
            - { key: weight, kind: number, labels: [权重], total: totalWeight }
          totals: [合计]
        grades:
          - { name: 优, from: 90, to: 100 }
        """;

    [Fact]
    public void Reads_every_part_of_a_pack()
    {
        var pack = FormPackReader.Read(Good, "test.yaml");

        Assert.Equal(("test", 2), (pack.Form, pack.Version));
        Assert.Equal(["甲表"], pack.Titles);
        Assert.Equal([("projectName", FieldKind.Text, true), ("fiscalYear", FieldKind.Year, false)], pack.Fields.Select(f => (f.Key, f.Kind, f.Required)));
        Assert.Equal("totalWeight", Assert.Single(pack.Table.Columns).TotalKey);
        Assert.Equal(["合计"], pack.Table.TotalLabels);
        Assert.Empty(pack.Notes);
        Assert.Equal(new GradeBand("优", 90, 100), Assert.Single(pack.Grades));
    }

    [Fact]
    public void Carries_the_shanghai_form_with_all_keys_of_the_contract()
    {
        var pack = Assert.Single(FormPackReader.BuiltIn(), pack => pack.Form == "shanghai-project");

        Assert.Equal(
            [
                "fiscalYear", "projectName", "budgetUnit", "implementingDepartments", "isRecurring", "currentYearBudget", "previousYearBudget",
                "executedAmount", "executionRate", "annualGoal", "selfEvaluationDate", "grade", "keyAchievements", "mainProblems", "improvementMeasures",
            ],
            pack.Fields.Select(f => f.Key));
        Assert.Equal(["totalWeight", "totalScore"], pack.Table.Columns.Select(column => column.TotalKey).OfType<string>());
    }

    [Theory]
    [InlineData("kind: text", "kind: txet", "test.yaml, line 5: fields[0].kind is 'txet'; use one of text, organisations")]
    [InlineData("version: 2", "version: two", "test.yaml, line 2: version is 'two'; write a number")]
    [InlineData("titles: [甲表]", "title: [甲表]", "test.yaml, line 3: title is no key of a form pack here; use one of form, version, titles")]
    [InlineData("labels: [项目名称]", "labels: []", "test.yaml, line 5: fields[0].labels is missing; add a list of at least one text")]
    [InlineData("required: true", "required: false", "test.yaml, line 5: fields needs one with 'required: true'")]
    [InlineData("kind: number, labels: [权重], total: totalWeight", "kind: text, labels: [权重]", "test.yaml, line 8: table needs a column of 'kind: number'")]
    [InlineData("required: true", "required: yes", "test.yaml, line 5: fields[0].required is 'yes'; write true or false")]
    [InlineData("fiscalYear, kind", "projectName, kind", "test.yaml, line 5: fields has 'projectName' twice; keep one")]
    [InlineData("from: 90", "from: 100", "test.yaml, line 12: grades[0].to is not above from")]
    [InlineData("totals: [合计]", "totals: [合计", "test.yaml: is no valid YAML; look for a [")]
    [InlineData("titles: [甲表]", "titles: @", "test.yaml, line 3: is no valid YAML")]
    [InlineData("  totals: [合计]", "", "test.yaml, line 8: table.totals is missing")]
    public void Names_the_file_the_key_and_the_mend(string good, string bad, string message)
    {
        var trouble = Assert.Throws<FormPackException>(() => FormPackReader.Read(Good.Replace(good, bad, StringComparison.Ordinal), "test.yaml"));

        Assert.StartsWith(message, trouble.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("just a text")]
    public void Says_of_a_file_without_a_pack_how_one_begins(string yaml)
    {
        var trouble = Assert.Throws<FormPackException>(() => FormPackReader.Read(yaml, "empty.yaml"));

        Assert.Contains("empty.yaml: holds no form pack; begin it with 'form:'", trouble.Message, StringComparison.Ordinal);
    }
}
