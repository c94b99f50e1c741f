-- A key against doing something twice is itself the id of its row: it is unique across midnight too, and one look finds it.
-- Before, the number of the day stood in front of it.
create table idempotency_kept (
    id text primary key,
    fingerprint text not null,
    status bigint not null,
    body text not null,
    created_at bigint not null
);

insert into idempotency_kept
select substr(id, 7), fingerprint, status, body, created_at from idempotency where true
order by created_at desc on conflict (id) do nothing;

drop table idempotency;

alter table idempotency_kept rename to idempotency;

create index idempotency_created on idempotency (created_at);
