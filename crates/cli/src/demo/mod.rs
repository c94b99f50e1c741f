//! `symbolon demo`: a server with throw-away data, a clock that stands still, and invented people to be.

mod banner;
mod cast;
mod generated;
mod seed;
mod world;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use jiff::civil::{DateTime, datetime};
use symbolon_domain::access::Actor;
use symbolon_domain::ids::PersonId;
use symbolon_server::clock::Clock;
use symbolon_server::{App, hash};
use symbolon_store::{ApiToken, CatchUp, Grantee, InstanceKind, Plain};

use crate::args::Demo;
use crate::failure::Failure;
use crate::instance::{self, Opening};
use crate::output::Output;
use banner::Banner;
use cast::{PERSONAS, Persona};
use world::{Act, Event, Ids, Who, World};

/// The programme that the demo runs.
const PROGRAMME: &str = "mpn-2020";
/// When the demo's clock stands still.
const FROZEN: DateTime = datetime(2021, 9, 10, 8, 0, 0, 0);
/// From when on notices were sent in the demo's past.
const NOTICED: DateTime = datetime(2021, 8, 2, 8, 0, 0, 0);
/// How long links and tokens count: whoever enters later may find the clock moved by years.
const TOKEN_MICROS: i64 = 10 * 366 * 86_400 * 1_000_000;

/// A persona with the ways in.
struct Visitor {
    persona: &'static Persona,
    person: PersonId,
    link: String,
    token: String,
}

/// Runs the demo until it is interrupted.
pub(crate) async fn run(demo: &Demo, output: &Output) -> Result<(), Failure> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, demo.port));
    let listener = instance::listen(address, output).await?;
    let address = listener.local_addr()?;
    let temporary = match demo.keep {
        Some(_) => None,
        None => Some(tempfile::Builder::new().prefix("symbolon-demo-").tempdir()?),
    };
    let data: PathBuf = match (&demo.keep, &temporary) {
        (Some(keep), _) => keep.clone(),
        (None, Some(folder)) => folder.path().to_owned(),
        (None, None) => return Err(Failure::unexpected("no folder for the data")),
    };
    // Listened to from here on, so that the folder goes whenever the demo is stopped.
    let stop = instance::stop()?;
    let app = open(&data, output).await?;
    let world = make(demo);
    if app.store().people(None).await?.is_empty() {
        seed::seed(&app, &world).await?;
        let at = |moment: DateTime| {
            let zoned = moment.to_zoned(app.zone().clone()).map_err(Failure::unexpected)?;
            Ok::<_, Failure>(zoned.timestamp().as_microsecond())
        };
        // The last weeks pass day by day, so that the outbox holds what people would have received.
        app.store().send_notices(NOTICED.date(), at(NOTICED)?, CatchUp::AtOnce).await?;
        app.advance_clock(at(FROZEN)?, "demo").await?;
        propose_campaign(&app, &world).await?;
    }
    let visitors = visitors(&app, &world, &address).await?;
    let product = product(&app).await?;
    let banner = Banner { app: &app, world: &world, address, kept: demo.keep.as_deref(), visitors, product };
    if output.is_json() {
        output.document(&banner.document())?;
    } else {
        output.line(&banner.text(output))?;
    }
    let served = symbolon_server::serve(app, listener, stop).await;
    // The folder goes when the server has let go of what is in it.
    drop(temporary);
    Ok(served?)
}

/// A campaign that one programme manager proposed waits for the approval of another (J-40).
async fn propose_campaign(app: &App, world: &World) -> Result<(), Failure> {
    let programme = app.programme();
    let (Some(campaign), Some(hugo)) = (programme.campaign(cast::CAMPAIGN), world.vendor.get(cast::HUGO)) else {
        return Err(Failure::unexpected("the cast names a campaign and who proposes it"));
    };
    let row = &hugo.row;
    let actor = Actor { person: Some(row.id), account: None, roles: row.roles.clone(), admin_of: row.admin_of.clone() };
    let proposed = app.propose_run(campaign, (row.id.to_string(), actor), (FROZEN.date(), app.now().0)).await?;
    proposed.map(drop).map_err(|refusal| Failure::unexpected(refusal.code))
}

async fn open(data: &Path, output: &Output) -> Result<App, Failure> {
    let make = Some(InstanceKind::Sandbox);
    let opening = Opening { data, database: None, documents: None, programme: Some(PROGRAMME), make };
    instance::open(&opening, || Ok(Clock::frozen(i64::MIN)), output).await
}

/// The cast and the generated companies, with the acts of all of them in order.
fn make(demo: &Demo) -> World {
    let mut ids = Ids::new(demo.seed);
    let mut world = cast::world(&mut ids);
    let count = usize::try_from(demo.accounts).unwrap_or(usize::MAX).min(generated::MOST);
    generated::add(&mut world, &mut ids, count, demo.seed);
    // What is granted is provisioned the day after (C-05).
    let granted = world.events.iter().filter(|event| matches!(event.act, Act::Buy { .. } | Act::Renew { .. }));
    let provisioned = granted.filter_map(|event| {
        let on = event.on.tomorrow().ok().filter(|on| *on <= FROZEN.date())?;
        Some(Event { on, company: event.company, who: cast::CLAIRE, act: Act::Provision })
    });
    world.events.extend(provisioned.collect::<Vec<_>>());
    // Stable: acts of one day stay in the order in which they were written down.
    world.events.sort_by_key(|event| event.on);
    world
}

impl World {
    fn person(&self, persona: &Persona) -> Option<PersonId> {
        let people = match persona.who {
            Who::Vendor(_) => Some(&self.vendor),
            Who::Member(_) => self.companies.get(persona.company).map(|company| &company.people),
        };
        let (Who::Vendor(place) | Who::Member(place)) = persona.who;
        people.and_then(|people| people.get(place)).map(|member| member.row.id)
    }
}

/// Makes a link and a token for everybody.
async fn visitors(app: &App, world: &World, address: &SocketAddr) -> Result<Vec<Visitor>, Failure> {
    let (now, _) = app.now();
    let (mut visitors, mut rows) = (Vec::new(), Vec::new());
    for persona in PERSONAS {
        let Some(person) = world.person(persona) else { continue };
        let code = symbolon_server::entropy::secret(app.entropy());
        let token = symbolon_server::entropy::api_token(InstanceKind::Sandbox, app.entropy());
        rows.push(Plain::EnterLink { hash: hash(&code), person, expires_at: now + TOKEN_MICROS });
        rows.push(Plain::ApiToken(ApiToken {
            hash: hash(&token),
            name: persona.name.to_owned(),
            grantee: Grantee::Person(person),
            expires_at: now + TOKEN_MICROS,
            revoked_at: None,
        }));
        visitors.push(Visitor { persona, person, link: format!("http://{address}/enter/{code}"), token });
    }
    app.store().write("demo", now, &rows).await?;
    Ok(visitors)
}

/// Makes the token of a product, which can ask whether somebody may use something and nothing else.
async fn product(app: &App) -> Result<String, Failure> {
    let (now, _) = app.now();
    let token = symbolon_server::entropy::api_token(InstanceKind::Sandbox, app.entropy());
    let roles = [symbolon_domain::access::Role::Product].into();
    let row = ApiToken {
        hash: hash(&token),
        name: "product".to_owned(),
        grantee: Grantee::Service { account: None, roles },
        expires_at: now + TOKEN_MICROS,
        revoked_at: None,
    };
    app.store().write("demo", now, &[Plain::ApiToken(row)]).await?;
    Ok(token)
}
