using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Reports;

namespace Ingest.Core.Validation;

/// <summary>Rules about the table of funds. A rule says nothing where a number that it needs was not read.</summary>
internal static class FundRules
{
    /// <summary>How near a printed score must come to rate × points: forms round to one decimal, or to two.</summary>
    private const decimal CoarseScore = 0.1m;
    private const decimal FineScore = 0.01m;

    /// <summary>全年执行数 ÷ 全年预算数, to as many decimals as the form prints, and as closely as its rounded amounts allow.</summary>
    public static IEnumerable<Finding> RateMismatch(ValidationSubject subject)
    {
        foreach (var line in subject.Report.Funds ?? [])
        {
            if (line.Find("rate") is not { Value: NumberValue { Number: var printed } } rate || RateOf(line) is not { } computed)
            {
                continue;
            }

            var tolerance = ArithmeticRules.HalfUnit(ArithmeticRules.PrintedDecimals(rate)) + ArithmeticRules.Slack + computed.Uncertainty;
            if (Math.Abs(computed.Rate - printed) > tolerance && !IsShare(rate, printed, computed.Rate))
            {
                yield return ArithmeticRules.Mismatch(
                    "fund-rate-mismatch", line.Path + ".rate", $"“{line.Text(FundLine.LineKey)}”的执行率", $"execution rate of '{line.Text(FundLine.LineKey)}'",
                    $"{ArithmeticRules.Show(printed)}%", $"{ArithmeticRules.Show(computed.Rate)}%");
            }
        }
    }

    /// <summary>执行率 × 分值, at most 分值: by the printed rate or by the computed one.</summary>
    public static IEnumerable<Finding> ScoreMismatch(ValidationSubject subject)
    {
        foreach (var line in subject.Report.Funds ?? [])
        {
            if (line.Find("score") is not { Value: NumberValue { Number: var printed } } score || line.Number("weight") is not { } weight)
            {
                continue;
            }

            var rates = new[] { line.Number("rate"), RateOf(line)?.Rate }.OfType<decimal>().Where(rate => rate > 0).ToList();
            var tolerance = (ArithmeticRules.PrintedDecimals(score) >= 2 ? FineScore : CoarseScore) + ArithmeticRules.Slack;
            if (rates.Count > 0 && rates.TrueForAll(rate => Math.Abs(Earned(rate, weight) - printed) > tolerance && (rate > 1 || Math.Abs(Earned(rate * 100, weight) - printed) > tolerance)))
            {
                yield return ArithmeticRules.Mismatch(
                    "execution-score-mismatch", line.Path + ".score", "预算执行得分", "score for the budget's execution",
                    ArithmeticRules.Show(printed), ArithmeticRules.Show(Earned(rates[0], weight)));
            }
        }
    }

    /// <summary>The total against the lines below it, where each of them is of a kind of its own: lines of lines are not told apart.</summary>
    public static IEnumerable<Finding> TotalMismatch(ValidationSubject subject)
    {
        var lines = subject.Report.Funds ?? [];
        var parts = lines.Skip(1).ToList();
        if (parts.Count == 0 || lines[0] is not { } total || total.Text(FundLine.CodeKey) != FundLine.Total
            || parts.Exists(part => part.Text(FundLine.CodeKey) is null or FundLine.Total)
            || parts.Select(part => part.Text(FundLine.CodeKey)).Distinct().Count() < parts.Count)
        {
            yield break;
        }

        foreach (var key in new[] { "initialBudget", "annualBudget", "executed" })
        {
            var read = parts.Select(part => part.Find(key)).OfType<Field>().Where(cell => cell.Value is NumberValue).ToList();
            if (total.Find(key) is { Value: NumberValue { Number: var printed } } whole && read.Count > 0
                && parts.TrueForAll(part => part.Find(key) is not { Value: null } cell || Blanks.IsBlank(cell.Raw))
                && read.Sum(cell => ((NumberValue)cell.Value!).Number) is var sum
                && Math.Abs(sum - printed) > read.Append(whole).Sum(Rounding))
            {
                yield return ArithmeticRules.Mismatch(
                    "funds-total-mismatch", $"{total.Path}.{key}", $"“{total.Text(FundLine.LineKey)}”", $"'{total.Text(FundLine.LineKey)}'",
                    ArithmeticRules.Show(printed), ArithmeticRules.Show(sum));
            }
        }
    }

    /// <summary>A column of recognised amounts in which nothing stands, not even a dash: it was lost on the way from the picture.</summary>
    public static IEnumerable<Finding> ColumnLost(ValidationSubject subject)
    {
        var lines = (subject.Report.Funds ?? []).Where(line => line.Cells.Any(cell => cell.Evidence is { Source: TextSource.Ocr, Regions.Count: > 0 })).ToList();
        return
            from column in subject.Pack.Funds?.Columns ?? []
            where column is { Kind: FieldKind.Amount, Optional: false, Of: null }
            where lines.TrueForAll(line => line.Find(column.Key) is null or { Value: null, Raw: "" })
            from line in lines
            select new Finding(
                "cell-lost", Severity.Warning, $"{line.Path}.{column.Key}",
                $"未识别到“{column.Labels[0]}”一列。", $"The column '{column.Labels[0]}' was not recognised.");
    }

    private static decimal Earned(decimal rate, decimal weight) => Math.Min(rate, 100) / 100 * weight;

    /// <summary>0.9886 under a label without %: a share, not a percentage.</summary>
    private static bool IsShare(Field rate, decimal printed, decimal computed) =>
        !rate.Raw.Contains('%', StringComparison.Ordinal) && !rate.Raw.Contains('％', StringComparison.Ordinal)
        && Math.Abs((printed * 100) - computed) <= (100 * ArithmeticRules.HalfUnit(ArithmeticRules.PrintedDecimals(rate))) + ArithmeticRules.Slack;

    private static (decimal Rate, decimal Uncertainty)? RateOf(FundLine line)
    {
        if (line.Find("executed") is not { Value: NumberValue { Number: >= 0 and < 1_000_000_000_000_000m and var executed } } spent
            || (line.Find("annualBudget") is { Value: NumberValue } annual ? annual : line.Find("initialBudget"))
                is not { Value: NumberValue { Number: >= 0.01m and var budget } } planned)
        {
            return null;
        }

        var rate = executed / budget * 100;
        return (rate, (Rounding(spent) + (Rounding(planned) * executed / budget)) / budget * 100);
    }

    /// <summary>Yuan by which rounding may have changed an amount: half of its last decimal. Whole numbers are taken as exact.</summary>
    private static decimal Rounding(Field amount)
    {
        var decimals = ArithmeticRules.PrintedDecimals(amount);
        return amount.Raw.Length == 0 || decimals == 0 || amount.Value is not NumberValue { Number: var yuan } || Amounts.Parse(amount.Raw) is not { } bare || bare == 0
            ? 0
            : ArithmeticRules.HalfUnit(decimals) * Math.Abs(yuan / bare);
    }
}
