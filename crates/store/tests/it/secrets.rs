use std::collections::BTreeSet;

use symbolon_store::*;

use crate::support::*;

both_engines! {
    async fn each_token_and_key_has_a_code_of_its_own_that_does_not_print() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let token = world.token("office-365-e3").await;
        let secret = world.store.secret(world.account, &token.to_string()).await.expect("opens");
        let groups: Vec<_> = secret.expose().split('-').map(str::len).collect();
        assert_eq!(groups, [5, 5, 5, 5, 5]);
        assert_eq!(format!("{secret:?}"), "•••••");
        let last_five = world.store.last_five(world.account).await.expect("reads");
        assert!(secret.expose().ends_with(last_five[&token.to_string()].as_str()));
        let mut codes = BTreeSet::new();
        for object in last_five.keys() {
            let secret = world.store.secret(world.account, object).await.expect("opens");
            assert!(codes.insert(secret.expose().to_owned()), "a code was issued twice");
        }
        assert!(world.store.secret(world.account, "tok_unknown").await.is_err());
    }
}

both_engines! {
    async fn a_ciphertext_opens_in_no_other_row() {
        let world = World::new().await;
        world.buy("action-pack", "2020-09-01").await;
        let (one, other) = (world.token("office-365-e3").await, world.token("intune").await);
        let folder = world.folder;
        world.store.close().await;
        drop(world.store);
        crate::verify::tamper(
            folder.path(),
            &format!(
                "update secret set ciphertext = (select ciphertext from secret where object = '{one}') where object = '{other}'"
            ),
        )
        .await;
        let store = open(folder.path()).await.expect("opens");
        assert!(store.secret(world.account, &one.to_string()).await.is_ok());
        let moved = store.secret(world.account, &other.to_string()).await;
        assert!(matches!(moved, Err(StoreError::Secret(_))), "{moved:?}");
    }
}
