//! Where settings come from: flags, then the environment, then the project's file, the user's file, the machine's file,
//! then what is built in.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use symbolon_domain::programme::Language;
use symbolon_text::{Value, message};

use crate::args::Common;
use crate::failure::{Exit, Failure};

const DEFAULT_SERVER: &str = "http://127.0.0.1:7878";
/// The variable that holds an API token itself.
const TOKEN: &str = "SYMBOLON_TOKEN";
const DEFAULT_TIMEOUT: u64 = 30;

/// What a settings file may say. The API token is never among it, only where it is kept.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingsFile {
    server: Option<String>,
    token_file: Option<PathBuf>,
    lang: Option<String>,
    timeout: Option<u64>,
    mail_server: Option<String>,
    mail_from: Option<String>,
    mail_password_file: Option<PathBuf>,
    public_url: Option<String>,
}

/// A value with where it was stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stated<T> {
    pub(crate) value: T,
    /// A flag, a variable's name, a file, or none for what is built in.
    pub(crate) origin: Option<String>,
}

/// How mail is sent. Never the password, only where it is kept.
#[derive(Debug)]
pub(crate) struct MailSettings {
    pub(crate) server: Option<Stated<String>>,
    pub(crate) from: Option<Stated<String>>,
    pub(crate) password_file: Option<Stated<PathBuf>>,
    pub(crate) public_url: Option<Stated<String>>,
}

impl MailSettings {
    fn of_environment() -> Self {
        let text = |name| variable(name).map(|value| stated(value, name));
        let path = |name| variable(name).map(|value| stated(PathBuf::from(value), name));
        Self {
            server: text("SYMBOLON_MAIL_SERVER"),
            from: text("SYMBOLON_MAIL_FROM"),
            password_file: path("SYMBOLON_MAIL_PASSWORD_FILE"),
            public_url: text("SYMBOLON_PUBLIC_URL"),
        }
    }
}

/// The settings in force for one command.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) language: Language,
    pub(crate) server: Stated<String>,
    pub(crate) token_file: Option<Stated<PathBuf>>,
    pub(crate) timeout: Stated<u64>,
    pub(crate) mail: MailSettings,
    pub(crate) language_origin: Option<String>,
    pub(crate) as_of: Option<jiff::civil::Date>,
    pub(crate) json: bool,
    pub(crate) table: bool,
    pub(crate) columns: Vec<String>,
    pub(crate) no_header: bool,
    pub(crate) no_input: bool,
    pub(crate) yes: bool,
    pub(crate) idempotency_key: Option<String>,
    pub(crate) verbose: bool,
    pub(crate) quiet: bool,
    pub(crate) colour: bool,
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The files that may hold settings, the strongest first.
fn places() -> Vec<PathBuf> {
    let home = || variable("HOME").map(|home| Path::new(&home).join(".config"));
    let user = variable("XDG_CONFIG_HOME").map(PathBuf::from).or_else(home);
    let user = user.map(|folder| folder.join("symbolon").join("config.toml"));
    let mut places = vec![PathBuf::from("symbolon.toml")];
    places.extend(user);
    places.push(PathBuf::from("/etc/symbolon/symbolon.toml"));
    places
}

fn files(language: Language) -> Result<Vec<(String, SettingsFile)>, Failure> {
    let mut files = Vec::new();
    for place in places() {
        let Ok(text) = std::fs::read_to_string(&place) else { continue };
        let file = toml::from_str(&text).map_err(|error| {
            let values = [
                ("file", Value::from(place.display().to_string())),
                ("cause", Value::from(error.to_string().trim_end().to_owned())),
            ];
            Failure::new(Exit::Usage, message(language, "cli-settings-file", &values))
        })?;
        files.push((place.display().to_string(), file));
    }
    Ok(files)
}

/// The language for texts that are needed before anything has been understood: a flag on the command line, else the
/// environment, else a file, of which one that cannot be read is told of later.
pub(crate) fn early_language(args: &[String]) -> Language {
    let mut flags = args.iter().skip_while(|arg| !arg.starts_with("--lang"));
    let stated = flags.next().and_then(|flag| match flag.strip_prefix("--lang=") {
        Some(code) => Some(code.to_owned()),
        None => flags.next().cloned(),
    });
    let filed = || files(machine_language()).ok()?.into_iter().find_map(|(_, file)| file.lang);
    let code = stated.or_else(|| variable("SYMBOLON_LANG")).or_else(filed);
    code.and_then(|code| Language::from_code(&code)).unwrap_or_else(machine_language)
}

/// The language of the person's session on the machine (POSIX: the first of these that is set counts).
fn machine_language() -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable).unwrap_or_default();
    let code = locale.split(['_', '.', '-']).next().unwrap_or_default();
    Language::from_code(code).unwrap_or(Language::En)
}

