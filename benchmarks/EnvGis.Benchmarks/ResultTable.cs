using System.Globalization;

namespace EnvGis.Benchmarks;

/// <summary>What one side spent on the same work.</summary>
/// <param name="Requests">Requests, features or megabytes: what the rate counts.</param>
/// <param name="ServerMs">Processor time of the program that answers.</param>
/// <param name="PostgresMs">Processor time of PostgreSQL.</param>
readonly record struct Spent(double Requests, TimeSpan Elapsed, double ServerMs, double PostgresMs)
{
    public double Rate => Requests / Elapsed.TotalSeconds;
}

/// <summary>A Markdown table of ratios.</summary>
sealed class ResultTable
{
    readonly List<string> notes = [];

    public ResultTable(string title)
    {
        Console.WriteLine($"\n{title}\n");
        Console.WriteLine("| what | baseline | speed, EnvGis : baseline | CPU, EnvGis : baseline | CPU ms per unit: EnvGis server + PostgreSQL | baseline: program + PostgreSQL | unit |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
    }

    public void Add(string what, string baseline, string unit, Spent ours, Spent theirs)
    {
        var cpu = ((ours.ServerMs + ours.PostgresMs) / ours.Requests) / ((theirs.ServerMs + theirs.PostgresMs) / theirs.Requests);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {baseline} | **{ours.Rate / theirs.Rate:0.00}** | {cpu:0.00} | {Per(ours)} | {Per(theirs)} | {unit} |"));

        static string Per(Spent spent) => string.Create(CultureInfo.InvariantCulture, $"{spent.ServerMs / spent.Requests:0.###} + {spent.PostgresMs / spent.Requests:0.###}");
    }

    public void Note(string note) => notes.Add(note);

    public void Close()
    {
        Console.WriteLine();
        notes.ForEach(note => Console.WriteLine($"- {note}"));
    }
}
