//! The only place where randomness enters. Tests give their own.

use std::sync::Arc;

use symbolon_store::Entropy;

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

/// Fresh random bits for a [`symbolon_domain::ids::Minter`].
pub(crate) fn bits(entropy: &Entropy) -> u128 {
    let mut bytes = [0; 16];
    entropy(&mut bytes);
    u128::from_be_bytes(bytes)
}
