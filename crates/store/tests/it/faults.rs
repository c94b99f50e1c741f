//! Every call of the engine fails in turn, in every way, for every command: what is answered is what happened. With the
//! feature `rigs` only, and not beside other tests in one process, because calls are counted in the whole process.

use symbolon_domain::access::IdentityKind;
use symbolon_domain::command::{Command, KeyRef};
use symbolon_domain::fact::{Item, Ordered, Payment, UnassignReason, WindDownHow};
use symbolon_domain::ids::*;
use symbolon_domain::installation::{InstalledId, WindDownOf};
use symbolon_domain::programme::{PayMethod, ReplacementReason};
use symbolon_store::rigs::{How, fail, heal};
use symbolon_store::*;

use crate::support::*;

/// A command that is ready to be carried out, with who submits it and on which day.
type Ready = (Caller, &'static str, Command);

const DAY: &str = "2020-10-01";
const LATER: &str = "2020-10-02";

/// What an account of its own is prepared for.
const KINDS: [&str; 17] = [
    "open",
    "locate",
    "link",
    "buy",
    "profile",
    "redeem",
    "code",
    "request",
    "decide",
    "reveal",
    "activate",
    "assign",
    "unassign",
    "wind_down",
    "order",
    "pay",
    "provision",
];

fn payment() -> Payment {
    Payment { reference: "O-771".to_owned(), amount: None }
}

/// Makes an account in a world and brings it as far as a kind of command needs.
async fn prepare(world: &mut World, ids: &mut Minter, kind: &str) -> Ready {
    world.account = ids.account();
    if kind == "open" {
        return (vendor(), DAY, Command::open("FR"));
    }
    let day = "2020-09-01";
    world.allowed(vendor(), day, Command::open("FR")).await;
    for domain in ["lumen.example", "atelier.example"] {
        world.allowed(vendor(), day, Command::LinkTenant { domain: domain.to_owned() }).await;
    }
    let tenants: Vec<TenantId> = world.folded().await.account.tenants.keys().copied().collect();
    world.tenant = tenants[0];
    world.ines = ids.person();
    let admin = world.person(world.ines, IdentityKind::Named, &[symbolon_domain::access::Role::GlobalAdmin], &tenants);
    world.store.write("test", 0, &[Plain::Person(admin)]).await.expect("works");
    match kind {
        "locate" => return (vendor(), DAY, Command::AddLocation { country: "FR".to_owned() }),
        "link" => return (vendor(), DAY, Command::LinkTenant { domain: "nord.example".to_owned() }),
        "profile" => {
            let text = symbolon_domain::fact::NoteRef { id: ids.note(), hash: "h".to_owned() };
            let domain = Some(format!("c{}.example", world.account));
            let given = symbolon_domain::fact::ProfileGiven { text, domain };
            let fields = symbolon_domain::company::ProfileField::ALL.to_vec();
            return (world.ines(), DAY, Command::ChangeProfile { given, over: None, fields });
        }
        "buy" => return (vendor(), DAY, Command::Purchase { offer: "action-pack".to_owned(), payment: payment() }),
        "order" | "pay" => {
            let of = Ordered::Purchase { offer: "action-pack".to_owned() };
            let order = Command::PlaceOrder { of, method: PayMethod::Transfer, tax_id: None };
            if kind == "order" {
                return (world.ines(), DAY, order);
            }
            world.allowed(world.ines(), DAY, order).await;
            let placed = world.folded().await.account.orders.values().next().expect("an order").placed.clone();
            let reference = "W-1".to_owned();
            let pay = Command::RecordPayment {
                order: Some(placed.order),
                amount: placed.total,
                reference,
                received_on: None,
            };
            return (vendor(), DAY, pay);
        }
        _ => world.buy("action-pack", day).await,
    }
    let items = world.items().await;
    let (Some(Item::Token { token }), Some(Item::Key { key, .. }), Some(Item::Pool { pool, .. })) = (
        items.get("office-365-e3").cloned(),
        items.get("office-professional-plus-2019").cloned(),
        items.get("visual-studio-professional").cloned(),
    ) else {
        panic!("{items:?}")
    };
    let person = ids.person();
    let named = world.person(person, IdentityKind::Named, &[], &[]);
    world.store.write("test", 0, &[Plain::Person(named)]).await.expect("works");
    let request = Command::RequestReplacement {
        token,
        reason: ReplacementReason::WrongTenant,
        intended_tenant: Some(tenants[1]),
        note: None,
    };
    let activate = Command::RecordActivation { key, device: "d".repeat(64), note: None, hardware_changed: false };
    let command = match kind {
        "redeem" => world.redeem(token),
        "code" => Command::ShowCode { token },
        "reveal" => Command::RevealKey { key: KeyRef::Key(key) },
        "activate" => activate,
        "assign" => Command::AssignSeat { pool, person, country: None },
        "request" | "decide" => {
            world.allowed(world.ines(), DAY, world.redeem(token)).await;
            if kind == "request" {
                return (world.ines(), LATER, request);
            }
            world.allowed(world.ines(), DAY, request).await;
            let replacement = *world.folded().await.account.replacements.keys().next().expect("a request");
            return (vendor(), LATER, Command::DecideReplacement { replacement, grant: true, note: None });
        }
        "unassign" => {
            world.allowed(world.ines(), DAY, Command::AssignSeat { pool, person, country: None }).await;
            let assignment = *world.folded().await.account.assignments.keys().next().expect("a seat");
            Command::UnassignSeat { assignment, why: UnassignReason::Returned }
        }
        "provision" => {
            let membership = *world.folded().await.account.memberships.keys().next().expect("a membership");
            return (vendor(), DAY, Command::ProvisionGrants { membership, grants: Vec::new() });
        }
        "wind_down" => {
            world.allowed(world.ines(), DAY, activate).await;
            let held = world.folded().await.account.keys[&key].clone();
            let of =
                held.activations.first().map(|held| WindDownOf::Installed(InstalledId::Activated(held.act.activation)));
            let command = Command::ConfirmWindDown { grant: held.grant, of, how: WindDownHow::Uninstalled };
            return (world.ines(), "2021-12-01", command);
        }
        other => panic!("{other}"),
    };
    (world.ines(), DAY, command)
}

async fn facts(world: &World) -> usize {
    world.store.ledger(world.account).await.expect("reads").len()
}

both_engines! {
async fn every_call_fails_in_turn() {
    let mut ids = Minter::new(1_600_000_000_000, 41);
    let mut world = World::new().await;
    let (mut tried, mut unknown) = (0, 0);
    for how in [How::Io, How::Full, How::Conflict, How::LostAnswer] {
        for kind in KINDS {
            for nth in 1.. {
                let (caller, day, command) = prepare(&mut world, &mut ids, kind).await;
                let key = IdempotencyKey { scope: format!("{:064}", tried), fingerprint: "f".to_owned() };
                let submission =
                    Submission { idempotency: Some(key), ..submission(world.account, caller, day, command) };
                let before = facts(&world).await;
                fail(nth, how);
                let first = world.store.submit(submission.clone()).await;
                let calls = heal();
                tried += 1;
                let kept = facts(&world).await - before;
                let place = format!("{kind}, call {nth}, {how:?}: {first:?}");
                match &first {
                    Ok(submitted) => {
                        assert_eq!(submitted.answer.status, 201, "{place}");
                        assert_eq!(kept, submitted.entries.len(), "{place}");
                    }
                    Err(StoreError::Unknown(_)) => unknown += 1,
                    // What is known to have failed left nothing.
                    Err(StoreError::Unavailable(_) | StoreError::Full(_)) => assert_eq!(kept, 0, "{place}"),
                    Err(_) => panic!("{place}"),
                }
                let again = world.store.submit(submission).await.expect("it works again");
                assert_eq!(again.answer.status, 201, "{place}");
                assert_eq!(again.replayed, kept > 0, "{place}: a retry has no second effect");
                assert_eq!(facts(&world).await - before, kept.max(again.entries.len()), "{place}");
                if calls < nth {
                    break;
                }
            }
        }
        let report = world.store.verify().await.expect("reads");
        assert_eq!(report.difference, None, "{how:?}");
    }
    println!("{tried} commands with a failure, {unknown} of them with an unknown outcome");
    assert!(tried > 400 && unknown > 0, "{tried} {unknown}");
}
}

both_engines! {
async fn every_call_fails_in_turn_while_notices_are_sent() {
    let today: jiff::civil::Date = "2021-08-17".parse().expect("a day");
    let mut tried = 0;
    for how in [How::Io, How::Full, How::Conflict, How::LostAnswer] {
        for nth in 1.. {
            let world = World::new().await;
            world.buy("action-pack", "2020-09-01").await;
            let sent = || world.store.send_notices(today, at(today), CatchUp::AtOnce);
            fail(nth, how);
            let met = sent().await;
            let calls = heal();
            tried += 1;
            let again = sent().await.expect("it works again");
            let reached: Vec<usize> =
                world.store.notices(world.account).await.expect("reads").iter().map(|(_, to)| to.len()).collect();
            assert_eq!(reached, [1], "call {nth}, {how:?}: {met:?}, {again:?}");
            assert_eq!(sent().await.expect("it works"), Sent::default(), "call {nth}, {how:?}");
            if calls < nth {
                break;
            }
        }
    }
    assert!(tried > 30, "{tried}");
}
}
