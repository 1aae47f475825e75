namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// How the pages of one document were found to stand, for those that do not tell by themselves: a scanner turns a whole
/// batch alike. Each page votes with its characters. Safe to share between threads.
/// </summary>
internal sealed class DocumentTurns
{
    private readonly double[] _votes = new double[4];
    private readonly Lock _lock = new();

    public void Vote(int turns, double weight)
    {
        lock (_lock)
        {
            _votes[turns & 3] += weight;
        }
    }

    /// <summary>Clockwise quarter turns that most likely stand a page upright whose lines run so; null where no page has told.</summary>
    public int? Likeliest(Direction direction)
    {
        lock (_lock)
        {
            int? best = null;
            for (var turns = 0; turns < _votes.Length; turns++)
            {
                var fits = direction == Direction.Unclear || (turns % 2 == 1) == (direction == Direction.Down);
                if (fits && _votes[turns] > 0 && (best is null || _votes[turns] > _votes[best.Value]))
                {
                    best = turns;
                }
            }

            return best;
        }
    }
}
