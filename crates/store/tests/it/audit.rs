//! The audit is read as it was written: the newest first, page by page, and by whom, what and when.

use symbolon_domain::audit::AuditAct;
use symbolon_domain::ids::Minter;
use symbolon_store::*;

use crate::support::*;

/// What was asked for, as instants, on pages of so many.
async fn found(store: &Store, filter: AuditFilter, limit: u32) -> Vec<i64> {
    let (mut all, mut page) = (Vec::new(), Page { limit, after: None });
    loop {
        let entries = store.audit(&filter, &page).await.expect("reads");
        let Some(last) = entries.last() else { return all };
        page.after = Some(last.id.clone());
        all.extend(entries.iter().map(|entry| entry.recorded_at));
    }
}

both_engines! {
    async fn entries_are_found_by_whom_what_and_when() {
        let world = World::new().await;
        // Behind everything that made the world, and at both ends of the digits.
        let start = 4_000_000_000_000_000;
        let session = |person| Session {
            hash: format!("{person}"), person, csrf: String::new(), created_at: 0, expires_at: 0,
        };
        let (ann, bea) = (Minter::new(1, 1).person(), Minter::new(2, 2).person());
        let grantee = Grantee::Person(ann);
        let token =
            ApiToken { hash: "h".repeat(64), name: "desk".to_owned(), grantee, expires_at: 0, revoked_at: None };
        let named = || Plain::Profile { account: world.account, name: "Lumen".to_owned() };
        for (after, actor, change) in [
            (0, "ann", named()),
            (1, "bea", named()),
            (1, "bea", Plain::Session(session(ann))),
            (9, "ann", Plain::EndSession { hash: ann.to_string(), person: ann, at: 9 }),
            (10, "ann", Plain::Session(session(bea))),
            (11, "cy", Plain::ApiToken(token)),
            (12, "cy", Plain::RevokeApiToken { hash: "h".repeat(64), name: "desk".to_owned(), at: 0 }),
        ] {
            world.store.write(actor, start + after, &[change]).await.expect("writes");
        }
        let span = || AuditFilter { from: Some(start), ..AuditFilter::default() };
        let after = async |filter, limit| -> Vec<i64> {
            found(&world.store, filter, limit).await.into_iter().map(|at| at - start).collect()
        };
        for limit in [1, 2, 3, 50] {
            assert_eq!(after(span(), limit).await, [12, 11, 10, 9, 1, 1, 0], "pages of {limit}");
            let by = AuditFilter { actors: vec!["ann".to_owned(), "cy".to_owned()], ..span() };
            assert_eq!(after(by, limit).await, [12, 11, 10, 9, 0]);
        }
        assert_eq!(after(AuditFilter { act: Some(AuditAct::SignIn), ..span() }, 2).await, [10, 1]);
        assert_eq!(after(AuditFilter { objects: vec![ann.to_string()], ..span() }, 2).await, [9, 1]);
        let both = AuditFilter { actors: vec!["bea".to_owned()], act: Some(AuditAct::Profile), ..span() };
        assert_eq!(after(both, 2).await, [1]);
        // The first instant is within, and that after the last one is not.
        let within = AuditFilter { from: Some(start + 1), until: Some(start + 10), ..AuditFilter::default() };
        assert_eq!(after(within, 1).await, [9, 1, 1]);
        assert_eq!(after(AuditFilter { actors: vec!["nobody".to_owned()], ..span() }, 2).await, [0_i64; 0]);
        let newest = world.store.audit(&span(), &Page { limit: 4, after: None }).await.expect("reads");
        let objects: Vec<_> = newest.iter().map(|entry| (entry.act, entry.object.clone())).collect();
        assert_eq!(objects, [
            (AuditAct::RevokeApiToken, Some("desk".to_owned())),
            (AuditAct::ApiToken, Some("desk".to_owned())),
            (AuditAct::SignIn, Some(bea.to_string())),
            (AuditAct::SignOut, Some(ann.to_string())),
        ]);
    }
}
