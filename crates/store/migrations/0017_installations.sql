-- The register of installations that a company records itself (F-11). A place is one of its own locations (F-07). What
-- a key activated stands in `activation`.
create table installation (
    account text not null,
    id text not null,
    grant_line text not null,
    version text,
    location text,
    purpose text,
    quantity bigint not null check (quantity > 0),
    recorded_on text not null,
    ended_on text,
    primary key (account, id),
    foreign key (account) references account (account) deferrable initially deferred,
    foreign key (account, grant_line) references grant_line (account, id) deferrable initially deferred,
    foreign key (account, location) references location (account, id) deferrable initially deferred
);

create index installation_id on installation (id);

-- An activation is an entry of the register too, and is named by its id alone.
create index activation_id on activation (id);
