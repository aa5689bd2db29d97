using System.CommandLine;
using EnvGis.Benchmarks;

var kind = new Argument<string>("kind") { Description = "zones or points" };
kind.AcceptOnlyFromAmong("zones", "points");
var count = new Argument<int>("count") { Description = "How many features." };
var file = new Argument<FileInfo>("file") { Description = "GeoJSONSeq to write." };
var generate = new Command("generate", "Writes the made-up data as a file.") { kind, count, file };
generate.SetAction(parsed =>
{
    using var output = parsed.GetRequiredValue(file).Create();
    if (parsed.GetRequiredValue(kind) == "zones")
    {
        SampleData.WriteZones(output, parsed.GetRequiredValue(count), "BVNN");
    }
    else
    {
        SampleData.WritePoints(output, parsed.GetRequiredValue(count), "TQT");
    }
});
return await new RootCommand("Ratios against a baseline measured in the same run.") { generate }.Parse(args).InvokeAsync();
