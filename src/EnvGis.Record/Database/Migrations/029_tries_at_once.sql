-- Why: tries that come at once are told apart from each other, so that of many together no more are looked at than of many in a row.

-- The last try that was looked at; who finds another's here has to wait.
alter table account.sign_in_try add column last_try uuid;
