-- Whether a part of a scope lies within that of another; null of a part is all of it.
create or replace function audit.lies_within(part jsonb, whole jsonb) returns boolean
    language sql immutable parallel safe
    return jsonb_typeof(whole) is distinct from 'array' or coalesce(jsonb_typeof(part) = 'array' and part <@ whole, false);

revoke execute on function audit.lies_within(jsonb, jsonb) from public;
grant execute on function audit.lies_within(jsonb, jsonb) to envgis_accounts;
