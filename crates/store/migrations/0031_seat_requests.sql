-- Requests for seats: whoever waits for an answer does not ask for the same again.
create table seat_request (
    account text not null,
    id text not null,
    pool text not null,
    person text not null,
    requested_on text not null,
    answered_on text,
    primary key (account, id),
    foreign key (account, pool) references pool (account, id) deferrable initially deferred
);

create index seat_request_id on seat_request (id);

create unique index seat_request_open on seat_request (account, pool, person) where answered_on is null;
