//! Delivery of messages by mail. What is to be sent is in the outbox; this takes it up, sends it, and writes down what came of
//! it: at least once, with an id by which a second copy is known as one. No act waits for it, and no transaction is open
//! while a mail server is spoken to.

mod compose;
mod links;
mod server;

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::civil::Date;
use symbolon_domain::delivery::{MAILS_A_DAY, Told, is_current};
use symbolon_domain::ids::AccountId;
use symbolon_domain::matter::Matter;
use symbolon_store::{About, MessageRow, StoreError, Turn};
use tokio::time::{MissedTickBehavior, interval};

use crate::app::{App, Known};
use server::Line;
pub use server::{BadMail, Mail, MailSettings, Trouble};

/// How often to look whether there is something to send.
const LOOK: Duration = Duration::from_secs(5);
/// Messages that are taken hold of at a time, and for how long: longer than all of them can take.
const BATCH: u32 = 10;
const LEASE: i64 = 15 * MINUTE;
const MINUTE: i64 = 60_000_000;
/// Minutes between one attempt and the next: quickly at first, and for three days in all.
const PAUSES: [i64; 9] = [1, 5, 30, 120, 300, 600, 840, 1_200, 1_440];

/// Sends what is to be sent, for as long as it is not aborted.
pub(crate) async fn watch(app: App) {
    let mut tick = interval(LOOK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut away = false;
    loop {
        tick.tick().await;
        match app.deliver().await {
            Ok(delivered) => {
                match (&delivered.trouble, away) {
                    (Some(trouble), false) => {
                        tracing::warn!(cause = trouble.cause, "the mail server cannot be used; it is tried again");
                    }
                    (None, true) if delivered.sent > 0 => tracing::info!("the mail server can be used again"),
                    _ => {}
                }
                away = delivered.trouble.is_some() || (away && delivered.sent == 0);
            }
            Err(error) => tracing::warn!(%error, "mails could not be looked for; it is tried again soon"),
        }
    }
}

/// What one look at the outbox led to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Mails that were sent.
    pub sent: u64,
    /// Why the mail server could not be used, where it could not.
    pub trouble: Option<Trouble>,
}

impl App {
    /// Sends the messages whose turn it is. Nothing is sent where no mail server was named, and nothing leaves a sandbox.
    ///
    /// # Errors
    /// When the store failed. A mail server that cannot be used is not an error: the messages wait.
    pub async fn deliver(&self) -> Result<Delivered, StoreError> {
        let mut delivered = Delivered::default();
        let Some(mail) = self.mail() else { return Ok(delivered) };
        let (now, _) = self.now();
        self.store().take_up_messages(now).await?;
        while delivered.trouble.is_none() {
            let (now, today) = self.now();
            let claimed = self.store().claim_messages(now, now + LEASE, BATCH).await?;
            if claimed.is_empty() {
                break;
            }
            let (mut line, mut known) = (mail.line(), BTreeMap::new());
            for message in claimed {
                let turn = match &delivered.trouble {
                    // Whoever follows would have found nobody either.
                    Some(trouble) if !line.is_down() => self.again(&message, trouble),
                    // What it was with the mails before may not be so with this one.
                    Some(_) => Turn::Later(self.now().0 + MINUTE),
                    None => match self.take_turn(&mut line, mail, &message, &mut known, (now, today)).await? {
                        Ok(turn) => turn,
                        Err(trouble) => {
                            let turn = self.again(&message, &trouble);
                            delivered.trouble = Some(trouble).filter(|of| !of.is_of_message || line.is_down());
                            turn
                        }
                    },
                };
                delivered.sent += u64::from(turn == Turn::Sent);
                if let Turn::Failed(cause) = &turn {
                    tracing::warn!(mail = %message.id, cause, "a mail could not be delivered");
                }
                self.store().settle_message(message.id, turn, now).await?;
            }
            line.close().await;
        }
        Ok(delivered)
    }

    /// When it is tried again, or that it has been tried often enough.
    fn again(&self, message: &MessageRow, trouble: &Trouble) -> Turn {
        let before = message.delivery.as_ref().map_or(0, |delivery| delivery.attempts);
        match PAUSES.get(usize::try_from(before).unwrap_or(usize::MAX)) {
            Some(minutes) => Turn::Again(self.now().0 + minutes * MINUTE, trouble.cause.clone()),
            None => Turn::Failed(trouble.cause.clone()),
        }
    }

    /// Sends a message, if it is to be sent; the error is one after which it is tried again.
    async fn take_turn(
        &self,
        line: &mut Line<'_>,
        mail: &Mail,
        message: &MessageRow,
        known: &mut BTreeMap<(AccountId, AccountId), Known>,
        (now, today): (i64, Date),
    ) -> Result<Result<Turn, Trouble>, StoreError> {
        let person = self.store().person(message.person).await?.filter(|person| person.in_directory);
        let Some(person) = person else { return Ok(Ok(Turn::Skipped)) };
        let (sent, known) = (&message.notice, self.known(&message.notice, known).await?);
        let told = self.told(message).await?;
        if !is_current(known.account(), self.programmes(), told, sent.sent_on, today) {
            return Ok(Ok(Turn::Skipped));
        }
        if !matches!(told, Told::Year(..)) && self.store().mails_sent(person.id, self.dawn(now)).await? >= MAILS_A_DAY {
            return Ok(Ok(Turn::Later(self.midnight(now))));
        }
        let text = self.message_text(message.language, sent, known);
        let letter = compose::Letter { message, person: &person, text, told, company: known.account().number, now };
        let Some(mime) = letter.compose(mail) else { return Ok(Ok(Turn::Failed("unreadable".to_owned()))) };
        Ok(match line.send(&mime).await {
            Ok(()) => Ok(Turn::Sent),
            Err(trouble) if trouble.is_final => Ok(Turn::Failed(trouble.cause)),
            Err(trouble) => Err(trouble),
        })
    }

    /// What a message tells, with how far the ticket is that it is about.
    async fn told<'a>(&self, message: &'a MessageRow) -> Result<Told<'a>, StoreError> {
        Ok(match &message.notice.about {
            About::Year(about) => Told::Year(about.membership, &message.notice.notice, message.notice.due_on),
            About::Event(_, entry) => Told::Fact(entry),
            About::Matter(matter) => {
                let ticket = match matter.as_ref() {
                    Matter::Ticket(told) => self.store().ticket(&told.ticket.to_string()).await?,
                    Matter::Order(_) | Matter::Subscription(_) => None,
                };
                Told::Matter(matter, ticket.map(|row| row.ticket.state))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_tried_ten_times_in_three_days() {
        assert_eq!((PAUSES.len() + 1, PAUSES.iter().sum::<i64>() / (24 * 60)), (10, 3));
        assert!(PAUSES.is_sorted());
        // Whoever holds some has them for longer than all of them can take.
        assert!(LEASE > i64::from(BATCH) * MINUTE);
    }
}
