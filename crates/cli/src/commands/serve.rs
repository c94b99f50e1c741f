//! `symbolon serve`: the server, with data that stays.

use std::path::Path;

use symbolon_server::clock::Clock;
use symbolon_server::{App, Provider, ProviderSecrets};
use symbolon_store::{InstanceKind, files};
use symbolon_text::Value;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

use crate::args::Serve;
use crate::failure::{Exit, Failure};
use crate::file;
use crate::instance::{self, Opening};
use crate::mail;
use crate::output::Output;
use crate::settings::Settings;

pub(crate) async fn run(serve: &Serve, settings: &Settings, output: &Output) -> Result<(), Failure> {
    tracing_subscriber::fmt()
        .json()
        .with_writer(std::io::stderr)
        .with_env_filter(EnvFilter::builder().with_default_directive(LevelFilter::WARN.into()).from_env_lossy())
        .init();
    if serve.provider_page.as_deref().is_some_and(|page| !is_page_of_orders(page)) {
        return Err(Failure::new(Exit::Usage, output.text("cli-provider-page", &[])));
    }
    let public_url = mail::public_url(&serve.mail, settings)?;
    let mail = mail::read(&serve.mail, settings)?;
    let stop = instance::stop()?;
    let listener = instance::listen(serve.listen, output).await?;
    let kind = if serve.sandbox { InstanceKind::Sandbox } else { InstanceKind::Live };
    let opening = Opening {
        data: &serve.installation.data,
        database: serve.installation.address(),
        documents: serve.documents.as_deref(),
        programme: serve.programme.as_deref(),
        make: Some(kind),
    };
    // A new sandbox begins at this moment and stands still from then on.
    let app = instance::open(&opening, || Ok(Clock::frozen(Clock::System.now())), output).await?;
    if let Some(file) = &serve.provider_secret_file {
        app.set_provider(Provider { page: serve.provider_page.clone(), secrets: secrets(file, output)? });
    }
    if serve.no_webhooks {
        app.keep_events();
    }
    if let Some(url) = public_url {
        app.set_public_url(url);
    }
    if let Some(mail) = mail {
        app.set_mail(mail);
    }
    if app.is_sandbox() {
        app.advance_clock(app.now().0, "serve").await?;
    }
    let values = [
        ("address", Value::from(format!("http://{}", listener.local_addr()?))),
        ("programme", app.programme().id.as_str().into()),
        ("version", app.programme().version.to_string().into()),
    ];
    output.line(&output.text(if app.is_sandbox() { "cli-serving-sandbox" } else { "cli-serving" }, &values))?;
    if let Some(programme) = &serve.programme {
        compare(programme, &app, output);
    }
    if app.store().people(None).await?.is_empty() && !app.store().has_tokens(app.now().0).await? {
        // A file belongs to one process at a time.
        let text = if app.store().is_shared() { "cli-serve-first-shared" } else { "cli-serve-first" };
        output.note(&output.text(text, &[("folder", serve.installation.data.display().to_string().into())]));
    }
    Ok(symbolon_server::serve(app, listener, stop).await?)
}

/// Says where the files that a server is started with are others than those of the newest version: they count for nothing.
fn compare(programme: &str, app: &App, output: &Output) {
    let newest = app.store().all_programmes().current();
    match instance::files(programme, output.language) {
        Ok(files) if files.content_hash() == newest.content_hash => {}
        Ok(_) => {
            let values = [("version", newest.version.to_string().into()), ("programme", programme.into())];
            output.note(&output.text("cli-programme-newer-files", &values));
        }
        Err(failure) => output.note(&failure.text),
    }
}

/// Whether a text is an address of a page with a place for the id of an order.
fn is_page_of_orders(page: &str) -> bool {
    let filled = page.replace("{order}", "order");
    let address = filled.parse::<reqwest::Url>();
    filled != page && address.is_ok_and(|address| matches!(address.scheme(), "http" | "https"))
}

/// The secrets of the payment provider's events, from a file that nobody else may read.
fn secrets(file: &Path, output: &Output) -> Result<ProviderSecrets, Failure> {
    let refused = |cause: &str| {
        let values = [("file", Value::from(file.display().to_string())), ("cause", cause.into())];
        Failure::new(Exit::Failed, output.text("cli-provider-unreadable", &values))
    };
    let text = file::read_text(file, output.language)?;
    if files::is_shared(file) {
        return Err(refused("shared"));
    }
    ProviderSecrets::parse(&text).map_err(|bad| refused(bad.code()))
}
