using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Ingest.Cli.Hosting;

/// <summary>
/// Where a command speaks: results to stdout, everything else to stderr, in the user's language.
/// </summary>
/// <param name="log">Takes all that is no result, in place of stderr; null for stderr itself.</param>
internal sealed class Terminal(Language language, ILogger? log = null)
{
    /// <summary>Columns of a table that is drawn without a terminal to ask.</summary>
    private const int PaperWidth = 160;

    private readonly Lazy<IAnsiConsole> _errorConsole = new(() =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));

    /// <summary>Where what happens is collected line by line (INGEST_LOG=json); null where people read it.</summary>
    public ILogger? Log => log;

    public bool IsChinese => language == Language.Chinese;

    /// <summary>True when messages go to a person who watches, so that a bar may be drawn.</summary>
    public static bool IsWatched => !Console.IsErrorRedirected;

    /// <summary>For progress bars; writes to stderr.</summary>
    public IAnsiConsole ErrorConsole => _errorConsole.Value;

    public string Say(string english, string chinese) => IsChinese ? chinese : english;

    /// <summary>A line of the result.</summary>
    public static void Result(string line) => Console.Out.WriteLine(line);

    /// <summary>A line of the result, in the user's language.</summary>
    public void Result(string english, string chinese) => Result(Say(english, chinese));

    /// <summary>A line for the person at the keyboard.</summary>
    public void Note(string english, string chinese) => Line(Say(english, chinese));

    /// <summary>The same, in words that are chosen already.</summary>
    public void Line(string line)
    {
        if (log is null)
        {
            Console.Error.WriteLine(line);
        }
        else
        {
            log.Said(line);
        }
    }

    public void Error(string english, string chinese)
    {
        var line = Say(english, chinese).ReplaceLineEndings(" ");
        if (log is null)
        {
            Console.Error.WriteLine($"ingest: {line}");
        }
        else
        {
            log.Complained(line);
        }
    }

    /// <summary>Rows as a table for eyes; in a pipe as tab-separated lines, unless <paramref name="alwaysDrawn"/>.</summary>
    public static void Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows, bool alwaysDrawn = false)
    {
        if (Console.IsOutputRedirected && !alwaysDrawn)
        {
            Result(string.Join('\t', headings));
            foreach (var row in rows)
            {
                Result(string.Join('\t', row.Select(cell => cell.ReplaceLineEndings(" ").Replace('\t', ' '))));
            }

            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = PaperWidth;
        }

        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns([.. headings.Select(heading => new TableColumn(Markup.Escape(heading)))]);
        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(cell => new Text(cell))]);
        }

        console.Write(table);
    }
}
