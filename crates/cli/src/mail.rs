//! How mail is sent, and where people reach the pages: flags, then what the settings say.

use std::path::Path;

use symbolon_server::{Mail, MailSettings, PublicUrl};
use symbolon_store::files;
use symbolon_text::message;

use crate::args::MailArgs;
use crate::failure::{Exit, Failure};
use crate::file;
use crate::settings::{Settings, Stated};

/// How mail is sent; none where no server is named.
pub(crate) fn read(args: &MailArgs, settings: &Settings) -> Result<Option<Mail>, Failure> {
    let (language, filed) = (settings.language, &settings.mail);
    let refused =
        |cause: &str| Failure::new(Exit::Usage, message(language, "cli-mail-unusable", &[("cause", cause.into())]));
    let from = stated(&args.mail_from, &filed.from);
    let password_file = stated(&args.mail_password_file, &filed.password_file);
    let Some(server) = stated(&args.mail_server, &filed.server) else {
        // Whoever states the rest believes that mail is sent.
        return if from.is_some() || password_file.is_some() { Err(refused("no-server")) } else { Ok(None) };
    };
    let password = password_file.map(|file| password(file, settings, &refused)).transpose()?;
    let read = Mail::read(MailSettings {
        server,
        from: from.map(String::as_str),
        password: password.as_deref().map(str::trim_end),
        public_url: public_url(args, settings)?.as_ref(),
    });
    read.map(Some).map_err(|bad| refused(bad.code()))
}

/// Where people reach the pages, where that is stated.
pub(crate) fn public_url(args: &MailArgs, settings: &Settings) -> Result<Option<PublicUrl>, Failure> {
    let text = |id| message(settings.language, id, &[]);
    let read = |url: &String| url.parse().map_err(|_| Failure::new(Exit::Usage, text("cli-public-url-wrong")));
    stated(&args.public_url, &settings.mail.public_url).map(read).transpose()
}

/// What counts of a value that a flag or the settings may state.
fn stated<'a, T>(flag: &'a Option<T>, filed: &'a Option<Stated<T>>) -> Option<&'a T> {
    flag.as_ref().or(filed.as_ref().map(|filed| &filed.value))
}

/// The content of a file that nobody else may read.
fn password(file: &Path, settings: &Settings, refused: &dyn Fn(&str) -> Failure) -> Result<String, Failure> {
    let text = file::read_text(file, settings.language)?;
    if files::is_shared(file) { Err(refused("shared")) } else { Ok(text) }
}
