//! The page of offers, and the list of benefits with its quick filters.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use serde::Deserialize;
use symbolon_domain::access::Capability;
use symbolon_domain::account::{MembershipState, OrderState};
use symbolon_domain::campaign::payable_until;
use symbolon_domain::fact::Ordered;
use symbolon_domain::offers::{Bought, Tile, bought};
use symbolon_domain::order::obstacle;
use symbolon_domain::programme::PayMethod;
use symbolon_domain::standing::Line;
use symbolon_domain::tax::percent;

use super::frame::respond;
use super::home::{by_last_day, line_view, membership_tag, on_page};
use super::orders::tag;
use super::pages::{BenefitsPage, BoughtRow, OfferTile, OffersPage, TabLink};
use super::sight::Sight;
use super::visit::{Answered, Trouble, Visit};

/// How far ahead the filter of what is about to lapse looks (L-12).
const MONTHS: i32 = 3;

/// The tabs of the offers, by their codes.
const TABS: [&str; 3] = ["available", "purchased", "ended"];

/// Which tab.
#[derive(Debug, Deserialize)]
pub(crate) struct Tab {
    tab: Option<String>,
}

/// Offers to buy or renew, what is held, and what is over (L-01).
pub(crate) async fn show(visit: Visit, Path(account): Path<String>, Query(query): Query<Tab>) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewMemberships)?;
    let (sight, words) = (place.sight(), visit.words());
    let tab = query.tab.as_deref().unwrap_or(TABS[0]);
    if !TABS.contains(&tab) {
        return Err(Trouble::Missing);
    }
    let held = bought(sight.account, sight.today);
    let (current, over): (Vec<&Bought>, Vec<&Bought>) = held.iter().partition(|one| one.is_current());
    let counts = [sight.programme().offers.len(), current.len(), over.len()];
    let tabs = TABS.iter().zip(counts).map(|(code, count)| TabLink {
        href: format!("{}/offers?tab={code}", sight.base()),
        text: words.with(&format!("ui-offers-{code}"), &[("count", i64::try_from(count).unwrap_or(i64::MAX).into())]),
        current: *code == tab,
    });
    let found = match tab {
        "available" => visit.tiles(&place).await?,
        _ => Vec::new(),
    };
    let rows = match tab {
        "purchased" => current,
        "ended" => over,
        _ => Vec::new(),
    };
    let page = OffersPage {
        f: place.frame("ui-offers-page", "/offers"),
        base: sight.base(),
        tabs: tabs.collect(),
        available: tab == TABS[0],
        tiles: found.iter().map(|one| tile(&sight, one)).collect(),
        rows: rows.into_iter().map(|one| row(&sight, one)).collect(),
        empty: words.t(if tab == "ended" { "ui-offers-none-ended" } else { "ui-offers-none-purchased" }),
        helpers: if sight.may(Capability::Buy) { Vec::new() } else { sight.helpers(Capability::Buy.roles()) },
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}

fn tile(sight: &Sight<'_>, tile: &Tile) -> OfferTile {
    let words = sight.words;
    let offer = sight.find_offer(tile.of.offer());
    let renews = matches!(tile.of, Ordered::Renewal { .. });
    let query = match &tile.of {
        Ordered::Purchase { offer } => format!("offer={offer}"),
        Ordered::Renewal { membership, offer } => format!("offer={offer}&membership={membership}"),
    };
    let mut price = Vec::new();
    if let Some(cost) = &tile.cost {
        price.push((words.t("ui-order-price"), words.money(&cost.price)));
        if cost.discount_percent > 0 {
            let percent = words.with("ui-offers-percent", &[("percent", cost.discount_percent.into())]);
            price.push((words.t("ui-offers-discount"), percent));
        }
        price.push(match &cost.tax {
            Some(tax) => {
                let name =
                    sight.programme().tax(&tax.country, sight.today).map(|rate| rate.name.get(words.0).to_owned());
                let args = [("tax", name.unwrap_or_default().into()), ("percent", percent(tax.basis_points).into())];
                (words.with("paper-tax", &args), words.money(&tax.amount))
            }
            None => (words.t("ui-order-tax"), words.t("ui-order-no-tax")),
        });
        price.push((words.t("ui-order-total"), words.money(&cost.total)));
    }
    let href = if tile.free {
        price.push((words.t("ui-fee"), words.t("ui-fee-none")));
        format!("{}/renew", sight.base())
    } else {
        format!("{}/orders/new?{query}", sight.base())
    };
    let window =
        tile.window.map(|(from, to)| words.with("ui-offers-window", &[("from", from.into()), ("to", to.into())]));
    OfferTile {
        name: sight.offer(tile.of.offer()),
        summary: offer.map(|offer| offer.summary.get(words.0).to_owned()).unwrap_or_default(),
        price,
        days_left: tile.days_left.map(|days| words.with("ui-offers-days-left", &[("days", days.into())])),
        price_change: tile
            .cost
            .as_ref()
            .zip(tile.price_change.as_ref())
            .map(|(cost, change)| sight.price_change(&cost.price, change)),
        window,
        ready: tile.can_be_ordered(),
        act: words.t(if renews { "ui-offers-renew" } else { "ui-offers-buy" }),
        href,
        tasks: sight.tasks(&tile.checklist),
    }
}

