namespace Ingest.Cli.Tests.Hosting;

internal static class Repository
{
    /// <summary>The folder that holds the solution; the tests run somewhere below it.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "Ingest.sln"))
        ? folder.FullName
        : Find(folder.Parent ?? throw new DirectoryNotFoundException("no Ingest.sln above the tests"));
}
