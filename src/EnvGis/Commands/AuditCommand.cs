using System.CommandLine;
using Dapper;
using EnvGis.Database;

namespace EnvGis.Commands;

/// <summary><c>EnvGis audit verify</c>: is the record as it was written.</summary>
static class AuditCommand
{
    public static Command Create()
    {
        var ends = new Option<string[]>("--end") { Description = "An end of the record that was noted before, 64 hexadecimal digits; may be repeated." };
        var verify = new Command("verify", "Check the chain of the record; names the first entry that was altered, removed or inserted.") { ends };
        verify.SetAction((parsed, cancellationToken) => Refusals.SpokenAsync(async () =>
        {
            var noted = (parsed.GetValue(ends) ?? []).Select(Hash).ToArray();
            await using var session = await DatabaseSession.OpenAsync(Checkout.Find(), cancellationToken);
            await using var connection = await session.Owner.Source.OpenConnectionAsync(cancellationToken);
            var (entries, head, at, problem) = await connection.QuerySingleAsync<(long, byte[], long?, string?)>(
                new CommandDefinition("select * from audit.verify(@noted)", new { noted }, commandTimeout: 0, cancellationToken: cancellationToken));
            if (problem is not null)
            {
                await Console.Error.WriteLineAsync("EnvGis: " + problem switch
                {
                    "headless" => $"nhật ký đã mất phần đầu mối cho biết nó kết thúc ở đâu. Nhật ký có {entries} mục; có từng nhiều hơn hay không thì chỉ mốc đã ghi ở nơi khác mới cho biết. / "
                        + $"The record has lost its head, which tells how it ends. It has {entries} entries; whether there were more, only an end noted elsewhere can tell.",
                    "rewritten" => $"không mục nào của nhật ký kết thúc bằng {Convert.ToHexStringLower(head)} như mốc đã ghi: nhật ký đã bị viết lại, hoặc là nhật ký khác. / "
                        + $"No entry of the record ends in {Convert.ToHexStringLower(head)}, which was noted as its end: it was written anew, or is another one.",
                    _ => $"mục {at} của nhật ký đã bị {(problem switch { "altered" => "sửa", "removed" => "xóa", "inserted" => "chèn vào", var other => other })}; {entries} mục trước đó vẫn nguyên như khi ghi. / "
                        + $"Entry {at} of the record was {problem}. The {entries} entries before it are as they were written.",
                });
                return 1;
            }
            // Noted elsewhere, the end of the chain proves later that nothing before it was written anew.
            Console.WriteLine($"Nhật ký nguyên vẹn: {entries} mục, kết thúc bằng {Convert.ToHexStringLower(head)}. / The record is whole: {entries} entries, ending in {Convert.ToHexStringLower(head)}.");
            if (await RecordOwner.StandingAsync(session.Owner, cancellationToken) is var standing and not RecordOwner.Standing.Apart)
            {
                Console.WriteLine($"Record of acts: {RecordOwner.Sentence(standing, session.Owner)}");
            }
            return 0;
        }));
        return new("audit", "The record of who did what.") { verify };
    }

    static byte[] Hash(string noted) => noted.Length == 64 && noted.All(char.IsAsciiHexDigit) ? Convert.FromHexString(noted)
        : throw new SetupException($"“{noted}” không phải là mốc của nhật ký: --end cần 64 chữ số thập lục phân mà lệnh verify đã in hoặc giấy ghi lại.",
            $"“{noted}” is no end of a record: --end takes the 64 hexadecimal digits that verify printed or a note holds.");
}
