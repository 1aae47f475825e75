using Ingest.Core.Documents;

namespace Ingest.Core.Tables;

/// <summary>Tells which rulings of a page belong to one table: those that meet, and those that page breaks and merged rows keep from meeting.</summary>
internal static class RulingGroups
{
    /// <summary>Points; a shorter ruling is the side of one line's cell.</summary>
    private const double Long = 40;

    public static IReadOnlyList<IReadOnlyList<Ruling>> Of(IReadOnlyList<Ruling> rulings) => WithLooseColumns([.. Components(rulings)]);

    private static IEnumerable<List<Ruling>> Components(IReadOnlyList<Ruling> rulings)
    {
        var sets = new DisjointSets(rulings.Count);
        for (var i = 0; i < rulings.Count; i++)
        {
            for (var j = i + 1; j < rulings.Count; j++)
            {
                if (Meet(rulings[i], rulings[j]) || SideBySide(rulings[i], rulings[j]))
                {
                    sets.Join(i, j);
                }
            }
        }

        return Enumerable.Range(0, rulings.Count)
            .GroupBy(sets.Find)
            .Select(group => group.Select(index => rulings[index]).ToList());
    }

    /// <summary>Column rulings that meet no other, for rows across the whole table part them, belong to the table around them.</summary>
    private static List<List<Ruling>> WithLooseColumns(List<List<Ruling>> components)
    {
        var loose = components.Where(rulings => rulings.TrueForAll(ruling => !ruling.IsHorizontal && ruling.Length > Long)).ToList();
        foreach (var column in loose)
        {
            if (components.Find(table => table.Exists(side => side.IsHorizontal)
                && column.TrueForAll(ruling => IsBetween(ruling, table))) is { } around)
            {
                around.AddRange(column);
                components.Remove(column);
            }
        }

        return components;

        static bool IsBetween(Ruling ruling, List<Ruling> table)
        {
            var sides = table.FindAll(side => !side.IsHorizontal && side.From <= ruling.From + Lattice.Tolerance && side.To >= ruling.To - Lattice.Tolerance);
            return sides.Exists(side => side.Position < ruling.Position) && sides.Exists(side => side.Position > ruling.Position);
        }
    }

    private static bool Meet(Ruling a, Ruling b) => a.IsHorizontal == b.IsHorizontal
        ? Math.Abs(a.Position - b.Position) <= Lattice.Tolerance && a.From <= b.To + Lattice.Tolerance && b.From <= a.To + Lattice.Tolerance
        : a.Position >= b.From - Lattice.Tolerance && a.Position <= b.To + Lattice.Tolerance
            && b.Position >= a.From - Lattice.Tolerance && b.Position <= a.To + Lattice.Tolerance;

    /// <summary>
    /// The sides of cells that page breaks cut: no ruling meets the outer one where both ends are cut, nor one inside that ends
    /// above the total.
    /// </summary>
    private static bool SideBySide(Ruling a, Ruling b) => !a.IsHorizontal && !b.IsHorizontal
        && (Math.Abs(a.From - b.From) <= Lattice.Tolerance ? Math.Abs(a.To - b.To) <= Lattice.Tolerance || Math.Min(a.Length, b.Length) > Long
            : Math.Abs(a.To - b.To) <= Lattice.Tolerance && Math.Min(a.Length, b.Length) > Long);
}
