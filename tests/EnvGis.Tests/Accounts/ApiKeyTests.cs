using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

public sealed class ApiKeyTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_key_is_shown_once_kept_as_a_hash_known_by_its_header_alone_and_gone_when_revoked()
    {
        using var admin = await service.SignedIn("administrator");
        using var made = await admin.PostAsJsonAsync("/api/keys", new { consumer = "Trung tâm điều hành thông minh", layers = new[] { "landfills" }, provinces = new[] { "44" }, days = 90 });
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var answer = await made.Content.ReadFromJsonAsync<JsonElement>();
        var (secret, id) = (answer.GetProperty("secret").GetString()!, answer.GetProperty("key").GetProperty("id").GetInt64());
        (await admin.GetStringAsync("/api/keys")).ShouldNotContain(secret);
        (await service.Value<long>("select count(*) from account.api_key where id = @id and (prefix = @secret or key_hash = convert_to(@secret, 'UTF8'))", new { id, secret })).ShouldBe(0);

        (await Me(secret)).GetProperty("acts").EnumerateArray().Select(act => act.GetString()).ShouldBe(["read-restricted"]);
        (await service.Http.GetAsync($"/api/me?key={secret}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await admin.GetFromJsonAsync<JsonElement>("/api/keys")).GetProperty("keys").EnumerateArray().Single(key => key.GetProperty("id").GetInt64() == id)
            .GetProperty("lastNetwork").GetString().ShouldBe("127.0.0.1");

        (await admin.DeleteAsync($"/api/keys/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Send(secret)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("nothing happens", "select 1", "administers")]
    [InlineData("the maker is locked", "update account.person set locked_at = now() where id = @Id", "locked")]
    [InlineData("the maker has no grant", "delete from account.role_grant where person_id = @Id", "no-longer")]
    [InlineData("the maker is no administrator", "update account.role_grant set role = 'planner' where person_id = @Id", "no-longer")]
    [InlineData("the maker has another province", "update account.role_grant set provinces = '{14}' where person_id = @Id", "no-longer")]
    [InlineData("the maker has some of the layers", "update account.role_grant set layers = '{landfills}' where person_id = @Id", "no-longer")]
    [InlineData("the maker is given more", "insert into account.role_grant (person_id, role, granted_by) values (@Id, 'viewer', 'test')", "administers")]
    public async Task The_list_tells_whose_maker_might_not_make_the_key_today(string happens, string sql, string told)
    {
        var maker = await service.NewPerson("administrator", ["44"]);
        using var making = await service.SignedIn(maker);
        using var made = await making.PostAsJsonAsync("/api/keys", new { consumer = happens, provinces = new[] { "44" }, days = 90 });
        var answer = await made.Content.ReadFromJsonAsync<JsonElement>();
        await service.Sql(sql, new { maker.Id });
        using var other = await service.SignedIn("administrator");
        var key = (await other.GetFromJsonAsync<JsonElement>("/api/keys")).GetProperty("keys").EnumerateArray().Single(one => one.GetProperty("id").GetInt64() == answer.GetProperty("key").GetProperty("id").GetInt64());
        key.GetProperty("maker").GetString().ShouldBe(told, happens);
        // It goes on: a machine is not stopped by who left, and is by who revokes it.
        (await Send(answer.GetProperty("secret").GetString()!)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await other.DeleteAsync($"/api/keys/{key.GetProperty("id").GetInt64()}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Send(answer.GetProperty("secret").GetString()!)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("egk_")]
    [InlineData("egk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("mật khẩu")]
    [InlineData("' or 1=1 --")]
    public async Task A_wrong_key_is_refused_even_where_everybody_may_look(string secret) =>
        (await Send(secret, "/api/layers")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task A_key_past_its_day_is_refused()
    {
        using var admin = await service.SignedIn("administrator");
        using var made = await admin.PostAsJsonAsync("/api/keys", new { consumer = "Hệ thống cũ", days = 1 });
        var answer = await made.Content.ReadFromJsonAsync<JsonElement>();
        await service.Sql("update account.api_key set expires_at = now() - interval '1 second' where id = @id", new { id = answer.GetProperty("key").GetProperty("id").GetInt64() });
        (await Send(answer.GetProperty("secret").GetString()!)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var forever = await admin.PostAsJsonAsync("/api/keys", new { consumer = "Mãi mãi", days = 10_000 });
        forever.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    async Task<JsonElement> Me(string secret) => await (await Send(secret)).Content.ReadFromJsonAsync<JsonElement>();

    async Task<HttpResponseMessage> Send(string secret, string address = "/api/me")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Authorization", new AuthenticationHeaderValue("Bearer", Uri.EscapeDataString(secret)).ToString());
        return await service.Http.SendAsync(request);
    }
}
