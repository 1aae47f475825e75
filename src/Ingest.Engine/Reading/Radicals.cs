using System.Text;

namespace Ingest.Engine.Reading;

/// <summary>Stands in for CjkText.MapRadicals until that is merged; this call site is the only one.</summary>
internal static class Radicals
{
    public static char Map(char c) =>
        c is >= '\u2E80' and <= '\u2FDF' && c.ToString().Normalize(NormalizationForm.FormKC) is [var mapped] ? mapped : c;
}
