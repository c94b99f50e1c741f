//! What is wrong with a file is said like a compiler says it: file, line, column, caret, hint. Several at once.

use symbolon_programme::{Files, load};

/// What loading says after one text in one file was replaced.
fn after(file: &str, from: &str, to: &str) -> String {
    let mut files = Files::embedded("example-isv").expect("it is built in");
    let text = files.0.get_mut(file).unwrap_or_else(|| panic!("no file {file}"));
    assert!(text.contains(from), "{file} does not hold {from}");
    *text = text.replacen(from, to, 1);
    match load(&files, 1) {
        Ok(_) => "loaded".to_owned(),
        Err(wrong) => wrong.render(false),
    }
}

#[track_caller]
fn says(rendered: &str, parts: &[&str]) {
    for part in parts {
        assert!(rendered.contains(part), "{part:?} is missing in\n{rendered}");
    }
}

#[test]
fn an_unknown_key_and_the_nearest_known_one() {
    let rendered = after("programme.toml", "lasts = \"P14D\"", "last = \"P14D\"");
    says(&rendered, &["unknown key `last`", "lasts", "programme.toml:"]);
}

#[test]
fn several_mistakes_are_said_at_once() {
    let rendered = after("programme.toml", "lasts = \"P14D\"", "last = \"P14D\"\nclosed = 3");
    says(&rendered, &["`last`", "`closed`"]);
}

#[test]
fn an_unknown_id_and_the_nearest_known_one() {
    let rendered = after("offers/offers.toml", "level = \"premier\"", "level = \"premir\"");
    says(&rendered, &["premir", "premier", "offers/offers.toml:"]);
    let rendered = after("offers/offers.toml", "window = \"short\"", "window = \"shot\"");
    says(&rendered, &["shot", "short"]);
}

#[test]
fn a_table_row_without_its_benefit_or_offer() {
    let rendered = after("tables/halcyon.csv", "starter,,studio,1", "starter,,stdio,1");
    says(&rendered, &["stdio", "studio", "tables/halcyon.csv:5"]);
    let rendered = after("tables/halcyon.csv", "starter,,studio,1", "stater,,studio,1");
    says(&rendered, &["stater", "starter"]);
}

#[test]
fn a_quantity_below_zero_or_not_whole() {
    says(&after("tables/halcyon.csv", "studio,1,", "studio,-1,"), &["-1", "tables/halcyon.csv:5"]);
    says(&after("tables/halcyon.csv", "studio,1,", "studio,1.5,"), &["1.5"]);
}

#[test]
fn an_impossible_day() {
    let rendered =
        after("offers/offers.toml", "window = \"short\"", "window = \"short\"\nfrom = 2021-02-30");
    assert_ne!(rendered, "loaded");
    says(&rendered, &["offers/offers.toml:"]);
    let rendered = after("offers/offers.toml", "window = \"short\"", "window = \"short\"\nfrom = \"2021-02-20\"");
    says(&rendered, &["2021-02-20"]);
}

#[test]
fn a_text_in_one_language_only() {
    let rendered = after("benefits/benefits.toml", "name = { fr = \"Studio Halcyon\", en = \"Halcyon Studio\" }", "name = { en = \"Halcyon Studio\" }");
    says(&rendered, &["French", "benefits/benefits.toml:"]);
}

#[test]
fn an_unknown_zone_currency_or_role() {
    says(&after("programme.toml", "Europe/Paris", "Europe/Pariss"), &["Europe/Pariss"]);
    says(&after("programme.toml", "\"EUR\"", "\"EURO\""), &["EURO"]);
    says(&after("programme.toml", "to = [\"programme_admin\"]", "to = [\"program_admin\"]"), &["program_admin", "programme_admin"]);
}

#[test]
fn prices_that_overlap() {
    let rendered = after("offers/offers.toml", "{ amount = \"130.00\" }", "{ amount = \"130.00\" }, { amount = \"140.00\" }");
    assert_ne!(rendered, "loaded", "two prices for the same country and days");
}

#[test]
fn a_row_that_stands_twice() {
    let row = "starter,,studio,1,seat,core,true,,,\n";
    let rendered = after("tables/halcyon.csv", row, &format!("{row}{row}"));
    assert_ne!(rendered, "loaded");
}

#[test]
fn what_is_not_toml_at_all() {
    says(&after("programme.toml", "format = 1", "format = = 1"), &["programme.toml:"]);
}

#[test]
fn an_empty_programme() {
    let Err(wrong) = load(&Files(Default::default()), 1) else { panic!("it loaded") };
    assert!(!wrong.items().is_empty());
}

#[test]
fn zz_show() {
    println!("{}", after("programme.toml", "lasts = \"P14D\"\naccess = \"read_only\"", "last = \"P14D\"\naccess = \"readonly\""));
    println!("{}", after("offers/offers.toml", "level = \"premier\"", "level = \"premir\""));
    println!("{}", after("tables/halcyon.csv", "studio,1,", "studio,-1,"));
    println!("{}", after("offers/offers.toml", "window = \"short\"", "window = \"short\"\nfrom = 2021-02-30"));
    println!("{}", after("benefits/benefits.toml", "name = { fr = \"Studio Halcyon\", en = \"Halcyon Studio\" }", "name = { en = \"Halcyon Studio\" }"));
    println!("{}", after("offers/offers.toml", "upgrade = { from = \"associate\"", "upgrade = { from = \"starter\""));
    println!("{}", after("offers/offers.toml", "[offer.premier]\nkind = \"attainment\"\n", "[offer.premier]\n"));
    println!("{}", after("programme.toml", "lasts = \"P14D\"", "lasts = \"14 days\""));
    println!("{}", after("benefits/benefits.toml", "redeem_by = \"anniversary\"\nusable", "redeem_by = \"purchase + P1D\"\nusable"));
    println!("{}", after("benefits/benefits.toml", "reassign_after = \"P5D\"", "modes = [\"new\"]"));
    println!("{}", load(&Files(Default::default()), 1).unwrap_err());
}
