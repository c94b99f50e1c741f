//! The only place where randomness enters. Tests give their own.

use std::sync::Arc;

use symbolon_domain::ids::Minter;
use symbolon_store::{Entropy, InstanceKind};

/// Randomness of the operating system.
#[expect(clippy::disallowed_methods, reason = "this is the edge at which randomness enters")]
pub fn system() -> Entropy {
    use rand::Rng;
    Arc::new(|buffer: &mut [u8]| rand::rng().fill_bytes(buffer))
}

/// Fresh random bytes as hex.
pub(crate) fn hex<const N: usize>(entropy: &Entropy) -> String {
    let mut bytes = [0; N];
    entropy(&mut bytes);
    hex::encode(bytes)
}

/// A fresh secret of 160 bits.
pub fn secret(entropy: &Entropy) -> String {
    hex::<20>(entropy)
}

/// A fresh API token, which says whether it is for real.
pub fn api_token(kind: InstanceKind, entropy: &Entropy) -> String {
    let kind = match kind {
        InstanceKind::Live => "live",
        InstanceKind::Sandbox => "test",
    };
    format!("symbolon_{kind}_{}", secret(entropy))
}

/// Makes ids of an instant.
pub fn minter(entropy: &Entropy, now: i64) -> Minter {
    let mut bytes = [0; 16];
    entropy(&mut bytes);
    Minter::new(u64::try_from(now / 1_000).unwrap_or(0), u128::from_be_bytes(bytes))
}
