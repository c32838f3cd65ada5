//! What of a typed text is kept.

use unicode_normalization::UnicodeNormalization as _;

use super::TextFault;

/// Text of one line, as it is kept: breaks and tabs become spaces, marks of
/// direction go, nothing invisible stands at its ends.
pub fn clean_line(text: &str) -> Result<String, TextFault> {
    let kept = clean(text, ' ', ' ')?;
    let line: String = kept.chars().filter(|c| !is_direction_mark(*c)).collect();
    Ok(line.trim_matches(|c: char| c.is_whitespace() || is_joiner(c)).to_owned())
}

/// Text of several lines, as it is kept: one kind of line break, tabs as typed.
pub fn clean_lines(text: &str) -> Result<String, TextFault> {
    clean(text, '\n', '\t')
}

/// Whether nothing of a text can be seen.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_ignorable(c))
}

pub(super) fn is_ignorable(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || is_joiner(c)
        || is_direction_mark(c)
        || is_unseen(c)
        // Fillers, selectors and the empty pattern of Braille.
        || matches!(c, '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{180B}'..='\u{180F}' | '\u{2800}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

fn clean(text: &str, line_break: char, tab: char) -> Result<String, TextFault> {
    if let Some(place) = text.chars().position(|c| c == '\0') {
        return Err(TextFault::Character(place.saturating_add(1)));
    }
    let mut before = ' ';
    let mut in_flag = false;
    let kept = text.chars().filter_map(|c| {
        let follows_return = std::mem::replace(&mut before, c) == '\r';
        in_flag = c == BLACK_FLAG || (in_flag && is_tag(c));
        match c {
            '\n' if follows_return => None,
            '\t' => Some(tab),
            c if is_break(c) => Some(line_break),
            c if is_tag(c) => in_flag.then_some(c),
            c if c.is_control() || is_unseen(c) => None,
            c => Some(c),
        }
    });
    Ok(kept.nfc().collect())
}

/// The line breaks of Unicode (UAX 14, classes BK, CR, LF and NL).
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Characters that only change how neighbours are shown, or are none at all: soft
/// hyphen, zero-width space, word joiner and its invisible kin, byte-order mark,
/// embeddings, overrides and isolates of direction (UAX 9), annotation marks
/// (TR 20), noncharacters (the Unicode Standard, 23.7).
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{FDD0}'..='\u{FDEF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Joiners are letters' and emoji's own (the Unicode Standard, 23.2): Persian
/// words and families are wrong without them.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Marks that give a direction to their neighbours; texts of several lines need them.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}')
}

/// The beginning of the flags of regions such as Scotland (UTS 51, emoji tag sequences).
const BLACK_FLAG: char = '\u{1F3F4}';

fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0001}' | '\u{E0020}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::{clean_line, clean_lines};
    use crate::text::TextFault;

    /// One case of the table that the page's rule is tested with too.
    #[derive(Deserialize)]
    struct Case {
        typed: String,
        line: String,
        lines: String,
    }

    #[test]
    fn text_is_cleaned_as_on_the_page() {
        let table = include_str!("../../tests/fixtures/text.json");
        let cases: Vec<Case> = serde_json::from_str(table).expect("the table is JSON");
        assert!(cases.len() > 20);
        for Case { typed, line, lines } in cases {
            assert_eq!(clean_line(&typed), Ok(line), "line of {typed:?}");
            assert_eq!(clean_lines(&typed), Ok(lines), "lines of {typed:?}");
        }
    }

    #[test]
    fn what_is_not_seen_is_not_kept() {
        for c in ('\u{1}'..='\u{1F}').chain('\u{7F}'..='\u{9F}') {
            let kept = clean_lines(&format!("a{c}b")).expect("cleaned");
            let spaced = ["ab", "a\nb", "a\tb"].contains(&kept.as_str());
            assert!(spaced, "U+{:04X} became {kept:?}", u32::from(c));
            assert!(!clean_line(&format!("a{c}b")).expect("cleaned").contains(char::is_control));
        }
    }

    #[test]
    fn the_one_character_that_cannot_be_stored_is_named_with_its_place() {
        assert_eq!(clean_line("ab\0c"), Err(TextFault::Character(3)));
        assert_eq!(clean_lines("\0"), Err(TextFault::Character(1)));
    }
}
