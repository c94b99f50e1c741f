//! What was acknowledged stays, whatever happens to the process.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use reqwest::blocking::Client;
use serde_json::{Value, json};

use crate::support::{Demo, Server, shown, symbolon};

/// A server on kept data, and its address.
fn serve(data: &Path) -> (Server, String) {
    let (server, mut lines) =
        Server::start(&["serve", "--sandbox", "--data", data.to_str().unwrap(), "--listen", "127.0.0.1:0"]);
    let line = lines.next().unwrap();
    let url = line.split_whitespace().find(|word| word.starts_with("http://")).unwrap();
    (server, url.trim_end_matches(',').to_owned())
}

/// An unused token of a company with a person who may redeem it, and the token's own tenant.
struct Work {
    bearer: String,
    token: String,
    tenant: String,
}

/// Companies with somebody who may redeem there, by address.
fn admins(data: &Path, demo: &Demo) -> Vec<(String, String)> {
    let accounts = demo.json("claire", "account list");
    let ids = accounts["items"].as_array().unwrap().iter().map(|account| account["id"].as_str().unwrap().to_owned());
    let mut admins = Vec::new();
    for account in ids {
        let people = get(demo.url(), &persona(demo), &format!("accounts/{account}/people"));
        let admin =
            people["items"].as_array().unwrap().iter().find(|one| !one["admin_of"].as_array().unwrap().is_empty());
        admins.extend(admin.map(|admin| (account, admin["email"].as_str().unwrap().to_owned())));
    }
    assert!(admins.len() > 20, "{} in {}", admins.len(), data.display());
    admins
}

fn persona(demo: &Demo) -> String {
    demo.persona("claire")["token"].as_str().unwrap().to_owned()
}

/// A client, once the process has a provider of cryptography.
fn client() -> Client {
    // A second call finds one there already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().timeout(Duration::from_secs(10)).build().unwrap()
}

fn get(url: &str, bearer: &str, path: &str) -> Value {
    client().get(format!("{url}/v1/{path}")).bearer_auth(bearer).send().unwrap().json().unwrap()
}

fn bearer(data: &Path, account: &str, person: &str) -> String {
    let data = data.to_str().unwrap();
    let made =
        symbolon(&["admin", "token", "--data", data, "--account", account, "--person", person]).output().unwrap();
    assert!(made.status.success(), "{}", shown(&made));
    String::from_utf8(made.stdout).unwrap().trim().to_owned()
}

/// The body of a redemption after its preview; none where no answer came or it is not allowed.
fn body(url: &str, http: &Client, work: &Work) -> Option<Value> {
    let mut body = json!({ "tenant_id": work.tenant, "mode": "new" });
    let path = format!("{url}/v1/tokens/{}/redemptions?dry_run=true", work.token);
    let preview: Value = http.post(path).bearer_auth(&work.bearer).json(&body).send().ok()?.json().ok()?;
    body["preview_digest"] = preview.get("preview_digest")?.clone();
    body["acknowledge"] = preview["acknowledge"].clone();
    Some(body)
}

/// Redeems: the status, and whether it was a repetition. None: no whole answer came, so nothing is known about it.
fn redeem(url: &str, http: &Client, work: &Work, body: &Value) -> Option<(u16, bool)> {
    let path = format!("{url}/v1/tokens/{}/redemptions", work.token);
    let request = http.post(path).bearer_auth(&work.bearer).header("idempotency-key", "burst").json(body);
    let response = request.send().ok()?;
    let said = (response.status().as_u16(), response.headers().contains_key("idempotent-replayed"));
    response.json::<Value>().ok()?;
    Some(said)
}

#[test]
fn a_kill_in_a_burst_of_redemptions_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let demo = Demo::on(folder.path());
    let admins = admins(folder.path(), &demo);
    drop(demo);
    let bearers: Vec<_> =
        admins.iter().map(|(account, email)| (account, bearer(folder.path(), account, email))).collect();

    let (mut server, url) = serve(folder.path());
    let mut works = Vec::new();
    for (account, bearer) in &bearers {
        let tenants = get(&url, bearer, &format!("accounts/{account}/tenants"));
        let own = tenants["items"].as_array().unwrap().iter().find(|tenant| tenant["you_are_admin"] == true);
        let Some(tenant) = own else { continue };
        let tokens = get(&url, bearer, &format!("tokens?account={account}"));
        let usable = tokens["items"].as_array().unwrap().iter().filter(|token| token["state"] == "available");
        works.extend(usable.map(|token| Work {
            bearer: bearer.clone(),
            token: token["id"].as_str().unwrap().to_owned(),
            tenant: tenant["id"].as_str().unwrap().to_owned(),
        }));
    }
    assert!(works.len() > 40, "{}", works.len());

    let (next, acknowledged) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let http = client();
                while let Some(work) = works.get(next.fetch_add(1, Ordering::SeqCst)) {
                    let Some(body) = body(&url, &http, work) else { continue };
                    if let Some((201, _)) = redeem(&url, &http, work, &body) {
                        acknowledged.lock().unwrap().push((work, body));
                    }
                }
            });
        }
        // In the middle of it, with some acknowledged and some under way.
        while acknowledged.lock().unwrap().len() < works.len() / 3 {
            std::thread::sleep(Duration::from_millis(1));
        }
        server.kill();
    });

    let acknowledged = acknowledged.into_inner().unwrap();
    assert!(!acknowledged.is_empty() && acknowledged.len() < works.len(), "{}", acknowledged.len());
    let (mut server, url) = serve(folder.path());
    for (work, _) in &acknowledged {
        let token = get(&url, &work.bearer, &format!("tokens/{}", work.token));
        assert_eq!(token["state"], "redeemed", "{token}");
    }
    // The same key again has the same answer and no second effect.
    let (work, body) = &acknowledged[0];
    let account = get(&url, &work.bearer, "me")["account"].as_str().unwrap().to_owned();
    let facts = || {
        let history = get(&url, &work.bearer, &format!("accounts/{account}/history?limit=200"));
        history["items"].as_array().unwrap().len()
    };
    let before = facts();
    assert_eq!(redeem(&url, &client(), work, body), Some((201, true)));
    assert_eq!(facts(), before);
    server.kill();
    let verified = symbolon(&["verify", "--data", folder.path().to_str().unwrap()]).output().unwrap();
    assert!(verified.status.success(), "{}", shown(&verified));
}
