namespace Ingest.Core.Forms;

/// <summary>A form pack that cannot be used. The message names the file, the line, the key, and what to write instead.</summary>
public sealed class FormPackException(string message, Exception? inner = null) : Exception(message, inner);
