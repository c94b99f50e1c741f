//! The pages for people. They work without any script, and every act on them goes through the same path as the API's.

mod access;
mod account;
mod again;
mod assets;
mod audit;
pub(crate) mod calendar;
mod campaigns;
mod check;
mod clock_page;
mod company;
mod compare;
mod competencies;
mod correction;
mod credits;
mod day;
mod desk;
mod enter;
mod evidence;
mod exemptions;
mod frame;
mod home;
mod leaver;
mod licences;
mod line;
mod machines;
mod merge;
mod money;
mod newcomer;
mod offers;
mod order;
mod orders;
mod outbox;
mod pages;
mod past;
mod people;
mod places;
mod plan;
mod profiles;
mod programme;
mod proven;
mod redeem;
mod refused;
mod renew;
mod replace;
mod reports;
mod reveal;
mod seat_requests;
mod seats;
mod seats_import;
mod sight;
mod tables;
mod tickets;
mod till;
mod timeline;
pub(crate) mod visit;
mod ways;
mod webhooks;
mod why;
mod words;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, header};
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use tower_http::csrf::CsrfLayer;

use crate::app::App;
use crate::docs;
use crate::problem::Problem;

/// The pages' routes.
pub(crate) fn router(app: &App) -> Router<App> {
    let pages = Router::new()
        .route("/", get(enter::start))
        .route("/enter/{code}", get(enter::ask).post(enter::enter))
        .route("/sign-in", get(enter::start).post(enter::link))
        .route("/sign-out", post(enter::leave))
        .route("/sessions", get(access::show_own).post(access::end_others))
        .route("/sessions/language", post(correction::correct_own))
        .route("/language", post(enter::language))
        .route("/clock", get(clock_page::moved).post(clock_page::advance))
        .route("/p/{account}", get(account::show_home))
        .route("/p/{account}/benefits/{grant}", get(account::show_benefit).post(account::use_balance))
        .route("/p/{account}/benefits/{grant}/seats", post(seats::give))
        .route("/p/{account}/benefits/{grant}/seats/import", get(seats_import::ask).post(seats_import::import))
        .route("/p/{account}/seat-requests", get(seat_requests::show).post(seat_requests::ask))
        .route("/p/{account}/seat-requests/{request}", post(seat_requests::answer))
        .route("/p/{account}/benefits/{grant}/credit", post(credits::change))
        .route("/p/{account}/licences", get(licences::show))
        .route("/p/{account}/licences/wind-down", post(licences::confirm))
        .route("/p/{account}/licences/wind-down.csv", get(licences::export))
        .route("/p/{account}/licences/products/{benefit}", get(licences::show_register).post(licences::keep))
        .route("/p/{account}/webhooks", get(webhooks::show).post(webhooks::make))
        .route("/p/{account}/webhooks/{endpoint}", post(webhooks::act))
        .route("/p/{account}/webhooks/deliveries/{delivery}", post(webhooks::resend))
        .route("/p/{account}/calendar", get(calendar::show).post(calendar::make))
        .route("/p/{account}/calendar/{feed}", post(calendar::end))
        .route("/p/{account}/tables/{*table}", get(tables::export))
        .route("/p/{account}/history", get(account::show_history))
        .route("/p/{account}/history/check", get(proven::show))
        .route("/p/{account}/day", get(day::show))
        .route("/p/{account}/why", get(why::show))
        .route("/p/{account}/notices", get(outbox::show_notices))
        .route("/p/{account}/notices/{message}", get(outbox::show_message))
        .route("/outbox", get(outbox::show_outbox))
        .route("/p/{account}/offers", get(offers::show))
        .route("/p/{account}/benefits", get(offers::benefits))
        .route("/p/{account}/offers/compare", get(account::show_comparison))
        .route("/p/{account}/people", get(people::show).post(newcomer::add))
        .route("/p/{account}/people/{person}", get(people::show_one).post(people::change))
        .route("/p/{account}/people/{person}/correct", post(correction::correct))
        .route("/p/{account}/people/{person}/leave", get(leaver::ask).post(leaver::take_out))
        .route("/p/{account}/people/{person}/sign-out", post(access::end_sessions))
        .route("/p/{account}/api-access", get(access::show).post(access::make))
        .route("/p/{account}/api-access/{token}", post(access::revoke))
        .route("/p/{account}/company", get(company::show))
        .route("/p/{account}/company/review", post(company::review))
        .route("/p/{account}/company/profile", post(company::change))
        .route("/p/{account}/company/name", post(company::rename))
        .route("/p/{account}/company/mail", post(company::ask_mail))
        .route("/p/{account}/company/close", post(company::close))
        .route("/p/{account}/company/locations", post(places::add))
        .route("/p/{account}/company/tenants", post(places::link))
        .route("/p/{account}/company/checks/{check}", post(company::decide))
        .route(
            "/p/{account}/company/documents",
            post(company::hand_in).layer(DefaultBodyLimit::max(company::upload_limit(app))),
        )
        .route("/p/{account}/company/documents/{document}", get(company::download))
        .route("/p/{account}/merges", get(merge::show).post(merge::invite))
        .route("/p/{account}/merges/{merge}", get(merge::show_one).post(merge::answer))
        .route("/p/{account}/merges/{merge}/confirm", get(merge::ask).post(merge::confirm))
        .route("/p/{account}/competencies", get(competencies::show))
        .route("/p/{account}/competencies/evidence", post(evidence::record))
        .route("/p/{account}/competencies/evidence/{evidence}", post(evidence::withdraw))
        .route("/p/{account}/competencies/statements", post(evidence::state))
        .route("/p/{account}/competencies/profiles", post(profiles::link))
        .route("/p/{account}/competencies/profiles/{profile}", post(profiles::end))
        .route("/p/{account}/orders", get(orders::show).post(orders::place))
        .route("/p/{account}/orders/new", get(orders::ask))
        .route("/p/{account}/orders/{order}", get(order::show))
        .route("/p/{account}/orders/{order}/card", post(orders::pay_by_card))
        .route("/p/{account}/orders/{order}/cancel", post(order::cancel))
        .route(
            "/p/{account}/orders/{order}/proofs",
            post(order::prove).layer(DefaultBodyLimit::max(company::upload_limit(app))),
        )
        .route("/p/{account}/orders/{order}/refund", get(order::ask_refund).post(order::refund_fee))
        .route("/p/{account}/orders/{order}/tax-refund", post(order::refund_tax))
        .route("/p/{account}/exemptions", get(exemptions::show).post(exemptions::grant))
        .route("/p/{account}/exemptions/{exemption}", post(exemptions::end))
        .route("/p/{account}/money", post(money::receive))
        .route("/p/{account}/money/{funds}", post(money::settle))
        .route("/p/{account}/invoices/{number}/{language}", get(orders::invoice))
        .route("/p/{account}/credit-notes/{number}/{language}", get(orders::credit_note))
        .route("/p/{account}/renew", get(renew::show).post(renew::renew))
        .route("/p/{account}/renew/{membership}", get(renew::show_done))
        .route("/p/{account}/tokens/{token}/redeem", get(redeem::ask_tenant).post(redeem::redeem))
        .route("/p/{account}/tokens/{token}/redeem/ways", get(redeem::show_ways))
        .route("/p/{account}/tokens/{token}/redeem/check", get(redeem::ask_confirmation))
        .route("/p/{account}/tokens/{token}/done", get(redeem::show_redemption))
        .route("/p/{account}/tokens/{token}/replace", get(replace::ask).post(replace::send))
        .route("/p/{account}/keys/{key}/reveal", get(reveal::ask).post(reveal::reveal))
        .route("/p/{account}/keys/{key}/block", post(reveal::block))
        .route("/p/{account}/keys/{key}/activations", post(machines::record))
        .route("/p/{account}/assignments/{assignment}/activate", post(account::activate))
        .route("/p/{account}/assignments/{assignment}/return", get(seats::ask_return).post(seats::take_back))
        .route("/p/{account}/{*rest}", get(visit::missing))
        .route("/test-provider/{order}", get(till::show).post(till::pay))
        .route("/audit", get(audit::show))
        .route("/desk", get(desk::show))
        .route("/desk/overview", get(reports::show))
        .route("/desk/memberships", get(reports::list))
        .route("/desk/programme", get(programme::show))
        .route("/desk/programme/versions/{version}", get(programme::compare))
        .route("/desk/programme/plans/{id}", get(programme::show_plan).post(programme::act))
        .route("/desk/replacements/{id}", get(desk::ask).post(desk::decide))
        .route("/desk/tickets", get(tickets::queue))
        .route("/desk/campaigns", get(campaigns::list))
        .route("/desk/campaigns/{id}", get(campaigns::show).post(campaigns::simulate))
        .route("/desk/campaigns/{id}/acts", post(campaigns::act))
        .route("/desk/overrides", get(campaigns::overrides).post(campaigns::propose_override))
        .route("/desk/overrides/{id}", post(campaigns::decide_override))
        .route("/p/{account}/tickets", get(tickets::show).post(tickets::open))
        .route("/tickets/{ticket}", get(tickets::thread).post(tickets::act))
        .route(
            "/tickets/{ticket}/files",
            post(tickets::attach).layer(DefaultBodyLimit::max(company::upload_limit(app))),
        )
        .route("/tickets/{ticket}/files/{file}", get(tickets::download))
        .route("/tickets/{ticket}/locations/{location}", get(tickets::ask_removal).post(tickets::remove))
        .merge(docs::pages())
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(app.clone(), visit::with_visit));
    pages.route("/static/{*path}", get(assets::show))
}

/// The page of every address that there is not, for who wants a page; a problem for anybody else.
pub(crate) fn nowhere(app: &App) -> Router {
    let with_visit = from_fn_with_state(app.clone(), visit::with_visit);
    let nothing = async |headers: HeaderMap| {
        let wanted = headers.get(header::ACCEPT).and_then(|wanted| wanted.to_str().ok()).unwrap_or_default();
        if wanted.contains("text/html") { visit::missing().await } else { Ok(Problem::not_found().into_response()) }
    };
    Router::new().fallback(nothing).layer(with_visit).with_state(app.clone())
}
