//! What the home page tells each reader, and the pages to which it leads.

use axum::http::StatusCode;
use serde_json::json;
use symbolon_domain::command::Command;

use crate::forms::comes_back;
use crate::support::*;
use crate::ui::{Browser, location};

/// A page with plain spaces.
async fn read(browser: &Browser<'_>, path: &str) -> String {
    browser.page(path).await.replace('\u{a0}', " ")
}

#[tokio::test]
async fn a_guest_learns_nothing_of_what_the_company_has() {
    let world = World::new().await;
    let base = format!("/p/{}", world.lumen.number);
    let ines = read(&world.browse("ines", "en").await, &base).await;
    assert!(ines.contains("Anniversary of") && ines.contains("id=\"next\""), "{ines}");
    let emil = read(&world.browse("emil", "en").await, &base).await;
    assert!(emil.contains("Last day of the subscription") && !emil.contains("Anniversary of"), "{emil}");
    let gus = read(&world.browse("gus", "en").await, &base).await;
    assert!(!gus.contains("Last day") && !gus.contains("id=\"next\""), "{gus}");
    assert!(gus.contains("Nothing needs you."), "{gus}");
}

#[tokio::test]
async fn a_refused_replacement_is_said_with_its_reason_and_asked_for_again() {
    let world = World::new().await;
    let lumen = &world.lumen;
    let base = format!("/p/{}", lumen.number);
    let (token, form) = (format!("{base}/tokens/{}/done", lumen.used), format!("{base}/tokens/{}/replace", lumen.used));
    let asked = format!("{base}/tickets?reason=wrong_tenant&subject={}", lumen.used);
    let (ines, sam) = (world.browse("ines", "en").await, world.browse("sam", "en").await);
    let home = read(&ines, &base).await;
    assert!(home.contains("The request of 2 September 2020 is waiting for support."), "{home}");
    // What waits is not refused, and is listed where the company asks.
    let tickets = read(&ines, &asked).await;
    assert!(!tickets.contains("Whoever decides") && tickets.contains("support has not answered yet"), "{tickets}");
    assert!(tickets.matches(&format!("href=\"{token}\"")).count() >= 2, "{tickets}");

    let desk = format!("/desk/replacements/{}", lumen.replacement);
    let long = "x".repeat(5_001);
    comes_back(&sam, &desk, &[("key", "1"), ("note", &long)], &["note"]).await;
    assert!(read(&ines, &base).await.contains("is waiting for support"));
    let refusal = [("key", "2"), ("note", "The tenant is the one in your contract.")];
    assert_eq!(location(&sam.submit(&desk, &refusal).await), "/desk");

    let home = read(&ines, &base).await;
    assert!(home.contains("On 10 September 2020, support declined the request of 2 September 2020."), "{home}");
    assert!(home.contains(&form) && !home.contains("is waiting for support"), "{home}");
    let page = read(&ines, &token).await;
    assert!(page.contains("The tenant is the one in your contract.") && page.contains(&form), "{page}");
    assert!(read(&ines, &asked).await.contains(&form), "a link where one can do it oneself");
    // What the support wrote is for those who ask.
    let emil = read(&world.browse("emil", "en").await, &token).await;
    assert!(!emil.contains("in your contract") && !emil.contains(&form), "{emil}");

    let folded = world.app.store().folded(lumen.id).await.expect("reads").expect("is open");
    let meant = folded.account.tenants.keys().find(|tenant| **tenant != lumen.tenant).expect("another").to_string();
    let again = ines.submit(&form, &[("key", "3"), ("reason", "wrong_tenant"), ("intended", &meant)]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text);
    let home = read(&ines, &base).await;
    assert!(home.contains("The request of 10 September 2020 is waiting for support."), "{home}");
    assert!(!home.contains("support declined the request"), "{home}");

    let folded = world.app.store().folded(lumen.id).await.expect("reads").expect("is open");
    let newest = folded.account.replacements.iter().find(|(_, one)| one.decided.is_none()).expect("waits").0;
    let desk = format!("/desk/replacements/{newest}");
    let check = sam.page(&desk).await;
    let (key, preview) = (crate::ui::hidden(&check, "key"), crate::ui::hidden(&check, "preview"));
    let granted = [("decision", "grant"), ("key", &key), ("preview", &preview), ("acknowledge", "original-revoked")];
    location(&sam.submit(&desk, &granted).await);
    let folded = world.app.store().folded(lumen.id).await.expect("reads").expect("is open");
    let new = folded.account.tokens[&lumen.used].replaced_by.expect("was granted");
    assert!(read(&ines, &token).await.contains(&format!("{base}/tokens/{new}/redeem")));
    assert!(read(&ines, &base).await.contains("granted as a replacement on 10 September 2020"));
}

