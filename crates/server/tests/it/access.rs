//! Who may call what: one row for each operation, and the whole cast sent to each.

use std::collections::BTreeSet;

use crate::contract::{Ids, call, operations};
use crate::support::*;

/// Everybody who asks in these tests.
const EVERYBODY: &str = "ines pia aziz ulf bill agnes rita emil gus nora sam pam aude opal studio any-studio";
/// Those to whom a question about any company is answered, with a no where it is not theirs to ask about.
const ASKING: &str = "ines pia aziz ulf bill agnes rita emil nora sam pam aude opal studio any-studio";
/// Partners and vendors who see what a company holds (I-07).
const BENEFITS: &str = "ines pia aziz ulf bill agnes rita emil sam pam aude";
/// Those who see memberships and offers.
const MEMBERSHIPS: &str = "ines pia aziz ulf agnes sam pam aude";
/// Those who see a company's profile and documents (I-06).
const PROFILE: &str = "ines pia aziz ulf sam pam aude";
/// Those who see competencies, requirements and evidence.
const COMPETENCIES: &str = "ines pia rita sam pam aude";
/// Those who read the history.
const HISTORY: &str = "ines pia aziz sam pam aude";
/// The vendor's people who look at campaigns, overrides and tickets.
const DESK: &str = "sam pam aude";
/// Those who buy, renew, reveal keys and assign seats (I-03, I-04).
const ADMINS: &str = "ines pia";

