//! The address by which people reach the program.

use serde::{Deserialize, Serialize};
use url::{Host, Position, Url};

/// An origin such as `https://awards.example.eu`; empty where none is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicUrl(String);

#[derive(Debug, thiserror::Error)]
pub enum NotAnOrigin {
    #[error("expected the address of a host and nothing else, such as https://awards.example.eu")]
    Form,
    /// Passwords and entries would travel readable, and browsers refuse parts of the pages.
    #[error(
        "http:// is only for this machine (localhost, 127.0.0.1): for other computers set the https:// address of the proxy in front, such as https://awards.example.eu"
    )]
    Plain,
}

impl PublicUrl {
    /// The origin as browsers write it, without a closing slash.
    pub fn get(&self) -> Option<&str> {
        (!self.0.is_empty()).then_some(self.0.as_str())
    }
}

impl TryFrom<String> for PublicUrl {
    type Error = NotAnOrigin;

    fn try_from(text: String) -> Result<Self, NotAnOrigin> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let url = Url::parse(&text).map_err(|_| NotAnOrigin::Form)?;
        let is_web = matches!(url.scheme(), "http" | "https");
        let is_alone =
            url.username().is_empty() && url.password().is_none() && &url[Position::BeforePath..] == "/";
        if !is_web || !is_alone {
            return Err(NotAnOrigin::Form);
        }
        if url.scheme() == "http" && !is_this_machine(&url) {
            return Err(NotAnOrigin::Plain);
        }
        Ok(Self(url.origin().ascii_serialization()))
    }
}

/// The names that browsers trust without TLS (W3C Secure Contexts, section 3.1).
fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

impl From<PublicUrl> for String {
    fn from(url: PublicUrl) -> Self {
        url.0
    }
}

#[cfg(test)]
mod tests {
    use super::PublicUrl;

    #[test]
    fn an_address_is_kept_as_browsers_write_it() {
        for (typed, kept) in [
            ("https://awards.example.eu/", "https://awards.example.eu"),
            ("https://Awards.Example.eu:443", "https://awards.example.eu"),
            ("http://localhost:8000", "http://localhost:8000"),
            ("http://prizes.localhost", "http://prizes.localhost"),
            ("http://127.0.0.2:80", "http://127.0.0.2"),
            ("http://[::1]:8000", "http://[::1]:8000"),
            ("https://prix.été.example", "https://prix.xn--t-9fab.example"),
        ] {
            assert_eq!(PublicUrl::try_from(typed.to_owned()).unwrap().get(), Some(kept));
        }
        assert_eq!(PublicUrl::try_from(String::new()).unwrap().get(), None);
    }

    #[test]
    fn what_is_not_the_address_of_a_host_alone_is_refused() {
        for wrong in [
            "awards.example.eu",
            "http://awards.example.eu",
            "http://192.168.1.7:8000",
            "http://[fe80::1]",
            "http://localhost.example.eu",
            "http://mylocalhost",
            "ftp://awards.example.eu",
            "https://awards.example.eu/awards",
            "https://awards.example.eu/?a=b",
            "https://user@awards.example.eu",
            "https://",
            " ",
        ] {
            assert!(PublicUrl::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
