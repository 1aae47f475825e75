namespace Ingest.Core.Tables;

/// <summary>Union-find over 0 … count-1, with path halving.</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] parent = [.. Enumerable.Range(0, count)];

    public int Find(int item)
    {
        while (parent[item] != item)
        {
            item = parent[item] = parent[parent[item]];
        }

        return item;
    }

    public void Join(int a, int b) => parent[Find(b)] = Find(a);
}
