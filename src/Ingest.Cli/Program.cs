using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;

// The child comes first and past the command line: it starts thousands of times.
return args is [ExtractChild.Name, .. var rest] ? ExtractChild.Run(rest) : await CommandLine.RunAsync(args);
