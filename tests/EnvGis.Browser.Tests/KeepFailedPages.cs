using System.Collections.Concurrent;
using System.Reflection;
using Xunit;
using Xunit.v3;

namespace EnvGis.Browser.Tests;

/// <summary>
/// Closes the pages of a test when it has been judged. Those of a failed one are kept first, in a folder of its name: under <c>.local/test-failures</c>,
/// or where <c>ENVGIS_TEST_FAILURES</c> says.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class KeepFailedPages : BeforeAfterTestAttribute
{
    static readonly ConcurrentDictionary<string, ConcurrentQueue<OpenPage>> Pages = new();

    internal static void Watch(OpenPage page) => Pages.GetOrAdd(TestContext.Current.Test!.UniqueID, _ => new()).Enqueue(page);

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (Pages.TryRemove(test.UniqueID, out var pages))
        {
            var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
            // xunit asks without waiting; a thread of the pool has no context that could wait for this one.
            Task.Run(() => Close(pages, test, failed)).GetAwaiter().GetResult();
        }
    }

    static async Task Close(IEnumerable<OpenPage> pages, IXunitTest test, bool failed)
    {
        var number = 0;
        foreach (var page in pages)
        {
            if (failed)
            {
                await page.Keep(Directory.CreateDirectory(Path.Combine(Folder(), Name(test))).FullName, ++number);
            }
            await page.CloseAsync();
        }
    }

    static string Folder() => Environment.GetEnvironmentVariable("ENVGIS_TEST_FAILURES") is { Length: > 0 } given
        ? given : Path.Combine(EnvGis.Commands.Checkout.Find(), ".local", "test-failures");

    static string Name(IXunitTest test)
    {
        var name = string.Concat(test.TestDisplayName.Replace("EnvGis.Browser.Tests.", "", StringComparison.Ordinal).Select(sign => char.IsLetterOrDigit(sign) ? sign : '_'));
        return name[..Math.Min(name.Length, 120)];
    }
}
