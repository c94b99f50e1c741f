//! The model of what a competency asks for: areas, markets, credentials, figures, options and thresholds. Every number
//! is a value of the programme (A-15…A-21, A.3).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::codes::codes;
use crate::programme::{Money, Text, plus_days, plus_months};

/// Everything that a programme says about attaining competencies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Requirements {
    /// Solution areas in the order in which they are shown.
    pub areas: Vec<Area>,
    /// Markets; the one without countries is everywhere else.
    pub markets: Vec<Market>,
    /// Exams, assessments and certifications.
    pub credentials: Vec<Credential>,
    /// Figures that are measured.
    pub metrics: Vec<Metric>,
    /// Ways to attain a competency that has more than one.
    pub options: Vec<CompetencyOption>,
    /// What each competency asks for; a level of an option is attained when all of its requirements are met.
    pub asked: BTreeMap<String, Vec<Requirement>>,
    /// What a competency opens beyond the programme's own benefits.
    pub specialisations: Vec<Specialisation>,
    /// How long evidence counts, and how certification profiles move.
    pub evidence: EvidenceRule,
}

/// A solution area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// For example `data-ai`.
    pub id: String,
    /// Its name.
    pub name: Text,
}

/// A group of countries with thresholds of its own (A.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Market {
    /// For example `developing`.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its ISO 3166-1 countries; none: every country that no other market names.
    pub countries: Vec<String>,
}

codes! {
    /// What a person can pass or hold.
    pub enum CredentialKind {
        /// An exam.
        Exam = "exam",
        /// An assessment.
        Assessment = "assessment",
        /// A certification, which several exams lead to.
        Certification = "certification",
    }
}

/// An exam, an assessment or a certification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// For example `70-483`.
    pub id: String,
    /// What it is.
    pub kind: CredentialKind,
    /// Its name.
    pub name: Text,
    /// Last day on which it could be passed (L-20).
    pub retires_on: Option<Date>,
}

codes! {
    /// How readings of a figure add up.
    pub enum Measure {
        /// Everything in the period together, as a turnover.
        Sum = "sum",
        /// The newest reading of the period, as a number of users.
        Latest = "latest",
    }
}

/// A figure that is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metric {
    /// For example `azure-consumption`.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// How its readings add up.
    pub measure: Measure,
    /// ISO 4217 code, where it is money: then every amount is in minor units.
    pub currency: Option<String>,
    /// Decimals of that currency; none for a count.
    pub decimals: u32,
}

impl Metric {
    /// An amount as it is written: whole for a count, with the currency's decimals or none for money.
    pub fn read(&self, text: &str) -> Option<u64> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let places = u32::try_from(fraction.len()).ok()?;
        let plausible = !whole.is_empty() && digits(whole) && digits(fraction);
        if !plausible || (text.contains('.') && (places == 0 || places != self.decimals)) {
            return None;
        }
        let missing = "0".repeat(usize::try_from(self.decimals.checked_sub(places)?).ok()?);
        format!("{whole}{fraction}{missing}").parse().ok()
    }

    /// An amount as money; none where it counts something else.
    pub fn money(&self, amount: u64) -> Option<Money> {
        let currency = self.currency.clone()?;
        let missing = u32::try_from(Money::decimals(&currency)).ok()?.checked_sub(self.decimals)?;
        let minor = i64::try_from(amount).ok()?.checked_mul(10_i64.checked_pow(missing)?)?;
        Some(Money { minor, currency })
    }

    /// An amount as people write it.
    pub fn write(&self, amount: u64) -> String {
        match &self.currency {
            Some(currency) => format!("{} {currency}", self.decimal(amount)),
            None => self.decimal(amount),
        }
    }

    /// An amount as a decimal number, without the currency.
    pub fn decimal(&self, amount: u64) -> String {
        let text = amount.to_string();
        let places = usize::try_from(self.decimals).unwrap_or_default();
        let text = format!("{text:0>width$}", width = places + 1);
        let (whole, fraction) = text.split_at(text.len() - places);
        if places == 0 { whole.to_owned() } else { format!("{whole}.{fraction}") }
    }
}

/// One way to attain a competency, for example its enterprise option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompetencyOption {
    /// For example `enterprise`; unique within the competency.
    pub id: String,
    /// The competency.
    pub competency: String,
    /// Its name.
    pub name: Text,
}

codes! {
    /// What a requirement looks at.
    pub enum RequirementKind {
        /// People who hold a certification or passed an exam.
        CertifiedPeople = "certified_people",
        /// Exams and assessments that somebody of the company passed.
        Exams = "exams",
        /// Turnover.
        Revenue = "revenue",
        /// Customers won.
        Customers = "customers",
        /// Users who use it.
        ActiveUsers = "active_users",
        /// Use that is paid by what is used.
        Consumption = "consumption",
        /// Pieces in use: seats, rights of use, devices.
        Units = "units",
    }
}

impl RequirementKind {
    /// Whether people are counted, and not a figure.
    pub const fn counts_people(self) -> bool {
        matches!(self, Self::CertifiedPeople | Self::Exams)
    }
}

