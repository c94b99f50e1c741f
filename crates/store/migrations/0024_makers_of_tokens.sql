-- A company sees who made its API tokens and when. Of those that are there already, only the audit knows it.
alter table api_token add column made_by text;

alter table api_token add column made_at bigint;
