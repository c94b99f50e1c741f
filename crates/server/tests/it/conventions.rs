//! t
use crate::support::*;
#[tokio::test]
async fn smoke() {
    let world = World::new().await;
    let reply = world.get("ines", &format!("/v1/tokens/{}", world.lumen.token)).await;
    println!("{} {:?} {}", reply.status, reply.headers, reply.text);
    let reply = world
        .post_previewed(
            "ines",
            &format!("/v1/tokens/{}/redemptions", world.lumen.token),
            serde_json::json!({"tenant_id": world.lumen.tenant, "mode": "new"}),
        )
        .await;
    println!("{} {:?} {}", reply.status, reply.headers, reply.text);
}
