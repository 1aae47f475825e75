using Ingest.Cli.Hosting;
using Ingest.Core.Corrections;

namespace Ingest.Cli.Reviewing;

/// <summary>Kinds of differences as commands name them.</summary>
internal static class DifferenceNames
{
    /// <summary>For people.</summary>
    public static string Of(DifferenceKind kind, Terminal terminal) => kind switch
    {
        DifferenceKind.WhiteSpace => terminal.Say("white space", "空白"),
        DifferenceKind.Punctuation => terminal.Say("punctuation", "标点"),
        DifferenceKind.Number => terminal.Say("number", "数字"),
        DifferenceKind.Text => terminal.Say("text", "文字"),
        DifferenceKind.Appeared => terminal.Say("appeared", "新读到"),
        DifferenceKind.Vanished => terminal.Say("vanished", "不再读到"),
        DifferenceKind.RowAdded => terminal.Say("row added", "新增行"),
        _ => terminal.Say("row removed", "减少行"),
    };

    /// <summary>For programs: white-space, row-added …</summary>
    public static string Of(DifferenceKind kind) => kind switch
    {
        DifferenceKind.WhiteSpace => "white-space",
        DifferenceKind.RowAdded => "row-added",
        DifferenceKind.RowRemoved => "row-removed",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
