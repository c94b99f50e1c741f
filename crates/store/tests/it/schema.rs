//! One schema for both engines, never changed once a version has written it.

use std::collections::BTreeSet;

use sha2::Digest;
use sqlx::{AssertSqlSafe, Connection, Row};
use symbolon_store::*;

use crate::support::*;
use crate::verify::tamper;

/// Steps of the schema that databases out there were made with. A step is never edited; a change is a step of its own.
const STEPS: [(&str, &str); 28] = [
    ("0001_ledger_and_rows.sql", "3fe6a197814ba2f787c838e4485edb64da3bbd5a8335ecb9b253c04f9fdb545d"),
    ("0002_competencies.sql", "184537eba265669e3639027a73c65a8cbb6d09deb568f7e9b446986cb5d48217"),
    ("0003_notices.sql", "4c4d2d487a09b82b0f3e017b70055d8f2141d04f5881d63f03278ddd9c8f7553"),
    ("0004_orders.sql", "5d4cc50263da9b735e34623f8496e52df8e6ae12519eca0f47acdb895663b4cd"),
    ("0005_company.sql", "21a1ebd8dd5281100b490b0f7e2993700db155971807990fe853f5c2f885547b"),
    ("0006_taxes.sql", "593fb80669d2045e5ecfb79d76e7b1bdf7446f16d6d4d6fad4e0502871144271"),
    ("0007_credit_notes.sql", "e8515ebcde12a894a6366d5cb2de0ae47d1fa2f0b893f795957733e91c370e95"),
    ("0009_closing.sql", "f732526983d4181af609a77bc5acb68ce062082e166ab039549bdf0dddd2b154"),
    ("0010_balances.sql", "f3d1642951250fa36859985c977a5ea3be588684709f555b2ab0d1a889ae56ba"),
    ("0011_merges.sql", "ea2812fe2b7000aece0317a337c7048c1e57c2466f83feaea9dda2a46aa7cdbf"),
    ("0013_campaigns.sql", "1cac34d537691ad67cb959623c43d3c4c3be8ce01770e62d2550bb6dd164ba1a"),
    ("0014_tickets.sql", "cebf36b9d8c22afa027afef1e22cf9256760572ed33dd104d114dca65444275c"),
    ("0016_programme_plans.sql", "394158aa6b63b0ef6551818fe59970ddd87c23190b50f0fc36884b3224ac304a"),
    ("0017_installations.sql", "9695f998846977d7435772925e2ffbc2f803cb2677950920f656954147d06d75"),
    ("0018_event_notices.sql", "bc2ee073755cc94e832ff8f69f27d989a61536f60de09c8998160dfefd8b0f58"),
    ("0019_matter_notices.sql", "033a999b654e572584e2de27ac9b24ce04a7b197f56b67dc548c5614b662b891"),
    ("0020_key_blocks.sql", "01d9a604c185e65b873a33c82e94063d0b0c63019b25a3a062410229fe2fefed"),
    ("0021_role_changes.sql", "0a518fce68fdd60c524fb9596895b0771fb5c7e998ad12e547b855adc8eb237c"),
    ("0022_idempotency_keys.sql", "a0e7cf11d39db88a4568481b8f239b5da79b4013db9011948b16c2dd7538c977"),
    ("0023_redemptions.sql", "ace2dad3a5b262e7c2c448833319f733356e3c143d518dbadfd7c58da7f7c928"),
    ("0024_makers_of_tokens.sql", "e0bbe2dfffbdd66eec7e38cc695200506c595f84f9ffe0e35bd11baa687cf9df"),
    ("0025_charges.sql", "2de6fd74356a4dc504d453ff8c0d4351b845b2411577b9c2aba8e00b02e415ea"),
    ("0028_export_feeds.sql", "e9348c546970df1d7aef997d19b7ee3c6e698b3e4b88b55c66803af03055b32b"),
    ("0029_delivery.sql", "640c5c66ac4ec71433812240c39b1136a7aab282f711d7722c5e2affbe22b3cb"),
    ("0030_indexes.sql", "60bfb0ca2911c765744538f4a7f4710a1cf69f6640e5734330d75c37a8cd0b58"),
    ("0031_seat_requests.sql", "4cec50cdcbeef8376e37b8e27b151b54e51ab460aaa459ff8e2b417bad2b9efa"),
    ("0032_webhooks.sql", "2afd30c45e72b61f900239b5177e98be21f1003c86a503ad875741ed7f8b9dc6"),
    ("0033_sign_in.sql", "956d0cb8d44af929a249ebfeae07b6bbda538df4b31389ade5700b362f4a665f"),
];

#[test]
fn no_step_of_the_schema_is_ever_edited() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    for (name, sum) in STEPS {
        let text = std::fs::read(folder.join(name)).expect("a step");
        assert_eq!(hex::encode(sha2::Sha256::digest(text)), sum, "{name} was edited");
    }
    assert_eq!(std::fs::read_dir(folder).expect("a folder").count(), STEPS.len(), "a step is not in the list");
}

/// Columns with their types, and keys with their columns, of every table.
type Schema = BTreeSet<String>;

