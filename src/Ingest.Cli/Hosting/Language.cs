namespace Ingest.Cli.Hosting;

internal enum Language
{
    English,
    Chinese,
}

internal static class Languages
{
    /// <summary>
    /// <c>--lang zh|en</c> where it is given; else the locale's (LC_ALL, LC_MESSAGES, LANG, the first that is set);
    /// else English. Read before the command line is parsed, since help and usage errors speak it too.
    /// </summary>
    public static Language Choose(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            var value = argument.StartsWith("--lang=", StringComparison.Ordinal) ? argument["--lang=".Length..]
                : argument == "--lang" && index + 1 < arguments.Count ? arguments[index + 1]
                : null;
            if (value is not null)
            {
                return Of(value);
            }
        }

        string?[] locales = [environment("LC_ALL"), environment("LC_MESSAGES"), environment("LANG")];
        return Of(Array.Find(locales, locale => !string.IsNullOrEmpty(locale)) ?? "");
    }

    private static Language Of(string name) =>
        name.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Language.Chinese : Language.English;
}
