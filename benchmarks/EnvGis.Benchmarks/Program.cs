using System.CommandLine;
using EnvGis.Benchmarks;

var kind = new Argument<string>("kind") { Description = "zones or points" };
kind.AcceptOnlyFromAmong("zones", "points");
var count = new Argument<int>("count") { Description = "How many features." };
var file = new Argument<FileInfo>("file") { Description = "GeoJSONSeq to write." };
var generate = new Command("generate", "Write the made-up data as a file.") { kind, count, file };
generate.SetAction(parsed => SampleData.Write(parsed.GetRequiredValue(kind), parsed.GetRequiredValue(count), parsed.GetRequiredValue(file)));

var program = new Option<FileInfo>("--program") { Description = "EnvGis.dll", Required = true };
var scale = new Option<double>("--scale") { Description = "1 is 200,000 zones and 1,000,000 points.", DefaultValueFactory = _ => 1 };
var only = new Option<string?>("--only") { Description = $"Some of {string.Join(", ", Suite.Parts)}, with commas." };
var keep = new Option<bool>("--keep") { Description = "Leave database and files in .local/benchmarks." };
var run = new Command("run", "Measure and print the table.") { program, scale, only, keep };
run.SetAction(async (parsed, cancellationToken) =>
{
    var parts = parsed.GetValue(only)?.Split(',', StringSplitOptions.TrimEntries) ?? Suite.Parts;
    await Suite.RunAsync(parsed.GetRequiredValue(program), parsed.GetValue(scale), parts, parsed.GetValue(keep), cancellationToken);
});
return await new RootCommand("Ratios of EnvGis to a baseline in the same run.") { generate, run }.Parse(args).InvokeAsync();
