//! Handing a mail to the mail server. The only place that knows `lettre`.

use std::{
    error::Error as _,
    time::{Duration, SystemTime},
};

use entity::Timestamp;
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::{self, PoolConfig},
};
use tokio::time::timeout;

use super::{Rendered, breaker::Breaker};
use crate::{address::Email, config::MailConfig};

/// How many mails are on their way at once, each over a connection that is kept for the next.
pub(super) const LANES: u32 = 4;
/// A whole dialogue may take as long as so many answers.
const ANSWERS: u32 = 2;
/// Servers end connections on which nothing comes; before that we do.
const IDLE: Duration = Duration::from_secs(20);

/// Connections to the configured mail server, kept open between mails.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    patience: Duration,
    /// Whether the server can be asked at all.
    pub(super) breaker: Breaker,
}

pub struct Delivery<'a> {
    /// The outbox row's own id: a mail sent twice is recognised by it (FAIL-5).
    pub message_id: &'a str,
    pub to: &'a str,
    pub at: Timestamp,
    pub rendered: &'a Rendered,
    /// Where the reader can ask for no more reminders; `None` for all other mails (MAIL-6).
    pub unsubscribe_url: Option<&'a str>,
}

/// The settings name no usable server or sender.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// See `MailConfig::smtp_url`. The address is not repeated: it may hold a password.
    #[error("mail.smtp_url is not of the form smtps://user:password@host:465")]
    Server,
    #[error("mail.from is not of the form Name <address@host>")]
    Sender,
}

#[derive(Debug, thiserror::Error)]
pub enum SendError {
    #[error("refused: {0}")]
    Refused(String),
    #[error("not sent: {0}")]
    Later(String),
    /// The server takes no mail at all now.
    #[error("the mail server cannot be reached: {0}")]
    NoServer(String),
}

impl Mailer {
    /// The mailer for these settings; `None` when no server is set and mails are held.
    pub fn new(config: &MailConfig) -> Result<Option<Self>, MailerError> {
        let from = config.from.parse().map_err(|_| MailerError::Sender)?;
        if config.smtp_url.is_empty() {
            return Ok(None);
        }
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&config.smtp_url);
        let pool = PoolConfig::new().max_size(LANES).idle_timeout(IDLE);
        let transport = transport.map_err(|_| MailerError::Server)?;
        let transport = transport.timeout(Some(config.timeout())).pool_config(pool).build();
        let patience = config.timeout().saturating_mul(ANSWERS);
        Ok(Some(Self { transport, from, patience, breaker: Breaker::default() }))
    }

    /// Whether the server answers and takes our sign-in.
    pub async fn reach(&self) -> Result<(), SendError> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(SendError::Later("no answer".to_owned())),
            Err(error) => Err(verdict(&error)),
        }
    }

    /// Sends one mail and waits until the server has taken it.
    pub async fn send(&self, outgoing: &Delivery<'_>) -> Result<(), SendError> {
        let message = compose(&self.from, outgoing)?;
        match timeout(self.patience, self.transport.send(message)).await {
            Ok(sent) => sent.map(drop).map_err(|error| verdict(&error)),
            Err(_) => Err(SendError::NoServer("it took too long".to_owned())),
        }
    }
}

/// 5xx means stop, except where the server refuses us rather than the mail (421: it closes; 530 to
/// 538: our sign-in). Without an answer nobody is there: other mails would fare no better.
fn verdict(error: &smtp::Error) -> SendError {
    let text = describe(error);
    match error.status().map(u16::from) {
        None if error.is_client() => SendError::Refused(text),
        None | Some(421 | 530..=538) => SendError::NoServer(text),
        Some(_) if error.is_permanent() => SendError::Refused(text),
        Some(_) => SendError::Later(text),
    }
}

/// The error and what caused it, which lettre tells apart.
fn describe(error: &smtp::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text = format!("{text}: {inner_text}");
        }
        cause = inner.source();
    }
    text
}

