//! Links by which people come in, mailed to whom asks for one. The link is made when it is sent and stands nowhere but in that
//! mail, so that it does not wait in the outbox: who gets none asks again.

use std::collections::BTreeMap;

use symbolon_domain::access::{LINK_MINUTES, meant};
use symbolon_domain::ids::AccountId;
use symbolon_store::{PersonRow, StoreError};
use symbolon_text::sign_in_text;
use tokio::sync::Semaphore;

use super::{MINUTE, Mail, compose};
use crate::app::{App, hash};
use crate::entropy;

/// Requests that are answered at a time, and that are taken up at all: whoever sends more than people type is not served.
static AT_ONCE: Semaphore = Semaphore::const_new(4);
static TAKEN_UP: Semaphore = Semaphore::const_new(200);

impl App {
    /// Mails links to whoever has an address, if anybody does. That happens afterwards: how long an answer takes says nothing
    /// about who is known here.
    pub(crate) fn ask_for_links(&self, address: String) {
        if self.mail().is_none() {
            return;
        }
        let Ok(place) = TAKEN_UP.try_acquire() else { return };
        let app = self.clone();
        tokio::spawn(async move {
            let turn = AT_ONCE.acquire().await;
            if let Err(error) = app.mail_links(&address).await {
                tracing::warn!(%error, "links to come in could not be made");
            }
            drop((turn, place));
        });
    }

    /// Mails a link to each entry that somebody with an address has: one in each company, and how many those were.
    ///
    /// # Errors
    /// When the store failed.
    pub async fn mail_links(&self, address: &str) -> Result<u64, StoreError> {
        let Some(mail) = self.mail() else { return Ok(0) };
        let mut of: BTreeMap<Option<AccountId>, Vec<PersonRow>> = BTreeMap::new();
        for person in self.store().people_at(address).await? {
            of.entry(person.account).or_default().push(person);
        }
        let mut sent = 0;
        for (company, entries) in of {
            let people: Vec<_> = entries.iter().map(PersonRow::person).collect();
            let chosen = meant(&people).and_then(|meant| entries.iter().find(|entry| entry.id == meant.id));
            if let Some(person) = chosen {
                sent += u64::from(self.mail_link(mail, company, person).await?);
            }
        }
        Ok(sent)
    }

    async fn mail_link(&self, mail: &Mail, company: Option<AccountId>, person: &PersonRow) -> Result<bool, StoreError> {
        let (now, _) = self.now();
        let code = entropy::secret(self.entropy());
        let expires_at = now.saturating_add(LINK_MINUTES * MINUTE);
        if !self.store().make_link(person.id, hash(&code), expires_at, now).await? {
            return Ok(false);
        }
        let of = match company {
            Some(account) => self.store().profile(account).await?.unwrap_or_default(),
            None => self.programme().name.get(person.language).to_owned(),
        };
        let text = sign_in_text(person.language, &of, LINK_MINUTES);
        let ids = (self.minter(now).message().to_string(), None);
        let words = (person.language, &text);
        let Some(mime) = compose::written(mail, person, words, &format!("/enter/{code}"), ids, now) else {
            return Ok(false);
        };
        let mut line = mail.line();
        let sent = line.send(&mime).await;
        line.close().await;
        if let Err(trouble) = &sent {
            // Whoever asks again is to get one.
            self.store().take_back_link(hash(&code), now).await?;
            tracing::warn!(person = %person.id, cause = trouble.cause, "a link to come in could not be mailed");
        }
        Ok(sent.is_ok())
    }
}