async fn sqlite() -> Schema {
    choose(Engine::Sqlite);
    let folder = place().await;
    let store = open(folder.path()).await.expect("opens");
    store.close().await;
    let url = format!("sqlite://{}", folder.path().join("symbolon.db").display());
    let mut conn = sqlx::SqliteConnection::connect(&url).await.expect("connects");
    let sql = "select m.name || ' ' || c.name || ' ' || lower(c.type) || ' ' || \
               case when c.\"notnull\" = 1 or c.pk > 0 then 'required' else 'optional' end \
               from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' \
               union all \
               select m.name || ' key ' || (select group_concat(name, ',') from pragma_index_info(i.name)) || \
               case when i.partial = 1 then ' partial' else '' end \
               from sqlite_master m, pragma_index_list(m.name) i where m.type = 'table' and i.\"unique\" = 1 \
               union all \
               select m.name || ' refers ' || f.\"table\" || ' ' || group_concat(f.\"from\", ',') \
               from sqlite_master m, pragma_foreign_key_list(m.name) f where m.type = 'table' group by m.name, f.id";
    let rows = sqlx::query(sql).fetch_all(&mut conn).await.expect("reads");
    rows.iter().map(|row| row.get::<String, _>(0)).collect()
}

async fn postgres() -> Schema {
    let folder = place().await;
    let store = open(folder.path()).await.expect("opens");
    store.close().await;
    let url = std::fs::read_to_string(folder.path().join("address")).expect("an address");
    let mut conn = sqlx::PgConnection::connect(&url).await.expect("connects");
    let sql = "select table_name || ' ' || column_name || ' ' || data_type || ' ' || \
               case is_nullable when 'NO' then 'required' else 'optional' end \
               from information_schema.columns where table_schema = 'public' \
               union all \
               select t.relname || ' key ' || (select string_agg(a.attname, ',' order by k.at) \
               from unnest(i.indkey::int[]) with ordinality k(num, at) \
               join pg_attribute a on a.attrelid = t.oid and a.attnum = k.num) || \
               case when i.indpred is null then '' else ' partial' end \
               from pg_index i join pg_class t on t.oid = i.indrelid \
               join pg_namespace n on n.oid = t.relnamespace where n.nspname = 'public' and i.indisunique \
               union all \
               select t.relname || ' refers ' || r.relname || ' ' || (select string_agg(a.attname, ',' order by k.at) \
               from unnest(c.conkey::int[]) with ordinality k(num, at) \
               join pg_attribute a on a.attrelid = t.oid and a.attnum = k.num) \
               from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_class r on r.oid = c.confrelid \
               where c.contype = 'f'";
    let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut conn).await.expect("reads");
    rows.iter().map(|row| row.get::<String, _>(0)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn both_engines_have_the_same_schema_on_postgres_too() {
    let ours = |schema: Schema| {
        schema.into_iter().filter(|line| !line.starts_with("_sqlx") && !line.starts_with("sqlite")).collect::<Schema>()
    };
    let file = ours(sqlite().await);
    assert!(file.len() > 200, "{file:#?}");
    if choose(Engine::Postgres) {
        let server = ours(postgres().await);
        let differences: Vec<_> = file.symmetric_difference(&server).collect();
        assert!(differences.is_empty(), "{differences:#?}");
    }
}

/// Makes a database what the version before step 22 left behind: keys with the number of their day in front, one of them
/// for two companies across midnight, redemptions with an id as their key, and tokens without their maker.
const BEFORE_STEP_22: &str = "
    create table idempotency_old (id text primary key, fingerprint text not null, status bigint not null,
        body text not null, created_at bigint not null);
    insert into idempotency_old select '018536' || id, fingerprint, status, body, created_at from idempotency where true;
    insert into idempotency_old select '018535' || id, 'older', status, 'older', created_at - 1 from idempotency where true;
    drop table idempotency;
    alter table idempotency_old rename to idempotency;
    create index idempotency_created on idempotency (created_at);
    create table redemption_old (account text not null, id text not null, token text not null, tenant text not null,
        mode text not null, subscription text not null, redeemed_on text not null,
        primary key (account, id), unique (account, token),
        foreign key (account, token) references token (account, id) deferrable initially deferred,
        foreign key (account, tenant) references tenant (account, id) deferrable initially deferred,
        foreign key (account, subscription) references subscription (account, id) deferrable initially deferred);
    insert into redemption_old select account, id, token, tenant, mode, subscription, redeemed_on from redemption;
    drop table redemption;
    alter table redemption_old rename to redemption;
    drop index enter_link_person;
    drop index person_email;
    drop table webhook_delivery;
    drop table webhook_endpoint;
    drop table seat_request;
    drop index audit_moves;
    drop index membership_joined;
    drop table delivery;
    drop index funds_charge;
    drop index funds_reference;
    alter table funds drop column charge;
    drop table export_feed;
    drop index api_token_made_with;
    drop index api_token_person;
    drop index api_token_account;
    alter table api_token drop column made_with;
    alter table api_token drop column made_by;
    alter table api_token drop column made_at;
    delete from _sqlx_migrations where version >= 22;
";

both_engines! {
    async fn keys_and_redemptions_of_an_older_version_are_taken_over() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let token = world.token("office-365-e3").await;
        let redeem = |world: &World| Submission {
            idempotency: Some(IdempotencyKey { scope: "k".repeat(64), fingerprint: "a".to_owned() }),
            ..submission(world.account, world.ines(), "2020-10-01", world.redeem(token))
        };
        let first = world.store.submit(redeem(&world)).await.expect("works");
        assert_eq!(first.answer.status, 201, "{}", first.answer.body);
        let World { store, folder, ines, account, tenant } = world;
        store.close().await;
        drop(store);
        tamper(folder.path(), BEFORE_STEP_22).await;
        let world = World { store: open(folder.path()).await.expect("opens"), folder, ines, account, tenant };
        let again = world.store.submit(redeem(&world)).await.expect("works");
        assert_eq!((again.answer, again.replayed), (first.answer, true), "the newer of two keys is kept");
        let anew = world.submit(world.ines(), "2020-10-01", world.redeem(token)).await;
        assert_eq!(anew.answer.body, "token-already-redeemed");
        assert_eq!(world.store.verify().await.expect("reads").difference, None);
    }
}
