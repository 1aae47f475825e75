using Ingest.Core.Documents;

namespace Ingest.Engine.Reading;

/// <summary>The vertical rulings of a page, to ask what stands between two letters.</summary>
internal sealed class VerticalRulings
{
    private readonly double[] positions;
    private readonly Ruling[] rulings;

    public VerticalRulings(IReadOnlyList<Ruling> all)
    {
        rulings = [.. all.Where(r => !r.IsHorizontal).OrderBy(r => r.Position)];
        positions = Array.ConvertAll(rulings, r => r.Position);
    }

    /// <summary>Whether one crosses the height <paramref name="y"/> between the two x.</summary>
    public bool AnyBetween(double left, double right, double y)
    {
        var index = Array.BinarySearch(positions, left);
        for (var i = index < 0 ? ~index : index; i < positions.Length && positions[i] < right; i++)
        {
            if (rulings[i].From <= y && rulings[i].To >= y)
            {
                return true;
            }
        }

        return false;
    }
}
