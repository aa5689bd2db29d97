using System.Diagnostics;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Architecture;

/// <summary>What the README and the pages that it leads to tell people to paste, pasted.</summary>
public sealed partial class ReadmeTests(ProjectService project) : IClassFixture<ProjectService>
{
    static readonly string[] Pages = ["README.md", "docs/use.md", "docs/operate.md", "docs/changing.md"];

    readonly RunningService service = project.Service;

    [Fact]
    public void What_the_readme_leads_to_is_there()
    {
        foreach (var page in Pages)
        {
            var folder = Path.Combine(service.Root, Path.GetDirectoryName(page)!);
            foreach (var (target, anchor) in Link().Matches(File.ReadAllText(Path.Combine(service.Root, page))).Select(link => (link.Groups[1].Value, link.Groups[2].Value)))
            {
                var file = Path.Combine(folder, target);
                (File.Exists(file) || Directory.Exists(file)).ShouldBeTrue($"{page} leads to {target}");
                if (anchor.Length > 0)
                {
                    File.ReadLines(file).Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => NoAnchor().Replace(line[3..].ToLowerInvariant(), "").Replace(' ', '-'))
                        .ShouldContain(anchor, $"{page} leads to {target}#{anchor}");
                }
            }
        }
    }

    /// <summary>Two hundred words a minute.</summary>
    [Fact]
    public void The_readme_is_read_in_five_minutes() =>
        File.ReadAllText(Path.Combine(service.Root, "README.md")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeLessThan(1_100);

    [Fact]
    public async Task Every_curl_and_ogrinfo_line_works_as_pasted()
    {
        var lines = Pages.SelectMany(page => File.ReadLines(Path.Combine(service.Root, page))).Select(line => line.Trim()).Where(line => line.StartsWith("curl ", StringComparison.Ordinal) || line.StartsWith("ogrinfo ", StringComparison.Ordinal)).ToList();
        lines.Count.ShouldBeGreaterThan(10);
        var folder = Directory.CreateTempSubdirectory("envgis-readme-").FullName;
        try
        {
            foreach (var line in lines)
            {
                var endless = line.Contains("-N ", StringComparison.Ordinal);
                var pasted = line.Replace("http://localhost:5080", service.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
                    .Replace("curl ", endless ? "curl -sS --fail-with-body --max-time 3 " : "curl -sS --fail-with-body ", StringComparison.Ordinal);
                var (code, output) = await Run(pasted, folder);

                code.ShouldBe(endless ? 28 : 0, $"{line}\n{output}");
                if (endless)
                {
                    output.ShouldContain("event: hello");
                }
                else if (!pasted.Contains(" -o ", StringComparison.Ordinal) && !pasted.Contains(" -O ", StringComparison.Ordinal))
                {
                    output.Length.ShouldBeGreaterThan(20, line);
                }
                output.ShouldNotContain("ERROR", Case.Sensitive, line);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_feature_that_an_operator_is_told_to_move_exists()
    {
        var code = FeatureCode().Match(await File.ReadAllTextAsync(Path.Combine(service.Root, "docs", "operate.md"))).Groups[1].Value;

        (await service.Value<bool>("select exists (select from env.current_feature where code = @code and geom is not null)", new { code })).ShouldBeTrue(code);
    }

    static async Task<(int Code, string Output)> Run(string line, string folder)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", line + " 2>&1"]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return (shell.ExitCode, output);
    }

    [GeneratedRegex("where code = '([A-Z0-9-]+)'")]
    private static partial Regex FeatureCode();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)#?([^)]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();
}