#[tokio::test]
async fn one_holder_of_a_role_is_warned_of_only_where_nobody_stands_in() {
    let world = World::new().await;
    let path = format!("/p/{}/people", world.lumen.number);
    let page = read(&world.browse("ines", "fr").await, &path).await;
    // A partner admin does nothing that the global admin may not do.
    assert_eq!(page.matches("Une seule personne porte le rôle").count(), 1, "{page}");
    assert!(page.contains("Une seule personne porte le rôle administrateur général"), "{page}");
}

#[tokio::test]
async fn machines_have_their_names_for_everybody_who_sees_the_register() {
    let world = World::new().await;
    let lumen = &world.lumen;
    let body = serde_json::json!({ "fingerprint": "SN-1234567890", "device_name": "PC-ATELIER-1" });
    let recorded = world.post("ines", &format!("/v1/keys/{}/activations", lumen.key), body).await;
    assert_eq!(recorded.status, StatusCode::CREATED, "{}", recorded.text);
    let path = format!("/p/{}/benefits/{}", lumen.number, lumen.grant);
    for who in ["ines", "rita", "emil", "sam"] {
        let page = world.browse(who, "fr").await.page(&path).await;
        assert!(page.contains("PC-ATELIER-1"), "{who}: {page}");
    }
}

#[tokio::test]
async fn a_fee_without_a_tax_is_not_called_one_without_tax() {
    let world = World::new().await;
    let base = format!("/p/{}", world.lumen.number);
    let ines = world.browse("ines", "fr").await;
    for path in ["renew", "orders", "offers", "offers/compare", "orders/new?offer=silver"] {
        let page = ines.page(&format!("{base}/{path}")).await;
        assert!(page.contains("475,00") || page.contains("670,00"), "{path}: {page}");
        assert!(!page.contains("hors taxes"), "{path}: {page}");
    }
}

#[tokio::test]
async fn what_is_read_about_the_api_has_a_way_back() {
    let world = World::new().await;
    let ines = world.browse("ines", "fr").await;
    for path in ["/docs", "/problems", "/problems/seat-locked"] {
        let page = ines.page(path).await;
        let header = page.split("</header>").next().unwrap_or_default();
        assert!(header.contains("action=\"/language\"") && header.contains("action=\"/sign-out\""), "{path}: {header}");
        assert!(page.contains("class=\"back\" href=\"/\""), "{path}: {page}");
    }
    assert!(ines.page("/problems/seat-locked").await.contains("class=\"back\" href=\"/problems\""));
}

#[tokio::test]
async fn benefits_stand_in_the_order_in_which_people_look_for_them() {
    let world = World::new().await;
    let page = world.browse("ines", "fr").await.page(&format!("/p/{}/benefits", world.lumen.number)).await;
    let at = |name: &str| page.find(&format!(">{name}</a>")).unwrap_or_else(|| panic!("{name} in {page}"));
    // Upper case does not come before lower case.
    assert!(at("SharePoint Server 2019 Entreprise") < at("SQL Server 2019 Standard"), "{page}");
}

