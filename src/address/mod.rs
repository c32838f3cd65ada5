//! The one e-mail address of the program: what mail can reach, as typed for people and in one form
//! for comparing and sending.

pub mod list;
mod look;
mod older;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};

pub use look::skeleton;
pub use older::rewrite;

use crate::text::clean_line;

/// The longest address, in bytes as it is sent (RFC 5321 section 4.5.3.1.3, less brackets).
const LONGEST: usize = 254;
/// The longest part before the @, in bytes (RFC 5321 section 4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;
/// The longest part between two dots of a domain (RFC 1035 section 2.3.4).
const LONGEST_LABEL: usize = 63;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Email {
    /// As typed, without what nobody sees; for people.
    pub typed: String,
    /// Lower case, the domain in ASCII (RFC 3490): two that reach one mailbox are equal.
    pub canonical: String,
}

impl PartialSchema for Email {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).description(Some("An e-mail address.")).into()
    }
}

impl ToSchema for Email {}

/// Why no mail reaches an address; [`fmt::Display`] says it to whoever wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailFault {
    /// No @, or nothing on one side of it.
    NoAt,
    TwoAts,
    Blank,
    /// A dot at the start or end of the part before the @, or two in a row.
    Dots,
    /// A character that stands in no address, before the @.
    Character(char),
    /// The part before the @ is too long.
    LongName,
    NoDot,
    /// The domain is the number of a machine.
    Number,
    /// A part of the domain is too long.
    LongLabel,
    Domain,
    Long,
}

impl fmt::Display for EmailFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::NoAt => "Enter a complete e-mail address, such as name@example.eu.",
            Self::TwoAts => "This has more than one @. Enter one e-mail address.",
            Self::Blank => "Remove the space inside the e-mail address.",
            Self::Dots => "Before the @, a dot must be between two other characters.",
            Self::Character(c) => {
                return write!(f, "The character {c} cannot be used before the @ of an e-mail address.");
            }
            Self::LongName => "The part before the @ has more than 64 characters.",
            Self::NoDot => "The part after the @ has no dot. Enter all of it, such as example.eu.",
            Self::Number => "Enter the name of the domain after the @ instead of its number.",
            Self::LongLabel => "A part between two dots has more than 63 characters.",
            Self::Domain => "The part after the @ cannot be the name of a domain. Check its spelling.",
            Self::Long => "This e-mail address has more than 254 characters.",
        };
        f.write_str(sentence)
    }
}

impl Email {
    /// Reads one address.
    pub fn parse(text: &str) -> Result<Self, EmailFault> {
        let typed = cleaned(text);
        let (local, domain) = typed.rsplit_once('@').ok_or(EmailFault::NoAt)?;
        if local.is_empty() || domain.is_empty() {
            return Err(EmailFault::NoAt);
        }
        if typed.chars().any(char::is_whitespace) {
            return Err(EmailFault::Blank);
        }
        check_local(local)?;
        let ascii = ascii_domain(domain)?;
        let canonical = format!("{}@{ascii}", local.to_lowercase());
        if canonical.len() > LONGEST {
            return Err(EmailFault::Long);
        }
        Ok(Self { typed, canonical })
    }

    /// One that was read before: an account's or an invitation's.
    pub fn known(canonical: &str) -> Self {
        Self { typed: canonical.to_owned(), canonical: canonical.to_owned() }
    }

    /// As people read it: the domain in its own letters.
    pub fn shown(canonical: &str) -> String {
        match canonical.rsplit_once('@') {
            Some((local, domain)) if domain.contains("xn--") => {
                format!("{local}@{}", idna::domain_to_unicode(domain).0)
            }
            _ => canonical.to_owned(),
        }
    }

    /// The two parts a mail server is given: the first as typed, for it alone knows whether case
    /// matters, and the domain in ASCII.
    pub fn for_sending(&self) -> (&str, &str) {
        let local = self.typed.rsplit_once('@').map_or("", |(local, _)| local);
        let domain = self.canonical.rsplit_once('@').map_or("", |(_, domain)| domain);
        (local, domain)
    }
}

impl<'de> Deserialize<'de> for Email {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// One line in NFC, without marks that come along when an address is copied.
fn cleaned(text: &str) -> String {
    let line = clean_line(text).unwrap_or_default();
    let seen =
        |c: &char| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}'..='\u{2069}');
    line.chars().filter(seen).collect::<String>().trim().to_owned()
}

/// A dot-atom (RFC 5322 section 3.2.3, with the letters of RFC 6532). Quoted names, which mail
/// programs hardly know, are refused.
fn check_local(local: &str) -> Result<(), EmailFault> {
    if local.contains('@') {
        return Err(EmailFault::TwoAts);
    }
    if local.split('.').any(str::is_empty) {
        return Err(EmailFault::Dots);
    }
    let is_atom = |c: char| c.is_alphanumeric() || c == '.' || "!#$%&'*+-/=?^_`{|}~".contains(c);
    // Accents that have no letter of their own with what they stand on.
    let is_mark = |c: char| !c.is_ascii() && unicode_normalization::char::is_combining_mark(c);
    match local.chars().find(|c| !is_atom(*c) && !is_mark(*c)) {
        Some(c) => Err(EmailFault::Character(c)),
        None if local.len() > LONGEST_LOCAL => Err(EmailFault::LongName),
        None => Ok(()),
    }
}

