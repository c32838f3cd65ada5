//! How long a text is: counted the same way here and in the browser.

use unicode_normalization::UnicodeNormalization as _;

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

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::{characters, words};

    /// One case of the table that the browser's counter is tested with too.
    #[derive(Deserialize)]
    struct Case {
        text: String,
        words: u64,
        chars: u64,
    }

    #[test]
    fn words_and_characters_are_counted_as_in_the_browser() {
        let table = include_str!("../../tests/fixtures/words.json");
        let cases: Vec<Case> = serde_json::from_str(table).expect("the table is JSON");
        assert!(cases.len() > 20);
        for case in cases {
            assert_eq!(words(&case.text), case.words, "words of {:?}", case.text);
            assert_eq!(characters(&case.text), case.chars, "characters of {:?}", case.text);
        }
    }
}
