//! Lists as tables.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::support::*;

impl World {
    async fn table(&self, who: &str, path: &str) -> Reply {
        let request = self.request(who, Method::GET, path).header("accept", "text/csv");
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// The rows of a table, by the names of their columns.
    async fn rows(&self, who: &str, path: &str) -> (Vec<String>, Vec<Vec<String>>) {
        let table = self.table(who, path).await;
        assert_eq!((table.status.as_u16(), table.header("content-type")), (200, "text/csv; charset=utf-8"), "{path}");
        read(&table.text)
    }
}

fn read(text: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
    let head = cells(reader.headers().expect("a head"));
    (head, reader.records().map(|row| cells(&row.expect("a row"))).collect())
}

fn column(head: &[String], name: &str) -> usize {
    head.iter().position(|known| known == name).unwrap_or_else(|| panic!("{name} in {head:?}"))
}

#[tokio::test]
async fn a_list_is_a_table_for_who_accepts_one() {
    let world = World::whole().await;
    let account = format!("/v1/accounts/{}", world.lumen.id);
    let people = format!("{account}/people");
    for name in ["=1+1", "@sum", "-2", "Zoé, ou \"Zo\""] {
        let email = format!("z{}@example.org", world.next_key());
        let one = json!({ "name": name, "email": email, "language": "fr", "roles": ["billing_admin"] });
        assert_eq!(world.post("ines", &people, one).await.status, 201);
    }
    let (head, rows) = world.rows("ines", &people).await;
    let listed = world.get("ines", &people).await;
    assert!(listed.headers.get_all("vary").iter().any(|vary| vary == "accept"));
    assert_eq!(rows.len(), listed.json()["items"].as_array().expect("a list").len());
    assert_eq!(&head[..2], ["id", "name"]);
    let names: Vec<&str> = rows.iter().map(|row| row[column(&head, "name")].as_str()).collect();
    for name in ["'=1+1", "'@sum", "'-2", "Zoé, ou \"Zo\"", "Ines"] {
        assert!(names.contains(&name), "{names:?}");
    }
    assert!(rows.iter().any(|row| row[column(&head, "roles")] == "billing_admin"), "{rows:?}");

    // Parts of an order are columns, and days are as in the API.
    let (head, rows) = world.rows("ines", &format!("{account}/orders")).await;
    assert!(!rows.is_empty());
    for row in rows {
        assert_eq!(row[column(&head, "total.currency")], "USD");
        assert_eq!(row[column(&head, "placed_on")].len(), 10);
    }
    // A list without items has its columns all the same.
    let (head, rows) = world.rows("sam", &format!("/v1/accounts/{}/orders?as_of=2020-08-15", world.nord.id)).await;
    assert!(rows.is_empty() && head.contains(&"number".to_owned()));

    // Whoever may not read a list may not read the table.
    let refused = world.table("emil", &people).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "role-missing"));
    assert_eq!(world.table("nora", &people).await.status, 404);
    assert_eq!(world.table("ines", &format!("{account}/orders?asof=2020-09-01")).await.status, 422);
}

#[tokio::test]
async fn a_table_is_whole_and_as_of_a_day() {
    let world = World::whole().await;
    let path = format!("/v1/accounts/{}/history", world.lumen.id);
    for _ in 0..200 {
        let location = format!("/v1/accounts/{}/locations", world.lumen.id);
        assert_eq!(world.post("aziz", &location, json!({ "country": "FR" })).await.status, 201);
    }
    let facts = world.facts(&world.lumen).await;
    assert!(facts > 200, "more than a page");
    let (head, rows) = world.rows("ines", &path).await;
    assert_eq!(rows.len(), facts);
    assert!(!head.contains(&"body".to_owned()));
    let (_, before) = world.rows("ines", &format!("{path}?as_of=2020-09-01")).await;
    assert!(!before.is_empty() && before.len() < facts);
    let page = world.table("ines", &format!("{path}?limit=2")).await;
    assert_eq!(read(&page.text).1.len(), 2);
    assert!(page.header("link").contains("cursor="), "{:?}", page.headers);
    let tag = page.header("etag").to_owned();
    let request = world.request("ines", Method::GET, &format!("{path}?limit=2"));
    let request = request.header("accept", "text/csv").header("if-none-match", tag);
    assert_eq!(world.send(request.body(Body::empty()).expect("a request")).await.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn each_page_with_a_table_gives_it_as_a_file() {
    let world = World::whole().await;
    let base = format!("/p/{}", world.lumen.number);
    let ines = world.browse("ines", "fr").await;
    let line = world.lumen.pool.to_string();
    let grant = {
        let folded = world.app.store().folded(world.lumen.id).await.expect("reads").expect("is open");
        folded.account.pools[&world.lumen.pool].grant
    };
    let pages = [
        ("benefits".to_owned(), "/benefits".to_owned()),
        ("keys".to_owned(), "/benefits".to_owned()),
        ("people".to_owned(), "/people".to_owned()),
        ("orders".to_owned(), "/orders".to_owned()),
        ("invoices".to_owned(), "/orders".to_owned()),
        ("credit-notes".to_owned(), "/orders".to_owned()),
        ("history".to_owned(), "/history".to_owned()),
        ("outlook".to_owned(), "/calendar".to_owned()),
        (format!("seats/{line}"), format!("/benefits/{grant}")),
    ];
    for (table, page) in &pages {
        let address = format!("{base}/tables/{table}");
        assert!(ines.page(&format!("{base}{page}")).await.contains(&format!("href=\"{address}\"")), "{page}: {table}");
        let file = ines.get(&address).await;
        assert_eq!(file.status, StatusCode::OK, "{table}: {}", file.text);
        assert!(file.header("content-disposition").starts_with("attachment; filename=\""), "{table}");
        assert_eq!(file.header("cache-control"), "no-store");
        let rows = read(file.text.strip_prefix('\u{feff}').expect("the mark of UTF-8")).1;
        assert!(!rows.is_empty(), "{table}");
    }
    // The same right as the page, and nothing of another company.
    let emil = world.browse("emil", "fr").await;
    for (table, status) in [("people", 403), ("orders", 403), ("history", 403), ("benefits", 200), ("nothing", 404)] {
        assert_eq!(emil.get(&format!("{base}/tables/{table}")).await.status, status, "{table}");
    }
    assert_eq!(emil.get(&format!("{base}/tables/seats/{line}")).await.status, 404);
    let nora = world.browse("nora", "fr").await;
    assert_eq!(nora.get(&format!("{base}/tables/people")).await.status, 404);
    assert_eq!(nora.get(&format!("/p/{}/tables/seats/{line}", world.nord.number)).await.status, 404);
    // No product key, however it was shown.
    let shown = world.post_previewed("ines", &format!("/v1/keys/{}/reveals", world.lumen.key), json!({})).await;
    let secret = shown.json()["key"].as_str().unwrap_or_else(|| panic!("{}", shown.text)).to_owned();
    let keys = ines.get(&format!("{base}/tables/keys")).await.text;
    assert!(secret.len() > 20 && !keys.contains(&secret), "{keys}");
}