/// The domain as mail servers know it (RFC 5890; letters, digits and hyphens only).
fn ascii_domain(domain: &str) -> Result<String, EmailFault> {
    if domain.starts_with('[') || domain.parse::<std::net::IpAddr>().is_ok() {
        return Err(EmailFault::Number);
    }
    if domain.split('.').any(|label| label.len() > LONGEST_LABEL && label.is_ascii()) {
        return Err(EmailFault::LongLabel);
    }
    let ascii = idna::domain_to_ascii_strict(domain).map_err(|_| EmailFault::Domain)?;
    let Some((_, top)) = ascii.rsplit_once('.') else {
        return Err(EmailFault::NoDot);
    };
    // No top-level domain is a number (RFC 3696 section 2).
    if top.bytes().all(|b| b.is_ascii_digit()) {
        return Err(EmailFault::Number);
    }
    Ok(ascii)
}

#[cfg(test)]
mod tests {
    use super::{Email, EmailFault};

    #[test]
    fn an_address_is_kept_as_typed_and_compared_in_one_form() {
        // ASCII forms as an independent implementation of RFC 3492 gives them.
        for (text, typed, canonical) in [
            (" Ana.Kovac@Osijek.EXAMPLE ", "Ana.Kovac@Osijek.EXAMPLE", "ana.kovac@osijek.example"),
            ("info@m\u{fc}nchen.de", "info@münchen.de", "info@xn--mnchen-3ya.de"),
            ("info@mu\u{308}nchen.de", "info@münchen.de", "info@xn--mnchen-3ya.de"),
            ("INFO@MÜNCHEN.DE", "INFO@MÜNCHEN.DE", "info@xn--mnchen-3ya.de"),
            ("info@xn--mnchen-3ya.de", "info@xn--mnchen-3ya.de", "info@xn--mnchen-3ya.de"),
            ("info@sotsiaaltöö.ee", "info@sotsiaaltöö.ee", "info@xn--sotsiaalt-87aa.ee"),
            ("\u{feff}ana\u{200b}@osijek.example\u{ad}", "ana@osijek.example", "ana@osijek.example"),
            ("o'neill+essa@tusla.ie", "o'neill+essa@tusla.ie", "o'neill+essa@tusla.ie"),
            ("a@b.eu", "a@b.eu", "a@b.eu"),
        ] {
            let email = Email::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
            assert_eq!((email.typed.as_str(), email.canonical.as_str()), (typed, canonical));
        }
    }

    #[test]
    fn what_no_mail_reaches_is_refused_with_the_reason() {
        let long_label = format!("a@{}.eu", "b".repeat(64));
        let long_name = format!("{}@b.eu", "a".repeat(65));
        let long = format!("a@{}eu", "abcdefghij.".repeat(24));
        for (text, fault) in [
            ("", EmailFault::NoAt),
            ("ana", EmailFault::NoAt),
            ("@b.eu", EmailFault::NoAt),
            ("a@", EmailFault::NoAt),
            ("a@b@c.eu", EmailFault::TwoAts),
            ("a b@c.eu", EmailFault::Blank),
            ("a@b c.eu", EmailFault::Blank),
            ("a..b@x.eu", EmailFault::Dots),
            (".a@x.eu", EmailFault::Dots),
            ("a.@x.eu", EmailFault::Dots),
            ("\"a b\"@x.eu", EmailFault::Blank),
            ("\"ab\"@x.eu", EmailFault::Character('"')),
            ("a,b@x.eu", EmailFault::Character(',')),
            ("Ana<a@x.eu>", EmailFault::Character('<')),
            ("mailto:a@x.eu", EmailFault::Character(':')),
            ("a@localhost", EmailFault::NoDot),
            ("a@[192.0.2.1]", EmailFault::Number),
            ("a@192.0.2.1", EmailFault::Number),
            ("a@2001:db8::1", EmailFault::Number),
            ("a@x..eu", EmailFault::Domain),
            ("a@.eu", EmailFault::Domain),
            ("a@x.eu.", EmailFault::Domain),
            ("a@-x.eu", EmailFault::Domain),
            ("a@x-.eu", EmailFault::Domain),
            ("a@x_y.eu", EmailFault::Domain),
            ("a@x.eu>", EmailFault::Domain),
            (&long_label, EmailFault::LongLabel),
            (&long_name, EmailFault::LongName),
            (&long, EmailFault::Domain),
        ] {
            assert_eq!(Email::parse(text).err(), Some(fault), "{text}");
        }
    }

    #[test]
    fn a_domain_is_shown_in_its_own_letters() {
        assert_eq!(Email::shown("info@xn--mnchen-3ya.de"), "info@münchen.de");
        assert_eq!(Email::shown("info@x.eu"), "info@x.eu");
    }

    #[test]
    fn a_mail_server_is_given_the_domain_in_ascii() {
        let email = Email::parse("Jürgen@MÜLLER.eu").expect("an address");
        assert_eq!(email.for_sending(), ("Jürgen", "xn--mller-kva.eu"));
    }
}
