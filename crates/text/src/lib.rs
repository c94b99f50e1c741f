//! Puts codes and values in words, French and English.
//!
//! The domain gives codes, days and numbers; everything that a person reads about them is written here, in the Fluent
//! catalogues under `text/`, with the same messages in both languages. Nothing here decides anything.

mod catalogue;
mod explanation;
mod format;
mod history;
mod language;
mod names;
mod next_year;
mod notice;
mod problem;
#[cfg(test)]
mod tests;
mod words;

pub use catalogue::{Value, has_message, message};
pub use explanation::{
    answer, changes_on, explanation_text, explanation_text_named, node, node_named, question, question_named, remedies,
    remedy,
};
pub use format::{
    count, date, date_range, date_range_short, date_short, date_time, date_weekday, days_left, decimal, list,
    list_of_one, money, money_with_code, month_of_year, number, percent, quantity, short_id,
};
pub use history::{change, effect, effect_named, fact, fact_title};
pub use language::{negotiate, thousandths};
pub use names::{Names, ProgrammeNames};
pub use next_year::next_reason;
pub use notice::{
    EventFacts, MatterFacts, NoticeFacts, NoticeText, event_text, mail_cause, matter_text, matter_title, notice_text,
    notice_title, sign_in_text,
};
pub use problem::{
    ProblemPage, TRANSPORT_PROBLEMS, problem, refusal_detail, refusal_detail_named, refusal_reason, refusal_title,
};
pub use symbolon_domain::programme::{Language, Text};
pub use words::{Word, acknowledgement, country, country_in, role_in, system, word};
