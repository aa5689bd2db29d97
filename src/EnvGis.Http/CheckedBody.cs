using System.ComponentModel.DataAnnotations;

namespace EnvGis.Http;

/// <summary>Checks the shape of what was sent by the attributes of its record before a handler sees it, and answers in our own words.</summary>
public static class CheckedBody
{
    public static RouteGroupBuilder WithCheckedBodies(this RouteGroupBuilder group) => group.AddEndpointFilter(async (invocation, next) =>
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument?.GetType() is { IsNested: true, Namespace: { } room } type && room.StartsWith("EnvGis.", StringComparison.Ordinal)
                && type.Name.EndsWith("Request", StringComparison.Ordinal) && Problem(argument) is { } problem)
            {
                return problem;
            }
        }
        return await next(invocation);
    });

    static Refusal? Problem(object body)
    {
        var faults = new List<Refusal>();
        foreach (var property in body.GetType().GetProperties())
        {
            var value = property.GetValue(body);
            foreach (var rule in property.GetCustomAttributes(typeof(ValidationAttribute), true).Cast<ValidationAttribute>())
            {
                if (!rule.IsValid(value))
                {
                    var (vi, en) = Words(rule);
                    faults.Add(Problems.BadField(char.ToLowerInvariant(property.Name[0]) + property.Name[1..], vi, en));
                    break;
                }
            }
        }
        return faults.Count == 0 ? null : Refusal.Together(faults);
    }

    static (string Vi, string En) Words(ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => ("bắt buộc phải có", "it is required"),
        StringLengthAttribute text => ($"dài nhất {text.MaximumLength} ký tự", $"{text.MaximumLength} characters are the most"),
        RangeAttribute range => ($"cần số từ {range.Minimum} đến {range.Maximum}", $"it takes {range.Minimum} to {range.Maximum}"),
        MaxLengthAttribute list => ($"nhiều nhất {list.Length} mục", $"{list.Length} entries are the most"),
        _ => ("chưa đúng dạng", "it has the wrong form"),
    };
}
