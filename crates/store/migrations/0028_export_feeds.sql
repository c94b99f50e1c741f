-- A secret address of a calendar, by the hash of its secret: whose it is, of which company and what it shows; the API token
-- with which it was made, and with which it ends; when it was read last, and what was said of each entry then.
create table export_feed (
    hash text primary key,
    person text not null,
    account text not null,
    shows text not null,
    made_at bigint not null,
    made_with text,
    expires_at bigint not null,
    ended_at bigint,
    read_on text,
    said text not null
);

create index export_feed_person on export_feed (person);
create index export_feed_account on export_feed (account);
