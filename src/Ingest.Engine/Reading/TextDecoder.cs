using System.Text;

namespace Ingest.Engine.Reading;

/// <summary>Decodes a text file: UTF-8 or UTF-16 with their marks, else UTF-8, else GB18030; nothing else is a text.</summary>
internal static class TextDecoder
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private static readonly Lazy<Encoding> StrictGb18030 = new(() =>
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    });

    /// <summary>The text without its byte order mark; null when the bytes are no text.</summary>
    public static string? TryDecode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] => Encoding.UTF8.GetString(rest),
        [0xFF, 0xFE, .. var rest] => Plausible(Encoding.Unicode.GetString(rest)),
        [0xFE, 0xFF, .. var rest] => Plausible(Encoding.BigEndianUnicode.GetString(rest)),
        _ => Plausible(Strict(StrictUtf8, bytes)) ?? Plausible(Strict(StrictGb18030.Value, bytes)),
    };

    private static string? Strict(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // GB18030 gives some character for most bytes: a binary file betrays itself by its control characters and by
    // characters that no report is written in.
    private static string? Plausible(string? text)
    {
        if (text is null)
        {
            return null;
        }

        int control = 0, strange = 0;
        foreach (var c in text)
        {
            if (char.IsControl(c) && c is not ('\t' or '\r' or '\n' or '\f'))
            {
                control++;
            }
            else if (!char.IsWhiteSpace(c) && !CharacterClass.IsExpected(c))
            {
                strange++;
            }
        }

        return control * 200 <= text.Length && strange * 5 <= text.Length ? text : null;
    }
}
