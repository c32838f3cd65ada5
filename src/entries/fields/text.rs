//! Text as people type it: cleaned before it is stored (security bar API-6)
//! and counted the same way here and in the browser.

use unicode_normalization::UnicodeNormalization;

use crate::text::is_invisible;

/// The number of words: maximal runs of characters that are not white space.
///
/// White space is what JavaScript's `\s` matches, so that the counter beside
/// the text and the server agree: Unicode's `White_Space` without U+0085 and
/// with U+FEFF. Stored text holds neither of the two.
#[must_use]
pub fn words(text: &str) -> u64 {
    let runs = text.split(is_space).filter(|run| !run.is_empty()).count();
    u64::try_from(runs).unwrap_or(u64::MAX)
}

fn is_space(c: char) -> bool {
    c == '\u{feff}' || (c.is_whitespace() && c != '\u{85}')
}

/// The number of characters: Unicode scalar values of the text in NFC.
#[must_use]
pub fn characters(text: &str) -> u64 {
    u64::try_from(text.nfc().count()).unwrap_or(u64::MAX)
}

/// Text of one line: breaks become spaces; control characters, and those that
/// are invisible or turn the direction of what follows, are removed.
pub(super) fn clean_line(text: &str) -> String {
    let shown = text.chars().filter_map(|c| match c {
        c if is_break(c) || c == '\t' => Some(' '),
        c if c.is_control() || is_invisible(c) => None,
        c => Some(c),
    });
    shown.nfc().collect::<String>().trim().to_owned()
}

/// Text of several paragraphs: one kind of line break; control characters
/// except tabs are removed. Joiners stay, because scripts need them.
pub(super) fn clean_paragraphs(text: &str) -> String {
    let unified = text.replace("\r\n", "\n");
    let shown = unified.chars().filter_map(|c| match c {
        c if is_break(c) => Some('\n'),
        '\t' => Some('\t'),
        '\u{feff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    });
    shown.nfc().collect()
}

/// The line breaks of Unicode (UAX 14, classes BK, CR, LF and NL).
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::{characters, clean_line, clean_paragraphs, words};

    /// One case of the table that the browser's counter is tested with too.
    #[derive(Deserialize)]
    struct Case {
        text: String,
        words: u64,
        chars: u64,
    }

    #[test]
    fn words_and_characters_are_counted_as_in_the_browser() {
        let table = include_str!("../../../tests/fixtures/words.json");
        let cases: Vec<Case> = serde_json::from_str(table).expect("the table is JSON");
        assert!(cases.len() > 20);
        for case in cases {
            assert_eq!(words(&case.text), case.words, "words of {:?}", case.text);
            assert_eq!(characters(&case.text), case.chars, "characters of {:?}", case.text);
        }
    }

    #[test]
    fn a_line_keeps_what_is_visible() {
        assert_eq!(clean_line("  Κοινωνική\u{200b} Στέγη\r\n "), "Κοινωνική Στέγη");
        assert_eq!(clean_line("invoice\u{202e}gpj.exe"), "invoicegpj.exe");
        assert_eq!(clean_line("a\u{1}b\tc\u{feff}"), "ab c");
        assert_eq!(clean_line("e\u{301}"), "é");
    }

    #[test]
    fn paragraphs_keep_their_breaks_and_joiners() {
        assert_eq!(
            clean_paragraphs("one\r\ntwo\rthree\u{2028}four\u{85}five"),
            "one\ntwo\nthree\nfour\nfive"
        );
        assert_eq!(clean_paragraphs("\u{feff}می\u{200c}خواهم\u{7f}"), "می\u{200c}خواهم");
        assert_eq!(clean_paragraphs("a\tb "), "a\tb ");
    }
}
