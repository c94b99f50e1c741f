-- A company sees who made its API tokens and when. Of those that are there already, only the audit knows it.
alter table api_token add column made_by text;

alter table api_token add column made_at bigint;

-- The token with which one was made, with which it ends.
alter table api_token add column made_with text;

create index api_token_made_with on api_token (made_with) where made_with is not null;
create index api_token_person on api_token (person) where person is not null;
create index api_token_account on api_token (account) where account is not null;
