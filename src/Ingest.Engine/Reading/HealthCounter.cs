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

    public readonly TextHealth ToHealth(int unmapped) => new(characters, Math.Min(unmapped, characters), broken, expected);
}
