using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Core.Tests.Sums;
using Xunit;

namespace Ingest.Core.Tests.Reports;

public sealed class ConfidenceMapTests
{
    private static readonly FormPack Pack = FormPackReader.BuiltIn().Single(pack => pack.Form == "shanghai-project");

    private static readonly ConfidenceMap Map = new(new Dictionary<ReadingKind, IReadOnlyList<(double, double)>>
    {
        [ReadingKind.Figures] = [(0.8, 0.6), (0.99, 0.98)],
        [ReadingKind.Texts] = [(0.9, 0.5), (0.98, 0.94)],
    });

    [Theory]
    [InlineData(ReadingKind.Figures, 0.3, 0.6)]
    [InlineData(ReadingKind.Figures, 0.895, 0.79)]
    [InlineData(ReadingKind.Figures, 1, 0.98)]
    [InlineData(ReadingKind.Texts, 0.94, 0.72)]
    [InlineData(ReadingKind.Narratives, 0.7, 0.7)]
    public void A_claim_lies_between_the_steps_around_it(ReadingKind kind, double claimed, double right) =>
        Assert.Equal(right, Map.Of(kind, claimed), 6);

    [Fact]
    public void Recognised_values_are_mapped_by_their_kind_and_printed_ones_are_not()
    {
        var report = ScannedReport.Of(("产出", 10, 9))
            .Change("totalWeight", field => field with { Evidence = field.Evidence with { Source = TextSource.Text } });

        var mapped = Map.Apply(report, Pack);

        Assert.Equal(0.98, mapped.At("indicators[0].weight").Evidence.Confidence, 6);
        Assert.Equal(0.98, mapped.At("indicators[0].categoryPoints").Evidence.Confidence, 6);
        Assert.Equal(0.94, mapped.At("indicators[0].category").Evidence.Confidence, 6);
        Assert.Equal(0.99, mapped.At("totalWeight").Evidence.Confidence);
    }

    [Fact]
    public void Never_turns_the_order_of_claims()
    {
        foreach (var kind in Enum.GetValues<ReadingKind>())
        {
            var mapped = Enumerable.Range(0, 101).Select(i => Map.Of(kind, i / 100.0)).ToList();
            Assert.Equal(mapped.Order(), mapped);
        }
    }
}
