using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Ingest.Cli.Hosting;
using Ingest.Core.Documents;
using Ingest.Engine.Reading;
using Ingest.Store;

namespace Ingest.Cli.Importing.Sources;

/// <summary>
/// Objects of S3-compatible storage: <c>s3://bucket/prefix</c>. Credentials, region and endpoint come from where every
/// client takes them: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL_S3, ~/.aws.
/// </summary>
internal static class S3Folder
{
    private const string Scheme = "s3://";
    private static readonly Lazy<AmazonS3Client> Client = new(MakeClient);

    public static bool Holds(string path) => path.StartsWith(Scheme, StringComparison.Ordinal);

    /// <summary>The objects below a prefix, as paths, in the bucket's order.</summary>
    /// <exception cref="UserException">The bucket cannot be listed: nothing is imported then.</exception>
    public static IEnumerable<string> List(string path)
    {
        var (bucket, prefix) = Split(path);
        if (bucket.Length == 0)
        {
            throw new UserException(ExitCode.Usage, $"{path}: names no bucket; write s3://bucket/prefix", $"{path}：缺少存储桶名称，应为 s3://bucket/prefix");
        }

        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix };
        while (true)
        {
            var page = Ask(() => Client.Value.ListObjectsV2Async(request), path);
            foreach (var found in page.S3Objects ?? [])
            {
                if (!found.Key.EndsWith('/') && !Path.GetFileName(found.Key).StartsWith('.'))
                {
                    yield return $"{Scheme}{bucket}/{found.Key}";
                }
            }

            if (page.IsTruncated != true)
            {
                yield break;
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
    }

    /// <exception cref="IOException">The object is gone, or the storage does not answer.</exception>
    /// <exception cref="RefusedSourceException">It is larger than a file may be.</exception>
    public static async Task<LocalCopy> FetchAsync(string path, CancellationToken cancellationToken)
    {
        var (bucket, key) = Split(path);
        var copy = LocalCopy.Reserve(key);
        try
        {
            using var response = await Client.Value.GetObjectAsync(bucket, key, cancellationToken);
            if (response.ContentLength > new ReadOptions().MaxBytes)
            {
                throw new RefusedSourceException(new SetAsideReason(
                    UnreadableReason.TooLarge.Name(), "it is larger than a file may be; split it", "文件过大；请拆分文件"));
            }

            await response.WriteResponseStreamToFileAsync(copy.Path, append: false, cancellationToken);
            return copy;
        }
        catch (Exception trouble) when (IsStorages(trouble))
        {
            copy.Dispose();
            throw new IOException($"the object storage says: {trouble.Message}", trouble);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            copy.Dispose();
            throw new IOException("the object storage does not answer", late);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>The storage or the way to it, and nothing of ours.</summary>
    private static bool IsStorages(Exception trouble) => trouble is AmazonServiceException or AmazonClientException or HttpRequestException;

    private static (string Bucket, string Key) Split(string path)
    {
        var rest = path[Scheme.Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (rest, "") : (rest[..slash], rest[(slash + 1)..]);
    }

    private static T Ask<T>(Func<Task<T>> ask, string path)
    {
        try
        {
            return ask().GetAwaiter().GetResult();
        }
        catch (Exception trouble) when (IsStorages(trouble))
        {
            throw new UserException(
                ExitCode.Usage, $"{path}: cannot be listed: {trouble.Message} (see AWS_ENDPOINT_URL_S3, AWS_REGION and the credentials)",
                $"{path}：无法列出：{trouble.Message}（请检查 AWS_ENDPOINT_URL_S3、AWS_REGION 与访问凭证）");
        }
    }

    private static AmazonS3Client MakeClient()
    {
        var settings = new AmazonS3Config { MaxErrorRetry = 5, RetryMode = RequestRetryMode.Standard };
        // Servers of one's own have no host name for each bucket.
        settings.ForcePathStyle = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_S3") is not null || Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is not null;
        return new AmazonS3Client(settings);
    }
}
