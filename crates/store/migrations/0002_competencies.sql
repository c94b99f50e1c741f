-- Certification profiles and evidence. The same portable subset as before: days are ISO text, ids text.

-- A certification profile, by a keyed hash of its number, and the company for which it counts (A-16).
create table certification_profile (
    account text not null,
    id text not null,
    person text not null,
    profile text not null,
    linked_on text not null,
    last_day text,
    primary key (account, id),
    foreign key (account) references account (account) deferrable initially deferred
);

-- It counts for one company at a time, across all of them; a person has one that goes on.
create unique index certification_profile_open on certification_profile (profile) where last_day is null;
create unique index certification_profile_person on certification_profile (account, person) where last_day is null;

create index certification_profile_id on certification_profile (id);

-- The companies of a profile, present and past ones.
create index certification_profile_of on certification_profile (profile, linked_on);

create table evidence (
    account text not null,
    id text not null,
    subject_kind text not null,
    subject text not null,
    profile text not null,
    amount bigint check (amount is null or amount >= 0),
    dated text not null,
    counts_until text,
    as_of text not null,
    source text not null,
    withdrawn_on text,
    primary key (account, id),
    foreign key (account) references account (account) deferrable initially deferred
);

create index evidence_id on evidence (id);

-- Nobody is certified twice for the same thing on a day.
create unique index evidence_skill on evidence (account, profile, subject, dated)
    where withdrawn_on is null and subject_kind = 'skill';

-- A reading counts once for each source and day.
create unique index evidence_figure on evidence (account, subject, dated, source)
    where withdrawn_on is null and subject_kind = 'figure';
