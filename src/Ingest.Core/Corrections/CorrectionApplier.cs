using System.Text.Json;
using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Core.Validation;

namespace Ingest.Core.Corrections;

/// <summary>A reading with the reviewers' words on it.</summary>
/// <param name="Indicators">Where each row of the report comes from, in its order.</param>
/// <param name="Funds">The same for the lines of funds.</param>
public sealed record CorrectedReport(
    Report Report, IReadOnlyList<CorrectionOutcome> Outcomes, IReadOnlyList<RowAnchor> Indicators, IReadOnlyList<RowAnchor> Funds)
{
    public IEnumerable<CorrectionOutcome> Conflicts => Outcomes.Where(outcome => outcome.Fate == CorrectionFate.Lost);
}

/// <summary>
/// Applies corrections to a reading, the first word first. What the page prints stays as it is (raw, regions); the value is
/// the reviewer's and sure; one that was read in a box that the reviewer drew has that box for its evidence. Findings are made anew, for a corrected sum may hold, and another may fail.
/// </summary>
public sealed class CorrectionApplier
{
    private readonly Report read;
    private readonly FormPack? pack;
    private readonly List<Field> fields;
    private readonly List<Field> totals;
    private readonly WorkingRows indicators = new(RowList.Indicators, "name");
    private readonly WorkingRows funds = new(RowList.Funds, FundLine.LineKey);

    private CorrectionApplier(Report read, FormPack? pack)
    {
        (this.read, this.pack) = (read, pack);
        (fields, totals) = ([.. read.Fields], [.. read.Totals]);
        indicators.Load(read.Indicators.Select(row => (row.Ordinal, row.Cells)));
        funds.Load((read.Funds ?? []).Select(line => (line.Ordinal, line.Cells)));
    }

    /// <param name="pack">The form's; null where nobody knows it any more: then values are still applied, and findings stay.</param>
    /// <param name="corrections">Those of this report that nobody took back.</param>
    public static CorrectedReport Apply(Report read, FormPack? pack, IEnumerable<Correction> corrections)
    {
        var work = new CorrectionApplier(read, pack);
        var outcomes = corrections.OrderBy(correction => correction.Id).Select(work.Apply).ToList();
        var report = outcomes.Count == 0 ? read : work.Build(outcomes);
        return new CorrectedReport(
            report, [.. outcomes.Select(work.Relocated)],
            [.. work.indicators.Rows.Select(row => row.Anchor)], [.. work.funds.Rows.Select(row => row.Anchor)]);
    }

    private WorkingRows RowsOf(RowList list) => list == RowList.Indicators ? indicators : funds;

    private CorrectionOutcome Apply(Correction correction) => correction switch
    {
        _ when correction.ReportOrdinal != read.Key.Ordinal => new CorrectionOutcome(correction, CorrectionFate.Lost, null),
        { Row: null, Kind: CorrectionKind.Value } => new CorrectionOutcome(correction, SetField(correction), correction.Field),
        { Row: { } row, Kind: CorrectionKind.Value } => SetCell(correction, row),
        { Row: { } row, Kind: CorrectionKind.RowAdded } => Add(correction, row),
        { Row: { } row, Kind: CorrectionKind.RowRemoved } => Remove(correction, row),
        { Row: { } row, Kind: CorrectionKind.RowMoved } => Move(correction, row),
        _ => new CorrectionOutcome(correction, CorrectionFate.Lost, null),
    };

    private CorrectionFate SetField(Correction correction)
    {
        foreach (var list in new[] { fields, totals })
        {
            if (list.FindIndex(field => field.Key == correction.Field) is var at and >= 0)
            {
                var (corrected, fate) = Corrected(list[at], correction, null);
                list[at] = corrected;
                return fate;
            }
        }

        return CorrectionFate.Lost;
    }

    private CorrectionOutcome SetCell(Correction correction, RowAnchor anchor)
    {
        var rows = RowsOf(anchor.List);
        var at = rows.Find(anchor);
        if (at < 0 || pack is not null && CorrectionValues.KindOf(pack, anchor.List, correction.Field) is null)
        {
            return new CorrectionOutcome(correction, CorrectionFate.Lost, null);
        }

        var cells = rows.Rows[at].Cells.ToList();
        var column = cells.FindIndex(cell => cell.Key == correction.Field);
        if (column < 0)
        {
            cells.Add(new Field(correction.Field, null, "", Evidence.None(SourceOf(cells))));
            column = cells.Count - 1;
        }

        var (corrected, fate) = Corrected(cells[column], correction, anchor.List);
        cells[column] = corrected;
        SetParts(cells, corrected, anchor.List);
        rows.Set(at, cells);
        return new CorrectionOutcome(correction, fate, $"{rows.PathOf(at)}.{correction.Field}");
    }

    private void SetParts(List<Field> cells, Field corrected, RowList list)
    {
        foreach (var (key, value) in CorrectionValues.WithParts(Kind(list, corrected.Key), corrected.Key, corrected.Value).Skip(1))
        {
            var at = cells.FindIndex(cell => cell.Key == key);
            var part = new Field(key, value, "", corrected.Evidence);
            if (at < 0)
            {
                cells.Add(part);
            }
            else
            {
                cells[at] = part;
            }
        }
    }

