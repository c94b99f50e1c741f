//! Taxes on fees, and prices and taxes that follow each other without a gap (A-33, A-35, B-51).

use std::ops::Range;

use jiff::civil::Date;
use schemars::JsonSchema;
use symbolon_domain::programme::{TaxRate, plus_days};

use crate::assemble::{Assembler, overlap};
use crate::diagnostic::both;
use crate::document::{At, Both, Day, Period};

/// A tax on fees in a country.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tax {
    /// Two-letter country.
    pub(crate) country: At<String>,
    /// What it is called.
    pub(crate) name: Both,
    /// Its rate in percent, for example `"20"` or `"7.7"`.
    #[schemars(extend("pattern" = r"^[0-9]{1,2}(\\.[0-9]{1,2})?$"))]
    pub(crate) percent: At<String>,
    /// First day.
    pub(crate) from: Option<Day>,
    /// Last day.
    pub(crate) to: Option<At<Day>>,
}

/// Until when a tax is given back to a company that was exempt (B-51).
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TaxRefund {
    /// Period after the payment: `P1Y`.
    pub(crate) within: At<Period>,
}

/// Hundredths of a percent; none where it is not a rate.
fn basis_points(text: &str) -> Option<u32> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let good = !whole.is_empty() && whole.len() <= 2 && rest.len() <= 2 && digits(whole) && digits(rest);
    let good = good && (rest.is_empty() != text.contains('.'));
    let hundredths: u32 = format!("{rest:0<2}").parse().ok()?;
    good.then(|| Some(whole.parse::<u32>().ok()? * 100 + hundredths)).flatten()
}

impl Assembler {
    pub(crate) fn taxes(&mut self, file: &str, written: Vec<At<Tax>>, taxes: &mut Vec<TaxRate>) {
        for At { value: tax, span } in written {
            self.country(file, &tax.country);
            let name = self.text(file, &tax.name);
            let from = tax.from.map(|day| day.0);
            let to = self.last_day(file, from, tax.to);
            let country = tax.country.value;
            let other = |known: &&TaxRate| known.country == country && overlap((known.from, known.to), (from, to));
            if taxes.iter().any(|known| other(&known)) {
                let message = both!("deux taxes valent le même jour", "two taxes hold on the same day");
                self.sink.report(file, span, message, None);
            }
            let Some(basis_points) = basis_points(&tax.percent.value) else {
                let message = both!("`{}` n’est pas un taux", "`{}` is not a rate", tax.percent.value);
                let hint =
                    both!("en pour cent, par exemple \"20\" ou \"7.7\"", "in percent, for example \"20\" or \"7.7\"");
                self.sink.report(file, tax.percent.span, message, Some(hint));
                continue;
            };
            taxes.push(TaxRate { country, name, basis_points, from, to });
        }
    }

    /// Prices of one country follow each other without a day between them: on such a day nobody could order (A-35).
    pub(crate) fn no_gap(&mut self, file: &str, periods: &[(Option<Date>, Option<Date>, Range<usize>)]) {
        for (_, to, span) in periods {
            let Some(next) = to.and_then(|to| plus_days(to, 1)) else { continue };
            let later = |from: &Option<Date>| from.is_some_and(|from| from >= next);
            let follows = periods.iter().filter(|(from, ..)| later(from)).filter_map(|(from, ..)| *from).min();
            if let Some(from) = follows.filter(|from| *from > next) {
                let message = both!(
                    "aucun prix ne vaut entre le {next} et le {from}",
                    "no price holds between {next} and {from}"
                );
                let hint = both!(
                    "`from` du plus récent est le lendemain de `to` du plus ancien",
                    "`from` of the later one is the day after `to` of the earlier one"
                );
                self.sink.report(file, span.clone(), message, Some(hint));
            }
        }
    }
}
