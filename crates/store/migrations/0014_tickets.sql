-- Tickets (J-01…J-10): questions to the vendor's people. What was written is in their entries, not here.
create table ticket (
    id text not null primary key,
    number text not null unique,
    account text not null,
    reason text not null,
    subject text,
    opened_by text not null,
    opened_on text not null,
    opened_at bigint not null,
    modified_at bigint not null,
    state text not null,
    assigned_to text,
    outcome text,
    ended_on text,
    acknowledged_on text,
    documents bigint not null check (documents >= 0),
    check (outcome is null or state in ('resolved', 'closed')),
    foreign key (account) references account (account) deferrable initially deferred
);

create index ticket_queue on ticket (state, id);
create index ticket_account on ticket (account, id);

-- What was said and done in a ticket, in order. Texts can be erased; the first entry holds the summary, and the decision
-- that the rules had made before somebody was asked. A request that is repeated with its key changes nothing.
create table ticket_entry (
    ticket text not null,
    entry bigint not null,
    act text not null,
    author text not null,
    recorded_at bigint not null,
    body text,
    attached text,
    once text unique,
    fingerprint text,
    primary key (ticket, entry),
    foreign key (ticket) references ticket (id) deferrable initially deferred
);

-- Files of tickets. Their content is kept elsewhere, sealed.
create table ticket_document (
    ticket text not null,
    id text not null,
    account text not null,
    media_type text not null,
    bytes bigint not null check (bytes > 0),
    sha256 text not null,
    added_by text not null,
    added_at bigint not null,
    primary key (ticket, id),
    foreign key (ticket) references ticket (id) deferrable initially deferred
);

create index ticket_document_id on ticket_document (id);
