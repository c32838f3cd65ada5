//! Whether a text is an address one can write to, or a month.

/// The longest address, in bytes (RFC 5321 section 4.5.3.1.3, less brackets).
const LONGEST_EMAIL: usize = 254;
/// The longest local part, in bytes (RFC 5321 section 4.5.3.1.1).
const LONGEST_LOCAL_PART: usize = 64;

/// Whether this looks like an e-mail address on the open internet. Quoted
/// local parts and address literals, which nobody uses, are not accepted.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let local_part = (1..=LONGEST_LOCAL_PART).contains(&local.len())
        && local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom_char));
    text.len() <= LONGEST_EMAIL && local_part && is_domain(domain)
}

/// The characters of an atom (RFC 5322 section 3.2.3, with RFC 6532).
fn is_atom_char(c: char) -> bool {
    c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c)
}

/// A name with at least two labels, in any script.
fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let last_is_a_word =
        domain.rsplit('.').next().is_some_and(|top| !top.bytes().all(|b| b.is_ascii_digit()));
    domain.contains('.') && last_is_a_word && domain.split('.').all(label)
}

/// The year and month of `2023-07`, or nothing when it is none.
pub(super) fn month(text: &str) -> Option<(u16, u16)> {
    let (year, month) = text.split_once('-')?;
    let number = |digits: &str, length| {
        let all = digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit());
        all.then(|| digits.parse::<u16>().ok()).flatten()
    };
    let (year, month) = (number(year, 4)?, number(month, 2)?);
    ((1900..=2200).contains(&year) && (1..=12).contains(&month)).then_some((year, month))
}

#[cfg(test)]
mod tests {
    use super::{is_email, month};

    #[test]
    fn email_addresses_are_told_from_other_texts() {
        for good in [
            "a@b.eu",
            "maria.silva+essa@camara-lisboa.pt",
            "o'neill@tusla.ie",
            "δοκιμή@παράδειγμα.ελ",
            "info@sotsiaaltöö.ee",
        ] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "@b.eu",
            "a@",
            "a@b",
            "a@b.",
            "a@.eu",
            "a b@c.eu",
            "a@b c.eu",
            "a@@b.eu",
            ".a@b.eu",
            "a..b@c.eu",
            "a@-b.eu",
            "a@127.0.0.1",
            "a@b.eu,c@d.eu",
            "Maria <a@b.eu>",
            "mailto:a@b.eu",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
        assert!(is_email(&format!("{}@b.eu", "a".repeat(64))));
        assert!(!is_email(&format!("{}@b.eu", "a".repeat(65))));
    }

    #[test]
    fn months_are_ordered_pairs() {
        assert_eq!(month("2023-07"), Some((2023, 7)));
        assert!(month("2022-12") < month("2023-01"));
        for bad in [
            "",
            "2023",
            "2023-7",
            "2023-13",
            "2023-00",
            "1899-12",
            "2201-01",
            "+023-07",
            "2023-07-01",
            "٢٠٢٣-٠٧",
        ] {
            assert_eq!(month(bad), None, "{bad}");
        }
    }
}
