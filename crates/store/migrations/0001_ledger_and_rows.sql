-- Only what SQLite and PostgreSQL share: text, bigint, keys, checks, partial unique indexes. Days are ISO text, instants
-- microseconds since the Unix epoch, ids text. The account leads every key of account data, and every reference, so that
-- no row can refer to another account's and the tables can be distributed by account. Unique beyond an account are only
-- numbers on paper and the blinds of codes. References are checked at the commit, because the rows of many commands are
-- written table by table.

create table instance (
    name text primary key,
    value text not null
);

create table counter (
    name text primary key,
    next bigint not null
);

create table programme_version (
    programme text not null,
    version bigint not null,
    content_hash text not null,
    files text not null,
    primary key (programme, version)
);

-- The ledger. Append only: nothing in the source updates or deletes it.
create table fact (
    account text not null,
    seq bigint not null check (seq > 0),
    recorded_at bigint not null,
    effective_on text not null,
    actor text not null,
    programme text not null,
    version bigint not null,
    build text not null,
    command text not null,
    kind text not null,
    body text not null,
    prev_hash text not null,
    hash text not null,
    primary key (account, seq)
);

create table account (
    account text primary key,
    number bigint not null unique,
    country text not null,
    opened_on text not null
);

create table location (
    account text not null,
    id text not null,
    number bigint not null unique,
    country text not null,
    added_on text not null,
    primary key (account, id),
    foreign key (account) references account (account) deferrable initially deferred
);

create table tenant (
    account text not null,
    id text not null,
    domain text not null,
    verified_on text not null,
    primary key (account, id),
    unique (account, domain),
    foreign key (account) references account (account) deferrable initially deferred
);

create table attainment (
    account text not null,
    id text not null,
    competency text not null,
    level text not null,
    from_on text not null,
    until_on text,
    primary key (account, id),
    foreign key (account) references account (account) deferrable initially deferred
);

create table membership (
    account text not null,
    id text not null,
    number bigint not null unique,
    origin text not null,
    limit_group text not null,
    slot bigint not null,
    offer text not null,
    bought_on text not null,
    year bigint not null,
    version bigint not null,
    anniversary text not null,
    renew_from text not null,
    renew_to text not null,
    closed_on text,
    closed_why text,
    primary key (account, id),
    foreign key (account) references account (account) deferrable initially deferred
);

create index membership_id on membership (id);

-- As many open memberships of a group as its limit allows (A-03, A-05).
create unique index membership_open on membership (account, origin, limit_group, slot) where closed_on is null;

-- Whose day it is, in the order in which they are read page by page.
create index membership_anniversary on membership (anniversary, id);
create index membership_renew_from on membership (renew_from, id);
create index membership_renew_to on membership (renew_to, id);

create table membership_year (
    account text not null,
    membership text not null,
    year bigint not null,
    anniversary text not null,
    granted_on text not null,
    payment_reference text not null,
    primary key (account, membership, year),
    foreign key (account, membership) references membership (account, id) deferrable initially deferred
);

create table grant_line (
    account text not null,
    id text not null,
    membership text not null,
    year bigint not null,
    benefit text not null,
    offer text not null,
    layer text not null,
    quantity bigint not null check (quantity >= 0),
    redeem_by text not null,
    primary key (account, id),
    foreign key (account, membership) references membership (account, id) deferrable initially deferred
);

create index grant_line_id on grant_line (id);

create table token (
    account text not null,
    id text not null,
    grant_line text not null,
    benefit text not null,
    seats bigint not null check (seats > 0),
    redeem_by text not null,
    replaces text,
    primary key (account, id),
    unique (account, replaces),
    foreign key (account, grant_line) references grant_line (account, id) deferrable initially deferred,
    foreign key (account, replaces) references token (account, id) deferrable initially deferred
);

create index token_id on token (id);

create table subscription (
    account text not null,
    id text not null,
    tenant text not null,
    benefit text not null,
    from_on text not null,
    seats bigint not null,
    usable_until text not null,
    primary key (account, id),
    foreign key (account, tenant) references tenant (account, id) deferrable initially deferred
);

create index subscription_id on subscription (id);

