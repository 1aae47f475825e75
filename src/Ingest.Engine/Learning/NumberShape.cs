using System.Text.RegularExpressions;

namespace Ingest.Engine.Learning;

/// <summary>How numbers are written: a reading that no clerk would type is less likely than its neighbour that one would.</summary>
internal static partial class NumberShape
{
    // Against 1 for a well-formed number.
    private const double Odd = 0.01;

    private const string Number = @"-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?%?";

    public static double Prior(string text) => IsUsual(text) ? 1 : Odd;

    /// <summary>As clerks write them.</summary>
    public static bool IsUsual(string text) => WellFormed().IsMatch(text);

    // A sign alone or in front of a number; a blank's dash or stroke; an amount, plain or in brackets; a range or a part of a whole; a date; a unit's (%).
    [GeneratedRegex($@"^(?:[≥≤><=]|[≥≤><=×]{Number}|-{{1,3}}|/|\(?{Number}\)?|{Number}[-/]{Number}|(?:19|20)\d\d(?:[-./]\d{{1,2}}){{1,2}}|\(?%\)?)$")]
    private static partial Regex WellFormed();
}
