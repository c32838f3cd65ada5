//! Settings, disk and permissions.

use std::{path::Path, time::Duration};

use tokio::time::timeout;

use super::{
    finding::{Check, Finding, fault, note},
    mode,
};
use crate::{config::Config, disk::Space, mail::Mailer, secret::KEY_FILE};

/// How long the mail server may take to answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// All checks that need no database.
pub async fn all(config: &Config) -> Vec<Check> {
    vec![
        Check::of("public address", public_url(config)),
        Check::of("mail server", mail_server(config).await),
        Check::of("free space", free_space(config)),
        Check::of("permissions", permissions(&config.data)),
        Check::of("key", key(&config.data)),
    ]
}

/// What cannot work at all is refused when the settings are read.
fn public_url(config: &Config) -> Vec<Finding> {
    let unset = config.http.public_url.get().is_none().then(|| {
        note(
            "`http.public_url` is not set: links in e-mails lead to this machine",
            "Set it to the address people type, such as https://awards.example.eu.",
        )
    });
    unset.into_iter().collect()
}

async fn mail_server(config: &Config) -> Vec<Finding> {
    let remedy = "Check `mail.smtp_url` and `mail.from`, and whether the server can be reached from here.";
    let found = match Mailer::new(&config.mail) {
        Err(error) => Some(fault(error.to_string(), remedy)),
        Ok(None) => Some(note(
            "`mail.smtp_url` is not set: e-mails are held, and staff must pass on their links",
            "Set the mail server in `mail.smtp_url`.",
        )),
        Ok(Some(mailer)) => match timeout(PATIENCE, mailer.reach()).await {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(fault(format!("the mail server refused the connection: {error}"), remedy)),
            Err(_) => Some(fault("the mail server does not answer", remedy)),
        },
    };
    found.into_iter().collect()
}

fn free_space(config: &Config) -> Vec<Finding> {
    let remedy = "Free some disk space; until then uploads are refused.";
    let mib = |bytes: u64| bytes / (1024 * 1024);
    let found = match Space::of(&config.data) {
        Err(error) => Some(fault(format!("cannot check {}: {error}", config.data.display()), remedy)),
        Ok(space) if space.free_bytes < config.disk.reserve_bytes() => Some(fault(
            format!(
                "{} MiB are free, less than the reserve of {} MiB",
                mib(space.free_bytes),
                config.disk.reserve_mib
            ),
            remedy,
        )),
        Ok(_) => None,
    };
    found.into_iter().collect()
}

fn permissions(data: &Path) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, wanted, remedy) in [
        (data.to_path_buf(), 0o700, "chmod 700 the data directory: it holds personal data."),
        (
            data.join(KEY_FILE),
            0o600,
            "chmod 600 secret.key: whoever reads it can use links sent by \
                                      e-mail.",
        ),
    ] {
        if let Ok(found) = mode(&path)
            && found & !wanted != 0
        {
            findings
                .push(fault(format!("other users can access {} (mode {found:o})", path.display()), remedy));
        }
    }
    findings
}

fn key(data: &Path) -> Vec<Finding> {
    let remedy = "Restore it from the backup; without it links sent by e-mail do not work.";
    let found = match crate::secret::SecretKey::load(data) {
        Ok(Some(_)) => None,
        Ok(None) => Some(fault(format!("{KEY_FILE} is missing in {}", data.display()), remedy)),
        Err(error) => Some(fault(format!("{error:#}"), remedy)),
    };
    found.into_iter().collect()
}
