-- Notices of what is neither a year of a membership nor a fact: an order that was not paid in time, a subscription that
-- ends, a ticket that goes on. The mark is the day or the entry that it is about; the matter holds ids, numbers and days as
-- JSON, and nothing that somebody wrote.
create table matter_notice (
    account text not null,
    subject text not null,
    mark text not null,
    notice text not null,
    matter text not null,
    due_on text not null,
    sent_on text not null,
    recorded_at bigint not null,
    primary key (account, subject, mark, notice)
);

-- One to each person.
create table matter_message (
    account text not null,
    id text not null,
    subject text not null,
    mark text not null,
    notice text not null,
    person text not null,
    language text not null,
    primary key (account, id),
    unique (account, subject, mark, notice, person),
    foreign key (account, subject, mark, notice) references matter_notice (account, subject, mark, notice)
        deferrable initially deferred
);

create index matter_message_id on matter_message (id);
create index matter_message_person on matter_message (person, id);

-- The days on which something of the kind can be due.
create index purchase_order_pay_by on purchase_order (pay_by);
create index subscription_usable_until on subscription (usable_until);
