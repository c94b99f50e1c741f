//! Typed identifiers: a readable prefix and a UUIDv7 in Crockford base32, so that ids sort by time of creation and an
//! id of one kind cannot be passed where another kind belongs.

use std::fmt;
use std::str::FromStr;

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdError {
    /// The prefix that was expected, without underscore.
    pub expected: &'static str,
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected an id that begins with {}_ and has 26 characters after it", self.expected)
    }
}

impl std::error::Error for IdError {}

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 26;

/// The value of each byte as a digit, in either case; 32 where it is none.
const DIGITS: [u8; 256] = {
    let mut digits = [32; 256];
    let mut value: u8 = 0;
    while value < 32 {
        let digit = ALPHABET[value as usize];
        digits[digit as usize] = value;
        digits[digit.to_ascii_uppercase() as usize] = value;
        value += 1;
    }
    digits
};

fn encode(mut value: u128) -> [u8; LENGTH] {
    let mut out = [b'0'; LENGTH];
    for slot in out.iter_mut().rev() {
        *slot = ALPHABET[(value & 31) as usize];
        value >>= 5;
    }
    out
}

fn decode(text: &str) -> Option<u128> {
    let bytes = text.as_bytes();
    // 26 characters carry 130 bits: the first may only use three of its five.
    if bytes.len() != LENGTH || !(b'0'..=b'7').contains(&bytes[0]) {
        return None;
    }
    bytes.iter().try_fold(0u128, |value, byte| {
        let digit = DIGITS[usize::from(*byte)];
        (digit < 32).then_some((value << 5) | u128::from(digit))
    })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u128);

        impl $name {
            /// What stands before the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// Wraps 128 bits that a [`Minter`] or the store made.
            pub const fn from_bits(bits: u128) -> Self {
                Self(bits)
            }

            /// The 128 bits behind the text.
            pub const fn bits(self) -> u128 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let digits = encode(self.0);
                f.write_str(concat!($prefix, "_"))?;
                f.write_str(std::str::from_utf8(&digits).unwrap_or_default())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                text.strip_prefix(concat!($prefix, "_"))
                    .and_then(decode)
                    .map(Self)
                    .ok_or(IdError { expected: $prefix })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A plan for a new version of the programme.
    PlanId = "pln";
    /// A partner company: the Partner Global Account (H-01).
    AccountId = "acc";
    /// A Partner Location Account (H-02).
    LocationId = "loc";
    /// A person known to a company or to the vendor.
    PersonId = "per";
    /// An API token: made from the hash that is stored of it, and of no use to get in.
    ApiTokenId = "api";
    /// A secret address of a calendar: made from the hash that is stored of it.
    ExportFeedId = "fed";
    /// An address to which the events of a company are sent.
    WebhookEndpointId = "whk";
    /// An event on its way to such an address.
    WebhookDeliveryId = "wdl";
    /// A directory on which cloud tokens are redeemed (D-01).
    TenantId = "ten";
    /// A level or competency that the company attained.
    AttainmentId = "att";
    /// A reading or a skill that shows that a requirement is met.
    EvidenceId = "evd";
    /// A certification profile that counts for a company.
    AssociationId = "asn";
    /// A purchased offer with its years (B-01).
    MembershipId = "mem";
    /// One granted line of a licence table in one year (C-04).
    GrantId = "grt";
    /// A cloud token (D-01).
    TokenId = "tok";
    /// The act of redeeming a token.
    RedemptionId = "red";
    /// A cloud subscription that redemptions made (D-19).
    SubscriptionId = "sub";
    /// A request for a replacement token (D-20).
    ReplacementId = "rpl";
    /// A product key (E-01).
    KeyId = "key";
    /// The act of showing a key or a token code (E-14).
    RevealId = "rev";
    /// One installation that a product key was used for (E-08).
    ActivationId = "act";
    /// An installation that the company recorded itself (F-11).
    InstallationId = "ins";
    /// A pool of developer subscriptions (G-02).
    PoolId = "pol";
    /// One seat given to one person (G-05).
    AssignmentId = "asg";
    /// Somebody's request for a seat.
    SeatRequestId = "srq";
    /// An erasable row that holds what a person typed or a device is called.
    NoteId = "nte";
    /// A document that was handed in.
    DocumentId = "doc";
    /// Something taken from a balance (K-07, K-12).
    UsageId = "use";
    /// A credit that a person holds (K-21).
    CreditId = "crd";
    /// An exemption from taxes.
    ExemptionId = "exm";
    /// An order to pay (B-42).
    OrderId = "ord";
    /// Money that was received (B-44).
    FundsId = "fun";
    /// A recorded decision, with its explanation.
    DecisionId = "dec";
    /// A message of a notice to one person (B-23).
    MessageId = "msg";
    /// An invitation to merge and what came of it (H-23).
    MergeId = "mrg";
    /// One run of a campaign (J-40).
    RunId = "run";
    /// An exception for one membership year (J-37).
    OverrideId = "ovr";
    /// A question to the vendor's people (J-01).
    TicketId = "tkt";
}