fn compose(from: &Mailbox, outgoing: &Delivery<'_>) -> Result<lettre::Message, SendError> {
    let refused = |what: &str| SendError::Refused(what.to_owned());
    let email =
        Email::parse(outgoing.to).map_err(|fault| refused(&format!("the address is not valid: {fault}")))?;
    let (local, domain) = email.for_sending();
    let address = Address::new(local, domain).map_err(|_| refused("the address is not valid"))?;
    let sent = Duration::from_millis(u64::try_from(outgoing.at.0).unwrap_or_default());
    let message_id = format!("<{}@{}>", outgoing.message_id, from.email.domain());
    let mut builder = lettre::Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, address))
        .message_id(Some(message_id))
        .date(SystemTime::UNIX_EPOCH + sent)
        .subject(&outgoing.rendered.subject)
        // RFC 3834: keeps out-of-office answers away.
        .raw_header(header("Auto-Submitted", "auto-generated"));
    if let Some(url) = outgoing.unsubscribe_url {
        builder = builder.raw_header(header("List-Unsubscribe", &format!("<{url}>")));
    }
    let Rendered { text, html, .. } = outgoing.rendered.clone();
    builder.multipart(MultiPart::alternative_plain_html(text, html)).map_err(|e| refused(&e.to_string()))
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

#[cfg(test)]
mod tests {
    use entity::Timestamp;

    use super::{Delivery, Mailer, SendError, compose};
    use crate::{config::MailConfig, mail::Rendered};

    fn written(to: &str, subject: &str, unsubscribe_url: Option<&str>) -> Result<String, SendError> {
        let rendered = Rendered {
            subject: subject.to_owned(),
            text: "Good day".to_owned(),
            html: "<p>Good day</p>".to_owned(),
        };
        let at = Timestamp::parse("2023-06-30T21:59:59Z").unwrap();
        let outgoing = Delivery { message_id: "k3v9", to, at, rendered: &rendered, unsubscribe_url };
        let from = "Awards office <awards@example.eu>".parse().unwrap();
        let message = compose(&from, &outgoing)?;
        Ok(String::from_utf8(message.formatted()).unwrap())
    }

    #[test]
    fn a_mail_carries_its_own_id_and_says_that_a_program_sent_it() {
        let mail = written("eva@example.org", "Receipt", None).unwrap();
        assert!(mail.contains("Message-ID: <k3v9@example.eu>\r\n"), "{mail}");
        assert!(mail.contains("Auto-Submitted: auto-generated\r\n"));
        assert!(mail.contains("Date: Fri, 30 Jun 2023 21:59:59 +0000\r\n"));
        assert!(mail.contains("multipart/alternative"));
        assert!(!mail.contains("List-Unsubscribe"));
    }

    #[test]
    fn only_a_reminder_can_be_unsubscribed_from() {
        let mail = written("eva@example.org", "Reminder", Some("https://awards.example.eu/account")).unwrap();
        assert!(mail.contains("List-Unsubscribe: <https://awards.example.eu/account>\r\n"), "{mail}");
    }

    #[test]
    fn an_address_cannot_add_a_header_or_a_second_reader() {
        for to in ["eva@example.org\r\nBcc: x@evil.test", "a@b.test, c@d.test", "Eva <a@b.test>", "eva", ""] {
            assert!(matches!(written(to, "Hi", None), Err(SendError::Refused(_))), "{to}");
        }
    }

    #[test]
    fn a_subject_cannot_add_a_header() {
        let mail = written("eva@example.org", "Hi\r\nBcc: x@evil.test", None).unwrap();
        let (headers, _) = mail.split_once("\r\n\r\n").unwrap();
        assert!(!headers.lines().any(|line| line.starts_with("Bcc")), "{headers}");
    }

    #[tokio::test]
    async fn settings_that_cannot_work_are_refused_without_repeating_the_password() {
        let config = |smtp_url: &str, from: &str| MailConfig {
            smtp_url: smtp_url.into(),
            from: from.into(),
            ..MailConfig::default()
        };
        assert!(Mailer::new(&config("", "Awards <a@example.eu>")).unwrap().is_none());
        assert!(
            Mailer::new(&config("smtps://u:secret@mail.example.eu", "Awards <a@example.eu>"))
                .unwrap()
                .is_some()
        );
        for (url, from) in
            [("https://u:secret@host", "Awards <a@example.eu>"), ("smtp://host", "Awards"), ("", "Awards")]
        {
            let error = Mailer::new(&config(url, from)).err().unwrap();
            assert!(!error.to_string().contains("secret"));
        }
    }
}
