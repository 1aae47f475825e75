using Ingest.Core.Classes;
using Ingest.Engine.Learning.Texts;
using Ingest.Engine.Learning.Training.Texts;
using Ingest.Engine.Tests.Reading;

namespace Ingest.Engine.Tests.Learning;

public sealed class IndicatorClassifierTests
{
    private static readonly IReadOnlyList<LabelledIndicator> Names =
        IndicatorSeed.Read(Path.Combine(TestFiles.Repository, "seeds", "indicator-classes.tsv"));

    private static readonly IndicatorClassifier Classifier = IndicatorClassifier.Load()!;

    [Fact]
    public void The_model_that_ships_beats_the_rules_on_units_that_it_has_not_seen_and_on_their_real_names_alone()
    {
        var test = Names.Where(name => name.Split == LabelledIndicator.Test).ToList();

        Assert.True(test.Count >= 400);
        Assert.True(F1(test, Say) >= 0.85);
        Assert.True(F1(test, Say) > F1(test, name => IndicatorRules.Default.Decide(name.Name)) + 0.05);
        var real = test.Where(name => name.IsReal).ToList();
        Assert.True(real.Count >= 100);
        Assert.True(F1(real, Say) > F1(real, name => IndicatorRules.Default.Decide(name.Name)));
    }

    [Fact]
    public void Training_and_test_share_no_unit_and_no_name()
    {
        var train = Names.Where(name => name.Split == LabelledIndicator.Train).ToList();
        var test = Names.Where(name => name.Split == LabelledIndicator.Test).ToList();

        Assert.True(Names.Count >= 1500);
        Assert.Empty(train.Select(name => name.Unit).Intersect(test.Select(name => name.Unit)));
        Assert.Empty(train.Select(name => name.Name).Intersect(test.Select(name => name.Name)));
        Assert.All(Names, name => Assert.Contains(name.Kind, (string[])["real", "real-judged", "invented"]));
        Assert.All(Names.Where(name => name.IsReal), name => Assert.NotEmpty(name.Source));
    }

    [Fact]
    public void Probabilities_add_up_to_one_for_every_name_whatever_it_is()
    {
        foreach (var name in (string[])["", "?", "设备采购数量", new string('长', 4000)])
        {
            Assert.Equal(1, Classifier.Classify(name, null).Sum(given => given.Probability), precision: 6);
        }
    }

    [Fact]
    public void The_same_examples_make_the_same_file()
    {
        var some = Names.Where((name, i) => name.Split == LabelledIndicator.Train && i % 8 == 0)
            .Select(name => new TextExample([.. IndicatorClassifier.Features(name.Name, name.Explanation)], name.Class)).ToList();

        Assert.Equal(Bytes(some), Bytes(some));
    }

    [Fact]
    public void A_file_of_another_kind_is_refused() =>
        Assert.Throws<InvalidDataException>(() => TextModel.Read(new MemoryStream("no model of texts"u8.ToArray())));

    private static byte[] Bytes(IReadOnlyList<TextExample> examples)
    {
        using var file = new MemoryStream();
        TextTrainer.Train(ClassCatalogue.Default.Codes, examples, new TextTrainerOptions(Ridge: 0.05f, Rarest: 2)).Write(file);
        return file.ToArray();
    }

    private static string Say(LabelledIndicator name) => Classifier.Classify(name.Name, name.Explanation).MaxBy(given => given.Probability).Code;

    private static double F1(IReadOnlyList<LabelledIndicator> names, Func<LabelledIndicator, string> say) =>
        new Confusion(ClassCatalogue.Default.Codes, names.Select(name => (name.Class, say(name)))).MacroF1;
}
