//! Web addresses as people type them.

use url::Url;

/// The longest web address, in bytes.
const LONGEST: usize = 2_048;

/// A typed address, completed: people leave out what browsers fill in, so
/// `www.city.eu` is `https://www.city.eu`. What is no address with it either
/// stays as it was typed.
#[must_use]
pub fn complete_url(typed: &str) -> String {
    let typed = typed.trim();
    if is_url(typed) || typed.contains("://") {
        return typed.to_owned();
    }
    let completed = format!("https://{}", typed.trim_start_matches('/'));
    if is_url(&completed) { completed } else { typed.to_owned() }
}

/// Whether this is a web address that is safe to show as a link: http or https,
/// a host on the open internet (by IDNA, in any script), no name and password.
#[must_use]
pub fn is_url(text: &str) -> bool {
    if text.len() > LONGEST || text.chars().any(char::is_whitespace) {
        return false;
    }
    let Ok(url) = Url::parse(text) else {
        return false;
    };
    matches!(url.scheme(), "http" | "https")
        && text.get(..url.scheme().len() + 3).is_some_and(|start| start.ends_with("://"))
        && url.username().is_empty()
        && url.password().is_none()
        && url.domain().is_some_and(is_host)
}

/// A name of at least two labels, as IDNA writes it.
fn is_host(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    let top_is_a_word = top.len() > 1 && !top.bytes().all(|b| b.is_ascii_digit());
    domain.len() <= 253 && domain.contains('.') && top_is_a_word && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::{complete_url, is_url};

    #[test]
    fn what_browsers_fill_in_is_completed() {
        for (typed, kept) in [
            ("www.city.eu", "https://www.city.eu"),
            (" essa-eu.org/a?b=c#d ", "https://essa-eu.org/a?b=c#d"),
            ("city.eu:8443/x", "https://city.eu:8443/x"),
            ("//city.eu", "https://city.eu"),
            ("sotsiaaltöö.ee", "https://sotsiaaltöö.ee"),
            ("παράδειγμα.ελ", "https://παράδειγμα.ελ"),
            ("http://city.eu", "http://city.eu"),
            ("HTTPS://City.EU/", "HTTPS://City.EU/"),
        ] {
            assert_eq!(complete_url(typed), kept, "{typed}");
            assert!(is_url(&complete_url(typed)), "{typed}");
        }
    }

    #[test]
    fn what_is_no_web_address_is_left_as_typed() {
        for typed in [
            "",
            "n/a",
            "none yet",
            "city",
            "info@city.eu",
            "mailto:info@city.eu",
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://city.eu",
            "1.5",
            "127.0.0.1",
            "a..b",
            "-a.eu",
            "www.",
            "file:///etc",
            "https:city.eu",
            "a_b.eu",
            "city.eu/a b",
            "e.g",
        ] {
            assert_eq!(complete_url(typed), typed);
            assert!(!is_url(typed), "{typed}");
        }
    }
}