/// Who gets through, by operation. Everybody else is refused: within the company and at the vendor for want of a role,
/// from elsewhere because nothing is there.
const TABLE: &[(&str, &str, &str)] = &[
    ("GET", "/v1/accounts", "ines pia aziz ulf bill agnes rita emil nora sam pam aude"),
    ("POST", "/v1/accounts", "sam pam"),
    ("GET", "/v1/accounts/{id}", BENEFITS),
    ("POST", "/v1/accounts/{id}/closings", "sam"),
    ("POST", "/v1/accounts/{id}/public-names", "ines aziz sam"),
    ("GET", "/v1/accounts/{id}/summary", MEMBERSHIPS),
    ("GET", "/v1/accounts/{id}/standing", BENEFITS),
    ("GET", "/v1/accounts/{id}/outlook", MEMBERSHIPS),
    ("GET", "/v1/accounts/{id}/calendar.ics", BENEFITS),
    ("GET", "/v1/me/calendar.ics", "ines pia aziz ulf bill agnes rita emil nora sam pam aude"),
    ("GET", "/v1/accounts/{id}/export-feeds", BENEFITS),
    ("POST", "/v1/accounts/{id}/export-feeds", BENEFITS),
    // Emil’s own.
    ("DELETE", "/v1/export-feeds/{id}", "ines aziz emil sam"),
    ("GET", "/v1/accounts/{id}/grants", BENEFITS),
    ("GET", "/v1/accounts/{id}/history", HISTORY),
    ("GET", "/v1/accounts/{id}/history/verification", HISTORY),
    ("GET", "/v1/accounts/{id}/events", HISTORY),
    ("GET", "/v1/events/{id}", HISTORY),
    ("GET", "/v1/accounts/{id}/webhook-endpoints", "ines aziz sam"),
    ("POST", "/v1/accounts/{id}/webhook-endpoints", "ines aziz"),
    ("GET", "/v1/webhook-endpoints/{id}", "ines aziz sam"),
    ("DELETE", "/v1/webhook-endpoints/{id}", "ines aziz sam"),
    ("POST", "/v1/webhook-endpoints/{id}/secrets", "ines aziz"),
    ("POST", "/v1/webhook-endpoints/{id}/resumptions", "ines aziz"),
    ("POST", "/v1/webhook-endpoints/{id}/tests", "ines aziz"),
    ("POST", "/v1/webhook-endpoints/{id}/replays", "ines aziz"),
    ("GET", "/v1/webhook-endpoints/{id}/deliveries", "ines aziz sam"),
    ("POST", "/v1/deliveries/{id}/resends", "ines aziz"),
    ("GET", "/v1/accounts/{id}/notices", MEMBERSHIPS),
    ("GET", "/v1/accounts/{id}/locations", BENEFITS),
    ("POST", "/v1/accounts/{id}/locations", "aziz sam"),
    ("GET", "/v1/merges", HISTORY),
    // Only an account admin merges (H-21).
    ("POST", "/v1/merges", "aziz"),
    ("GET", "/v1/merges/{id}", HISTORY),
    ("GET", "/v1/merges/{id}/impact", HISTORY),
    ("POST", "/v1/merges/{id}/acceptances", "aziz"),
    ("POST", "/v1/merges/{id}/rejections", "aziz"),
    ("POST", "/v1/merges/{id}/withdrawals", "aziz"),
    ("POST", "/v1/merges/{id}/confirmations", "aziz"),
    ("GET", "/v1/accounts/{id}/tenants", BENEFITS),
    ("POST", "/v1/accounts/{id}/tenants", "ines sam"),
    ("GET", "/v1/accounts/{id}/people", MEMBERSHIPS),
    ("POST", "/v1/accounts/{id}/people", "ines ulf"),
    ("GET", "/v1/accounts/{id}/attainments", COMPETENCIES),
    ("POST", "/v1/accounts/{id}/attainments", "sam pam"),
    ("GET", "/v1/competencies", EVERYBODY),
    ("GET", "/v1/accounts/{id}/competencies", COMPETENCIES),
    ("GET", "/v1/accounts/{id}/evidence", COMPETENCIES),
    ("POST", "/v1/accounts/{id}/evidence", "sam pam"),
    ("POST", "/v1/evidence/{id}/withdrawals", "sam pam"),
    ("POST", "/v1/evidence-imports", "sam pam"),
    ("GET", "/v1/accounts/{id}/certification-profiles", COMPETENCIES),
    ("POST", "/v1/accounts/{id}/certification-profiles", "ines pia sam pam"),
    ("DELETE", "/v1/certification-profiles/{id}", "ines pia sam pam"),
    ("GET", "/v1/accounts/{id}/profile", PROFILE),
    ("PUT", "/v1/accounts/{id}/profile", "ines aziz sam"),
    ("GET", "/v1/accounts/{id}/profile-reviews", PROFILE),
    ("POST", "/v1/accounts/{id}/profile-reviews", "ines aziz sam"),
    ("GET", "/v1/profile-checks", "sam pam aude"),
    ("POST", "/v1/accounts/{id}/profile-checks/{check}/decisions", "sam"),
    ("POST", "/v1/accounts/{id}/profile-checks/{check}/appeals", "ines aziz"),
    ("POST", "/v1/accounts/{id}/profile-checks/{check}/mails", "ines aziz"),
    ("GET", "/v1/accounts/{id}/documents", PROFILE),
    ("POST", "/v1/accounts/{id}/documents", "ines aziz"),
    ("GET", "/v1/documents/{id}/content", PROFILE),
    ("POST", "/v1/orders/{id}/proofs", ADMINS),
    ("GET", "/v1/accounts/{id}/purchase-tasks", MEMBERSHIPS),
    ("GET", "/v1/memberships/{id}/renewal-tasks", MEMBERSHIPS),
    ("POST", "/v1/accounts/{id}/purchases", "sam pam"),
    ("POST", "/v1/accounts/{id}/renewals", "sam pam"),
    ("GET", "/v1/accounts/{id}/wind-down", BENEFITS),
    ("GET", "/v1/accounts/{id}/wind-down.csv", BENEFITS),
    ("GET", "/v1/accounts/{id}/installations", BENEFITS),
    ("POST", "/v1/grants/{id}/installations", ADMINS),
    ("POST", "/v1/installations/{id}/changes", ADMINS),
    ("POST", "/v1/installations/{id}/removals", ADMINS),
    ("POST", "/v1/accounts/{id}/wind-down-confirmations", ADMINS),
    ("GET", "/v1/accounts/{id}/orders", MEMBERSHIPS),
    ("POST", "/v1/accounts/{id}/orders", ADMINS),
    ("GET", "/v1/accounts/{id}/payments", MEMBERSHIPS),
    ("POST", "/v1/accounts/{id}/payments", "sam pam"),
    ("GET", "/v1/orders/{id}", MEMBERSHIPS),
    ("POST", "/v1/orders/{id}/cancellations", ADMINS),
    ("POST", "/v1/orders/{id}/card-payments", ADMINS),
    ("POST", "/v1/orders/{id}/failed-charges", "sam pam"),
    ("POST", "/v1/orders/{id}/refunds", "sam"),
    ("GET", "/v1/accounts/{id}/credit-notes", "ines pia bill sam pam aude"),
    ("GET", "/v1/credit-notes/{id}", "ines pia bill sam pam aude"),
    ("GET", "/v1/credit-notes/{id}/pdf", "ines pia bill sam pam aude"),
    ("GET", "/v1/accounts/{id}/invoices", "ines pia bill sam pam aude"),
    ("GET", "/v1/invoices/{id}", "ines pia bill sam pam aude"),
    ("GET", "/v1/invoices/{id}/pdf", "ines pia bill sam pam aude"),
    ("POST", "/v1/orders/{id}/tax-refunds", "sam"),
    ("POST", "/v1/accounts/{id}/people/{person}/role-changes", "ines ulf"),
    ("GET", "/v1/accounts/{id}/role-changes", "ines pia aziz sam pam aude"),
    // Emil’s own language.
    ("PUT", "/v1/accounts/{id}/people/{person}", "ines ulf emil"),
    ("DELETE", "/v1/accounts/{id}/people/{person}", "ines ulf"),
    ("GET", "/v1/accounts/{id}/api-tokens", "ines aziz sam"),
    ("POST", "/v1/accounts/{id}/api-tokens", "ines aziz"),
    // Emil’s own: he ends it himself, or somebody does who ends access.
    ("DELETE", "/v1/api-tokens/{id}", "ines aziz emil sam"),
    ("POST", "/v1/accounts/{id}/people/{person}/session-endings", "ines aziz emil sam"),
    ("POST", "/v1/me/session-endings", EVERYBODY),
    ("POST", "/v1/keys/{id}/blocks", "sam pam"),
    ("POST", "/v1/keys/{id}/unblockings", "sam pam"),
    ("GET", "/v1/accounts/{id}/tax-exemptions", MEMBERSHIPS),
    ("POST", "/v1/accounts/{id}/tax-exemptions", "sam"),
    ("POST", "/v1/tax-exemptions/{id}/endings", "sam"),
    ("POST", "/v1/payments/{id}/assignments", "sam pam"),
    ("POST", "/v1/payments/{id}/returns", "sam pam"),
    ("GET", "/v1/campaigns", DESK),
    ("GET", "/v1/campaigns/{id}", DESK),
    ("POST", "/v1/campaigns/{id}/simulations", "pam"),
    ("GET", "/v1/campaign-runs", DESK),
    ("GET", "/v1/campaign-runs/{id}", DESK),
    ("GET", "/v1/campaign-runs/{id}/members", DESK),
    ("POST", "/v1/campaign-runs/{id}/approvals", "pam"),
    ("POST", "/v1/campaign-runs/{id}/starts", "pam"),
    ("POST", "/v1/campaign-runs/{id}/closings", "pam"),
    ("GET", "/v1/overrides", DESK),
    ("GET", "/v1/accounts/{id}/overrides", MEMBERSHIPS),
    ("POST", "/v1/accounts/{id}/overrides", "sam"),
    ("POST", "/v1/overrides/{id}/decisions", "sam pam"),
    ("POST", "/v1/overrides/{id}/endings", "sam pam"),
    ("POST", "/v1/locations/{id}/removals", "sam"),
    ("GET", "/v1/accounts/{id}/ticket-suggestions", "ines pia aziz ulf bill agnes rita emil"),
    ("POST", "/v1/accounts/{id}/tickets", "ines pia aziz ulf bill agnes rita emil"),
    ("GET", "/v1/tickets", "ines pia aziz ulf bill agnes rita emil nora sam pam aude"),
    // Who opened it, and the vendor's desk (J-04).
    ("GET", "/v1/tickets/{id}", "ines sam pam aude"),
    ("POST", "/v1/tickets/{id}/entries", "ines sam"),
    ("POST", "/v1/tickets/{id}/documents", "ines"),
    ("GET", "/v1/tickets/{id}/documents/{document}", "ines sam pam aude"),
    ("GET", "/v1/programme", EVERYBODY),
    ("GET", "/v1/offers", EVERYBODY),
    ("GET", "/v1/offers/{id}", EVERYBODY),
    ("GET", "/v1/benefits", EVERYBODY),
    ("GET", "/v1/benefits/{id}", EVERYBODY),
    ("GET", "/v1/licence-tables", EVERYBODY),
    ("GET", "/v1/programme-plans", "sam pam aude"),
    ("POST", "/v1/programme-plans", "pam"),
    ("GET", "/v1/programme-plans/{id}", "sam pam aude"),
    ("GET", "/v1/programme-plans/{id}/members", "sam pam aude"),
    ("POST", "/v1/programme-plans/{id}/approvals", "pam"),
    ("POST", "/v1/programme-plans/{id}/applications", "pam"),
    ("GET", "/v1/programme-versions", "sam pam aude"),
    ("GET", "/v1/programme-versions/{id}/differences", "sam pam aude"),
    ("GET", "/v1/programme-versions/{id}/files", "sam pam aude"),
    ("GET", "/v1/grants/{id}", BENEFITS),
    ("GET", "/v1/memberships", "ines pia aziz ulf agnes nora sam pam aude"),
    ("GET", "/v1/memberships/{id}", MEMBERSHIPS),
    ("GET", "/v1/memberships/{id}/timeline", MEMBERSHIPS),
    ("GET", "/v1/memberships/{id}/lapse-impact", MEMBERSHIPS),
    ("GET", "/v1/memberships/{id}/renewals", MEMBERSHIPS),
    ("POST", "/v1/memberships/{id}/renewals", "sam pam"),
    ("GET", "/v1/memberships/{id}/next-year", MEMBERSHIPS),
    ("POST", "/v1/memberships/{id}/provisionings", "sam pam"),
    ("GET", "/v1/accounts/{id}/entitlements", BENEFITS),
    ("GET", "/v1/accounts/{id}/provisioning", "sam pam"),
    ("GET", "/v1/accounts/{id}/balances", BENEFITS),
    ("POST", "/v1/grants/{id}/activations", ADMINS),
    // Any person of the company asks for help (K-11).
    ("POST", "/v1/grants/{id}/uses", "ines pia aziz ulf bill agnes rita emil"),
    ("POST", "/v1/grants/{id}/credits", ADMINS),
    ("DELETE", "/v1/credits/{id}", ADMINS),
    ("POST", "/v1/credits/{id}/transfers", ADMINS),
    ("GET", "/v1/tokens", BENEFITS),
    ("GET", "/v1/tokens/{id}", BENEFITS),
    ("GET", "/v1/tokens/{id}/codes", BENEFITS),
    ("POST", "/v1/tokens/{id}/codes", ADMINS),
    ("GET", "/v1/tokens/{id}/redemptions", BENEFITS),
    // The tenant's own admins redeem (D-07, I-05).
    ("POST", "/v1/tokens/{id}/redemptions", "ines bill"),
    ("GET", "/v1/tokens/{id}/replacement-requests", BENEFITS),
    ("POST", "/v1/tokens/{id}/replacement-requests", ADMINS),
    ("GET", "/v1/replacement-requests", "sam pam aude"),
    ("POST", "/v1/replacement-requests/{id}/decisions", "sam"),
    ("GET", "/v1/subscriptions", BENEFITS),
    ("GET", "/v1/subscriptions/{id}", BENEFITS),
    ("GET", "/v1/keys", BENEFITS),
    ("GET", "/v1/keys/{id}", BENEFITS),
    ("GET", "/v1/keys/{id}/reveals", BENEFITS),
    ("POST", "/v1/keys/{id}/reveals", ADMINS),
    ("GET", "/v1/keys/{id}/activations", BENEFITS),
    ("POST", "/v1/keys/{id}/activations", ADMINS),
    ("GET", "/v1/seat-pools", BENEFITS),
    ("GET", "/v1/seat-pools/{id}", BENEFITS),
    ("GET", "/v1/seat-pools/{id}/assignments", BENEFITS),
    ("POST", "/v1/seat-pools/{id}/assignments", ADMINS),
    ("POST", "/v1/seat-pools/{id}/imports", ADMINS),
    ("GET", "/v1/assignments/{id}", HISTORY),
    ("DELETE", "/v1/assignments/{id}", ADMINS),
    // Only who holds the seat (G-02).
    ("POST", "/v1/assignments/{id}/activations", "ines"),
    ("GET", "/v1/seat-requests", BENEFITS),
    ("POST", "/v1/seat-requests", "ines pia aziz ulf bill agnes rita emil"),
    // Emil’s own.
    ("GET", "/v1/seat-requests/{id}", "ines pia aziz emil sam pam aude"),
    ("POST", "/v1/seat-requests/{id}/decisions", ADMINS),
    ("POST", "/v1/seat-requests/{id}/withdrawals", "emil"),
    ("GET", "/v1/me", EVERYBODY),
    ("GET", "/v1/me/assignments", EVERYBODY),
    ("GET", "/v1/me/messages", EVERYBODY),
    ("GET", "/v1/messages", MEMBERSHIPS),
    ("GET", "/v1/messages/{id}", MEMBERSHIPS),
    ("POST", "/v1/entitlement-checks", "ines pia aziz ulf bill agnes rita emil sam pam aude studio any-studio"),
    // As a check, where there is something to sign.
    ("POST", "/v1/licence-files", "ines pia aziz ulf bill agnes rita emil sam pam aude studio any-studio"),
    ("POST", "/access/v1/evaluation", ASKING),
    ("POST", "/access/v1/evaluations", ASKING),
    ("GET", "/v1/decisions/{id}", HISTORY),
    ("GET", "/v1/reports/memberships", "sam pam aude"),
    ("GET", "/v1/reports/activity", "sam pam aude"),
    ("GET", "/v1/reports/forecast", "sam pam aude"),
    ("GET", "/v1/audit-entries", "aude"),
    ("GET", "/v1/clocks", EVERYBODY),
    ("POST", "/v1/clocks/{id}/advances", "ines pia aziz nora sam pam opal"),
];

