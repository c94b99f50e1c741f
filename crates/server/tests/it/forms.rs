//! A form that is wrong comes back: what was typed is still there, and each mistake stands beside its field.

use axum::http::StatusCode;

use crate::support::*;
use crate::ui::Browser;

/// The tag of the element with an id.
pub(crate) fn element<'a>(page: &'a str, id: &str) -> &'a str {
    let at = page.find(&format!(" id=\"{id}\"")).unwrap_or_else(|| panic!("nothing has the id {id} in {page}"));
    let start = page[..at].rfind('<').expect("a tag");
    let end = page[at..].find('>').expect("a whole tag");
    &page[start..at + end]
}

/// Sends a form that is wrong in some fields, and looks at the page that comes back.
pub(crate) async fn comes_back(browser: &Browser<'_>, path: &str, fields: &[(&str, &str)], wrong: &[&str]) -> String {
    comes_back_as(StatusCode::UNPROCESSABLE_ENTITY, browser, path, fields, wrong).await
}

/// The same with another status: that of the rule that refuses what was typed.
pub(crate) async fn comes_back_as(
    status: StatusCode,
    browser: &Browser<'_>,
    path: &str,
    fields: &[(&str, &str)],
    wrong: &[&str],
) -> String {
    let reply = browser.submit(path, fields).await;
    assert_eq!(reply.status, status, "{path} {fields:?}: {}", reply.text);
    browser.sound(path, &reply);
    let page = reply.text;
    for id in wrong {
        let field = element(&page, id);
        assert!(field.contains("aria-invalid=\"true\""), "{path}: {field}");
        let described = field.split("aria-describedby=\"").nth(1).and_then(|rest| rest.split('"').next());
        let said = format!("{id}-error");
        assert!(described.is_some_and(|ids| ids.split(' ').any(|one| one == said)), "{path}: {field}");
        assert!(element(&page, &said).starts_with("<p class=\"error\""), "{path}: {page}");
        let is_group = field.starts_with("<fieldset");
        assert!(is_group || page.contains(&format!("<label for=\"{id}\">")), "{path}: {id} has no label");
        assert!(page.contains(&format!("<a href=\"#{id}\">")), "{path}: the summary does not lead to {id}");
    }
    assert_eq!(page.matches("class=\"error\"").count(), wrong.len(), "{path} {fields:?}: {page}");
    // What is no choice of a list cannot be shown in it.
    let kept = |(name, typed): &&(&str, &str)| *name != "key" && *typed != "x" && !typed.trim().is_empty();
    for (_, typed) in fields.iter().filter(kept) {
        let kept = [format!("value=\"{typed}\""), format!(">{typed}</textarea>")];
        assert!(kept.iter().any(|kept| page.contains(kept)), "{path}: {typed} is lost in {page}");
    }
    page
}