/// Makes the ids of one command: UUIDv7 from the command's time, then consecutive values, so that a decision is a
/// function of its inputs and the ids of one act sort in the order in which they were made.
#[derive(Debug, Clone)]
pub struct Minter {
    millis: u64,
    random: u128,
}

impl Minter {
    const RANDOM_BITS: u32 = 74;

    /// `millis` is Unix time in milliseconds; `random` gives the 74 free bits of the first id.
    pub fn new(millis: u64, random: u128) -> Self {
        // The top free bit stays clear, so that counting up cannot wrap within one command.
        Self { millis: millis & ((1 << 48) - 1), random: random & ((1 << (Self::RANDOM_BITS - 1)) - 1) }
    }

    /// The next 128 bits, with version 7 and the RFC 9562 variant set.
    pub fn bits(&mut self) -> u128 {
        let random = self.random;
        self.random += 1;
        let high = random >> 62;
        let low = random & ((1 << 62) - 1);
        (u128::from(self.millis) << 80) | (0x7 << 76) | (high << 64) | (0b10 << 62) | low
    }
}

macro_rules! mint {
    ($($method:ident -> $name:ident),* $(,)?) => {
        impl Minter {$(
            /// A fresh id of this kind.
            pub fn $method(&mut self) -> $name {
                $name::from_bits(self.bits())
            }
        )*}
    };
}

mint! {
    account -> AccountId, plan -> PlanId, location -> LocationId, person -> PersonId, tenant -> TenantId,
    attainment -> AttainmentId, evidence -> EvidenceId, association -> AssociationId, membership -> MembershipId, grant -> GrantId, token -> TokenId,
    webhook_endpoint -> WebhookEndpointId, webhook_delivery -> WebhookDeliveryId,
    redemption -> RedemptionId, subscription -> SubscriptionId, replacement -> ReplacementId, key -> KeyId,
    reveal -> RevealId, activation -> ActivationId, installation -> InstallationId, pool -> PoolId, assignment -> AssignmentId, note -> NoteId,
    seat_request -> SeatRequestId,
    document -> DocumentId, exemption -> ExemptionId, usage -> UsageId, credit -> CreditId, order -> OrderId, funds -> FundsId, decision -> DecisionId, message -> MessageId,
    merge -> MergeId,
    run -> RunId, late_override -> OverrideId, ticket -> TicketId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_another_prefix_is_refused() {
        let mut minter = Minter::new(1_631_268_000_000, 42);
        let token = minter.token();
        assert_eq!(token.to_string().parse::<TokenId>(), Ok(token));
        assert!(token.to_string().parse::<KeyId>().is_err());
        assert!("tok_zzzzzzzzzzzzzzzzzzzzzzzzzz".parse::<TokenId>().is_err());
        assert!("tok_é".parse::<TokenId>().is_err());
    }

    #[test]
    fn ids_of_one_command_are_in_order_and_carry_the_version() {
        let mut minter = Minter::new(1_631_268_000_000, u128::MAX);
        let (first, second) = (minter.grant(), minter.grant());
        assert!(first < second);
        assert_eq!((first.bits() >> 76) & 0xf, 7);
        assert_eq!((first.bits() >> 62) & 0b11, 0b10);
    }
}
