//! Whether a file is believed exactly where it should be.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};
use proptest::prelude::*;
use serde_json::{Value, json};
use symbolon_licence::{Case, Claims, Keys, Signer, State, inspect, open, verify};

const SECRET: [u8; 32] = [7; 32];
/// When the file of these tests was signed, and when it ends.
const SIGNED: i64 = 1_631_260_800;
const END: i64 = SIGNED + 7 * 86_400;

fn claims() -> Claims {
    Claims {
        iss: "mpn-2020".to_owned(),
        sandbox: false,
        account: "acc_1".to_owned(),
        sub: "per_1".to_owned(),
        aud: "intune".to_owned(),
        iat: SIGNED,
        nbf: SIGNED,
        exp: END,
        usable_until: "2021-10-01".to_owned(),
        grace: None,
        device: None,
        rule_version: 1,
    }
}

fn file(claims: &Claims) -> String {
    Signer::new(&SECRET).sign(claims).expect("can be signed")
}

fn keys(secret: [u8; 32]) -> Keys {
    Keys::read(&Signer::new(&secret).key_set()).expect("a key")
}

fn at(now: i64) -> Case<'static> {
    Case { product: "intune", device: None, now, seen: None }
}

/// A file with any header and any payload, signed with the key of these tests.
fn signed(header: &Value, payload: &str) -> String {
    let [header, payload] = [header.to_string(), payload.to_owned()].map(|part| URL_SAFE_NO_PAD.encode(part));
    let signature = SigningKey::from_bytes(&SECRET).sign(format!("{header}.{payload}").as_bytes());
    format!("{header}.{payload}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
}

fn header() -> Value {
    let (header, _) = inspect(&file(&claims())).expect("a file");
    json!({ "alg": header.alg, "typ": header.typ, "kid": header.kid })
}

#[test]
fn a_file_counts_is_due_and_ends() {
    let (file, keys) = (file(&claims()), keys(SECRET));
    let half = SIGNED + (END - SIGNED) / 2;
    for (now, expected) in [
        (SIGNED, State::Valid),
        (half - 1, State::Valid),
        (half, State::ValidRefreshDue),
        (END - 1, State::ValidRefreshDue),
        (END, State::Ended),
        (i64::MAX, State::Ended),
    ] {
        assert_eq!(verify(&file, &keys, &at(now)), expected, "{now}");
    }
    // Standard input ends with the end of a line.
    assert_eq!(open(&format!("{file}\n"), &keys), Some(claims()));
}

#[test]
fn a_right_that_has_to_be_renewed_is_told_apart() {
    let from = SIGNED + 86_400;
    let (file, keys) = (file(&Claims { grace: Some(from), ..claims() }), keys(SECRET));
    assert_eq!(verify(&file, &keys, &at(from - 1)), State::Valid);
    assert_eq!(verify(&file, &keys, &at(from)), State::Grace);
    assert_eq!(verify(&file, &keys, &at(END - 1)), State::Grace);
    assert_eq!(verify(&file, &keys, &at(END)), State::Ended);
}

#[test]
fn a_file_is_for_one_product_and_one_device() {
    let keys = keys(SECRET);
    let case = at(SIGNED);
    let free = file(&claims());
    assert_eq!(verify(&free, &keys, &Case { product: "visio", ..case }), State::WrongProduct);
    assert_eq!(verify(&free, &keys, &Case { device: Some("laptop-1"), ..case }), State::Valid);
    let bound = file(&Claims { device: Some("laptop-1".to_owned()), ..claims() });
    for (device, expected) in
        [(Some("laptop-1"), State::Valid), (Some("laptop-2"), State::WrongDevice), (None, State::WrongDevice)]
    {
        assert_eq!(verify(&bound, &keys, &Case { device, ..case }), expected, "{device:?}");
    }
}

#[test]
fn a_clock_that_is_turned_back_wins_nothing() {
    let (file, keys) = (file(&claims()), keys(SECRET));
    let state = |now, seen| verify(&file, &keys, &Case { seen, ..at(now) });
    // Clocks that are right differ by some minutes, of each other and of the signer's.
    assert_eq!(state(SIGNED - 300, None), State::Valid);
    assert_eq!(state(SIGNED + 700, Some(SIGNED + 1_000)), State::Valid);
    assert_eq!(state(SIGNED - 301, None), State::ClockRolledBack);
    assert_eq!(state(SIGNED + 699, Some(SIGNED + 1_000)), State::ClockRolledBack);
    assert_eq!(state(i64::MIN, None), State::ClockRolledBack);
    // An old file that was put aside is over, whatever the clock shows.
    assert_eq!(state(SIGNED + 60, Some(END)), State::Ended);
    assert_eq!(state(END - 60, Some(END + 60)), State::Ended);
}

#[test]
fn no_letter_of_a_file_can_be_changed() {
    let (file, keys) = (file(&claims()), keys(SECRET));
    for place in 0..file.len() {
        for letter in "AQgw-_.9".chars() {
            let mut changed: Vec<char> = file.chars().collect();
            if std::mem::replace(&mut changed[place], letter) != letter {
                let changed: String = changed.into_iter().collect();
                assert_eq!(open(&changed, &keys), None, "{place} {letter}");
            }
        }
        assert_eq!(open(&file[..place], &keys), None, "{place}");
        assert_eq!(open(&format!("{}{}", &file[..place], &file[place + 1..]), &keys), None, "{place}");
    }
    for longer in [format!("{file}A"), format!("{file}="), format!("{file}.{file}"), format!("A{file}")] {
        assert_eq!(open(&longer, &keys), None, "{longer}");
    }
}

#[test]
fn only_a_licence_file_that_a_known_key_signed_is_believed() {
    let keys = keys(SECRET);
    let payload = serde_json::to_string(&claims()).expect("JSON");
    assert_eq!(open(&signed(&header(), &payload), &keys), Some(claims()));
    let with = |name: &str, value: Value| {
        let mut header = header();
        header[name] = value;
        signed(&header, &payload)
    };
    for (name, value) in [
        ("alg", json!("none")),
        ("alg", json!("HS256")),
        ("alg", json!("eddsa")),
        ("typ", json!("JWT")),
        ("kid", json!("")),
        ("kid", json!(null)),
        ("crit", json!(["b64"])),
        ("jwk", json!({ "kty": "OKP" })),
    ] {
        assert_eq!(open(&with(name, value.clone()), &keys), None, "{name} {value}");
    }
    // Without a signature at all.
    let unsigned = with("alg", json!("none"));
    let (unsigned, _) = unsigned.rsplit_once('.').expect("a signature");
    assert_eq!((open(&format!("{unsigned}."), &keys), open(unsigned, &keys)), (None, None));
    // With the key of somebody else, under its name and under ours.
    let other = Signer::new(&[8; 32]).sign(&claims()).expect("can be signed");
    assert_eq!(open(&other, &keys), None);
    let (body, own) = (file(&claims()), other.rsplit_once('.').expect("a signature").1.to_owned());
    assert_eq!(open(&format!("{}.{own}", body.rsplit_once('.').expect("a signature").0), &keys), None);
    // Claims that are none.
    for payload in ["", "{}", "null", "[]", &payload.replace("1631260800", "\"1631260800\"")] {
        assert_eq!(open(&signed(&header(), payload), &keys), None, "{payload}");
    }
    // What is said besides in a later version does not make it unreadable.
    let more = payload.replacen('{', "{\"seats\":5,", 1);
    assert_eq!(open(&signed(&header(), &more), &keys), Some(claims()));
}

#[test]
fn keys_are_read_from_a_set_in_which_others_may_stand() {
    let own: Value = serde_json::from_str(&Signer::new(&SECRET).key_set()).expect("JSON");
    let old: Value = serde_json::from_str(&Signer::new(&[8; 32]).key_set()).expect("JSON");
    let rsa = json!({ "kty": "RSA", "n": "AQAB", "e": "AQAB", "kid": "1" });
    let set = json!({ "keys": [rsa, old["keys"][0], own["keys"][0]] });
    let keys = Keys::read(&set.to_string()).expect("keys");
    assert_eq!(verify(&file(&claims()), &keys, &at(SIGNED)), State::Valid);
    for none in ["", "{}", "{\"keys\":[]}", "[]", &json!({ "keys": [rsa] }).to_string()] {
        assert!(Keys::read(none).is_none(), "{none}");
    }
}

/// The key of RFC 8037, appendix A: its thumbprint is known.
#[test]
fn a_key_has_the_name_that_the_standard_gives_it() {
    let secret = URL_SAFE_NO_PAD.decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").expect("the key");
    let set = Signer::new(&secret.try_into().expect("32 bytes")).key_set();
    let set: Value = serde_json::from_str(&set).expect("JSON");
    assert_eq!(set["keys"][0]["x"], "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    assert_eq!(set["keys"][0]["kid"], "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    assert_eq!(set["keys"][0]["use"], "sig");
}

#[test]
fn a_signer_does_not_print_its_key() {
    let printed = format!("{:?}", Signer::new(&SECRET));
    assert!(printed.starts_with("Signer { id: ") && !printed.contains("7, 7"), "{printed}");
}

proptest! {
    /// Whatever else a clock shows, a product that keeps the latest time is never better off than with a clock that is right.
    #[test]
    fn turning_a_clock_back_never_helps(now in SIGNED..END + 86_400, back in 0..9 * 86_400_i64, grace in SIGNED..END) {
        let claims = Claims { grace: Some(grace), ..claims() };
        let right = claims.state(&at(now));
        let turned = claims.state(&Case { seen: Some(now), ..at(now - back) });
        prop_assert!(turned == right || !turned.allows(), "{right:?} {turned:?}");
    }

    #[test]
    fn no_text_makes_it_fail(text in "[A-Za-z0-9_.-]{0,200}|.{0,60}") {
        prop_assert_eq!(verify(&text, &keys(SECRET), &at(SIGNED)), State::BadSignature);
    }
}
