using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Cli.Serving;

// The children come first and past the command line: they start thousands of times.
return args switch
{
    [ExtractChild.Name, .. var rest] => ExtractChild.Run(rest),
    [DrawChild.Name, .. var rest] => DrawChild.Run(rest),
    [BoxChild.Name, .. var rest] => BoxChild.Run(rest),
    _ => await CommandLine.RunAsync(args),
};
