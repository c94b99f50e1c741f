//! What is wrong with a file is said like a compiler says it: file, line, column, caret, hint. Several at once.

use symbolon_programme::{Files, load};

/// What loading says after one text in one file was replaced.
pub(crate) fn after(file: &str, from: &str, to: &str) -> String {
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
pub(crate) fn says(rendered: &str, parts: &[&str]) {
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
    let rendered = after("offers/offers.toml", "window = \"short\"", "window = \"short\"\nfrom = 2021-02-30");
    assert_ne!(rendered, "loaded");
    says(&rendered, &["offers/offers.toml:"]);
    let rendered = after("offers/offers.toml", "window = \"short\"", "window = \"short\"\nfrom = \"2021-02-20\"");
    says(&rendered, &["2021-02-20"]);
}

#[test]
fn a_text_in_one_language_only() {
    let rendered = after(
        "benefits/benefits.toml",
        "name = { fr = \"Studio Halcyon\", en = \"Halcyon Studio\" }",
        "name = { en = \"Halcyon Studio\" }",
    );
    says(&rendered, &["French", "benefits/benefits.toml:"]);
}

#[test]
fn an_unknown_zone_currency_or_role() {
    says(&after("programme.toml", "Europe/Paris", "Europe/Pariss"), &["Europe/Pariss"]);
    says(&after("programme.toml", "\"EUR\"", "\"EURO\""), &["EURO"]);
    says(
        &after("programme.toml", "to = [\"programme_admin\"]", "to = [\"program_admin\"]"),
        &["program_admin", "programme_admin"],
    );
}

#[test]
fn prices_that_overlap() {
    let rendered =
        after("offers/offers.toml", "{ amount = \"130.00\" }", "{ amount = \"130.00\" }, { amount = \"140.00\" }");
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

#[track_caller]
fn exactly(rendered: &str, expected: &str) {
    assert_eq!(rendered.trim_end(), expected.trim_matches('\n'), "\n{rendered}");
}

#[test]
fn the_mark_is_under_the_word_and_every_mistake_has_its_own() {
    exactly(
        &after("programme.toml", "lasts = \"P14D\"\naccess = \"read_only\"", "last = \"P14D\"\naccess = \"readonly\""),
        r#"
  × the key `lasts` is missing
    ╭─[programme.toml:37:9]
 36 │ # Renewal begins ten days after the anniversary and lasts two weeks; what is held can be used, nothing new begins.
 37 │ [window.short]
    ·         ─────
 38 │ opens = "anniversary + P10D"
    ╰────
  help: add `lasts = …`: How many days it lasts, the first and the last included: `P30D`.

  × unknown key `last`
    ╭─[programme.toml:39:1]
 38 │ opens = "anniversary + P10D"
 39 │ last = "P14D"
    · ────
 40 │ access = "readonly"
    ╰────
  help: did you mean `lasts`?

  × unknown value `readonly`
    ╭─[programme.toml:40:10]
 39 │ last = "P14D"
 40 │ access = "readonly"
    ·          ──────────
 41 │ first_anniversary = "purchase + P1Y"
    ╰────
  help: did you mean `read_only`?

3 errors in 1 file. Nothing was loaded.
"#,
    );
}

#[test]
fn a_cell_of_a_table_is_marked() {
    exactly(
        &after("tables/halcyon.csv", "studio,1,", "studio,-1,"),
        r"
  × a quantity cannot be below zero
   ╭─[tables/halcyon.csv:5:17]
 4 │ starter,,halcyon-desktop,2,licence,core,true,,,
 5 │ starter,,studio,-1,seat,core,true,,,
   ·                 ──
 6 │ associate,,cloud-suite,25,seat,core,true,,,
   ╰────

1 error. Nothing was loaded.
",
    );
}

#[test]
fn an_unknown_level_is_one_mistake() {
    exactly(
        &after("offers/offers.toml", "level = \"premier\"", "level = \"premir\""),
        r#"
  × unknown level `premir`
    ╭─[offers/offers.toml:26:9]
 25 │ kind = "attainment"
 26 │ level = "premir"
    ·         ────────
 27 │ name = { fr = "Premier", en = "Premier" }
    ╰────
  help: did you mean `premier`?

1 error. Nothing was loaded.
"#,
    );
}

#[test]
fn an_upgrade_goes_up() {
    let order = "order of the levels: associate < premier";
    let down = after("programme.toml", "id = \"associate\"", "id = \"premier-2\"");
    says(&down, &["unknown level `associate`"]);
    let from = |other: &str| after("offers/offers.toml", "from = \"associate\"", &format!("from = \"{other}\""));
    says(&from("premier"), &["an offer cannot upgrade itself"]);
    says(&from("starter"), &["`premier` is not above `starter`", order]);
    let upside_down = after("offers/offers.toml", "level = \"associate\"", "level = \"premier\"");
    says(&upside_down, &["`premier` is not above `associate`", order]);
}

#[test]
fn an_id_is_given_once() {
    let twice = after("programme.toml", "id = \"premier\"", "id = \"associate\"");
    says(&twice, &["`associate` is there already", "first at programme.toml:29"]);
    let mut files = Files::embedded("example-isv").expect("it is built in");
    let offers = files.0["offers/offers.toml"].clone();
    files.0.insert("offers/again.toml".to_owned(), offers);
    let wrong = load(&files, 1).expect_err("every offer stands in two files");
    assert_eq!(wrong.items().len(), 3, "{wrong}");
}

#[test]
fn what_is_said_about_another_kind_and_what_is_missing() {
    let rendered = after("benefits/benefits.toml", "reassign_after = \"P5D\"", "modes = [\"new\"]");
    says(&rendered, &["the key `reassign_after` is missing from `studio`", "`modes` is about the kind `token`"]);
    let rendered = after("benefits/benefits.toml", "category = \"studio\"", "category = \"studios\"");
    says(&rendered, &["unknown category `studios`", "did you mean `studio`?"]);
    let rendered = after("benefits/benefits.toml", "terms = \"halcyon\"", "terms = \"halycon\"");
    says(&rendered, &["unknown terms `halycon`", "did you mean `halcyon`?"]);
}

#[test]
fn rules_of_days_and_wrong_types() {
    says(&after("programme.toml", "\"P14D\"", "\"14 days\""), &["`14 days` is not a period"]);
    says(&after("programme.toml", "\"P14D\"", "14"), &["this must be a text in quotes, and it is a whole number"]);
    says(&after("programme.toml", "\"previous + P1Y\"", "\"purchase + P1Y\""), &["it is counted from `previous`"]);
    says(
        &after("programme.toml", "\"anniversary + P10D\"", "\"anniversary - P20D\""),
        &["closes before the anniversary"],
    );
    says(&after("programme.toml", "\"previous + P360D\"", "\"previous + P365D\""), &["360", "365"]);
    says(&after("offers/offers.toml", "max = 2", "max = 0"), &["0 is below 1"]);
    says(&after("offers/offers.toml", "discount_percent = 50", "discount_percent = 150"), &["150 is above 100"]);
    says(&after("offers/offers.toml", "\"120.00\"", "\"12,00\""), &["is not an amount in EUR", "\"430.00\""]);
}

#[test]
fn rows_agree_with_what_they_grant() {
    let row = |from: &str, to: &str| after("tables/halcyon.csv", from, to);
    says(&row("studio,1,seat", "studio,1,licence"), &["`studio` is not counted in `licence`"]);
    says(&row("studio,1,seat", "studio,1,set"), &["unknown unit `set`", "did you mean `seat`?"]);
    says(&row("associate,integration", "associate,"), &["an incremental row names a competency"]);
    says(&row("associate,integration", "associate,integraton"), &["unknown competency `integraton`"]);
    says(&row("starter,,studio,1,seat,core", "starter,training,studio,1,seat,incremental"), &["needs no competency"]);
    says(&row("starter,,studio,1", "starter,,studio,0"), &["a row that grants nothing", "leave the row out"]);
    says(&row("starter,,studio,1,seat,core,true,,,", "starter,,studio,1,seat,core,true,2021-02-30,,"), &["2021-02-30"]);
    says(&row("starter,,studio,1,seat,core,true,,,", "starter,,studio"), &["this row has 3 cells"]);
    says(
        &row("offer,competency,", "offer,competence,"),
        &["unknown column `competence`", "did you mean `competency`?"],
    );
}

#[test]
fn a_worked_example_names_what_exists() {
    let case = |from: &str, to: &str| after("tests/rules.toml", from, to);
    says(&case("buy = \"starter\"", "buy = \"startr\""), &["unknown offer `startr`", "did you mean `starter`?"]);
    says(&case("buy = \"starter\", ok", "buy = \"starter\", renew = \"starter\", ok"), &["exactly one act is needed"]);
    says(&case("\"offer-limit-reached\"", "\"offer-limit\""), &["unknown value `offer-limit`"]);
    says(&case("on = 2020-09-03, buy", "on = 2020-09-01, buy"), &["this act lies before the one above it"]);
    says(&case("buy = \"starter\", ok = true", "buy = \"starter\", ok = false"), &["contradict each other"]);
}

#[test]
fn the_report_exists_in_french_and_as_values() {
    let mut files = Files::embedded("example-isv").expect("it is built in");
    let text = files.0.get_mut("programme.toml").expect("it has an entry");
    *text = text.replacen("lasts = \"P14D\"", "lasts = \"P14M\"", 1);
    let wrong = load(&files, 1).expect_err("a window of months");
    let [item] = wrong.items() else { panic!("{wrong}") };
    assert_eq!((item.file.as_str(), item.line, item.column), ("programme.toml", 39, 9));
    assert_eq!(item.message.fr, "cette durée se compte en jours");
    assert_eq!(item.hint.as_ref().map(|hint| hint.en.as_str()), Some("for example P30D"));
    let fr = wrong.render_in(symbolon_domain::programme::Language::Fr, false);
    says(&fr, &["cette durée se compte en jours", "1 erreur. Rien n’a été chargé."]);
    assert!(wrong.render(true).contains("\u{1b}["), "colour");
    assert!(!wrong.render(false).contains("\u{1b}["), "no colour");
}

#[test]
fn ceilings_that_contradict_each_other() {
    let caps = |text: &str| after("programme.toml", "[caps]\nworldwide = 2", text);
    says(&caps("[caps]\nper_country = 3\nworldwide = 2"), &["worldwide ceiling (2 ×) is below", "(3 ×)"]);
    says(&caps("[caps]\nworldwide = 0"), &["0 is below 1", "programme.toml:"]);
    says(&caps("[cap.one]\nbenefit = \"stdio\"\nworldwide = 2"), &["stdio", "studio"]);
    says(&caps("[cap.one]\nworldwide = 2\nfrom = 2021-02-01\nto = 2021-01-31"), &["last day lies before the first"]);
    let twice = "[cap.one]\nbenefit = \"studio\"\nworldwide = 2\n[cap.two]\nbenefit = \"studio\"\nfrom = 2021-01-01";
    says(&caps(twice), &["hold for the same days", "cap.one"]);
    let dated = "[caps]\nworldwide = 2\n[cap.one]\nbenefit = \"studio\"\nworldwide = 3\nto = 2020-12-31\n\
                 [cap.two]\nbenefit = \"studio\"\nfrom = 2021-01-01";
    assert_eq!(caps(dated), "loaded");
}

#[test]
fn the_ceilings_of_a_product_and_of_a_day_go_before_those_of_all() {
    let mut files = Files::embedded("example-isv").expect("it is built in");
    let text = files.0.get_mut("programme.toml").expect("it has one");
    text.push_str("\n[cap.less]\nbenefit = \"studio\"\nworldwide = 1\nto = 2020-12-31\n");
    text.push_str("[cap.none]\nbenefit = \"studio\"\nfrom = 2022-01-01\n");
    let programme = load(&files, 1).unwrap_or_else(|wrong| panic!("{}", wrong.render(false))).programme;
    let worldwide =
        |benefit: &str, day: &str| programme.cap(benefit, day.parse().expect("a day")).map(|cap| cap.worldwide);
    assert_eq!(worldwide("studio", "2020-12-31"), Some(Some(1)));
    assert_eq!(worldwide("studio", "2021-01-01"), Some(Some(2)));
    assert_eq!(worldwide("studio", "2022-01-01"), Some(None));
    assert_eq!(worldwide("help", "2020-12-31"), Some(Some(2)));
}

#[test]
fn an_entitlement_that_is_not_shared_or_not_counted() {
    let file = "benefits/benefits.toml";
    let alone = after(
        file,
        "count = \"new_device_or_major_change\"\nshared_pool = \"mail\"",
        "count = \"new_device_or_major_change\"",
    );
    says(&alone, &["no other benefit shares `mail`", file]);
    let uncounted =
        after(file, "name = { fr = \"Heures d’aide\"", "shared_pool = \"mail\"\nname = { fr = \"Heures d’aide\"");
    says(&uncounted, &["not counted", file]);
    let wrong = after(file, "edition = \"studio\"", "edition = \"studio\"\nunlimited_with = \"cloud_competency\"");
    says(&wrong, &["`unlimited_with` is about the kind `balance`"]);
}

#[test]
fn hours_for_provisioning() {
    let with =
        |text: &str| after("programme.toml", "[caps]", &format!("[provisioning]\nwithin = \"{text}\"\n\n[caps]"));
    assert_eq!(with("PT24H"), "loaded");
    says(&with("P1D"), &["programme.toml:"]);
    says(&with("PT0H"), &["this period is zero"]);
}

#[test]
fn what_could_never_work() {
    let (offers, benefits) = ("offers/offers.toml", "benefits/benefits.toml");
    let late = after("programme.toml", "lasts = \"P14D\"", "lasts = \"P400D\"");
    says(&late, &["closes after the end of the year", "programme.toml:"]);
    let own = after(offers, "[offer.starter]", "[offer.starter]\nexcluded_by = [\"starter\"]");
    says(&own, &["an offer cannot exclude itself", "offers/offers.toml:"]);
    says(&after(offers, "country = \"FR\"", "country = \"UK\""), &["`UK` is not a country code", "GB"]);
    let modes = after(benefits, "modes = [\"new\", \"add_seats\"]", "modes = [\"add_seats\"]");
    says(&modes, &["no subscription can ever begin", "benefits/benefits.toml:"]);
    let reasons = after(benefits, "modes = [\"new\", \"extend\", \"add_seats\"]", "modes = [\"new\", \"add_seats\"]");
    assert!(!reasons.contains("added_instead_of_extended"), "{reasons}");
    let reason = after(benefits, "reasons = [\"wrong_tenant\"]", "reasons = [\"added_instead_of_extended\"]");
    assert_eq!(reason, "loaded");
    let lost = after(benefits, "reasons = [\"wrong_tenant\"]", "reasons = [\"wrong_tenant\", \"lost\"]");
    says(&lost, &["`lost` is a reason for which no token is ever replaced", "benefits/benefits.toml:"]);
    let own = after(
        offers,
        "upgrade = { from = \"associate\"",
        "excluded_by = [\"associate\"]\nupgrade = { from = \"associate\"",
    );
    says(&own, &["`associate` is the offer that this one upgrades", "offers/offers.toml:"]);
    let early = after("programme.toml", "anniversary - P30D", "anniversary - P400D");
    says(&early, &["before the year has begun", "programme.toml:"]);
    let balance = after(benefits, "balance = { kind = \"hours\", engagement_max = 4 }", "");
    says(&balance, &["the key `balance` is missing"]);
}

/// Without this, everything below the quote would be a part of its cell, and nothing of it would be granted.
#[test]
fn a_quote_that_its_line_does_not_close() {
    let table = "tables/halcyon.csv";
    for (from, to) in [
        ("starter,,studio,1,seat,core,true,,,", "starter,,studio,1,seat,core,true,,,\"open"),
        ("starter,,studio,1,", "starter,,\"studio,1,"),
        ("true,,,\npremier,training,help", "true,,,\"open\npremier,training,help"),
    ] {
        let found = after(table, from, to);
        says(
            &found,
            &["this quote is not closed on its line", "tables/halcyon.csv:", "close it at the end of the cell"],
        );
        says(&found, &["1 error."]);
    }
    let header = after(table, "verified,from", "\"verified,from");
    says(&header, &["this quote is not closed on its line", "tables/halcyon.csv:1:"]);
    assert_eq!(after(table, "studio,1,seat,core,true,,,", "studio,1,seat,core,true,,,\"19\"\", wide\""), "loaded");
}

#[test]
fn a_table_as_a_spreadsheet_writes_it() {
    let table = "tables/halcyon.csv";
    let blank = after(table, "premier,training,help", ",,,,,,,,,\n, ,,,,,,,,\npremier,training,help");
    assert_eq!(blank, "loaded");
    let mut files = Files::embedded("example-isv").expect("it is built in");
    let text = files.0.get_mut(table).expect("a table");
    *text = text.replace(',', ";");
    let found = load(&files, 1).expect_err("it is separated otherwise").render(false);
    says(&found, &["the cells are separated by `;`", "separate them by commas"]);
    assert!(!found.contains("unknown column"), "{found}");
}

#[test]
fn what_stands_in_one_file_only() {
    for (part, text) in [
        ("caps", "per_country = 1"),
        ("provisioning", "within = \"PT24H\""),
        ("tax_refund", "within = \"P12M\""),
        ("guard", ""),
    ] {
        let mut files = Files::embedded("example-isv").expect("it is built in");
        for file in ["one.toml", "two.toml"] {
            files.0.insert(file.to_owned(), format!("format = 1\n\n[{part}]\n{text}\n"));
        }
        let found = load(&files, 1).expect_err("it is given twice").render(false);
        says(&found, &[&format!("`[{part}]` stands in another file already"), "two.toml:3"]);
    }
}

/// A renewal may be possible up to the end of the year that it buys, whatever the first year was.
#[test]
fn a_window_lasts_no_longer_than_the_year_that_its_renewal_buys() {
    let window = |first: &str, next: &str, lasts: i32| {
        let mut files = Files::embedded("example-isv").expect("it is built in");
        let text = files.0.get_mut("programme.toml").expect("a file");
        *text = text
            .replace("purchase + P360D", first)
            .replace("previous + P360D", next)
            .replace("lasts = \"P7D\"", &format!("lasts = \"P{lasts}D\""));
        // The worked examples are about other years, and a calendar year is not counted from a payment.
        let campaign = files.0.get_mut("campaigns/thanks.toml").expect("a file");
        *campaign = campaign.replace("\"payment\"", "\"anniversary\"");
        load(&files, 1).map_or_else(|wrong| wrong.render(false), |_| "loaded".to_owned())
    };
    for (first, next, most) in [
        ("purchase + P360D", "previous + P360D", 360),
        ("purchase + P1Y", "previous + P360D", 360),
        ("purchase + P30D", "previous + P1Y", 365),
        ("purchase + P1Y", "previous + P1Y", 365),
    ] {
        assert_eq!(window(first, next, most), "loaded", "{first}, {next}");
        says(&window(first, next, most + 1), &["closes after the end of the year"]);
    }
}

#[test]
fn places_that_are_none() {
    says(&after("programme.toml", "Europe/Paris", "Etc/Unknown"), &["unknown time zone `Etc/Unknown`"]);
    let market = "[[market]]\nid = \"far\"\nname = { fr = \"Loin\", en = \"Far\" }\ncountries = [\"UK\"]\n\n[caps]";
    says(&after("programme.toml", "[caps]", market), &["`UK` is not a country code", "GB"]);
}

#[test]
fn a_campaign_is_not_over_before_its_first_anniversary() {
    let file = "campaigns/thanks.toml";
    let late = after(file, "until = 2021-09-30", "until = 2021-02-28");
    says(&late, &["this ends before the campaign’s first anniversary", "until = 2021-02-28"]);
    let own = after(file, "max_members = 3", "max_members = 3\nself_service_until = 2021-02-28");
    says(&own, &["this ends before the campaign’s first anniversary", "self_service_until = 2021-02-28"]);
}

/// What is said in French of a text in one file that was replaced.
fn after_in_french(file: &str, from: &str, to: &str) -> String {
    let mut files = Files::embedded("example-isv").expect("it is built in");
    let text = files.0.get_mut(file).unwrap_or_else(|| panic!("no file {file}"));
    *text = text.replacen(from, to, 1);
    load(&files, 1).expect_err("it is wrong").render_in(symbolon_domain::programme::Language::Fr, false)
}

#[test]
fn syntax_is_told_in_the_readers_language_with_what_to_do() {
    for (to, message, hint) in [
        ("lasts = \"P14D", "ce texte ne finit pas, ou mal", "un texte finit par le guillemet qui l’ouvre"),
        ("lasts = P14D", "un texte s’écrit entre guillemets", "mettez-le entre guillemets"),
        ("lasts = \"P14D\"\nlasts = \"P15D\"", "cette clé existe déjà", "n’en gardez qu’une"),
        ("lasts = 2021-02-31", "ce jour n’existe pas", "un jour s’écrit 2020-09-01"),
        ("lasts = = 1", "ceci n’est pas du TOML valide", "ce que dit l’analyseur"),
    ] {
        says(&after_in_french("programme.toml", "lasts = \"P14D\"", to), &[message, hint, "programme.toml:"]);
    }
}

#[test]
fn a_file_of_a_later_format_is_judged_no_further() {
    let rendered = after("programme.toml", "format = 1", "format = 2\nnew = true");
    says(&rendered, &["written for a newer Symbolon", "this one reads format 1", "1 error."]);
}

#[test]
fn what_is_known_is_listed_or_the_nearest_named() {
    says(&after("programme.toml", "currency = \"EUR\"", "currency = \"eur\""), &["did you mean `EUR`?"]);
    let rendered = after("programme.toml", "[role_name]", "[role_name]\nemperor = { fr = \"E\", en = \"E\" }");
    says(&rendered, &["unknown role `emperor`", "known: ", "`global_admin`"]);
}

#[test]
fn a_fault_of_a_window_is_not_told_of_its_notices_elsewhere() {
    let mut files = Files::embedded("mpn-2020").expect("it is built in");
    let text = files.0.get_mut("programme.toml").expect("a file");
    *text = text.replacen("lasts = \"P30D\"", "lasts = \"P0D\"", 1);
    let rendered = load(&files, 1).expect_err("it is wrong").render(false);
    says(&rendered, &["this period is zero", "1 error."]);
}

#[test]
fn prices_in_disorder_are_told_once() {
    let fees = |earlier: &str, later: &str| {
        let fee = |days: &str| format!("{{ amount = \"900.00\", {days} }}");
        let fees = format!("fee = [{}, {}]", fee(earlier), fee(later));
        after("offers/offers.toml", "fee = [{ amount = \"900.00\" }]", &fees)
    };
    let overlap = fees("to = 2012-11-18", "from = 2012-11-01");
    says(&overlap, &["two prices hold on the same day"]);
    assert!(!overlap.contains("no price holds"), "{overlap}");
    let turned = fees("from = 2012-11-18, to = 2012-11-01", "from = 2013-01-01");
    says(&turned, &["the last day lies before the first"]);
    assert!(!turned.contains("no price holds"), "{turned}");
    says(&fees("to = 2012-11-18", "from = 2013-01-01"), &["no price holds between 2012-11-19 and 2013-01-01"]);
}

/// What loading `mpn-2020` says after texts in its main file were replaced.
fn after_all(changes: &[(&str, &str)]) -> String {
    let mut files = Files::embedded("mpn-2020").expect("it is built in");
    let text = files.0.get_mut("programme.toml").expect("a file");
    for (from, to) in changes {
        assert!(text.contains(from), "programme.toml does not hold {from}");
        *text = text.replacen(from, to, 1);
    }
    load(&files, 1).map_or_else(|wrong| wrong.render(false), |_| "loaded".to_owned())
}

/// B-20, B-22, F-09: the words that an id has are true on its day, and somebody gets them.
#[test]
fn a_notice_is_true_on_its_day() {
    let longer = after_all(&[("lasts = \"P30D\"", "lasts = \"P60D\"")]);
    for said in [
        "the words of `renewal-last-day` are not true on this day",
        "only `anniversary + P60D`",
        "the words of `membership-lapsed` are not true on this day",
        "only `anniversary + P61D`",
        "the words of `software-two-weeks` are not true on this day",
        "at the earliest `anniversary + P61D`",
        "3 errors in 1 file.",
    ] {
        says(&longer, &[said]);
    }
    let moved = [
        ("lasts = \"P30D\"", "lasts = \"P60D\""),
        ("at = \"anniversary + P30D\"", "at = \"anniversary + P60D\""),
        ("at = \"anniversary + P31D\"", "at = \"anniversary + P61D\""),
        ("at = \"anniversary + P45D\"", "at = \"anniversary + P75D\""),
    ];
    assert_eq!(after_all(&moved), "loaded");
    let upcoming = after_all(&[("anniversary - P15D", "anniversary + P1D")]);
    says(&upcoming, &["`renewal-upcoming` are not true", "at the latest `anniversary`"]);
    let closing = after_all(&[("anniversary + P23D", "anniversary + P31D")]);
    says(&closing, &["`renewal-closing` are not true", "from `anniversary + P1D` to `anniversary + P30D`"]);

    let own = |at: &str, list: &str| {
        let entry =
            format!("[[window.standard.{list}]]\nat = \"{at}\"\nto = [\"billing_admin\"]\ntext = \"invoice-soon\"\n\n");
        after_all(&[("[[level]]", &format!("{entry}[[level]]"))])
    };
    assert_eq!(own("anniversary + P31D", "reminder"), "loaded");
    says(
        &own("anniversary + P32D", "reminder"),
        &["nobody would get this notice", "at the latest `anniversary + P31D`"],
    );
    assert_eq!(own("anniversary + P31D", "wind_down_reminder"), "loaded");
    says(&own("anniversary + P30D", "wind_down_reminder"), &["has not lapsed yet on this day"]);

    let misspelt = after_all(&[("text = \"renewal-open\"", "text = \"renewal-opne\"")]);
    says(&misspelt, &["`renewal-opne` has no words of its own", "did you mean `renewal-open`?"]);
    let other = after_all(&[("[[window.standard.reminder]] # B-22, F-09", "[[window.standard.wind_down_reminder]]")]);
    says(&other, &["`membership-lapsed` is no `wind_down_reminder`", "it is a `reminder`"]);
    let auditor = after_all(&[("to = [\"global_admin\", \"programme_admin\"]", "to = [\"auditor\"]")]);
    says(&auditor, &["`auditor` is no role of a company’s people", "global_admin"]);
}

/// B-02, B-30, B-44, D-13, A-18: values that would leave nobody a way.
#[test]
fn values_that_leave_no_way() {
    let review = after_all(&[("review_from = \"anniversary\"", "review_from = \"anniversary + P40D\"")]);
    says(&review, &["the profile would let nobody renew", "at the latest `anniversary + P30D`"]);
    let early = after(
        "programme.toml",
        "opens = \"anniversary + P1D\"\nlasts = \"P7D\"",
        "opens = \"anniversary - P360D\"\nlasts = \"P365D\"",
    );
    says(&early, &["opens before the year that is to be renewed has begun"]);
    let inside = after(
        "programme.toml",
        "opens = \"anniversary + P1D\"\nlasts = \"P7D\"",
        "opens = \"anniversary - P359D\"\nlasts = \"P365D\"",
    );
    assert_eq!(inside, "loaded");

    let offers = "offers/offers.toml";
    let slow = |days: i32| {
        let payment = "methods = [\"transfer\"], order_expires_after = \"P14D\"";
        after(offers, payment, &format!("methods = [\"transfer\"], order_expires_after = \"P{days}D\""))
    };
    says(
        &slow(360),
        &["an order of `premier` can be paid after the year that it buys has ended", "less than 360 days"],
    );
    assert_eq!(slow(359), "loaded");
    let nowhere = after(offers, "methods = [\"transfer\", \"card\"]", "methods = [\"card\"]");
    says(&nowhere, &["in `BE`, no way to pay is left", "add `transfer` to `methods`"]);
    let nothing = after(offers, "amount = \"130.00\"", "amount = \"0.00\"");
    says(&nothing, &["an order of nothing cannot be paid", "an amount above zero, or no `payment`"]);
    let off = |percent: u32| after(offers, "discount_percent = 50", &format!("discount_percent = {percent}"));
    says(&off(100), &["100 % off leaves nothing to pay of 2400.00", "take less off"]);
    assert_eq!(off(99), "loaded");
    // What is collected elsewhere may cost nothing: nobody orders it here.
    assert_eq!(after(offers, "amount = \"900.00\"", "amount = \"0.00\""), "loaded");

    let hub = after("benefits/benefits.toml", "usable_for = \"P6M\"", "usable_until = \"membership_end\"");
    says(&hub, &["a service that ends with the membership is not extended", "leave out the mode `extend`"]);
    says(&after("benefits/benefits.toml", "\"P6M\"\nmodes", "\"P101Y\"\nmodes"), &["`P101Y` is not a period"]);
}

/// A rule that came later closes no database: a version that was accepted before it is read as it was.
#[test]
fn a_version_that_was_accepted_before_a_rule_stays_readable() {
    let mut files = Files::embedded("mpn-2020").expect("it is built in");
    let text = files.0.get_mut("programme.toml").expect("a file");
    *text = text.replacen("lasts = \"P30D\"", "lasts = \"P60D\"", 1);
    assert!(load(&files, 1).is_err());
    let held = symbolon_programme::load_accepted(&files, 1).expect("it was accepted").programme;
    assert_eq!(held.windows["standard"].length_days, 60);
    for (file, old, new) in [
        ("programme.toml", "\"gmail.com\",", "\"gmail.com\", \"@gmail.com\","),
        (
            "offers/levels.toml",
            "upgrade = { from = \"silver\"",
            "excluded_by = [\"silver\"]\nupgrade = { from = \"silver\"",
        ),
        ("benefits/cloud.toml", "reasons = [\"wrong_tenant\"", "reasons = [\"lost\", \"wrong_tenant\""),
    ] {
        let mut files = Files::embedded("mpn-2020").expect("it is built in");
        let text = files.0.get_mut(file).expect("a file");
        *text = text.replacen(old, new, 1);
        assert!(load(&files, 1).is_err(), "{new}");
        assert!(symbolon_programme::load_accepted(&files, 1).is_ok(), "{new}");
    }
    let mut elsewhere = Files::embedded("mpn-2020").expect("it is built in");
    let tests = elsewhere.0.remove("tests/faq.toml").expect("a file");
    elsewhere.0.insert("../faq.toml".to_owned(), tests);
    let wrong = load(&elsewhere, 1).expect_err("no folder holds it").render(false);
    says(&wrong, &["../faq.toml", "no folder can give this file back", "without `..`"]);
    assert!(symbolon_programme::load_accepted(&elsewhere, 1).is_ok());
    let text = files.0.get_mut("programme.toml").expect("a file");
    *text = text.replacen("currency = \"USD\"", "currency = \"DOLLAR\"", 1);
    assert!(symbolon_programme::load_accepted(&files, 1).is_err(), "this never was");
}
