//! File names for people: never used on disk, and never telling a judge who sent a file.

use std::fmt::Write;

use unicode_normalization::UnicodeNormalization;

use super::FileKind;

/// The longest file name we keep or send, in bytes (UP-3).
const NAME_LIMIT_BYTES: usize = 255;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    /// Save it. The default for all that was not re-encoded by us.
    Attachment,
    /// Show it: only for pictures we made ourselves.
    Inline,
}

/// The name a download gets: it says which entry and field, and nothing about the sender (BL-5).
#[must_use]
pub fn download_name(entry: &str, field: &str, number: u32, kind: FileKind) -> String {
    let [entry, field] = [entry, field].map(plain);
    format!("entry-{entry}-{field}-{number}.{}", kind.extension())
}

fn plain(text: &str) -> String {
    let keep = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    text.chars().take(64).map(keep).collect()
}

/// The `Content-Disposition` value for any name: an ASCII form for old clients
/// (RFC 6266) and the full one percent-encoded (RFC 8187).
#[must_use]
pub fn content_disposition(disposition: Disposition, name: &str) -> String {
    let name = original_name(name);
    let ascii: String =
        name.chars().map(|c| if c.is_ascii() && !matches!(c, '"' | '%') { c } else { '_' }).collect();
    let kind = match disposition {
        Disposition::Attachment => "attachment",
        Disposition::Inline => "inline",
    };
    let mut value = format!("{kind}; filename=\"{ascii}\"; filename*=UTF-8''");
    for byte in name.bytes() {
        // RFC 8187 section 3.2.1, attr-char.
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            value.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(value, "%{byte:02X}");
        }
    }
    value
}

/// The name a sender gave a file, fit to be shown to its owner and to staff:
/// the last path part, in NFC, without control or direction-changing characters,
/// at most 255 bytes. Never empty.
#[must_use]
pub fn original_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut name = String::new();
    for c in last.nfc().filter(|&c| !c.is_control() && !changes_direction(c)) {
        if name.len().saturating_add(c.len_utf8()) > NAME_LIMIT_BYTES {
            break;
        }
        name.push(c);
    }
    let name = name.trim().trim_start_matches('.');
    if name.is_empty() { "file".to_owned() } else { name.to_owned() }
}

/// Characters that make `exe.pdf` out of `fdp.exe` on screen.
const fn changes_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{061C}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::{Disposition, NAME_LIMIT_BYTES, content_disposition, download_name, original_name};
    use crate::files::FileKind;

    #[test]
    fn a_download_is_named_after_entry_and_field_only() {
        assert_eq!(download_name("k3v9", "photos", 2, FileKind::Jpg), "entry-k3v9-photos-2.jpg");
        assert_eq!(download_name("k3v9", "a/../\"b", 1, FileKind::Pdf), "entry-k3v9-a-----b-1.pdf");
    }

    #[test]
    fn the_name_of_rfc_8187_is_encoded_as_its_example_shows() {
        // RFC 8187 section 3.2.3: "£ and € rates".
        let value = content_disposition(Disposition::Attachment, "£ and € rates");
        assert_eq!(
            value,
            "attachment; filename=\"_ and _ rates\"; filename*=UTF-8''%C2%A3%20and%20%E2%82%AC%20rates"
        );
    }

    #[test]
    fn a_hostile_name_cannot_leave_its_quotes_or_its_line() {
        let value = content_disposition(Disposition::Inline, "a\"; x=\"b\r\nSet-Cookie: c=1.pdf");
        assert_eq!(value.matches('"').count(), 2);
        assert!(!value.contains(['\r', '\n']));
        assert!(value.starts_with("inline; filename=\"a_; x=_bSet-Cookie: c=1.pdf\";"), "{value}");
    }

    #[test]
    fn a_path_or_a_trick_is_stripped_from_an_original_name() {
        assert_eq!(original_name("../../etc/passwd"), "passwd");
        assert_eq!(original_name("C:\\Users\\Eva\\plan.docx"), "plan.docx");
        assert_eq!(original_name("photo\u{202E}gpj.exe"), "photogpj.exe");
        assert_eq!(original_name("e\u{301}te\u{301}.pdf"), "été.pdf");
        for nothing in ["", "/", "..", "\0\n", "a/ "] {
            assert_eq!(original_name(nothing), "file", "{nothing:?}");
        }
    }

    proptest! {
        #[test]
        fn any_name_gives_a_legal_header(name in "\\PC*|(?s).*") {
            let value = content_disposition(Disposition::Attachment, &name);
            assert!(value.bytes().all(|b| (0x20..0x7f).contains(&b)), "{value}");
            assert!(original_name(&name).len() <= NAME_LIMIT_BYTES);
        }
    }
}
