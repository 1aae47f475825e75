using Ingest.Core.Reports;

namespace Ingest.Core.Classes;

/// <summary>
/// Gives each indicator its class: the one that its form prints, else the likeliest that a model knows among those that the
/// printed first level leaves. What is printed always wins.
/// </summary>
public static class IndicatorClasses
{
    /// <param name="learned">How likely each class is, by name and explanation; null where there is no model.</param>
    public static Report Assign(Report report, Func<string, string?, IReadOnlyList<LearnedClass>>? learned) =>
        report with { Indicators = [.. report.Indicators.Select(row => row with { Class = Of(row, learned) })] };

    private static IndicatorClass? Of(Indicator row, Func<string, string?, IReadOnlyList<LearnedClass>>? learned)
    {
        var catalogue = ClassCatalogue.Default;
        if (row.Text("subcategory") is { } level && catalogue.OfPrinted(level) is { } printed)
        {
            return new IndicatorClass(printed, ClassSource.Printed, row.Find("subcategory")!.Evidence.Confidence);
        }

        var left = row.Text("category") is { } category ? catalogue.LeftBy(category) : [];
        if (left.Count == 1)
        {
            return new IndicatorClass(left[0], ClassSource.Printed, row.Find("category")!.Evidence.Confidence);
        }

        return learned is not null && row.Text("name") is { } name ? Likeliest(learned(name, row.Text("explanation")), left) : null;
    }

    /// <summary>Of those that are left; their probabilities add up to 1 again.</summary>
    private static IndicatorClass? Likeliest(IReadOnlyList<LearnedClass> all, IReadOnlyList<string> left)
    {
        var possible = left.Count == 0 ? all : [.. all.Where(candidate => left.Contains(candidate.Code))];
        var sum = possible.Sum(candidate => candidate.Probability);
        if (sum <= 0)
        {
            return null;
        }

        var best = possible.MaxBy(candidate => candidate.Probability);
        return new IndicatorClass(best.Code, ClassSource.Learned, best.Probability / sum);
    }
}