fn row(sight: &Sight<'_>, one: &Bought) -> BoughtRow {
    let (words, base) = (sight.words, sight.base());
    let order = one.order.and_then(|(id, state)| Some((sight.account.orders.get(&id)?, state)));
    let mut acts = Vec::new();
    if let Some((order, state)) = order {
        let href = format!("{base}/orders/{}", order.placed.order);
        let waits = matches!(state, OrderState::Created | OrderState::AwaitingFunds) && sight.may(Capability::Buy);
        let asks = waits && obstacle(sight.account, sight.programmes, order, sight.today).is_none();
        if asks && order.placed.method == PayMethod::Transfer {
            acts.push((format!("{href}#proof"), words.t("ui-offers-proof")));
        }
        if waits {
            acts.push((href.clone(), words.t("ui-offers-cancel")));
        }
        let paid = order.paid.as_ref().filter(|_| sight.may(Capability::ViewInvoices));
        if let Some((_, paid)) = paid {
            let language = words.0.code();
            acts.push((format!("{base}/invoices/{}/{language}", paid.invoice), words.t("ui-offers-invoice")));
        }
    }
    match one.state {
        Some(MembershipState::Active | MembershipState::RenewalOpen) => {
            acts.push((format!("{base}/renew"), words.t("ui-card-renew-act")));
        }
        Some(MembershipState::Lapsed) => {
            let payable = one.membership.and_then(|id| payable_until(sight.account, sight.programmes, id, sight.today));
            let offered = sight.programme().offer(&one.offer).is_some();
            match payable {
                Some(_) => acts.push((format!("{base}/renew"), words.t("ui-card-renew-act"))),
                None if offered => {
                    acts.push((format!("{base}/orders/new?offer={}", one.offer), words.t("ui-orders-look")));
                }
                None => {}
            }
        }
        _ => {}
    }
    let number = one.membership.and_then(|id| sight.account.memberships.get(&id));
    BoughtRow {
        offer: sight.offer(&one.offer),
        number: match (number, order) {
            (Some(held), _) => format!("M-{}", held.number),
            (None, Some((order, _))) => format!("O-{}", order.placed.number),
            (None, None) => String::new(),
        },
        tag: match (one.state, order) {
            (None, Some((order, _))) => tag(sight, order),
            (state, _) => membership_tag(sight, state.unwrap_or(MembershipState::NotYet)),
        },
        anniversary: one.days.map_or_else(|| "–".to_owned(), |(anniversary, _)| words.date(anniversary)),
        acts,
    }
}

/// Which benefits.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    show: Option<String>,
}

/// The benefits with source, quantity and last day to begin, and what of them nobody has begun (L-12).
pub(crate) async fn benefits(visit: Visit, Path(account): Path<String>, Query(wanted): Query<Wanted>) -> Answered {
    let place = visit.enter(&account).await?;
    place.need(Capability::ViewBenefits)?;
    let (sight, standing, words) = (place.sight(), place.standing(), visit.words());
    let show = wanted.show.as_deref().filter(|code| !code.is_empty()).unwrap_or("all");
    let fits = |line: &Line, code: &str| match code {
        "unredeemed" => line.is_unredeemed(sight.today),
        "soon" => line.lapses_unredeemed_within(sight.today, MONTHS),
        _ => true,
    };
    let codes = ["all", "unredeemed", "soon"];
    if !codes.contains(&show) {
        return Err(Trouble::Missing);
    }
    let lines: Vec<&Line> = standing.lines.iter().filter(|line| on_page(&sight, &standing, line)).collect();
    let filters = codes.iter().map(|code| {
        let count = lines.iter().filter(|line| fits(line, code)).count();
        let args = [("count", i64::try_from(count).unwrap_or(i64::MAX).into()), ("months", MONTHS.into())];
        TabLink {
            href: format!("{}/benefits?show={code}", sight.base()),
            text: words.with(&format!("ui-benefits-{code}"), &args),
            current: *code == show,
        }
    });
    let shown = lines.iter().copied().filter(|line| fits(line, show)).collect();
    let page = BenefitsPage {
        f: place.frame("ui-benefits-page", "/benefits"),
        base: sight.base(),
        filters: filters.collect(),
        lines: by_last_day(&sight, shown).into_iter().map(|line| line_view(&sight, line)).collect(),
    };
    Ok(respond(StatusCode::OK, visit.language, &page))
}
