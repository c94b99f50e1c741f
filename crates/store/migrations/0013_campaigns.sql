-- Years of memberships that a campaign excuses (J-30): one campaign for a year.
create table campaign_enrolment (
    account text not null,
    membership text not null,
    year bigint not null,
    run text not null,
    campaign text not null,
    anniversary text not null,
    next_anniversary text not null,
    enrolled_on text not null,
    primary key (account, membership, year),
    foreign key (account, membership) references membership (account, id) deferrable initially deferred
);

-- Late overrides (J-37). One of a year waits at a time, and who approves is not who proposed.
create table late_override (
    account text not null,
    id text not null,
    membership text not null,
    year bigint not null,
    campaign text not null,
    ticket text not null,
    proposed_by text not null,
    proposed_on text not null,
    open_for text,
    decided_by text,
    pay_by text,
    state text not null,
    primary key (account, id),
    unique (account, open_for),
    check (state <> 'approved' or decided_by <> proposed_by),
    foreign key (account, membership) references membership (account, id) deferrable initially deferred
);

create index late_override_id on late_override (id);

-- Runs of campaigns (J-40): one of a campaign is open at a time, and who approves is not who counted its members.
create table campaign_run (
    id text not null primary key,
    campaign text not null,
    open_for text unique,
    content_hash text not null,
    members bigint not null,
    proposed_by text not null,
    proposed_on text not null,
    approved_by text,
    approved_on text,
    started_by text,
    started_on text,
    closed_by text,
    closed_on text,
    check (approved_by is null or approved_by <> proposed_by),
    check (started_by is null or approved_by is not null)
);

-- What became of each member: enrolled, or skipped with the reason.
create table campaign_member (
    run text not null,
    account text not null,
    membership text not null,
    number bigint not null,
    year bigint not null,
    offer text not null,
    anniversary text not null,
    renew_to text not null,
    expected text not null,
    state text not null,
    reason text,
    settled_on text,
    primary key (run, account, membership),
    check (state <> 'skipped' or reason is not null),
    foreign key (run) references campaign_run (id) deferrable initially deferred
);

create index campaign_member_state on campaign_member (run, state, account, membership);

-- The campaign whose words a notice has in the place of the usual ones (J-32), and the day that they name.
alter table notice add column campaign text;
alter table notice add column next_anniversary text;

-- A location that was removed keeps its number for ever (H-04).
alter table location add column removed_on text;
