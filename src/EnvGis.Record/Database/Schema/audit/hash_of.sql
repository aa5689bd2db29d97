-- An address that stands for a network says how far; entries from before had none such, and read as they did. So do those without scopes and layer.
create or replace function audit.hash_of(entry audit.entry) returns bytea
    language sql stable
    set timezone = 'UTC' set datestyle = 'ISO' set extra_float_digits = 1
    return sha256(entry.previous || convert_to((
        select string_agg(case when part is null then '-' else length(part)::text || ':' || part end, '|' order by position)
        from unnest(array[entry.number::text, entry.at::text, entry.person_id::text, entry.who,
            case when masklen(entry.network) = case family(entry.network) when 4 then 32 else 128 end then host(entry.network) else entry.network::text end,
            entry.act, entry.subject, entry.outcome, entry.detail::text]
            || case when entry.scopes is null and entry.layer is null then '{}'::text[] else array[entry.scopes::text, entry.layer] end)
            with ordinality parts (part, position)), 'UTF8'));

revoke execute on function audit.hash_of(audit.entry) from public;
