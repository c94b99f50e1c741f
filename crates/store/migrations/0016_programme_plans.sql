-- Plans for new versions of the programme, who agreed to them, and how each version came into force.
create table programme_plan (
    id text primary key,
    base_version bigint not null,
    content_hash text not null,
    files text not null,
    effective_on text,
    digest text not null,
    counts text not null,
    guards text not null,
    made_by text not null,
    made_at bigint not null
);

-- Each person agrees once.
create table programme_approval (
    plan text not null,
    approved_by text not null,
    approved_at bigint not null,
    primary key (plan, approved_by),
    foreign key (plan) references programme_plan (id) deferrable initially deferred
);

-- A version without a row here is the one that the installation was made with. A plan is applied once.
create table programme_application (
    version bigint not null primary key,
    plan text not null unique,
    effective_on text not null,
    applied_by text not null,
    applied_at bigint not null,
    foreign key (plan) references programme_plan (id) deferrable initially deferred
);
