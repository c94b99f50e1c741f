-- Credit notes are numbered without gaps, as invoices are: one for each fee and for each tax that was given back.
create table credit_note (
    number bigint primary key,
    account text not null,
    purchase_order text not null,
    gives_back text not null,
    unique (account, purchase_order, gives_back),
    foreign key (account, purchase_order) references purchase_order (account, id) deferrable initially deferred
);

-- Cards that could not be charged (B-41): each attempt counts once, however often it is told.
create table failed_charge (
    account text not null,
    purchase_order text not null,
    reference text not null,
    failed_on text not null,
    primary key (account, purchase_order, reference),
    foreign key (account, purchase_order) references purchase_order (account, id) deferrable initially deferred
);

-- What waits for the vendor, across all companies.
create index funds_held on funds (account) where state = 'held';

create index purchase_order_waiting on purchase_order (account) where state = 'open';

create index document_subject on document (account, subject);
