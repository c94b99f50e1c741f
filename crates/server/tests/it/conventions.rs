//! t
use crate::support::*;
use serde_json::json;
#[tokio::test]
async fn smoke() {
    let world = World::new().await;
    let l = &world.lumen;
    let show = |name: &str, reply: Reply| println!("=== {name}\n{} {:?}\n{}", reply.status, reply.headers.get("content-type"), reply.text.chars().take(700).collect::<String>());
    show("token", world.get("ines", &format!("/v1/tokens/{}", l.token)).await);
    show("redeem", world.post_previewed("ines", &format!("/v1/tokens/{}/redemptions", l.token), json!({"tenant_id": l.tenant, "mode": "new"})).await);
    show("product", world.get("studio", &format!("/v1/tokens/{}", l.token)).await);
    show("badpath", world.get("ines", "/v1/tokens/%ff").await);
    show("limit", world.get("ines", "/v1/tokens?limit=abc").await);
    show("decide with note", world.post_previewed("sam", &format!("/v1/replacement-requests/{}/decisions", l.replacement), json!({"approve": true, "note": "fine"})).await);
    show("405", world.delete("ines", "/v1/tokens").await);
    show("check", world.post("studio", "/v1/entitlement-checks", json!({"person": "ines@example.org", "product":"visual-studio-professional", "explain":"full"})).await);
    show("opal check", world.post("opal", "/v1/entitlement-checks", json!({"account": l.id, "person": "ines@example.org", "product":"visual-studio-professional"})).await);
    show("dry people", world.post("ulf", &format!("/v1/accounts/{}/people?dry_run=true", l.id), json!({"name":"X","email":"x@y","language":"fr","roles":["global_admin"]})).await);
    show("unknown field", world.post("ines", &format!("/v1/tokens/{}/redemptions", l.token), json!({"tenant_id": l.tenant, "mode": "new", "zzz": 1})).await);
    show("bad enum", world.post("ines", &format!("/v1/tokens/{}/redemptions", l.token), json!({"tenant_id": l.tenant, "mode": 5})).await);
    show("history", world.get("ines", &format!("/v1/accounts/{}/history?limit=2", l.id)).await);
    show("summary", world.get("ines", &format!("/v1/accounts/{}/summary", l.id)).await);
    show("docs", world.get("ines", "/docs").await);
    show("clock", world.post("ines", "/v1/clocks/clock/advances", json!({"to":"2021-09-02"})).await);
    show("lapse", world.get("ines", &format!("/v1/memberships/M-{}/lapse-impact", l.membership_number)).await);
    show("renew", world.post("ines", &format!("/v1/memberships/{}/renewals", l.membership), json!({"payment":{"reference":"O-900"}})).await);
}
