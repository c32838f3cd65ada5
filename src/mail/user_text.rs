//! What people wrote, in a mail: escaped, in its place, and never a link (MAIL-2).
//!
//! Programmes that show mail turn `evil.test` into a link by themselves; an invisible
//! word joiner after the dot stops them and changes nothing for the reader.

use std::fmt::Write;

use entity::Timestamp;
use jiff::tz::TimeZone;
use minijinja::{AutoEscape, Error, HtmlEscape, Output, State, Value, escape_formatter, value::Serde};

use super::LocalTime;

/// U+2060: no width, no break.
const WORD_JOINER: char = '\u{2060}';
/// The longest subject, in characters.
const SUBJECT_LIMIT: usize = 150;
/// Room for a name, in characters.
const SHORT_LIMIT: usize = 60;

/// Writes any value of a template: our own links as they are, all else harmless and on one line.
pub(super) fn write_harmless(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() => escape_formatter(out, state, &Value::from(unlinked(&spaced(text)))),
        _ => escape_formatter(out, state, value),
    }
}

/// Filter `quoted`: several lines people wrote, marked as theirs so that they cannot pass for ours.
pub(super) fn quoted(state: &State, text: &str) -> Value {
    let lines = text.lines().map(|line| unlinked(&spaced(line)));
    let quoted = match state.auto_escape() {
        AutoEscape::None => lines.map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n"),
        _ => lines.map(|line| HtmlEscape(&line).to_string()).collect::<Vec<_>>().join("<br>\n"),
    };
    Value::from_safe_string(quoted)
}

/// Filter `moment`: `30 June 2023 at 23:59 (Europe/Brussels, UTC+02:00)`.
pub(super) fn moment(Serde(LocalTime { at, zone }): Serde<LocalTime>) -> String {
    written(at, &zone).unwrap_or_else(|_| at.to_string())
}

fn written(at: Timestamp, zone: &str) -> Result<String, jiff::Error> {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let local = jiff::Timestamp::from_millisecond(at.0)?.to_zoned(zone);
    let seconds = if local.second() == 0 { "" } else { ":%S" };
    let clock = if local.time_zone() == &TimeZone::UTC { "UTC" } else { "%Q, UTC%:z" };
    jiff::fmt::strtime::format(format!("%-d %B %Y at %H:%M{seconds} ({clock})"), &local)
}

/// A link of ours: written as it is, after anything that is no part of a URL is dropped.
pub(super) fn our_url(url: &str) -> Value {
    let part = |c: &char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$()*+,;=%".contains(*c);
    Value::from_safe_string(url.chars().filter(part).collect())
}

/// Filter `short`: what someone wrote who may be a stranger to the reader, too short for a message.
pub(super) fn short(text: &str) -> String {
    let line = spaced(text);
    match line.char_indices().nth(SHORT_LIMIT) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}

/// A subject: one line without control characters, cut to a length lists can show.
pub(super) fn one_line(text: &str) -> String {
    spaced(text).chars().filter(|&c| c != WORD_JOINER).take(SUBJECT_LIMIT).collect()
}

/// On one line, single spaces, no control characters.
fn spaced(text: &str) -> String {
    let visible = |c: char| if c.is_control() { ' ' } else { c };
    let text: String = text.chars().map(visible).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// With a word joiner wherever a programme would see an address begin or go on.
fn unlinked(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = characters.next() {
        // Writing to a String cannot fail.
        let _ = safe.write_char(c);
        let next = characters.peek().copied().unwrap_or(' ');
        let joins = matches!(c, '.' | ':' | '@' | '。') && (next.is_alphanumeric() || next == '/');
        if joins && !(before.is_ascii_digit() && next.is_ascii_digit()) {
            safe.push(WORD_JOINER);
        }
        before = c;
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{one_line, short, unlinked, written};
    use entity::Timestamp;

    #[test]
    fn an_address_in_a_text_is_broken_and_a_number_is_not() {
        assert_eq!(unlinked("see https://evil.test/x"), "see https:\u{2060}//evil.\u{2060}test/x");
        assert_eq!(unlinked("a@evil.test"), "a@\u{2060}evil.\u{2060}test");
        assert_eq!(unlinked("www.1and1.de"), "www.\u{2060}1and1.\u{2060}de");
        for plain in ["St. Mary: care, at 10:30", "Version 2.0", "End."] {
            assert_eq!(unlinked(plain), plain);
        }
    }

    #[test]
    fn the_words_of_a_stranger_leave_no_room_for_a_message() {
        assert_eq!(short("Anna Kowalska"), "Anna Kowalska");
        assert_eq!(short(&"é".repeat(60)), "é".repeat(60));
        assert_eq!(short(&"é".repeat(61)), format!("{}…", "é".repeat(60)));
        assert_eq!(short("Anna\r\n\r\nYou have won"), "Anna You have won");
    }

    #[test]
    fn a_subject_stays_one_line() {
        assert_eq!(one_line("Hello\r\nBcc: x@evil.test\0"), "Hello Bcc: x@evil.test");
        assert_eq!(one_line(&"é".repeat(400)).chars().count(), 150);
    }

    #[test]
    fn a_moment_is_written_on_the_clock_of_its_zone() {
        // The deadline of ESSA 2023 (domain/essa-2023.json): 2023-06-30T23:59:59+02:00.
        let deadline = Timestamp::parse("2023-06-30T23:59:59+02:00").unwrap();
        let brussels = "30 June 2023 at 23:59:59 (Europe/Brussels, UTC+02:00)";
        assert_eq!(written(deadline, "Europe/Brussels").unwrap(), brussels);
        let winter = Timestamp::parse("2023-11-02T12:00:00+01:00").unwrap();
        assert_eq!(
            written(winter, "Europe/Lisbon").unwrap(),
            "2 November 2023 at 11:00 (Europe/Lisbon, UTC+00:00)"
        );
        assert_eq!(written(winter, "No/Where").unwrap(), "2 November 2023 at 11:00 (UTC)");
    }
}
