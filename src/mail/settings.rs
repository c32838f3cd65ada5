//! What the settings of mail say that cannot work.

use lettre::{AsyncSmtpTransport, Tokio1Executor, message::Mailbox};

use crate::config::MailConfig;

/// Each setting that cannot work, with what to do. The server's address is not repeated: it may
/// hold a password.
pub fn check(config: &MailConfig) -> Vec<(&'static str, String)> {
    let server = &config.smtp_url;
    let mut wrong = Vec::new();
    if !server.is_empty() && AsyncSmtpTransport::<Tokio1Executor>::from_url(server).is_err() {
        let how = "write it as smtps://user:password@host:465, or leave it empty to hold all mail";
        wrong.push(("mail.smtp_url", how.to_owned()));
    }
    if config.from.parse::<Mailbox>().is_err() {
        wrong.push(("mail.from", "write it in the form Name <address@host>".to_owned()));
    }
    wrong
}
