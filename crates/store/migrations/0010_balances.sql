-- Support contracts: one for each line, under numbers of their own (K-04).
create table support_contract (
    account text not null,
    grant_line text not null,
    contract text not null unique,
    access text not null unique,
    activated_on text not null,
    primary key (account, grant_line),
    foreign key (account) references account (account) deferrable initially deferred,
    foreign key (account, grant_line) references grant_line (account, id) deferrable initially deferred
);

-- What was taken from balances (K-07, K-10).
create table balance_usage (
    account text not null,
    id text not null,
    grant_line text not null,
    kind text not null,
    asked bigint not null check (asked > 0),
    deducted bigint not null check (deducted >= 0 and deducted <= asked),
    used_on text not null,
    primary key (account, id),
    foreign key (account) references account (account) deferrable initially deferred,
    foreign key (account, grant_line) references grant_line (account, id) deferrable initially deferred
);

create index balance_usage_id on balance_usage (id);

-- Credits that people hold: one person for each line (K-21).
create table credit (
    account text not null,
    id text not null,
    grant_line text not null,
    person text not null,
    from_on text not null,
    ended_on text,
    primary key (account, id),
    foreign key (account) references account (account) deferrable initially deferred,
    foreign key (account, grant_line) references grant_line (account, id) deferrable initially deferred
);

create unique index credit_holder on credit (account, grant_line) where ended_on is null;

create index credit_id on credit (id);
