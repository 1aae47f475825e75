namespace Ingest.Store;

/// <summary>The store cannot do its work; the message says what happened and what the user can do about it.</summary>
public class StoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>No PostgreSQL answers, or not to us. The message names the server and the next step.</summary>
public sealed class DatabaseUnreachableException(string message, Exception? inner = null) : StoreException(message, inner);
