//! The look of a programme.

use super::findings::Findings;
use crate::editions::document::{Brand, DocumentCode};

/// The longest short name, in characters: it has one line in a narrow rail.
const WORDMARK: usize = 24;

pub(super) fn check(brand: &Brand, findings: &mut Findings) {
    if let Some(colour) = brand.colour.as_deref().filter(|colour| !is_colour(colour)) {
        findings.report(
            "/programme/brand/colour",
            DocumentCode::Unknown,
            format!(
                "Write a colour as # and six digits from 0 to f, such as `#8a1538`; `{colour}` is not one."
            ),
        );
    }
    findings.optional_line("/programme/brand/wordmark", brand.wordmark.as_ref(), WORDMARK);
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::{Brand, Findings, check};

    fn faults(colour: &str, wordmark: &str) -> Vec<String> {
        let mut findings = Findings::default();
        let brand = Brand { colour: Some(colour.to_owned()), wordmark: Some(wordmark.to_owned()) };
        check(&brand, &mut findings);
        findings.done().into_iter().map(|fault| fault.pointer).collect()
    }

    #[test]
    fn a_colour_has_six_digits_and_a_short_name_one_short_line() {
        assert_eq!(faults("#8A1538", "ESSA"), [""; 0]);
        for colour in ["8a1538", "#8a153", "#8a15380", "#8a153g", "red", "", "#8a1é8"] {
            assert_eq!(faults(colour, "ESSA"), ["/programme/brand/colour"], "{colour}");
        }
        let long = "x".repeat(25);
        for wordmark in [" ", "A\nB", long.as_str()] {
            assert_eq!(faults("#8a1538", wordmark), ["/programme/brand/wordmark"], "{wordmark}");
        }
    }
}
