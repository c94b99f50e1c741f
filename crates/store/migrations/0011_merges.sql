-- Merges (H-20…H-51). A company that became a part of another one keeps its ledger and its row in `account`; everything
-- else that it held goes on under the other's id, and keeps its own ids.

-- One row on each side of a merge.
create table company_merge (
    account text not null,
    id text not null,
    side text not null,
    other text not null,
    state text not null,
    invited_on text not null,
    ended_on text,
    primary key (account, id),
    check (account <> other),
    foreign key (account) references account (account) deferrable initially deferred
);

create index company_merge_id on company_merge (id);

-- At most one open invitation between two companies, and one that is accepted for each.
create unique index company_merge_open on company_merge (account, other) where ended_on is null;
create unique index company_merge_accepted on company_merge (account) where state = 'accepted';

-- Where a company went that became a part of another one: each at most once, and never into itself.
create table former_company (
    account text not null,
    id text not null unique,
    number bigint not null unique,
    into_account text not null,
    merged_on text not null,
    primary key (account, id),
    check (account <> id and into_account <> id),
    foreign key (account) references account (account) deferrable initially deferred,
    foreign key (id) references account (account) deferrable initially deferred
);

-- In whose directory people are who came with a merge: admins manage those of their own (H-31, Q-24).
create table person_origin (
    person text primary key,
    account text not null
);

-- The membership with which another one is renewed since a merge (H-37).
alter table membership add column renewed_with text;

-- Two companies may have reported the same figure for the same day, and each counts after they merged (H-03).
alter table evidence add column origin text not null default '';
update evidence set origin = account;
drop index evidence_skill;
drop index evidence_figure;
create unique index evidence_skill on evidence (account, origin, profile, subject, dated)
    where withdrawn_on is null and subject_kind = 'skill';
create unique index evidence_figure on evidence (account, origin, subject, dated, source)
    where withdrawn_on is null and subject_kind = 'figure';

-- Two companies may have paid under the same reference.
create table funds_with_origin (
    account text not null,
    id text not null,
    origin text not null,
    reference text not null,
    minor bigint not null check (minor > 0),
    currency text not null,
    received_on text not null,
    purchase_order text,
    state text not null,
    primary key (account, id),
    unique (account, origin, reference),
    foreign key (account, purchase_order) references purchase_order (account, id) deferrable initially deferred
);

insert into funds_with_origin
    (account, id, origin, reference, minor, currency, received_on, purchase_order, state)
    select account, id, account, reference, minor, currency, received_on, purchase_order, state from funds;

drop table funds;
alter table funds_with_origin rename to funds;
create index funds_id on funds (id);
create unique index funds_paid on funds (account, purchase_order) where state = 'paid';