#[tokio::test]
async fn a_key_is_blocked_only_with_a_reason_and_a_text() {
    let world = World::new().await;
    let base = format!("/p/{}", world.lumen.number);
    let path = format!("{base}/keys/{}/block", world.lumen.key);
    let before = world.facts(&world.lumen).await;
    for (language, said) in [("fr", "Écrivez"), ("en", "Write")] {
        let sam = world.browse("sam", language).await;
        let page = comes_back(&sam, &path, &[("key", "1"), ("why", "terms_breach")], &["block-note"]).await;
        assert!(page.contains("value=\"terms_breach\" selected") && page.contains(said), "{page}");
        comes_back(&sam, &path, &[("key", "2"), ("note", "Un « fichier » public")], &["why-blocked"]).await;
        comes_back(&sam, &path, &[("key", "3"), ("why", "x")], &["why-blocked", "block-note"]).await;
        comes_back(&sam, &path, &[("key", "4"), ("why", "x"), ("note", "Ici")], &["why-blocked"]).await;
    }
    // Whoever may not block it is told who may, whatever else is wrong.
    let ines = world.browse("ines", "en").await;
    assert_eq!(ines.submit(&path, &[("key", "5"), ("why", "leak")]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.facts(&world.lumen).await, before);
    let sam = world.browse("sam", "fr").await;
    let blocked = sam.submit(&path, &[("key", "6"), ("why", "leak"), ("note", "Un fichier")]).await;
    assert_eq!(blocked.status, StatusCode::SEE_OTHER, "{}", blocked.text);
    // Lifting the block wants a text as well.
    comes_back(&sam, &path, &[("key", "7")], &["block-note"]).await;
}

#[tokio::test]
async fn roles_are_changed_with_what_the_page_offers_and_with_open_eyes() {
    let world = World::new().await;
    let base = format!("/p/{}", world.lumen.number);
    for language in ["fr", "en"] {
        let ines = world.browse("ines", language).await;
        // The last global admin goes only with open eyes; what was ticked stays ticked.
        let path = format!("{base}/people/{}", person("ines"));
        let fields = [("had", "global_admin"), ("role", "billing_admin")];
        let page = comes_back_as(StatusCode::CONFLICT, &ines, &path, &fields, &["last-global-admin"]).await;
        assert!(element(&page, "role-billing_admin").contains(" checked"), "{page}");
        assert!(!element(&page, "role-global_admin").contains(" checked"), "{page}");
        // What is no role of a company is no choice.
        let path = format!("{base}/people/{}", person("emil"));
        let had = ("had", "employee");
        for role in ["king", "auditor"] {
            let reply =
                ines.submit(&path, &[had, ("role", "employee"), ("role", "report_viewer"), ("role", role)]).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", reply.text);
            let group = element(&reply.text, "roles");
            assert!(group.contains("aria-describedby=\"roles-error\""), "{group}");
            assert!(reply.text.contains("<a href=\"#roles\">"), "{}", reply.text);
            assert!(element(&reply.text, "role-report_viewer").contains(" checked"), "{}", reply.text);
        }
    }
}

#[tokio::test]
async fn an_entry_in_the_directory_is_corrected_on_the_page_of_the_person() {
    let world = World::new().await;
    let base = format!("/p/{}/people", world.lumen.number);
    for (language, said) in [("fr", "Pia a déjà cette adresse."), ("en", "Pia has this address already.")] {
        let page = format!("{base}/{}", person("emil"));
        let path = format!("{page}/correct");
        let ines = world.browse("ines", language).await;
        let shown = ines.page(&page).await;
        assert!(
            shown.contains(" novalidate") && element(&shown, "email").contains("value=\"emil@example.org\""),
            "{shown}"
        );
        let had = [("had-name", "Emil"), ("had-email", "emil@example.org"), ("had-language", "fr"), ("language", "en")];
        let with = |name, email| had.into_iter().chain([("name", name), ("email", email)]).collect::<Vec<_>>();
        comes_back(&ines, &path, &with("", "nowhere"), &["name", "email"]).await;
        // What the other form shows stays as it is.
        let wrong = with("Émile", "pia@example.org");
        let back = comes_back_as(StatusCode::CONFLICT, &ines, &path, &wrong, &["email"]).await;
        assert!(back.contains(said) && element(&back, "role-employee").contains(" checked"), "{back}");
        // What was not typed otherwise is not sent: a page that is old undoes nothing.
        let email = format!("emil.{language}@example.org");
        for fields in [with("Emil", &email), with("Émile", "emil@example.org")] {
            let done = ines.submit(&path, &fields).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        }
        let emil = world.app.store().person(person("emil")).await.expect("reads").expect("is known");
        assert_eq!((emil.name.as_str(), emil.email, emil.language.code()), ("Émile", email, "en"));
        for (name, email) in [("name", "Emil"), ("email", "emil@example.org"), ("language", "fr")] {
            let put = serde_json::json!({ name: email });
            let path = format!("/v1/accounts/{}/people/{}", world.lumen.id, person("emil"));
            assert_eq!(world.put("ines", &path, put).await.status, StatusCode::OK);
        }
    }
    // Of one's own entry everybody chooses the language, and others correct the rest.
    let pia = world.browse("pia", "en").await;
    let own = format!("{base}/{}", person("pia"));
    let shown = pia.page(&own).await;
    assert!(shown.contains(" id=\"language\"") && !shown.contains(" id=\"email\""), "{shown}");
    let fields = [("had-language", "fr"), ("language", "en")];
    assert_eq!(pia.submit(&format!("{own}/correct"), &fields).await.status, StatusCode::SEE_OTHER);
    assert!(pia.page(&own).await.contains("value=\"en\" selected"));
    let other = format!("{base}/{}", person("ines"));
    assert!(!pia.page(&other).await.contains(" id=\"language\""));
    let fields = [("had-name", "Ines"), ("name", "Inès")];
    assert_eq!(pia.submit(&format!("{other}/correct"), &fields).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_used_of_a_benefit_is_a_number_and_a_contact_somebody_else() {
    let world = World::new().await;
    let folded = world.app.store().folded(world.lumen.id).await.expect("reads").expect("is open");
    let grant = |benefit: &str| {
        let mut grants = folded.account.grants.iter();
        grants.find(|(_, grant)| grant.line.benefit == benefit).expect("is granted").0.to_string()
    };
    let base = format!("/p/{}/benefits", world.lumen.number);
    let (hours, selling) = (format!("{base}/{}", grant("advisory-hours")), grant("go-to-market-member"));
    let selling = format!("{base}/{selling}");
    for language in ["fr", "en"] {
        let ines = world.browse("ines", language).await;
        for amount in ["", "two", "-1", "0"] {
            let fields = [("key", amount), ("kind", "presales"), ("amount", amount)];
            comes_back(&ines, &hours, &fields, &["amount"]).await;
        }
        let mistaken = StatusCode::UNPROCESSABLE_ENTITY;
        for (status, name, email, wrong) in [
            (mistaken, "Maya", "nowhere", "email"),
            (mistaken, "Maya", "", "email"),
            (mistaken, "", "maya@example.test", "name"),
            // One's own address is a possible one, and a rule does not let it stand for somebody else's.
            (StatusCode::CONFLICT, "Maya", "ines@example.org", "email"),
        ] {
            let key = format!("{language}{email}{name}");
            let fields = [("key", key.as_str()), ("name", name), ("email", email)];
            comes_back_as(status, &ines, &selling, &fields, &[wrong]).await;
        }
    }
}

#[tokio::test]
async fn money_is_an_amount_in_a_currency_with_a_reference() {
    let world = World::new().await;
    let path = format!("/p/{}/money", world.lumen.number);
    for language in ["fr", "en"] {
        let sam = world.browse("sam", language).await;
        for (amount, currency, reference, wrong) in [
            ("1,000.00", "USD", "W-1", "amount"),
            ("10.00", "US", "W-1", "currency"),
            ("0.00", "USD", "W-1", "amount"),
            ("10.00", "USD", " ", "received-reference"),
        ] {
            let key = format!("{language}{amount}{currency}{reference}");
            let fields = [
                ("key", key.as_str()),
                ("amount", amount),
                ("currency", currency),
                ("reference", reference),
                ("order", ""),
            ];
            comes_back(&sam, &path, &fields, &[wrong]).await;
        }
        // What is no amount in any currency is told at once.
        let fields = [("key", "k"), ("amount", "abc"), ("currency", ""), ("reference", "W-1"), ("order", "")];
        comes_back(&sam, &path, &fields, &["amount", "currency"]).await;
    }
}

#[tokio::test]
async fn a_profile_and_a_name_come_back_with_what_is_wrong() {
    let world = World::new().await;
    let base = format!("/p/{}/company", world.lumen.number);
    let good = [
        ("legal_name", "Lumen SAS"),
        ("street", "1 rue du Port"),
        ("postal_code", "44000"),
        ("city", "Nantes"),
        ("registration_number", "RCS 1"),
        ("contact_name", "Maya"),
        ("contact_email", "maya@lumen.example"),
    ];
    for language in ["fr", "en"] {
        let ines = world.browse("ines", language).await;
        for (field, value) in
            [("legal_name", ""), ("city", ""), ("contact_email", "nowhere"), ("contact_email", "a@gmail.com")]
        {
            let mut fields = good.to_vec();
            let key = format!("{language}{field}{value}");
            fields.iter_mut().filter(|(name, _)| *name == field).for_each(|one| one.1 = value);
            fields.extend([("key", key.as_str()), ("version", "")]);
            comes_back(&ines, &format!("{base}/profile"), &fields, &[field]).await;
        }
        // All that is missing is said at once.
        let all = good.map(|(field, _)| field);
        let none: Vec<(&str, &str)> =
            all.iter().map(|field| (*field, " ")).chain([("key", "all"), ("version", "")]).collect();
        let page = comes_back(&ines, &format!("{base}/profile"), &none, &all).await;
        assert!(
            page.contains("Saisissez la rue et le numéro.") || page.contains("Enter the street and number."),
            "{page}"
        );
        comes_back(&ines, &format!("{base}/name"), &[("key", "n"), ("name", " ")], &["name"]).await;
        let sam = world.browse("sam", language).await;
        comes_back(&sam, &format!("{base}/close"), &[("note", " ")], &["note"]).await;
    }
}

#[tokio::test]
async fn a_ticket_wants_words_and_an_override_a_reason() {
    let world = World::whole().await;
    let path = format!("/p/{}/tickets", world.lumen.number);
    for language in ["fr", "en"] {
        let ines = world.browse("ines", language).await;
        let fields = [("key", "a"), ("reason", "other"), ("subject", ""), ("text", " ")];
        comes_back(&ines, &path, &fields, &["text"]).await;
        let ticket = format!("/tickets/{}", world.lumen.ticket);
        comes_back(&ines, &ticket, &[("key", "b"), ("act", "reply"), ("text", "")], &["text-reply"]).await;
        let long = "x".repeat(5_001);
        comes_back(&ines, &ticket, &[("key", "b"), ("act", "reply"), ("text", &long)], &["text-reply"]).await;
        let sam = world.browse("sam", language).await;
        let fields = [("key", "c"), ("ticket", ""), ("campaign", "relief-2020-h2"), ("reason", " ")];
        comes_back(&sam, "/desk/overrides", &fields, &["ticket", "reason"]).await;
    }
}

#[tokio::test]
async fn a_question_names_what_its_reason_is_about() {
    let world = World::whole().await;
    let path = format!("/p/{}/tickets", world.lumen.number);
    let folded = world.app.store().folded(world.lumen.id).await.expect("reads").expect("is open");
    let missed = folded.account.memberships.values().find(|held| held.last_year().offer == "silver");
    let missed = missed.expect("was bought").id.to_string();
    let order = world.lumen.order.to_string();
    for language in ["fr", "en"] {
        let ines = world.browse("ines", language).await;
        for (reason, subject) in [
            ("second_membership", ""),
            ("more_activations", "silver"),
            ("wrong_tenant", order.as_str()),
            ("refund", missed.as_str()),
            ("location_removal", "silver"),
            ("tax_exemption", "silver"),
        ] {
            let fields = [("key", reason), ("reason", reason), ("subject", subject), ("text", "")];
            comes_back(&ines, &path, &fields, &["subject"]).await;
            let asked = ines.get(&format!("{path}?reason={reason}&subject={subject}")).await;
            assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{reason}");
            assert!(!asked.text.contains("name=\"text\""), "nothing is answered yet: {}", asked.text);
        }
        // A link may bring the reason alone.
        let page = ines.page(&format!("{path}?reason=refund")).await;
        assert!(!page.contains("name=\"text\"") && !page.contains("class=\"error\""), "{page}");
        // What an open ticket asks already is asked there.
        let page = ines.page(&format!("{path}?reason=late_override&subject={missed}")).await;
        let ticket = world.app.store().ticket(&world.lumen.ticket.to_string()).await.expect("reads").expect("is there");
        let link = format!("<p class=\"callout\"><a href=\"/tickets/{}\">", ticket.ticket.number);
        assert!(page.contains(&link) && !page.contains("name=\"text\""), "{page}");
    }
}

#[tokio::test]
async fn what_was_typed_for_an_act_that_came_too_late_is_kept() {
    let world = World::whole().await;
    let (ines, sam) = (world.browse("ines", "fr").await, world.browse("sam", "fr").await);
    let ticket = format!("/tickets/{}", world.lumen.ticket);
    let late = StatusCode::CONFLICT;
    // The override of this ticket waits already.
    let number = world.app.store().ticket(&world.lumen.ticket.to_string()).await.expect("reads").expect("is there");
    let number = number.ticket.number;
    let again = [
        ("key", "a"),
        ("ticket", number.as_str()),
        ("campaign", "relief-2020-h2"),
        ("reason", "Une seconde demande, en détail"),
    ];
    comes_back_as(late, &sam, "/desk/overrides", &again, &["ticket"]).await;
    assert_eq!(sam.submit(&ticket, &[("key", "b"), ("act", "close")]).await.status, StatusCode::SEE_OTHER);
    let reply = [("key", "c"), ("act", "reply"), ("text", "Une longue réponse")];
    comes_back_as(late, &ines, &ticket, &reply, &["text-reply"]).await;
    let check = format!("/p/{}/company/checks/email", world.lumen.number);
    let reject = [("key", "d"), ("decision", "reject"), ("reason", "Adresse inconnue")];
    assert_eq!(sam.submit(&check, &reject).await.status, StatusCode::SEE_OTHER);
    let again = [("key", "e"), ("decision", "reject"), ("reason", "Adresse vraiment inconnue")];
    comes_back_as(late, &sam, &check, &again, &["reason-email"]).await;
}

#[tokio::test]
async fn an_exemption_has_days_in_their_order_and_a_form_is_corrected() {
    let world = World::new().await;
    let path = format!("/p/{}/exemptions", world.lumen.number);
    let since = async |day: String| {
        let folded = world.app.store().folded(world.lumen.id).await.expect("reads").expect("is open");
        let mut held = folded.account.exemptions.iter();
        held.find(|(_, held)| held.from.to_string() == day).expect("an exemption").0.to_string()
    };
    for language in ["fr", "en"] {
        let sam = world.browse("sam", language).await;
        let before = world.facts(&world.lumen).await;
        let year = if language == "fr" { 2022 } else { 2024 };
        let (from, until) = (format!("{year}-01-01"), format!("{}-12-31", year - 1));
        let fields = [("key", "a"), ("from", &from), ("until", until.as_str()), ("note", "Attestation")];
        comes_back(&sam, &path, &fields, &["until"]).await;
        // Whoever goes back and corrects it sends the same key with other words.
        let until = format!("{year}-12-31");
        let fields = [("key", "a"), ("from", &from), ("until", until.as_str()), ("note", "Attestation")];
        assert_eq!(sam.submit(&path, &fields).await.status, StatusCode::SEE_OTHER);
        assert_eq!(sam.submit(&path, &fields).await.status, StatusCode::SEE_OTHER);
        assert_eq!(world.facts(&world.lumen).await, before + 1);
        // One that was refused is carried out once nothing is in its way any more.
        let exemption = since(from.clone()).await;
        let end = format!("{path}/{exemption}");
        comes_back(
            &sam,
            &end,
            &[("key", "b"), ("last_day", &format!("{year}-13-01"))],
            &[&format!("last-{exemption}")],
        )
        .await;
        let again = format!("{year}-09-01");
        let fields = [("key", "c"), ("from", &again), ("until", ""), ("note", "Suite")];
        assert_eq!(sam.submit(&path, &fields).await.status, StatusCode::CONFLICT);
        let ended = [("key", "d"), ("last_day", &format!("{year}-08-31"))];
        assert_eq!(sam.submit(&end, &ended).await.status, StatusCode::SEE_OTHER);
        assert_eq!(sam.submit(&path, &fields).await.status, StatusCode::SEE_OTHER);
        let exemption = since(again.clone()).await;
        let ended = [("key", "e"), ("last_day", until.as_str())];
        assert_eq!(sam.submit(&format!("{path}/{exemption}"), &ended).await.status, StatusCode::SEE_OTHER);
        assert_eq!(world.facts(&world.lumen).await, before + 4);
    }
}

#[tokio::test]
async fn an_installation_has_a_number_and_a_merge_a_company() {
    let world = World::new().await;
    let base = format!("/p/{}", world.lumen.number);
    let path = format!("{base}/licences/products/office-professional-plus-2019");
    let (grant, long) = (world.lumen.grant.to_string(), "x".repeat(201));
    for language in ["fr", "en"] {
        let ines = world.browse("ines", language).await;
        for (name, quantity, wrong) in [
            ("Poste 2", "many", "quantity"),
            ("Poste 2", "0", "quantity"),
            ("Poste 2", "1000000000000", "quantity"),
            (long.as_str(), "1", "name"),
        ] {
            let key = format!("{language}{quantity}");
            let fields = [
                ("key", key.as_str()),
                ("grant", grant.as_str()),
                ("name", name),
                ("quantity", quantity),
                ("place", "headquarters"),
            ];
            comes_back(&ines, &path, &fields, &[wrong]).await;
        }
        let aziz = world.browse("aziz", language).await;
        for number in ["", "nobody", "99999999"] {
            let key = format!("{language}{number}");
            comes_back(&aziz, &format!("{base}/merges"), &[("key", key.as_str()), ("company", number)], &["company"])
                .await;
        }
    }
}
