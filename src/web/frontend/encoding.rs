//! Which form of a file is sent: content negotiation for encodings (RFC 9110 section 12.5.3).

/// A form in which a file can be sent; of equally welcome ones the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// All of them, the smallest file first.
    pub(super) const ALL: [Self; 3] = [Self::Brotli, Self::Gzip, Self::Identity];

    /// The name in headers; the plain file has none.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }

    fn is_called(self, name: &str) -> bool {
        let names: &[&str] = match self {
            Self::Brotli => &["br"],
            Self::Gzip => &["gzip", "x-gzip"],
            Self::Identity => &["identity"],
        };
        names.iter().any(|own| own.eq_ignore_ascii_case(name))
    }
}

/// The most welcome of the forms there are; none where the client takes none of them.
pub(in crate::web) fn choose<'a>(
    accepted: impl Iterator<Item = &'a str>,
    is_there: impl Fn(Encoding) -> bool,
) -> Option<Encoding> {
    let wishes: Vec<(&str, u32)> = accepted.flat_map(|line| line.split(',')).filter_map(wish).collect();
    let mut best = None;
    for encoding in Encoding::ALL.into_iter().filter(|encoding| is_there(*encoding)) {
        let weight = weight(encoding, &wishes);
        if weight > best.map_or(0, |(_, most)| most) {
            best = Some((encoding, weight));
        }
    }
    best.map(|(encoding, _)| encoding)
}

/// A thousandth of a thousandth, for the plain file that nobody asked for by name.
const HARDLY: u32 = 1;

/// How welcome it is, in millionths; 0 is refused.
fn weight(encoding: Encoding, wishes: &[(&str, u32)]) -> u32 {
    let named = wishes.iter().find(|(name, _)| encoding.is_called(name));
    let any = wishes.iter().find(|(name, _)| *name == "*");
    match (named.or(any), encoding) {
        (Some((_, weight)), _) => *weight,
        (None, Encoding::Identity) => HARDLY,
        (None, Encoding::Brotli | Encoding::Gzip) => 0,
    }
}

/// `gzip;q=0.5`: a name and its weight in millionths. What is no weight counts as refused.
fn wish(item: &str) -> Option<(&str, u32)> {
    let mut parts = item.split(';').map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?;
    let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    Some((name, weight.map_or(1_000_000, |weight| millionths(weight).unwrap_or(0))))
}

/// `1`, `1.000`, `0`, `0.123`: at most three digits after the point.
fn millionths(text: &str) -> Option<u32> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
    let part: u32 = if digits { format!("{part:0<3}").parse().ok()? } else { return None };
    match whole {
        "0" => Some(part * 1_000),
        "1" if part == 0 => Some(1_000_000),
        _ => None,
    }
}

/// Whether one of the tags a client has is this one, for `If-None-Match`: a weak comparison
/// (RFC 9110 section 13.1.2).
pub(super) fn has_tag<'a>(had: impl Iterator<Item = &'a str>, etag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    had.flat_map(|line| line.split(',')).any(|tag| tag.trim() == "*" || opaque(tag) == opaque(etag))
}

#[cfg(test)]
mod tests {
    use super::{Encoding, choose, has_tag};

    fn chosen(header: Option<&str>) -> Option<Encoding> {
        choose(header.into_iter(), |_| true)
    }

    #[test]
    fn the_most_welcome_form_is_sent_and_what_is_refused_never_is() {
        use Encoding::{Brotli, Gzip, Identity};
        for (header, expected) in [
            // RFC 9110 section 12.5.3, with its examples.
            (None, Some(Identity)),
            (Some(""), Some(Identity)),
            (Some("*"), Some(Brotli)),
            (Some("compress, gzip"), Some(Gzip)),
            (Some("compress;q=0.5, gzip;q=1.0"), Some(Gzip)),
            (Some("gzip;q=1.0, identity; q=0.5, *;q=0"), Some(Gzip)),
            (Some("gzip, deflate, br, zstd"), Some(Brotli)),
            (Some("br;q=0, gzip"), Some(Gzip)),
            (Some("br;q=0.0, gzip;q=0.000"), Some(Identity)),
            (Some("br;q=0.2, gzip;q=0.8"), Some(Gzip)),
            (Some("identity, gzip;q=0.5"), Some(Identity)),
            (Some("*;q=0"), None),
            (Some("identity;q=0"), None),
            (Some("identity;q=0, gzip"), Some(Gzip)),
            (Some("*;q=0, br"), Some(Brotli)),
            (Some("BR , X-GZIP"), Some(Brotli)),
            (Some("x-gzip"), Some(Gzip)),
            (Some("brotli, gzipped"), Some(Identity)),
            (Some("br;q=2, gzip;q=0.1234"), Some(Identity)),
        ] {
            assert_eq!(chosen(header), expected, "{header:?}");
        }
        assert_eq!(choose(["gzip", "br;q=0.5"].into_iter(), |_| true), Some(Gzip), "two lines are one");
        assert_eq!(choose(["br"].into_iter(), |form| form == Identity), Some(Identity));
        assert_eq!(choose(["identity;q=0, br"].into_iter(), |form| form == Identity), None);
    }

    #[test]
    fn a_tag_is_found_in_a_list_and_weakly() {
        for had in ["\"a\"", "W/\"a\"", "\"b\", \"a\"", "*", "\"b\",W/\"a\""] {
            assert!(has_tag([had].into_iter(), "\"a\""), "{had}");
        }
        for had in ["", "\"a-br\"", "a", "\"b\""] {
            assert!(!has_tag([had].into_iter(), "\"a\""), "{had}");
        }
    }
}