#[test]
fn every_operation_has_one_row() {
    let described: BTreeSet<_> =
        operations().into_iter().map(|operation| (operation.method.to_string(), operation.path)).collect();
    let rows: BTreeSet<_> = TABLE.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
    assert_eq!(described, rows);
    assert_eq!(rows.len(), TABLE.len());
}

#[tokio::test]
async fn the_whole_cast_at_every_door() {
    let world = World::whole().await;
    let ids = Ids::of(&world.lumen);
    let cast: BTreeSet<&str> = CAST.iter().map(|(name, ..)| *name).chain(["studio", "any-studio"]).collect();
    assert_eq!(cast, EVERYBODY.split(' ').collect());
    let made = world.post("pam", "/v1/programme-plans", serde_json::json!({ "files": crate::plans::wider() })).await;
    let plan = made.json()["id"].as_str().expect("an id").to_owned();
    for operation in operations() {
        let row =
            TABLE.iter().find(|(method, path, _)| *method == operation.method.as_str() && *path == operation.path);
        let (.., through) = row.expect("has a row");
        let through: BTreeSet<&str> = through.split(' ').collect();
        let own = ids.address(&operation);
        let of_company =
            own.is_some() || ["/v1/entitlement-checks", "/v1/licence-files"].contains(&operation.path.as_str());
        let address = own.unwrap_or_else(|| match operation.path.split('/').nth(2) {
            Some("offers") => operation.path.replace("{id}", "action-pack"),
            Some("campaigns") => operation.path.replace("{id}", "relief-2021-h2"),
            Some("campaign-runs") => operation.path.replace("{id}", &world.run),
            Some("benefits") => operation.path.replace("{id}", "intune"),
            Some("programme-versions") => operation.path.replace("{id}", "1"),
            Some("programme-plans") => operation.path.replace("{id}", &plan),
            _ => operation.path.replace("{id}", "clock"),
        });
        let dry = operation.with(&address, "dry_run=true");
        for who in &cast {
            let reply = call(&world, who, &operation, &dry, ids.body(&operation.path)).await;
            let stranger = ["nora", "opal", "studio", "any-studio"].contains(who);
            let expected = match () {
                () if through.contains(who) => None,
                () if of_company && stranger => Some((404, "not-found")),
                // A colleague's ticket does not exist for one.
                () if operation.path.starts_with("/v1/tickets/") && !["sam", "pam", "aude"].contains(who) => {
                    Some((404, "not-found"))
                }
                () => Some((403, "")),
            };
            let found = reply.status.as_u16();
            match expected {
                None => assert!(![401, 403, 404].contains(&found) && found < 500, "{who} {operation:?} {}", reply.text),
                Some((status, code)) => {
                    assert_eq!(found, status, "{who} {operation:?} {}", reply.text);
                    assert!(reply.code().contains(code), "{who} {operation:?} {}", reply.text);
                }
            }
        }
    }
    let folded = world.app.store().folded(world.lumen.id).await.expect("reads").expect("is open");
    assert_eq!(folded.account.seq, world.lumen.seq, "a dry run wrote something");
}

