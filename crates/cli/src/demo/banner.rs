//! What the demo prints: the ways in, and lines to try.

use std::net::SocketAddr;
use std::path::Path;

use serde_json::{Value as Json, json};
use symbolon_server::App;
use symbolon_server::clock::instant;
use symbolon_text::{Value, date_weekday};

use super::cast::{DELTA, LUMEN};
use super::world::{Who, World};
use super::{PROGRAMME, Visitor};
use crate::instance::BUILD;
use crate::output::Output;

/// A demo that is about to serve.
pub(crate) struct Banner<'a> {
    pub(crate) app: &'a App,
    pub(crate) world: &'a World,
    pub(crate) address: SocketAddr,
    pub(crate) kept: Option<&'a Path>,
    pub(crate) visitors: Vec<Visitor>,
    pub(crate) product: String,
}

impl Banner<'_> {
    fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The same for programs.
    pub(crate) fn document(&self) -> Json {
        let visitor = |visitor: &Visitor| {
            let company = match visitor.persona.who {
                Who::Member(_) => self.world.companies.get(visitor.persona.company),
                Who::Vendor(_) => None,
            };
            json!({
                "name": visitor.persona.name,
                "person": visitor.person,
                "account": company.map(|company| company.id),
                "enter": visitor.link,
                "token": visitor.token,
            })
        };
        json!({
            "version": BUILD,
            "url": self.url(),
            "programme": PROGRAMME,
            "clock": instant(self.app.now().0),
            "accounts": self.world.companies.len(),
            "personas": self.visitors.iter().map(visitor).collect::<Vec<_>>(),
            "product": { "token": self.product },
        })
    }

    /// What people read.
    pub(crate) fn text(&self, output: &Output) -> String {
        let say = |id: &str, values: &[(&str, Value)]| output.text(id, values);
        let url = self.url();
        let (now, today) = self.app.now();
        let moment = instant(now).to_zoned(self.app.zone().clone()).datetime();
        // As it was called, so that the lines can be copied.
        let program = std::env::args().next().unwrap_or_else(|| "symbolon".to_owned());
        let clock = [
            ("day", Value::from(date_weekday(output.language, today))),
            ("hour", moment.hour().to_string().into()),
            ("minute", format!("{:02}", moment.minute()).into()),
            ("zone", self.app.programme().time_zone.as_str().into()),
            ("command", format!("{program} {MOVE}").into()),
        ];
        let mut lines = vec![
            say("cli-demo-title", &[("version", BUILD.into()), ("url", url.as_str().into())]),
            match self.kept {
                Some(folder) => say("cli-demo-kept", &[("folder", folder.display().to_string().into())]),
                None => say("cli-demo-thrown-away", &[]),
            },
            say("cli-demo-clock", &clock),
            String::new(),
            say("cli-demo-open", &[]),
        ];
        for visitor in &self.visitors {
            lines.push(format!("  {}", say(visitor.persona.text, &[])));
            lines.push(format!("    {}", visitor.link));
            lines.push(format!("    {}", visitor.token));
        }
        lines.push(format!("  {}\n    {}", say("cli-demo-product", &[]), self.product));
        let company = |place: usize| self.world.companies.get(place).map(|company| company.id.to_string());
        let (lumen, delta) = (company(LUMEN).unwrap_or_default(), company(DELTA).unwrap_or_default());
        let token = self.visitors.first().map(|visitor| visitor.token.as_str()).unwrap_or_default();
        lines.extend([
            String::new(),
            say("cli-demo-api", &[]),
            format!("  export SYMBOLON_SERVER={url} SYMBOLON_TOKEN={token}"),
            format!("  curl -H \"Authorization: Bearer $SYMBOLON_TOKEN\" '{url}/v1/memberships?account={lumen}'"),
            String::new(),
            say("cli-demo-cli", &[]),
        ]);
        lines.extend(LINES.iter().map(|line| format!("  {program} {line}")));
        let compare = format!("{url}/p/{delta}/offers/compare");
        lines.extend([
            String::new(),
            say("cli-demo-compare", &[("url", compare.into())]),
            say("cli-demo-outbox", &[("url", format!("{url}/outbox").into())]),
            say("cli-demo-docs", &[("url", format!("{url}/docs").into())]),
            say("cli-demo-stop", &[]),
        ]);
        lines.join("\n")
    }
}

/// The line that moves the clock to the day after the window.
const MOVE: &str = "clock advance demo --to 2021-10-02";

/// Lines that show something with the token of the first persona.
const LINES: [&str; 6] = [
    "membership list",
    "token redeem office-365-e3 --tenant lumen.example --mode add-seats --dry-run",
    "seat list",
    "account history",
    "check --person marc@lumen.example --product visual-studio-professional --explain",
    MOVE,
];
