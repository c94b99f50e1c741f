//! Token codes and product keys: made here, encrypted at rest, opened one at a time.

use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use symbolon_domain::ids::{AccountId, Minter};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::error::{StoreError, Unfit};
use crate::files;
use crate::statement::{Op, Table, Val};

pub(crate) static SECRET: Table =
    Table { name: "secret", key: 2, columns: &["account", "object", "ciphertext", "last_five", "blind"] };

/// Fills a buffer with random bytes. Injected, so that tests are repeatable.
pub type Entropy = std::sync::Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// A code or key in clear. It cannot be printed by accident.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Secret(String);

impl Secret {
    /// The text, for the one answer that shows it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The part that lists may show.
    pub(crate) fn last_five(&self) -> &str {
        self.0.rsplit('-').next().unwrap_or_default()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("•••••")
    }
}

/// The key from which all others are derived. It lives in a file that only the service may read.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct MasterKey([u8; 32]);

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(•••••)")
    }
}

impl MasterKey {
    /// A key that is kept in memory only, for throw-away data.
    pub fn ephemeral(entropy: &Entropy) -> Self {
        let mut bytes = [0; 32];
        entropy(&mut bytes);
        Self(bytes)
    }

    /// Makes a key file. It must not exist yet: a new key would make every stored secret unreadable.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub fn create(path: &Path, entropy: &Entropy) -> Result<Self, StoreError> {
        use std::io::Write;
        let refused = |error: std::io::Error| StoreError::Refused(format!("{}: {error}", path.display()));
        let key = Self::ephemeral(entropy);
        // Whole under another name first: a key that is cut short opens nothing.
        let partial = path.with_extension("partial");
        let mut file = files::private().truncate(true).open(&partial).map_err(refused)?;
        file.write_all(hex::encode(key.0).as_bytes()).and_then(|()| file.sync_all()).map_err(refused)?;
        // A link, unlike a new name, does not take the place of a key that is there.
        let linked = std::fs::hard_link(&partial, path);
        std::fs::remove_file(&partial).map_err(refused)?;
        linked.map_err(refused)?;
        files::sync_folder(path).map_err(refused)?;
        Ok(key)
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// When it is missing, readable by others, or not a key.
    pub fn read(path: &Path) -> Result<Self, StoreError> {
        let place = path.display().to_string();
        let refused = |error: std::io::Error| StoreError::Refused(format!("{place}: {error}"));
        if files::is_shared(path) {
            return Err(StoreError::Unfit(Unfit::KeyShared(place)));
        }
        let content = std::fs::read(path).map_err(refused)?;
        let mut bytes = [0; 32];
        match hex::decode_to_slice(content.trim_ascii(), &mut bytes) {
            Ok(()) => Ok(Self(bytes)),
            Err(_) => Err(StoreError::Unfit(Unfit::NoKey(place))),
        }
    }

    fn derive(&self, purpose: &[u8]) -> [u8; 32] {
        let mut out = [0; 32];
        // 32 bytes are far below the 8,160 that this function gives at the most, its only failure.
        let _ = Hkdf::<Sha256>::new(None, &self.0).expand(purpose, &mut out);
        out
    }

    /// A key for another purpose, for example for signing previews.
    pub fn purpose(&self, name: &str) -> [u8; 32] {
        self.derive(name.as_bytes())
    }
}

/// Letters and digits that are not mistaken for each other.
const ALPHABET: &[u8; 24] = b"BCDFGHJKMPQRTVWXY2346789";

/// Seals and opens the secrets of one instance, and gives the marks of its audit.
pub(crate) struct Vault {
    master: MasterKey,
    blind: [u8; 32],
    entropy: Entropy,
    marks: AtomicU64,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(•••••)")
    }
}

impl Vault {
    pub(crate) fn new(master: MasterKey, entropy: Entropy) -> Self {
        let blind = master.derive(b"symbolon secret blind index 1");
        Self { master, blind, entropy, marks: AtomicU64::new(0) }
    }

    /// A text that no other call gives, here or after a restart, and that sorts behind those given before.
    pub(crate) fn mark(&self) -> String {
        let mut bytes = [0; 16];
        (self.entropy)(&mut bytes);
        // The number keeps the order; randomness keeps two runs apart, which begin at the same number.
        format!("{:010}-{}", self.marks.fetch_add(1, Ordering::Relaxed), hex::encode(bytes))
    }

    /// Makes ids, as random as those of a command.
    pub(crate) fn minter(&self, now: i64) -> Minter {
        let mut bytes = [0; 16];
        // No more is drawn than an id has free bits for.
        (self.entropy)(&mut bytes[6..]);
        Minter::new(u64::try_from(now / 1_000).unwrap_or(0), u128::from_be_bytes(bytes))
    }

