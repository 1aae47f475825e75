namespace Ingest.Store.Clusters;

/// <summary>One process at a time may make, start or stop a cluster. The system lets go when the process dies.</summary>
internal static class ClusterLock
{
    public static async Task<IDisposable> TakeAsync(string path, TimeSpan patience, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(patience);
        while (true)
        {
            try
            {
                // FileShare.None is flock(2) on Unix; the handle is not inherited by the server we start.
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException problem)
            {
                throw new StoreException($"Cannot write {path}: run ingest as the user who owns it, or set INGEST_HOME.", problem);
            }
            catch (DirectoryNotFoundException problem)
            {
                throw new StoreException($"{Path.GetDirectoryName(path)} is gone: start the cluster again.", problem);
            }
            catch (IOException) when (!timeout.IsCancellationRequested)
            {
                await Task.Delay(50, cancellation);
            }
            catch (IOException problem)
            {
                throw new StoreException($"Another process has held {path} for {patience.TotalSeconds:0} s: see what it does, then try again.", problem);
            }
        }
    }
}
