-- Notices that were sent, and the messages to people that they became. No name or address of a person stands here.

-- At most one of a kind for a year of a membership, with the days that it speaks of.
create table notice (
    account text not null,
    membership text not null,
    year bigint not null,
    notice text not null,
    number bigint not null,
    offer text not null,
    anniversary text not null,
    renew_from text not null,
    renew_to text not null,
    due_on text not null,
    sent_on text not null,
    recorded_at bigint not null,
    primary key (account, membership, year, notice),
    foreign key (account, membership) references membership (account, id) deferrable initially deferred
);

-- One to each person.
create table message (
    account text not null,
    id text not null,
    membership text not null,
    year bigint not null,
    notice text not null,
    person text not null,
    language text not null,
    primary key (account, id),
    unique (account, membership, year, notice, person),
    foreign key (account, membership, year, notice) references notice (account, membership, year, notice)
        deferrable initially deferred
);

create index message_id on message (id);
create index message_person on message (person, id);
