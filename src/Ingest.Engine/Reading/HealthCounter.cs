using Ingest.Core.Documents;

namespace Ingest.Engine.Reading;

/// <summary>Counts what <see cref="TextHealth"/> tells, one UTF-16 unit at a time; white space is not to be counted.</summary>
internal struct HealthCounter
{
    private int characters;
    private int broken;
    private int expected;

    public readonly int Characters => characters;

    public void Count(char c)
    {
        characters++;
        if (CharacterClass.IsExpected(c))
        {
            expected++;
        }
        else if (CharacterClass.IsBroken(c))
        {
            broken++;
        }
    }

    /// <summary>
    /// A code without a character is often cast to a control or private-use character: what is unmapped is not to be
    /// counted again as broken.
    /// </summary>
    public readonly TextHealth ToHealth(int unmapped) =>
        new(characters, Math.Min(unmapped, characters), Math.Max(0, broken - unmapped), expected);
}