    /// A fresh code of 25 characters in five groups (D-01).
    fn code(&self) -> Secret {
        let mut code = String::with_capacity(29);
        let mut bytes = [0; 64];
        while code.len() < 29 {
            (self.entropy)(&mut bytes);
            for byte in bytes {
                // 240 is the largest multiple of 24 in a byte, so that every letter is as likely.
                if byte < 240 && code.len() < 29 {
                    if code.len() % 6 == 5 {
                        code.push('-');
                    }
                    code.push(char::from(ALPHABET[usize::from(byte % 24)]));
                }
            }
        }
        bytes.zeroize();
        Secret(code)
    }

    /// Whose row a ciphertext belongs to: it opens in no other.
    fn place(account: AccountId, object: &str) -> Vec<u8> {
        format!("1|{account}|secret|ciphertext|{object}").into_bytes()
    }

    fn cipher(&self, account: AccountId) -> Aes256Gcm {
        let mut key = self.master.derive(format!("symbolon secret 1|{account}").as_bytes());
        let cipher = Aes256Gcm::new(&Key::<Aes256Gcm>::from(key));
        key.zeroize();
        cipher
    }

    /// A fresh code for each of an account's new objects, as the rows to insert.
    pub(crate) fn issue(&self, account: AccountId, objects: Vec<String>) -> Result<Vec<Op>, StoreError> {
        if objects.is_empty() {
            return Ok(Vec::new());
        }
        let cipher = self.cipher(account);
        objects.into_iter().map(|object| self.issue_one(&cipher, account, object)).collect()
    }

    fn issue_one(&self, cipher: &Aes256Gcm, account: AccountId, object: String) -> Result<Op, StoreError> {
        let code = self.code();
        let mut nonce = [0; 12];
        (self.entropy)(&mut nonce);
        let place = Self::place(account, &object);
        let sealed = cipher
            .encrypt(&Nonce::from(nonce), Payload { msg: code.0.as_bytes(), aad: &place })
            .map_err(|error| StoreError::Secret(error.to_string()))?;
        let (last_five, blind) = (code.last_five().to_owned(), self.blind(&code)?);
        Ok(Op::Insert(
            &SECRET,
            vec![
                Val::from(&account),
                Val::from(object),
                // The format's number, the nonce and the ciphertext.
                Val::from(format!("1:{}:{}", hex::encode(nonce), hex::encode(sealed))),
                Val::from(last_five),
                Val::from(blind),
            ],
        ))
    }

    /// Seals a document for its place: the format's number, the nonce and the ciphertext.
    pub(crate) fn seal(&self, account: AccountId, object: &str, clear: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut nonce = [0; 12];
        (self.entropy)(&mut nonce);
        let place = Self::place(account, object);
        let sealed = self
            .cipher(account)
            .encrypt(&Nonce::from(nonce), Payload { msg: clear, aad: &place })
            .map_err(|error| StoreError::Secret(error.to_string()))?;
        Ok([&[1], nonce.as_slice(), sealed.as_slice()].concat())
    }

    /// Opens a document that was sealed for this place.
    pub(crate) fn unseal(&self, account: AccountId, object: &str, stored: &[u8]) -> Result<Vec<u8>, StoreError> {
        let broken = |cause: &str| StoreError::Secret(format!("{account}/{object}: {cause}"));
        let (Some([1]), Some(nonce), Some(sealed)) = (stored.get(..1), stored.get(1..13), stored.get(13..)) else {
            return Err(broken("unknown format"));
        };
        let nonce: [u8; 12] = nonce.try_into().map_err(|_| broken("the nonce is too short"))?;
        let place = Self::place(account, object);
        self.cipher(account)
            .decrypt(&Nonce::from(nonce), Payload { msg: sealed, aad: &place })
            .map_err(|_| broken("it was moved or changed, or the master key is another one"))
    }

    /// What stands for a code in the unique index: equal for equal codes, and of no use without the master key.
    pub(crate) fn blind(&self, code: &Secret) -> Result<String, StoreError> {
        let mut blind = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.blind)
            .map_err(|error| StoreError::Secret(error.to_string()))?;
        blind.update(code.0.as_bytes());
        Ok(hex::encode(blind.finalize().into_bytes()))
    }

    /// Opens the ciphertext of an object.
    pub(crate) fn open(&self, account: AccountId, object: &str, stored: &str) -> Result<Secret, StoreError> {
        let broken = |cause: &str| StoreError::Secret(format!("{account}/{object}: {cause}"));
        let mut parts = stored.split(':');
        let (Some("1"), Some(nonce), Some(sealed), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(broken("unknown format"));
        };
        let mut bytes = [0; 12];
        hex::decode_to_slice(nonce, &mut bytes).map_err(|_| broken("the nonce is not hex"))?;
        let sealed = hex::decode(sealed).map_err(|_| broken("the ciphertext is not hex"))?;
        let place = Self::place(account, object);
        let clear = self
            .cipher(account)
            .decrypt(&Nonce::from(bytes), Payload { msg: &sealed, aad: &place })
            .map_err(|_| broken("it was moved or changed, or the master key is another one"))?;
        String::from_utf8(clear).map(Secret).map_err(|_| broken("it is not text"))
    }
}
