using Ingest.Core.Documents;
using Ingest.Core.Normalisation;

namespace Ingest.Engine.Reading;

/// <summary>
/// A text dump to pages of words in the typewriter geometry of <see cref="DumpGrid"/>. Lines are counted from 1 over
/// the whole file, form feeds and all, so that a box names a line that an editor can show.
/// </summary>
internal static class DumpReader
{
    private const int TabStop = 8;
    private const int UsualColumns = 80;

    public static Document Read(string fileName, string sha256, string decoded)
    {
        var text = CjkText.MapRadicals(decoded);
        var pages = new List<Page>();
        var page = new PageUnderWay();
        var line = 1;
        var column = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '\r' when i + 1 < text.Length && text[i + 1] == '\n':
                    break;
                case '\r' or '\n':
                    page.EndWord();
                    line++;
                    column = 0;
                    break;
                case '\f':
                    page.EndWord();
                    pages.Add(page.ToPage(pages.Count + 1, line));
                    page = new PageUnderWay();
                    column = 0;
                    break;
                case '\t':
                    page.EndWord();
                    column = (column / TabStop * TabStop) + TabStop;
                    break;
                default:
                    if (char.IsLowSurrogate(c))
                    {
                        page.AddHalf(c);
                    }
                    else
                    {
                        column += page.Add(c, line, column);
                    }

                    break;
            }
        }

        page.EndWord();
        if (page.HasWords || pages.Count == 0)
        {
            pages.Add(page.ToPage(pages.Count + 1, line));
        }

        return new Document(fileName, sha256, DocumentKind.Dump, pages);
    }

    private sealed class PageUnderWay
    {
        private readonly List<Word> words = [];
        private readonly List<double> edges = [];
        private readonly System.Text.StringBuilder text = new();
        private HealthCounter health;
        private int line;
        private int start;
        private int end;
        private int widest = UsualColumns;

        public bool HasWords => words.Count > 0;

        /// <summary>Takes one unit at a column, counted from 0; returns how many columns it fills.</summary>
        public int Add(char c, int atLine, int column)
        {
            if (CharacterClass.IsIgnorable(c))
            {
                return 0;
            }

            var columns = CharacterClass.IsWide(c) || c == '\u3000' ? 2 : 1;
            if (char.IsWhiteSpace(c))
            {
                EndWord();
                return columns;
            }

            if (text.Length == 0)
            {
                line = atLine;
                start = column;
            }

            health.Count(c);
            text.Append(c);
            edges.Add(column * DumpGrid.ColumnWidth);
            end = column + columns;
            widest = Math.Max(widest, end);
            return columns;
        }

        /// <summary>The second half of a character outside the basic plane shares the place of the first.</summary>
        public void AddHalf(char c)
        {
            if (text.Length == 0)
            {
                return;
            }

            text.Append(c);
            edges.Add(((edges[^1] / DumpGrid.ColumnWidth) + 1) * DumpGrid.ColumnWidth);
        }

        public void EndWord()
        {
            if (text.Length == 0)
            {
                return;
            }

            var box = DumpGrid.BoxAt(line, start, end - start);
            words.Add(new Word(CleanText.Of(text.ToString()), box, 1, [.. edges, box.Right]));
            text.Clear();
            edges.Clear();
        }

        public Page ToPage(int number, int lastLine) => new(number, widest * DumpGrid.ColumnWidth,
            lastLine * DumpGrid.LineHeight, words, [], TextSource.Dump, health.ToHealth(0));
    }
}
