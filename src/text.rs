//! Rules for every short text a person types: one form, nothing invisible.

use serde::{Deserialize, Deserializer, Serialize, de};
use unicode_normalization::UnicodeNormalization as _;

/// A line as it is kept: NFC, trimmed, without control characters, marks that
/// turn the direction of writing, or characters of no width (security bar API-6).
///
/// # Errors
/// A control character, which no keyboard types and PostgreSQL may not hold.
pub fn clean_line(text: &str) -> Result<String, &'static str> {
    if text.chars().any(|c| c.is_control() && c != '\t') {
        return Err("must be one line without control characters");
    }
    let visible = text.nfc().filter(|c| !is_invisible(*c)).map(|c| if c == '\t' { ' ' } else { c });
    Ok(visible.collect::<String>().trim().to_owned())
}

/// Marks that change how neighbours are shown without being seen themselves.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// A cleaned line of 1 to `MAX` characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line<const MAX: usize>(String);

impl<const MAX: usize> Line<MAX> {
    /// Reads a line.
    ///
    /// # Errors
    /// A sentence that says what is expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let line = clean_line(text)?;
        match line.chars().count() {
            0 => Err("must not be empty".to_owned()),
            n if n > MAX => Err(format!("must have at most {MAX} characters")),
            _ => Ok(Self(line)),
        }
    }

    /// As text.
    pub fn into_string(self) -> String {
        self.0
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Line<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// Several lines of at most `MAX` characters; may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Lines<const MAX: usize>(String);

impl<const MAX: usize> Lines<MAX> {
    /// As text.
    pub fn into_string(self) -> String {
        self.0
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Lines<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?.replace("\r\n", "\n");
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
            return Err(de::Error::custom("must not have control characters"));
        }
        let text: String = text.nfc().collect();
        if text.chars().count() > MAX {
            return Err(de::Error::custom(format!("must have at most {MAX} characters")));
        }
        Ok(Self(text))
    }
}

#[cfg(test)]
mod tests {
    use super::clean_line;

    #[test]
    fn what_is_not_seen_is_not_kept() {
        assert_eq!(clean_line(" Ana\u{202E}\u{200B} ").as_deref(), Ok("Ana"));
        // U+0065 U+0301 composes to U+00E9 (Unicode Standard Annex 15, table 1).
        assert_eq!(clean_line("Cafe\u{301}").as_deref(), Ok("Caf\u{e9}"));
        assert!(clean_line("a\0b").is_err() && clean_line("a\nb").is_err());
    }
}
