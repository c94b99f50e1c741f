-- Notices of what happened: one of a fact, whose words they have. The ledger is the one that the fact stands in; the
-- account is the company that has the notice, which a merge changes.
create table event_notice (
    ledger text not null,
    seq bigint not null,
    account text not null,
    notice text not null,
    sent_on text not null,
    primary key (ledger, seq),
    foreign key (ledger, seq) references fact (account, seq) deferrable initially deferred
);

-- One to each person.
create table event_message (
    account text not null,
    id text not null,
    ledger text not null,
    seq bigint not null,
    person text not null,
    language text not null,
    primary key (account, id),
    unique (ledger, seq, person),
    foreign key (ledger, seq) references event_notice (ledger, seq) deferrable initially deferred
);

create index event_notice_account on event_notice (account);
create index event_message_id on event_message (id);
create index event_message_person on event_message (person, id);
