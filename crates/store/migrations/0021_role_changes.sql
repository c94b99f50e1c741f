-- Roles that were given to people and taken from them, by whom (I-01, I-12). Roles are words with a space between them.
create table role_change (
    account text not null,
    id text not null,
    person text not null,
    actor text not null,
    recorded_at bigint not null,
    gave text not null,
    took text not null,
    left_without text not null,
    primary key (account, id),
    foreign key (account) references account (account) deferrable initially deferred
);

create index role_change_person on role_change (person, id);
