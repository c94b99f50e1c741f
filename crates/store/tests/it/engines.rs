//! Tests that hold on every engine.

/// The same test on each engine.
macro_rules! both_engines {
    ($(async fn $name:ident() $body:block)*) => {
        $(mod $name {
            use super::*;

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                if choose(Engine::Sqlite) {
                    test().await;
                }
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                if choose(Engine::Postgres) {
                    test().await;
                }
            }

            async fn test() $body
        })*
    };
}
