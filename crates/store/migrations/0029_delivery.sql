-- What became of the mail of a message, whichever kind of notice it tells. Rows come when a server that sends mail takes
-- messages up, and not with the messages. No name, address or text stands here.
create table delivery (
    message text not null primary key,
    person text not null,
    state text not null,
    attempts bigint not null,
    -- When it is its turn; while a server has it, until when it has.
    next_at bigint not null,
    settled_at bigint,
    cause text
);

create index delivery_next on delivery (next_at) where state = 'waiting';
create index delivery_person on delivery (person, settled_at);
create index delivery_failed on delivery (settled_at) where state = 'failed';