-- A token is redeemed at most once, for ever (D-03).
create table redemption (
    account text not null,
    id text not null,
    token text not null,
    tenant text not null,
    mode text not null,
    subscription text not null,
    redeemed_on text not null,
    primary key (account, id),
    unique (account, token),
    foreign key (account, token) references token (account, id) deferrable initially deferred,
    foreign key (account, tenant) references tenant (account, id) deferrable initially deferred,
    foreign key (account, subscription) references subscription (account, id) deferrable initially deferred
);

create table replacement (
    account text not null,
    id text not null,
    token text not null,
    reason text not null,
    requested_on text not null,
    state text not null,
    decided_on text,
    primary key (account, id),
    foreign key (account, token) references token (account, id) deferrable initially deferred
);

create index replacement_id on replacement (id);

create unique index replacement_open on replacement (account, token) where state = 'open';

create table product_key (
    account text not null,
    id text not null,
    grant_line text not null,
    benefit text not null,
    key_kind text not null,
    activation_limit bigint,
    used bigint not null,
    primary key (account, id),
    check (used >= 0 and (activation_limit is null or used <= activation_limit)),
    foreign key (account, grant_line) references grant_line (account, id) deferrable initially deferred
);

create index product_key_id on product_key (id);

create table activation (
    account text not null,
    id text not null,
    product_key text not null,
    device text not null,
    generation bigint not null,
    counted_on text not null,
    primary key (account, id),
    unique (account, product_key, device, generation),
    foreign key (account, product_key) references product_key (account, id) deferrable initially deferred
);

create table reveal (
    account text not null,
    id text not null,
    object text not null,
    revealed_on text not null,
    actor text not null,
    primary key (account, id)
);

create table pool (
    account text not null,
    id text not null,
    membership text not null,
    benefit text not null,
    edition text not null,
    size bigint not null,
    primary key (account, id),
    foreign key (account, membership) references membership (account, id) deferrable initially deferred
);

create index pool_id on pool (id);

create table seat_assignment (
    account text not null,
    id text not null,
    pool text not null,
    seat bigint not null check (seat > 0),
    person text not null,
    edition text not null,
    assigned_on text not null,
    activated_on text,
    ended_on text,
    primary key (account, id),
    foreign key (account, pool) references pool (account, id) deferrable initially deferred
);

create index seat_assignment_id on seat_assignment (id);

-- One holder a seat, one seat of an edition a person (G-04).
create unique index seat_held on seat_assignment (account, pool, seat) where ended_on is null;
create unique index seat_person on seat_assignment (account, person, edition) where ended_on is null;

create table confirmation (
    account text not null,
    grant_line text not null,
    activation text not null,
    how text not null,
    confirmed_on text not null,
    primary key (account, grant_line, activation),
    foreign key (account, grant_line) references grant_line (account, id) deferrable initially deferred
);

-- Token codes and product keys, encrypted; not rebuilt from the ledger.
create table secret (
    account text not null,
    object text not null,
    ciphertext text not null,
    last_five text not null,
    blind text not null unique,
    primary key (account, object)
);

-- Texts and names of machines that can be erased; facts hold their id and a salted hash.
create table note (
    account text not null,
    id text not null,
    body text not null,
    salt text not null,
    primary key (account, id)
);

create table decision (
    id text primary key,
    account text not null,
    decided_at bigint not null,
    actor text not null,
    command text not null,
    code text not null,
    explanation text not null
);

-- The key begins with the day, so that a day's keys lie together.
create table idempotency (
    id text primary key,
    fingerprint text not null,
    status bigint not null,
    body text not null,
    created_at bigint not null
);

create index idempotency_created on idempotency (created_at);

create table profile (
    account text primary key,
    name text not null,
    -- The name in lower case.
    search text not null
);

create table person (
    id text primary key,
    account text,
    name text not null,
    email text not null,
    language text not null,
    kind text not null,
    in_directory bigint not null,
    roles text not null,
    admin_of text not null
);

create index person_account on person (account);

create table api_token (
    hash text primary key,
    name text not null,
    person text,
    account text,
    roles text not null,
    expires_at bigint not null,
    revoked_at bigint
);

create table enter_link (
    hash text primary key,
    person text not null,
    expires_at bigint not null,
    used_at bigint
);

create table web_session (
    hash text primary key,
    person text not null,
    csrf text not null,
    created_at bigint not null,
    expires_at bigint not null,
    ended_at bigint
);

create table audit (
    id text primary key,
    recorded_at bigint not null,
    actor text not null,
    act text not null,
    object text not null
);
