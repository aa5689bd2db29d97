using Deque.AxeCore.Commons;
using Shouldly;

namespace EnvGis.Browser.Tests;

/// <summary>The rules of accessibility that axe knows, tried in the page as it stands.</summary>
static class Axe
{
    static readonly Lazy<string> Script = new(() => new BundledAxeScriptProvider().GetScript());

    sealed record Result
    {
        public int Passed { get; init; }

        public string[] Broken { get; init; } = [];
    }

    /// <param name="state">What is on show, for the failure.</param>
    /// <param name="everyRule">Also what is good practice only, beside WCAG 2.2 A and AA.</param>
    public static async Task Passes(OpenPage page, string state, bool everyRule = false) => (await Broken(page, everyRule)).ShouldBeEmpty(state);

    /// <summary>The rules that are broken, each with the element.</summary>
    public static async Task<IReadOnlyList<string>> Broken(OpenPage page, bool everyRule = false)
    {
        // By itself and for what is broken only: the package's own way asks through a second page, and brings back every element that is right.
        await page.Page.EvaluateAsync($"() => {{ if (!window.axe) {{ {Script.Value} }} }}");
        var result = await page.Page.EvaluateAsync<Result>("""
            async everyRule => {
              const { passes, violations } = await axe.run(document, { resultTypes: ["violations"],
                ...(everyRule ? {} : { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } }) });
              return { Passed: passes.length, Broken: violations.flatMap(rule => rule.nodes.map(node => `${rule.id} at ${node.html}`)) };
            }
            """, everyRule);
        result.Passed.ShouldBeGreaterThan(10);
        return result.Broken;
    }
}
