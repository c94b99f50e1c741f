-- Notices of what happened: one of a fact, whose words they have. The ledger is the one that the fact stands in; the
-- account is the company that has the notice, which a merge changes.
create table event_notice (
    account text not null,
    ledger text not null,
    seq bigint not null,
    notice text not null,
    sent_on text not null,
    primary key (account, ledger, seq),
    unique (ledger, seq),
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
    foreign key (account, ledger, seq) references event_notice (account, ledger, seq) deferrable initially deferred
);

create index event_message_id on event_message (id);
create index event_message_person on event_message (person, id);
