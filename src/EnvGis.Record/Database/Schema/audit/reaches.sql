-- Whether all that an entry belongs to lies within what grants reach. What belongs to no area is reached by a grant without borders only.
create or replace function audit.reaches(grants jsonb, scopes jsonb) returns boolean
    language sql immutable parallel safe
    return not exists (
        select from jsonb_array_elements(case when jsonb_array_length(scopes) > 0 then scopes else '[{}]' end) s
        where not exists (
            select from jsonb_array_elements(grants) g
            where audit.lies_within(s -> 'provinces', g -> 'provinces') and audit.lies_within(s -> 'communes', g -> 'communes')
              and audit.lies_within(s -> 'layers', g -> 'layers')));
revoke execute on function audit.reaches(jsonb, jsonb) from public;
grant execute on function audit.reaches(jsonb, jsonb) to envgis_accounts;