#[tokio::test]
async fn a_user_admin_does_not_make_global_admins() {
    let world = World::whole().await;
    let path = format!("/v1/accounts/{}/people", world.lumen.id);
    let zoe = |role: &str| serde_json::json!({ "name": "Zoé", "email": format!("{role}@example.org"), "language": "fr", "roles": [role] });
    for (who, role, status) in [
        ("ulf", "global_admin", 403),
        ("ulf", "programme_admin", 403),
        ("ulf", "billing_admin", 201),
        ("ulf", "support_agent", 422),
        ("ines", "support_agent", 422),
        ("ines", "product", 422),
        ("ines", "global_admin", 201),
        // The same address again.
        ("ines", "billing_admin", 409),
    ] {
        let reply = world.post(who, &path, zoe(role)).await;
        assert_eq!(reply.status, status, "{who} {role} {}", reply.text);
    }
}

#[tokio::test]
async fn who_left_the_directory_is_nobody() {
    let world = World::whole().await;
    let path = format!("/v1/accounts/{}", world.lumen.id);
    assert_eq!(world.get("pia", &path).await.status, 200);
    let mut pia = world.app.store().person(person("pia")).await.expect("reads").expect("is known");
    pia.in_directory = false;
    let left = [symbolon_store::Plain::Person(pia)];
    world.app.store().write("test", noon(TODAY), &left).await.expect("writes");
    assert_eq!(world.get("pia", &path).await.status, 401);
}

#[tokio::test]
async fn a_token_ends_on_its_day_and_when_it_is_revoked() {
    let world = World::whole().await;
    let path = format!("/v1/accounts/{}", world.lumen.id);
    assert_eq!(world.get("pia", &path).await.status, 200);
    let hash = symbolon_server::hash(&bearer("pia"));
    let revoke = [symbolon_store::Plain::RevokeApiToken { hash, name: "pia".to_owned(), at: noon(TODAY) }];
    world.app.store().write("test", noon(TODAY), &revoke).await.expect("writes");
    assert_eq!(world.get("pia", &path).await.status, 401);
    assert_eq!(world.get("ines", &path).await.status, 200);
    // The cast's tokens end on 1 January 2030 at noon.
    for (to, status) in [("2023-09-10", 200), ("2026-09-10", 200), ("2029-09-10", 200), ("2030-01-02", 401)] {
        assert_eq!(world.post("opal", "/v1/clocks/clock/advances", serde_json::json!({ "to": to })).await.status, 200);
        assert_eq!(world.get("ines", &path).await.status, status, "{to}");
    }
}
