-- Orders and the money that pays them. Only one order of a group waits to be paid, a reference is received once, and
-- money pays one order.
create table purchase_order (
    account text not null,
    id text not null,
    number bigint not null unique,
    limit_group text not null,
    offer text not null,
    method text not null,
    minor bigint not null check (minor >= 0),
    currency text not null,
    placed_on text not null,
    pay_by text not null,
    state text not null,
    primary key (account, id),
    foreign key (account) references account (account) deferrable initially deferred
);

create index purchase_order_id on purchase_order (id);

create unique index purchase_order_open on purchase_order (account, limit_group) where state = 'open';

create table funds (
    account text not null,
    id text not null,
    reference text not null,
    minor bigint not null check (minor > 0),
    currency text not null,
    received_on text not null,
    purchase_order text,
    state text not null,
    primary key (account, id),
    unique (account, reference),
    foreign key (account, purchase_order) references purchase_order (account, id) deferrable initially deferred
);

create index funds_id on funds (id);

create unique index funds_paid on funds (account, purchase_order) where state = 'paid';

-- Numbered without gaps.
create table invoice (
    number bigint primary key,
    account text not null,
    purchase_order text not null,
    unique (account, purchase_order),
    foreign key (account, purchase_order) references purchase_order (account, id) deferrable initially deferred
);
