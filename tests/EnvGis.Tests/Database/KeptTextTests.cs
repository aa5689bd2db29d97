using System.Text;
using EnvGis.Http;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Database;

/// <summary>Text that nobody can read is kept nowhere: what doors refuse, the database refuses where somebody writes by SQL.</summary>
public sealed class KeptTextTests(RunningService service) : IClassFixture<RunningService>
{
    static KeptTextTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Columns that name something, each by a statement that writes one of its rows.</summary>
    public static TheoryData<string> Names => new(
    [
        "update env.province set name = @text where code = '19'", "update env.commune set name = @text where code = '05488'", "update env.former_unit set name = @text where id = (select min(id) from env.former_unit)",
        "update env.plan set title_vi = @text", "update env.plan set title_en = @text", "update env.plan_section set title_vi = @text", "update env.plan_place set label_vi = @text",
        "update env.task set title_vi = @text", "update env.task set title_en = @text", "update env.topic set title_vi = @text", "update env.target set indicator_vi = @text", "update env.milestone set title_en = @text",
        "update env.agency set name = @text", "update env.link_role set title_vi = @text", "update account.person set name = @text", "update env.current_feature set name_vi = @text",
        "update env.layer set definition = jsonb_set(definition, '{title,vi}', to_jsonb(@text::text))",
        "insert into env.boundary (level, code, name, geom) values ('commune', '05488', @text, st_multi(st_makeenvelope(105, 21, 106, 22, 4326)))",
    ]);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_that_cannot_be_seen_is_refused_by_SQL(string sql)
    {
        await service.NewPerson("viewer");
        foreach (var text in (string[])["", " ", "\u00A0\u200B", "\u3164", "\u0301\u0323", "\uE000", "\uFDD0", "\U0001FFFF", "\u0378", "\t\n"])
        {
            (await Should.ThrowAsync<PostgresException>(() => service.Sql(sql, new { text }), $"U+{(int)text.FirstOrDefault():X4}")).SqlState.ShouldStartWith("23");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    [InlineData("update env.current_feature set name_en = @text")]
    [InlineData("update env.current_feature set reason = @text")]
    [InlineData("insert into env.task_progress (task_id, number, occurrence, state, on_day, note, author) select id, 1, 'whole', 'underway', '2026-06-01', @text, 'thử' from env.task order by id limit 1")]
    [InlineData("update account.person set agency = @text")]
    [InlineData("update env.task set notes = @text")]
    [InlineData("update env.plan set issuer = @text")]
    [InlineData("update env.former_unit set district = @text where id = (select min(id) from env.former_unit)")]
    public async Task A_text_that_was_read_in_a_wrong_encoding_is_refused_by_SQL(string sql)
    {
        await service.NewPerson("viewer");
        foreach (var text in (string[])["CÃ´ng ty", "XÃ£ Äáº¡i PhÃºc", "C\uFFFDng ty", "Nghá»‹ quyáº¿t", "â€œSá»Ÿâ€"])
        {
            // A layer's title is read by whoever reads layers, whatever letters it has; and of a file whose letters were read wrongly an import tells, and takes it.
            if (sql.Contains("env.current_feature", StringComparison.Ordinal) ? DamagedText.IsLost(text) : !sql.Contains("env.layer", StringComparison.Ordinal))
            {
                (await Should.ThrowAsync<PostgresException>(() => service.Sql(sql, new { text }), text)).SqlState.ShouldStartWith("23");
            }
        }
    }

    [Fact]
    public async Task What_the_database_takes_for_damaged_every_door_refuses_and_no_real_text_is()
    {
        var real = (await service.Rows<string>("""
            select title_vi from env.task union select title_vi from env.plan union select name from env.commune union select name from env.province union select name from env.agency
            union select district from env.former_unit union select definition -> 'description' ->> 'vi' from env.layer
            """)).ToList();
        real.Count.ShouldBeGreaterThan(2_000);
        (await Damaged(real)).ShouldAllBe(damaged => !damaged);

        foreach (var encoding in (Encoding[])[Encoding.Latin1, Encoding.GetEncoding(1252)])
        {
            var twice = real.Where(text => !Ascii.IsValid(text)).Select(text => encoding.GetString(Encoding.UTF8.GetBytes(text))).ToList();
            (await Damaged(twice)).Count(damaged => damaged).ShouldBeGreaterThan(twice.Count * 95 / 100);
        }

        // Whatever stands beside what: the database refuses nothing that a door takes.
        string[] pieces = ["Ã", "Â", "Ä", "Æ", "á", "â", "º", "»", "«", "€", "‘", "’", "”", "°", "¡", "\u0090", "\u0082", "\u00A0", "´", "£", "ƒ", "™", "a", "đ", "C", " ", "Ng", "·", "—", "\uFFFD", "Ă", "ệ", "(", "1"];
        var random = new Random(5);
        var mixed = Enumerable.Range(0, 30_000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => pieces[random.Next(pieces.Length)]))).ToList();
        var found = mixed.Zip(await Damaged(mixed)).Where(one => one.Second).Select(one => one.First).ToList();
        found.Count.ShouldBeGreaterThan(1_000);
        found.Where(text => !DamagedText.IsLost(text) && TwiceReadText.Mended(text) is null && !DamagedText.IsForeign(text)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_from_before_is_left_to_stand_and_its_other_columns_can_be_written()
    {
        var person = await service.NewPerson("viewer");
        await service.Sql("alter table account.person disable trigger a_settle_text");
        await service.Sql("update account.person set agency = 'CÃ´ng ty' where id = @Id", new { person.Id });
        await service.Sql("alter table account.person enable trigger a_settle_text");

        (await service.Sql("update account.person set name = 'Tên khác' where id = @Id", new { person.Id })).ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_has_more_than_50_grants_by_whatever_door()
    {
        var person = await service.NewPerson("viewer");
        const string sql = "insert into account.role_grant (person_id, role, provinces, granted_by) select @Id, 'viewer', array[code], 'thử' from env.province, generate_series(1, 4) where valid_to is null limit @count";
        await service.Sql(sql, new { person.Id, count = 49 });

        (await Should.ThrowAsync<PostgresException>(() => service.Sql(sql, new { person.Id, count = 1 }))).ConstraintName.ShouldBe("person_has_50_grants_at_most");

        // At once, each would be the fiftieth.
        var other = await service.NewPerson("viewer");
        await service.Sql(sql, new { other.Id, count = 48 });
        var added = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            try
            {
                return await service.Sql(sql, new { other.Id, count = 1 });
            }
            catch (PostgresException)
            {
                return 0;
            }
        })));
        added.Sum().ShouldBe(1);
        // In place of the old ones all fifty may be others.
        await service.Sql("delete from account.role_grant where person_id = @Id", new { person.Id });
        (await service.Sql(sql, new { person.Id, count = 50 })).ShouldBe(50);
    }

    async Task<IReadOnlyList<bool>> Damaged(IReadOnlyList<string> texts) =>
        await service.Rows<bool>("select env.is_damaged(t) from unnest(@texts) with ordinality g (t, i) order by i", new { texts = texts.ToArray() });
}
