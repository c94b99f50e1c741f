-- A redemption is found by its token, of which there is one at most (D-03). Its own id was a second key for which nobody
-- asked.
create table redemption_kept (
    account text not null,
    token text not null,
    id text not null,
    tenant text not null,
    mode text not null,
    subscription text not null,
    redeemed_on text not null,
    primary key (account, token),
    foreign key (account, token) references token (account, id) deferrable initially deferred,
    foreign key (account, tenant) references tenant (account, id) deferrable initially deferred,
    foreign key (account, subscription) references subscription (account, id) deferrable initially deferred
);

insert into redemption_kept
select account, token, id, tenant, mode, subscription, redeemed_on from redemption;

drop table redemption;

alter table redemption_kept rename to redemption;
