using Ingest.Core.Forms;
using Ingest.Core.Labelling;
using Ingest.Engine.Learning.Texts;
using Ingest.Engine.Learning.Training.Texts;
using Ingest.Engine.Tests.Reading;

namespace Ingest.Engine.Tests.Learning;

public sealed class LabelClassifierTests
{
    private static readonly LabelClassifier Classifier = LabelClassifier.Load()!;
    private static readonly IReadOnlyList<string> Fields = ["projectName", "budgetUnit", "annualGoal", "keyAchievements", "mainProblems", "improvementMeasures", "selfEvaluationDate", "grade"];

    private static readonly IReadOnlyList<LabelledWording> Wordings = LabelSeed.Read(
        Path.Combine(TestFiles.Repository, "seeds", "label-wordings.tsv"),
        IndicatorSeed.Read(Path.Combine(TestFiles.Repository, "seeds", "indicator-classes.tsv")),
        FormPackReader.BuiltIn());

    [Theory]
    [InlineData("取得的成绩", "keyAchievements")]
    [InlineData("存在的不足", "mainProblems")]
    [InlineData("下一步打算", "improvementMeasures")]
    [InlineData("主要成效", "keyAchievements")]
    public void Understands_labels_in_words_that_no_pack_has(string text, string key)
    {
        var answer = Classifier.Ask(new LabelQuestion(text, LabelPlace.Field, Fields));

        Assert.Equal(key, answer?.Key);
        Assert.True(answer!.Value.Probability >= 0.5);
    }

    [Theory]
    [InlineData("培训人数")]
    [InlineData("填表说明")]
    [InlineData("财务负责人签字")]
    public void Takes_other_texts_for_no_label(string text) =>
        Assert.False(Classifier.Ask(new LabelQuestion(text, LabelPlace.Field, Fields)) is { Probability: >= 0.5 });

    [Fact]
    public void Finds_nine_in_ten_of_the_wordings_held_out_and_more_than_the_nearest_known_wording()
    {
        var held = Wordings.Where(wording => wording.IsTest && wording.IsLabel).ToList();
        var known = Wordings.Where(wording => !wording.IsTest).ToList();
        var lookup = new LabelLookup(known);
        var concepts = LabelConcepts.Default;

        Assert.True(held.Count >= 100);
        Assert.Empty(held.Select(wording => wording.Wording).Intersect(known.Select(wording => wording.Wording)));
        var found = held.Count(wording =>
        {
            var place = Enum.GetValues<LabelPlace>().First(candidate => concepts.IsIn(wording.Class, candidate));
            var best = Classifier.Classify(wording.Wording).Where(pair => concepts.IsIn(pair.Class, place)).MaxBy(pair => pair.Probability);
            return best.Probability >= 0.5 && concepts.AreOneIn(place, best.Class, wording.Class);
        });
        Assert.True(found >= 0.9 * held.Count);
        Assert.True(found > held.Count(wording => lookup.Nearest(wording.Wording) == wording.Class));
    }
}
