using Ingest.Core.Corrections;
using Ingest.Store;
using Ingest.Store.Exporting;

namespace Ingest.Cli.Reviewing;

/// <summary>A row a difference, as exports are written: for Excel, formulas defused.</summary>
internal sealed class DiffCsv(Stream output) : IDiffWriter
{
    private static readonly ExportTable Table = new("differences", "差异", "Differences",
    [
        new("path", ExportType.Text, "文件路径", "The document"),
        new("document_sha256", ExportType.Text, "文件内容的 SHA-256", "SHA-256 of its bytes"),
        new("report", ExportType.Integer, "报告序号", "Which report of the document"),
        new("project_name", ExportType.Text, "项目名称", "Project"),
        new("list", ExportType.Text, "列表", "indicators or funds"),
        new("row", ExportType.Integer, "行序号", "The row"),
        new("row_name", ExportType.Text, "行名称", "What the row is called"),
        new("field", ExportType.Text, "字段", "The JSON key"),
        new("kind", ExportType.Text, "种类", "What kind of change"),
        new("before", ExportType.Text, "之前", "What the first says"),
        new("after", ExportType.Text, "之后", "What the second says"),
    ]);

    private readonly IExportWriter _writer = ExportFormat.Csv.Writer(output);
    private bool _isBegun;

    public async Task WriteAsync(ReadingPair pair, IReadOnlyList<ReportDifference> reports, CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken);
        if (pair.Before is null || pair.After is null)
        {
            object?[] alone = [pair.Path, pair.Sha256, null, null, null, null, null, "document", pair.Before is null ? "appeared" : "vanished", null, null];
            await _writer.WriteAsync(alone, cancellationToken);
        }

        foreach (var report in reports)
        {
            foreach (var difference in report.Differences)
            {
                object?[] cells =
                [
                    pair.Path, pair.Sha256, (long)report.Ordinal, report.ProjectName, DiffJson.ListOf(difference), (long?)difference.Row?.Ordinal, difference.RowName,
                    difference.Field, DifferenceNames.Of(difference.Kind), Shown(difference.Before), Shown(difference.After),
                ];
                await _writer.WriteAsync(cells, cancellationToken);
            }
        }
    }

    public async Task EndAsync(DifferenceCounts counts, CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken);
        await _writer.EndAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (!_isBegun)
        {
            _isBegun = true;
            await _writer.BeginAsync(Table, cancellationToken);
        }
    }

    private static string? Shown(Core.Reports.FieldValue? value) => value is null ? null : CorrectionValues.Show(value);
}