#[tokio::test]
async fn what_is_somebodys_own_stands_on_their_home_page() {
    let world = World::new().await;
    let lumen = &world.lumen;
    let base = format!("/p/{}", lumen.number);
    let ines = world.browse("ines", "en").await;
    let home = read(&ines, &base).await;
    assert!(home.contains("Assigned on 2 September 2020 by Ines") && !home.contains("id=\"mine\""), "{home}");
    let activate = format!("{base}/assignments/{}/activate", lumen.assignment);
    location(&ines.submit(&activate, &[("key", "a")]).await);
    let home = read(&ines, &base).await;
    let mine = home.split("id=\"mine\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("a section");
    assert!(mine.contains("Usable until 1 October 2021") && mine.contains("by Ines"), "{mine}");
    assert!(mine.contains(&format!("{base}/assignments/{}/return", lumen.assignment)), "{mine}");
    // It is nobody else's.
    assert!(!read(&world.browse("pia", "en").await, &base).await.contains("id=\"mine\""));
    location(&ines.submit("/clock", &[("to", "2021-10-02"), ("back", &base)]).await);
    let home = read(&ines, &base).await;
    assert!(home.contains("Visual Studio Professional is no longer yours"), "{home}");
    assert!(home.contains("Over since 2 October 2021") && !home.contains("/return\""), "{home}");
    let moved = read(&ines, "/clock?from=2021-09-10&back=/").await;
    assert!(moved.contains("nobody renewed it") && !moved.contains("if nobody has renewed"), "{moved}");
}

#[tokio::test]
async fn benefits_are_in_the_menu_and_their_pages_say_so() {
    let world = World::new().await;
    let lumen = &world.lumen;
    let base = format!("/p/{}", lumen.number);
    let ines = world.browse("ines", "fr").await;
    let current = format!("<a href=\"{base}/benefits\" aria-current=\"page\">");
    for path in [
        "benefits".to_owned(),
        format!("benefits/{}", lumen.grant),
        format!("tokens/{}/done", lumen.used),
        format!("tokens/{}/redeem", lumen.token),
        format!("tokens/{}/redeem/check?tenant={}&mode=new", lumen.token, lumen.tenant),
        format!("keys/{}/reveal", lumen.key),
    ] {
        let page = ines.page(&format!("{base}/{path}")).await;
        assert!(page.contains(&current), "{path}: {page}");
        assert_eq!(page.matches("aria-current=\"page\"").count(), 1 + usize::from(path == "benefits"), "{path}");
    }
    let bought = ines.page(&format!("{base}/offers?tab=purchased")).await;
    let table = bought.split("<table").nth(1).expect("a table");
    assert!(table.contains(&format!("href=\"{base}/renew\"")), "{table}");
}

#[tokio::test]
async fn a_right_that_is_over_is_not_given_up_again() {
    let world = World::new().await;
    let lumen = &world.lumen;
    let base = format!("/p/{}", lumen.number);
    let ines = world.browse("ines", "en").await;
    let path = format!("{base}/keys/{}/reveal", lumen.key);
    let page = read(&ines, &path).await;
    assert!(!page.contains("type=\"checkbox\"") && !page.contains("I understand"), "{page}");
    assert!(page.contains("The right to a refund of M-1001 ended on 2 September 2020"), "{page}");
    let fields = [("key", "k"), ("preview", &crate::ui::hidden(&page, "preview"))];
    let unseen = ("acknowledge", crate::ui::hidden(&page, "acknowledge"));
    let fields: Vec<(&str, &str)> = fields.into_iter().chain([(unseen.0, unseen.1.as_str())]).collect();
    assert_eq!(ines.submit(&path, &fields).await.status, StatusCode::OK);
    // The fee of what is bought today can still be given back.
    let (store, by, until) = (world.app.store(), vendor(), Some(jiff::civil::date(2021, 9, 1)));
    let stated = Command::StateAttainment { competency: "devops".into(), level: "gold".into(), until, note: None };
    allowed(store, lumen.id, &by, TODAY, stated).await;
    let payment = symbolon_domain::fact::Payment { reference: "O-9".to_owned(), amount: None };
    allowed(store, lumen.id, &by, TODAY, Command::Purchase { offer: "gold".to_owned(), payment }).await;
    let folded = world.app.store().folded(lumen.id).await.expect("reads").expect("is open");
    let account = &folded.account;
    let of_gold = |key: &&symbolon_domain::account::Key| {
        account
            .membership_of(key.grant)
            .is_some_and(|(_, held)| held.last_year().offer == "gold" && held.is_held_on(TODAY.parse().expect("a day")))
    };
    let (id, _) = account.keys.iter().find(|(_, key)| of_gold(key)).expect("a key");
    let page = ines.page(&format!("{base}/keys/{id}/reveal")).await;
    assert!(page.contains("type=\"checkbox\"") && page.contains("I understand"), "{page}");
}

#[tokio::test]
async fn the_desk_says_what_waits_for_whom() {
    let world = World::whole().await;
    let pam = read(&world.browse("pam", "en").await, "/desk").await;
    let waiting = pam.split("id=\"decisions\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("waits");
    assert!(waiting.contains("lumen, M-") && waiting.contains("nord, M-"), "{waiting}");
    assert!(waiting.contains("href=\"/desk/overrides\""), "{waiting}");
    let aude = read(&world.browse("aude", "en").await, "/desk").await;
    assert!(
        !aude.contains("id=\"decisions\"") && aude.contains("Find a company.") && !aude.contains("Answer"),
        "{aude}"
    );
}

#[tokio::test]
async fn companies_that_merge_know_each_other_by_name_once_they_agreed() {
    let world = World::new().await;
    let (lumen, nord) = (&world.lumen, &world.nord);
    let base = format!("/p/{}/merges", lumen.number);
    let aziz = world.browse("aziz", "fr").await;
    let number = nord.number.to_string();
    location(&aziz.submit(&base, &[("key", "i"), ("company", &number)]).await);
    let folded = world.app.store().folded(lumen.id).await.expect("reads").expect("is open");
    let merge = *folded.account.merges.keys().next().expect("was invited");
    let path = format!("{base}/{merge}");
    // Whoever types a number learns no name by it.
    let page = read(&aziz, &path).await;
    assert!(page.contains(&format!("l’entreprise {number}<")) && !page.contains("nord"), "{page}");
    let sam = read(&world.browse("sam", "fr").await, &path).await;
    assert!(sam.contains(&format!("l’entreprise nord ({number})")), "{sam}");
    let nora = world.browse("nora", "fr").await;
    let invited = read(&nora, &format!("/p/{}/merges/{merge}", nord.number)).await;
    assert!(invited.contains(&format!("l’entreprise lumen ({})", lumen.number)), "{invited}");
    assert!(invited.contains("quelqu’un de l’entreprise lumen"), "{invited}");
    // Nobody at nord holds the role that answers: who gives it is told so, and knows why (I-12).
    let home = read(&nora, &format!("/p/{}", nord.number)).await;
    assert!(home.contains("Personne ici n’a le rôle « administrateur de compte »"), "{home}");
    let messages = world.get("nora", "/v1/me/messages?limit=200").await.text;
    assert!(messages.contains("ou que personne ne l’y a et que vous pouvez le donner"), "{messages}");
    assert!(messages.contains(&format!("lumen ({})", lumen.number)), "{messages}");

    let roles = std::collections::BTreeSet::from([symbolon_domain::access::Role::AccountAdmin]);
    let service = symbolon_store::Caller::Service { name: "test".to_owned(), account: Some(nord.id), roles };
    allowed(world.app.store(), nord.id, &service, TODAY, Command::AcceptMerge { merge }).await;
    // Once it has accepted, it has its name wherever it is told of.
    for path in [path, format!("/p/{}", lumen.number), format!("/p/{}/history", lumen.number)] {
        let page = read(&aziz, &path).await;
        assert!(page.contains(&format!("’entreprise nord ({number})")), "{path}: {page}");
    }
    let new = read(&world.browse("ines", "fr").await, &format!("/p/{}/orders/new?offer=silver", lumen.number)).await;
    assert!(new.contains(&format!("l’entreprise nord ({number})")), "{new}");
    let confirm = read(&aziz, &format!("{base}/{merge}/confirm")).await;
    let follows = confirm.split("class=\"consequences\"").nth(1).expect("what follows");
    assert!(follows.contains(&format!("L’entreprise nord ({number}) devient")), "{confirm}");
}

/// A company that has given no profile can buy nothing, and is told so at once, with who gives it (B-31).
#[tokio::test]
async fn a_company_without_a_profile_is_told_to_give_it() {
    let world = World::new().await;
    let opened = world.post("sam", "/v1/accounts", json!({ "name": "Eta", "country": "FR" })).await;
    assert_eq!(opened.status, 201, "{}", opened.text);
    let base = format!("/p/{}", opened.json()["global_id"].as_str().expect("a number"));
    let home = read(&world.browse("sam", "fr").await, &base).await;
    assert!(home.contains("Donnez le profil de l’entreprise") && !home.contains("Rien ne vous attend"), "{home}");
    assert!(home.contains(&format!("href=\"{base}/company\"")), "{home}");
    let home = read(&world.browse("pam", "en").await, &base).await;
    assert!(home.contains("Give the company’s profile") && home.contains("Who can give it: "), "{home}");
    let lumen = read(&world.browse("ines", "en").await, &format!("/p/{}", world.lumen.number)).await;
    assert!(!lumen.contains("Give the company’s profile"), "{lumen}");
}

/// The desk counts the tickets that nobody took, and lists a company only while the vendor can decide a check of it: after a
/// rejection the company goes on (B-32, J-09).
#[tokio::test]
async fn the_desk_lists_what_it_can_do_and_counts_what_waits() {
    let world = World::whole().await;
    let sam = world.browse("sam", "en").await;
    let listed = async || {
        let queue = world.get("sam", "/v1/profile-checks").await.json();
        let items = queue["items"].as_array().expect("items").iter();
        items.filter(|item| item["account"] == world.lumen.id.to_string()).count()
    };
    let name = |desk: &str| desk.split("id=\"money\"").next().is_some_and(|start| start.contains("<h3>lumen</h3>"));
    let desk = read(&sam, "/desk").await;
    assert!(desk.contains("2 tickets that nobody took") && desk.contains("href=\"/desk/tickets\""), "{desk}");
    assert!(name(&desk), "{desk}");
    assert_eq!(listed().await, 1);
    let check = |check: &str| format!("/v1/accounts/{}/profile-checks/{check}/decisions", world.lumen.id);
    assert_eq!(world.post("sam", &check("email"), json!({ "passed": true })).await.status, 201);
    assert_eq!(listed().await, 1);
    let rejected = json!({ "passed": false, "reason": "No such company." });
    assert_eq!(world.post("sam", &check("employment"), rejected).await.status, 201);
    let desk = read(&sam, "/desk").await;
    assert!(!name(&desk), "{desk}");
    assert_eq!(listed().await, 0);
}
