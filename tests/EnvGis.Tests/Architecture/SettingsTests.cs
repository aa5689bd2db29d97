using System.Reflection;
using System.Text.RegularExpressions;
using EnvGis.Access;
using EnvGis.Accounts;
using EnvGis.Audit;
using EnvGis.Commands;
using EnvGis.Health;
using EnvGis.Tiles;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Architecture;

/// <summary>What an operator reads about the service is what the service does: settings with their defaults, numbers of events, the version.</summary>
public sealed partial class SettingsTests
{
    static readonly string Root = Checkout.Find();

    static readonly Dictionary<string, string> Documented = Row().Matches(File.ReadAllText(Path.Combine(Root, "docs", "settings.md")))
        .ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value);

    /// <summary>Defaults that depend on the machine.</summary>
    static readonly string[] ByMachine = ["Tiles:ConcurrentTiles"];

    [Fact]
    public void Every_setting_is_documented_with_its_default_and_no_other_is()
    {
        var known = new Dictionary<string, string?>();
        foreach (var (section, options) in new (string, object)[]
        {
            ("RateLimits", new RateLimitOptions()), ("Tiles", new TileOptions()), ("Health", new HealthOptions()), ("RecordNotes", new RecordNoteOptions()), ("SignInProviders:NAME", new SignInProviders.Settings()),
        })
        {
            foreach (var property in options.GetType().GetProperties().Where(property => property.SetMethod is { IsPublic: true }))
            {
                known[$"{section}:{property.Name}"] = property.GetValue(options)?.ToString();
            }
        }
        var texts = House.Files("*.cs").Select(File.ReadAllText).ToList();
        // A section that is bound is listed above.
        texts.SelectMany(text => Bound().Matches(text)).Select(match => match.Groups[1].Value).ShouldAllBe(section => known.Keys.Any(name => name.StartsWith(section + ":", StringComparison.Ordinal)));
        foreach (var text in texts)
        {
            foreach (Match read in Read().Matches(text))
            {
                known.TryAdd(read.Groups[1].Success ? $"ConnectionStrings:{read.Groups[1].Value}" : read.Groups[2].Success ? read.Groups[2].Value : $"Basemap:{read.Groups[3].Value}", null);
            }
        }
        known.Count.ShouldBeGreaterThan(25);
        Documented.Keys.Order(StringComparer.Ordinal).ShouldBe(known.Keys.Append("Proxies").Order(StringComparer.Ordinal));
        foreach (var (name, standard) in known.Where(one => one.Value is not null && !ByMachine.Contains(one.Key)))
        {
            Documented[name].ShouldBe(standard, name);
        }
    }

    [Fact]
    public void The_number_of_an_event_says_which_it_is()
    {
        var events = House.Types.SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => (Method: $"{method.DeclaringType!.Name}.{method.Name}", Event: method.GetCustomAttribute<LoggerMessageAttribute>())).Where(one => one.Event is not null).ToList();
        events.Count.ShouldBeGreaterThan(10);
        events.GroupBy(one => one.Event!.EventId).Where(same => same.Count() > 1).Select(same => $"{same.Key}: {string.Join(", ", same.Select(one => one.Method))}").ShouldBeEmpty();
    }

    [Fact]
    public void The_version_is_that_of_the_changelog() =>
        typeof(Service).Assembly.GetName().Version!.ToString(3).ShouldBe(Heading().Match(File.ReadAllText(Path.Combine(Root, "CHANGELOG.md"))).Groups[1].Value);

    [GeneratedRegex(@"^\| `([A-Za-z:]+)` \| ([^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"BindConfiguration\(""([A-Za-z]+)""\)")]
    private static partial Regex Bound();

    [GeneratedRegex(@"GetConnectionString\(""([A-Za-z]+)""\)|[cC]onfiguration\[""([A-Za-z:]+)""\]|settings\[""(Raster[A-Za-z]+)""\]")]
    private static partial Regex Read();

    [GeneratedRegex(@"^## (\d+\.\d+\.\d+)", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
