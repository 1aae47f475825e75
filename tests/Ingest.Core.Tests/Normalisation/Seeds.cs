using System.Text;

namespace Ingest.Core.Tests.Normalisation;

/// <summary>The real reports of seeds/, as text.</summary>
internal static class Seeds
{
    private static readonly string[] Labels = ["主要绩效：", "主要问题：", "改进措施："];

    /// <summary>For each report what stands behind 主要绩效 and up to the table, cut at its labels.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Narratives { get; } =
    [
        .. Text().Split("项目绩效自评价 ").Skip(1).Select(report =>
            (IReadOnlyList<string>)report[report.IndexOf(Labels[0], StringComparison.Ordinal)..report.IndexOf("一级指标", StringComparison.Ordinal)]
                .Split(Labels, StringSplitOptions.RemoveEmptyEntries)),
    ];

    private static string Text()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "seeds")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests holds seeds/.");
        }

        return File.ReadAllText(Directory.GetFiles(Path.Combine(folder.FullName, "seeds"), "*.txt").Order(StringComparer.Ordinal).First(), Encoding.UTF8);
    }
}