    private (Field Field, CorrectionFate Fate) Corrected(Field field, Correction correction, RowList? list)
    {
        var kind = Kind(list, field.Key);
        var after = correction.After is { } json ? CorrectionValues.Read(json, kind) : null;
        var before = correction.Before is { } seen ? CorrectionValues.Read(seen, kind) : null;
        var fate = Equals(field.Value, after) ? CorrectionFate.Agreed : Equals(field.Value, before) ? CorrectionFate.Applied : CorrectionFate.ReadAnew;
        var sure = field with { Value = after, Evidence = field.Evidence with { Confidence = 1 }, Alternatives = [] };
        return (correction.Place is { } place ? sure with { Raw = place.Raw, Evidence = new Evidence([new Region(place.Page, place.Box)], place.Source, 1) } : sure, fate);
    }

    private CorrectionOutcome Add(Correction correction, RowAnchor after)
    {
        var cells = correction.After is { ValueKind: JsonValueKind.Object } row
            ? row.EnumerateObject().SelectMany(cell => CorrectionValues
                .WithParts(Kind(after.List, cell.Name), cell.Name, CorrectionValues.Read(cell.Value, Kind(after.List, cell.Name)))
                .Select(part => new Field(part.Key, part.Value, "", Evidence.None(SourceOf(fields)) with { Confidence = 1 })))
            : [];
        RowsOf(after.List).InsertAfter(after, new WorkingRow(new RowAnchor(after.List, 0, null, null, correction.Id), [.. cells]));
        return new CorrectionOutcome(correction, CorrectionFate.Applied, null);
    }

    private CorrectionOutcome Remove(Correction correction, RowAnchor anchor)
    {
        var rows = RowsOf(anchor.List);
        var at = rows.Find(anchor);
        if (at >= 0)
        {
            rows.RemoveAt(at);
        }

        return new CorrectionOutcome(correction, at >= 0 ? CorrectionFate.Applied : CorrectionFate.Agreed, null);
    }

    private CorrectionOutcome Move(Correction correction, RowAnchor anchor)
    {
        var rows = RowsOf(anchor.List);
        var at = rows.Find(anchor);
        if (at < 0)
        {
            return new CorrectionOutcome(correction, CorrectionFate.Lost, null);
        }

        var row = rows.Rows[at];
        rows.RemoveAt(at);
        rows.InsertAfter(AnchorJson.Read(anchor.List, correction.After), row);
        return new CorrectionOutcome(correction, CorrectionFate.Applied, null);
    }

    /// <summary>Rows that came later may have moved the row of an earlier correction.</summary>
    private CorrectionOutcome Relocated(CorrectionOutcome outcome)
    {
        if (outcome.Fate == CorrectionFate.Lost || outcome.Correction.Row is not { } anchor)
        {
            return outcome;
        }

        var rows = RowsOf(anchor.List);
        var at = rows.Find(outcome.Correction.Kind == CorrectionKind.RowAdded ? anchor with { AddedBy = outcome.Correction.Id } : anchor);
        return outcome with { Path = at < 0 ? null : rows.PathOf(at) + (outcome.Correction.Field.Length == 0 ? "" : "." + outcome.Correction.Field) };
    }

    private Report Build(List<CorrectionOutcome> outcomes)
    {
        var report = read with
        {
            Fields = fields,
            Totals = totals,
            Indicators = [.. indicators.Rows.Select((row, at) => new Indicator(at + 1, row.Cells))],
            Funds = read.Funds is null && funds.Rows.Count == 0 ? null : [.. funds.Rows.Select((row, at) => new FundLine(at + 1, row.Cells))],
        };
        return pack is null ? report : report with { Findings = Findings(report, outcomes) };
    }

    /// <summary>What the rules say now, and what reading itself was in doubt of, unless a reviewer has settled it.</summary>
    private List<Finding> Findings(Report report, List<CorrectionOutcome> outcomes)
    {
        var byRules = Validator.Validate(read, pack!).Select(finding => (finding.Rule, finding.Path)).ToHashSet();
        var settled = outcomes.Select(Relocated).Select(outcome => outcome.Path).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var hasMoved = outcomes.Any(outcome => outcome.Correction.Kind != CorrectionKind.Value);
        return
        [
            // Doubts about single rows name them by place, which rows that came or went have changed.
            .. read.Findings.Where(finding => !byRules.Contains((finding.Rule, finding.Path)) && !settled.Contains(finding.Path) &&
                !(hasMoved && finding.Path.Contains('[', StringComparison.Ordinal))),
            .. Validator.Validate(report, pack!),
        ];
    }

    private FieldKind Kind(RowList? list, string key) => pack is null ? FieldKind.Text : CorrectionValues.KindOf(pack, list, key) ?? FieldKind.Text;

    private static TextSource SourceOf(IReadOnlyList<Field> near) => near.Count == 0 ? TextSource.Text : near[0].Evidence.Source;
}
