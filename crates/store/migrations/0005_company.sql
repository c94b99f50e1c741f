-- The mail domain of a company's headquarters: each has one (H-06).
create table email_domain (
    account text not null primary key,
    domain text not null unique,
    foreign key (account) references account (account) deferrable initially deferred
);

-- How far the checks of a company's profile are, for whoever decides them.
create table company_check (
    account text not null,
    code text not null,
    state text not null,
    since text not null,
    primary key (account, code),
    foreign key (account) references account (account) deferrable initially deferred
);

create index company_check_state on company_check (state, since);

-- Documents that were handed in. Their content is kept elsewhere, sealed.
create table document (
    account text not null,
    id text not null,
    subject text not null,
    media_type text not null,
    bytes bigint not null check (bytes > 0),
    sha256 text not null,
    added_on text not null,
    primary key (account, id),
    foreign key (account) references account (account) deferrable initially deferred
);

create index document_id on document (id);
