-- Exemptions from taxes (A-33).
create table tax_exemption (
    account text not null,
    id text not null,
    from_on text not null,
    until_on text,
    primary key (account, id),
    foreign key (account) references account (account) deferrable initially deferred
);

create index tax_exemption_id on tax_exemption (id);