impl Settings {
    /// Settles what counts for this command.
    pub(crate) fn settle(common: Common, early: Language) -> Result<Self, Failure> {
        let files = files(early)?;
        let mut server = common.server.map(|value| stated(value, "--server"));
        server = server.or_else(|| variable("SYMBOLON_SERVER").map(|value| stated(value, "SYMBOLON_SERVER")));
        let mut token_file = common.token_file.map(|value| stated(value, "--token-file"));
        let variable_file = variable("SYMBOLON_TOKEN_FILE").map(PathBuf::from);
        token_file = token_file.or_else(|| variable_file.map(|value| stated(value, "SYMBOLON_TOKEN_FILE")));
        let mut timeout = common.timeout.map(|value| stated(value, "--timeout"));
        let mut lang = common.lang.map(|value| stated(value, "--lang"));
        lang = lang.or_else(|| variable("SYMBOLON_LANG").map(|value| stated(value, "SYMBOLON_LANG")));
        let mut mail = MailSettings::of_environment();
        // A token in the environment is stronger than a file that only a settings file names.
        let has_token = variable(TOKEN).is_some();
        for (place, file) in files {
            server = server.or_else(|| file.server.map(|value| stated(value, &place)));
            let filed = file.token_file.filter(|_| !has_token);
            token_file = token_file.or_else(|| filed.map(|value| stated(value, &place)));
            timeout = timeout.or_else(|| file.timeout.map(|value| stated(value, &place)));
            lang = lang.or_else(|| file.lang.map(|value| stated(value, &place)));
            mail.server = mail.server.or_else(|| file.mail_server.map(|value| stated(value, &place)));
            mail.from = mail.from.or_else(|| file.mail_from.map(|value| stated(value, &place)));
            let password_file = || file.mail_password_file.map(|value| stated(value, &place));
            mail.password_file = mail.password_file.or_else(password_file);
            mail.public_url = mail.public_url.or_else(|| file.public_url.map(|value| stated(value, &place)));
        }
        let (language, language_origin) = match lang {
            None => (machine_language(), None),
            Some(lang) => {
                let language = Language::from_code(&lang.value).ok_or_else(|| {
                    let values = [("value", Value::from(lang.value.as_str()))];
                    Failure::new(Exit::Usage, message(early, "cli-unknown-language", &values))
                })?;
                (language, lang.origin)
            }
        };
        let term_is_dumb = variable("TERM").is_some_and(|term| term == "dumb");
        Ok(Self {
            language,
            language_origin,
            server: server.unwrap_or_else(|| Stated { value: DEFAULT_SERVER.to_owned(), origin: None }),
            token_file,
            timeout: timeout.unwrap_or(Stated { value: DEFAULT_TIMEOUT, origin: None }),
            mail,
            as_of: common.as_of,
            json: common.json,
            table: common.table,
            columns: common.columns,
            no_header: common.no_header,
            no_input: common.no_input,
            yes: common.yes,
            idempotency_key: common.idempotency_key,
            verbose: common.verbose,
            quiet: common.quiet,
            colour: variable("NO_COLOR").is_none() && !term_is_dumb,
        })
    }

    /// The API token: from the named file, else from the environment, which automation needs.
    pub(crate) fn token(&self) -> Result<Option<String>, Failure> {
        let (origin, text) = match &self.token_file {
            Some(file) => {
                let (name, text) =
                    (file.value.display().to_string(), crate::file::read_text(&file.value, self.language)?);
                if symbolon_store::files::is_shared(&file.value) {
                    let values = [("file", Value::from(name))];
                    return Err(Failure::new(Exit::Usage, message(self.language, "cli-token-shared", &values)));
                }
                (name, text)
            }
            None => match variable(TOKEN) {
                Some(text) => (TOKEN.to_owned(), text),
                None => return Ok(None),
            },
        };
        let token = text.trim();
        // A header holds nothing else, and its refusal would be taken for one of the server's address.
        if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            let values = [("origin", Value::from(origin))];
            return Err(Failure::new(Exit::Usage, message(self.language, "cli-token-malformed", &values)));
        }
        Ok(Some(token.to_owned()))
    }

    /// How long to wait for an answer.
    pub(crate) fn patience(&self) -> Duration {
        Duration::from_secs(self.timeout.value)
    }
}

fn stated<T>(value: T, origin: &str) -> Stated<T> {
    Stated { value, origin: Some(origin.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_for_the_language_counts_wherever_it_stands() {
        let language = |line: &str| early_language(&line.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(language("symbolon --lang fr token list"), Language::Fr);
        assert_eq!(language("symbolon token list --lang=fr"), Language::Fr);
        assert_eq!(language("symbolon token list --lang en --lang=fr"), Language::En);
    }
}