/// One threshold of a level of a competency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Its id, by which its line in the programme is found.
    pub id: String,
    /// The competency.
    pub competency: String,
    /// The option; none where the competency has only one way.
    pub option: Option<String>,
    /// The level.
    pub level: String,
    /// What it looks at.
    pub kind: RequirementKind,
    /// What is counted.
    pub need: Need,
    /// How much at the least, by market; see [`Requirements::threshold`].
    pub at_least: BTreeMap<String, u64>,
    /// How much at the least in every market that is not named.
    pub otherwise: u64,
    /// False where the source of the figure is not official.
    pub verified: bool,
    /// First day on which it is asked for.
    pub from: Option<Date>,
    /// Last day on which it is asked for.
    pub to: Option<Date>,
}

/// What a requirement counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// People, each once.
    People {
        /// Credentials of which a person holds at least one.
        any_of: Vec<String>,
        /// Credentials of which a person holds at least one as well; none: not asked for.
        with: Vec<String>,
    },
    /// A figure.
    Figure {
        /// Which one.
        metric: String,
    },
}

/// What holders of a level of a competency may apply for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Specialisation {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The level at which one of the competencies has to be active.
    pub level: String,
    /// The competencies that open it.
    pub any_of: Vec<String>,
}

/// How long evidence counts, and how certification profiles move.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EvidenceRule {
    /// Months for which a reading or a credential counts; none: to its own end.
    pub counts_for_months: Option<i32>,
    /// Months before the anniversary in which what is too old by then no longer counts for the forecast.
    pub at_risk_months: Option<i32>,
    /// How often a certification profile may change companies within twelve months.
    pub moves_per_year: Option<u32>,
    /// Days from one change of companies to the next.
    pub moves_apart_days: Option<i32>,
}

impl EvidenceRule {
    /// Last day on which evidence counts.
    pub fn counts_until(&self, dated: Date, expires_on: Option<Date>) -> Option<Date> {
        let aged = self.counts_for_months.and_then(|months| plus_days(plus_months(dated, months)?, -1));
        aged.into_iter().chain(expires_on).min()
    }

    /// The first day from which evidence still counts on a day.
    pub fn first_that_counts(&self, on: Date) -> Option<Date> {
        plus_days(plus_months(on, -self.counts_for_months?)?, 1)
    }

    /// The day after which a year's evidence begins to count, seen from its last day.
    pub fn period_before(&self, last: Date) -> Option<Date> {
        plus_months(last, -self.counts_for_months?)
    }

    /// First day of the forecast's last stretch before an anniversary.
    pub fn forecast_from(&self, anniversary: Date) -> Option<Date> {
        plus_months(anniversary, -self.at_risk_months?)
    }
}

/// When a certification profile belonged to which company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Association {
    /// The company.
    pub account: crate::ids::AccountId,
    /// First day.
    pub from: Date,
    /// Last day; none: it goes on.
    pub last_day: Option<Date>,
}

impl Association {
    /// Whether it is in force on a day or later.
    pub fn is_open_on(&self, day: Date) -> bool {
        self.last_day.is_none_or(|last| day <= last)
    }
}

impl Requirements {
    /// The market of a country.
    pub fn market_of(&self, country: &str) -> Option<&Market> {
        let own = self.markets.iter().find(|market| market.countries.iter().any(|named| named == country));
        own.or_else(|| self.markets.iter().find(|market| market.countries.is_empty()))
    }

    /// The credential with this id.
    pub fn credential(&self, id: &str) -> Option<&Credential> {
        self.credentials.iter().find(|credential| credential.id == id)
    }

    /// The figure with this id.
    pub fn metric(&self, id: &str) -> Option<&Metric> {
        self.metrics.iter().find(|metric| metric.id == id)
    }

    /// The area with this id.
    pub fn area(&self, id: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.id == id)
    }

    /// The option of a competency with this id.
    pub fn option(&self, competency: &str, id: &str) -> Option<&CompetencyOption> {
        self.options.iter().find(|option| option.competency == competency && option.id == id)
    }

    /// What a competency asks for, at all levels and in all its options.
    pub fn asked_by(&self, competency: &str) -> &[Requirement] {
        self.asked.get(competency).map_or(&[], Vec::as_slice)
    }

    /// Every requirement.
    pub fn all(&self) -> impl Iterator<Item = &Requirement> {
        self.asked.values().flatten()
    }

    /// The threshold of a requirement in a country.
    pub fn threshold(&self, requirement: &Requirement, country: &str) -> u64 {
        let market = self.market_of(country).and_then(|market| requirement.at_least.get(&market.id));
        market.copied().unwrap_or(requirement.otherwise)
    }

    /// What a competency asks for at a level on a day, by option: none stands for the competency's only way.
    pub fn of(&self, competency: &str, level: &str, on: Date) -> BTreeMap<Option<&str>, Vec<&Requirement>> {
        let mut options: BTreeMap<Option<&str>, Vec<&Requirement>> = BTreeMap::new();
        let asked = |requirement: &&Requirement| {
            requirement.level == level
                && requirement.from.is_none_or(|from| from <= on)
                && requirement.to.is_none_or(|to| on <= to)
        };
        for requirement in self.asked_by(competency).iter().filter(asked) {
            options.entry(requirement.option.as_deref()).or_default().push(requirement);
        }
        options
    }
}
