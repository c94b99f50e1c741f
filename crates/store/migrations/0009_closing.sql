-- The day on which an account was closed for good (H-07).
alter table account add column closed_on text;

-- A closed account is no headquarters any more, so its mail domain is free (H-06).
create table headquarters_domain (
    account text not null primary key,
    domain text unique,
    foreign key (account) references account (account) deferrable initially deferred
);

insert into headquarters_domain (account, domain) select account, domain from email_domain;

drop table email_domain;
