-- An address to which the events of a company are sent: whose it is, which events, up to where they were taken up, and how
-- often its secret was renewed. The secret itself stands nowhere: it follows from the master key.
create table webhook_endpoint (
    id text primary key,
    account text not null,
    url text not null,
    types text not null,
    owner text not null,
    made_at bigint not null,
    secret bigint not null,
    secret_since bigint not null,
    sequence bigint not null,
    day text not null,
    -- Until when a server has it, by the real time: the events of an address are sent by one at a time, in order.
    held_until bigint not null,
    failing_since bigint,
    rests_since bigint,
    rests_why text,
    ended_at bigint
);

create index webhook_endpoint_account on webhook_endpoint (account);
create index webhook_endpoint_owner on webhook_endpoint (owner);
create index webhook_endpoint_awake on webhook_endpoint (id) where ended_at is null and rests_since is null;

-- An event on its way to such an address, with the very text that is sent. No name, address or secret stands in it.
create table webhook_delivery (
    id text primary key,
    endpoint text not null,
    event text not null,
    type text not null,
    body text not null,
    made_at bigint not null,
    state text not null,
    attempts bigint not null,
    next_at bigint not null,
    settled_at bigint,
    cause text
);

create unique index webhook_delivery_event on webhook_delivery (endpoint, event);
create index webhook_delivery_waiting on webhook_delivery (endpoint, event) where state = 'waiting';
create index webhook_delivery_settled on webhook_delivery (settled_at);
