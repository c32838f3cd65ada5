//! Telephone numbers as people type them, and as one dials them from abroad.
//!
//! No number is refused that a person could dial: plans change, and who types a
//! number knows it better than a table. So there is no list of valid numbers
//! (such a library weighs as much as a quarter of the program) but what ITU-T
//! E.164 fixes: the code of each country, and the digit that is dialled before
//! a number within it.

/// The most digits of an international number (ITU-T E.164, 6.1).
const MOST_DIGITS: usize = 15;
/// Fewer digits, the code of the country included, are an internal or emergency number.
const FEWEST_DIGITS: usize = 8;

/// Code and prefix for calls within the country (ITU-T E.164 and E.129).
const COUNTRIES: [(&str, &str, &str); 54] = [
    ("AD", "376", ""),
    ("AL", "355", "0"),
    ("AM", "374", "0"),
    ("AT", "43", "0"),
    ("AX", "358", "0"),
    ("AZ", "994", "0"),
    ("BA", "387", "0"),
    ("BE", "32", "0"),
    ("BG", "359", "0"),
    ("BY", "375", "8"),
    ("CA", "1", "1"),
    ("CH", "41", "0"),
    ("CY", "357", ""),
    ("CZ", "420", ""),
    ("DE", "49", "0"),
    ("DK", "45", ""),
    ("EE", "372", ""),
    ("ES", "34", ""),
    ("FI", "358", "0"),
    ("FO", "298", ""),
    ("FR", "33", "0"),
    ("GB", "44", "0"),
    ("GE", "995", "0"),
    ("GG", "44", "0"),
    ("GI", "350", ""),
    ("GR", "30", ""),
    ("HR", "385", "0"),
    ("HU", "36", "06"),
    ("IE", "353", "0"),
    ("IL", "972", "0"),
    ("IM", "44", "0"),
    ("IS", "354", ""),
    ("IT", "39", ""),
    ("JE", "44", "0"),
    ("LI", "423", "0"),
    ("LT", "370", "0"),
    ("LU", "352", ""),
    ("LV", "371", ""),
    ("MC", "377", "0"),
    ("MD", "373", "0"),
    ("ME", "382", "0"),
    ("MK", "389", "0"),
    ("MT", "356", ""),
    ("NL", "31", "0"),
    ("NO", "47", ""),
    ("PL", "48", ""),
    ("PT", "351", ""),
    ("RO", "40", "0"),
    ("RS", "381", "0"),
    ("SE", "46", "0"),
    ("SI", "386", "0"),
    ("SK", "421", "0"),
    ("TR", "90", "0"),
    ("UA", "380", "0"),
];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// `+32 2 511 10 00`, as far as that can be told; with `ext. 5` where it has one.
    pub international: Option<String>,
    pub is_doubtful: bool,
}

/// Reads a number; one without code is of `country` (ISO 3166-1). `None` for what
/// has no number in it.
#[must_use]
pub fn read_phone(typed: &str, country: &str) -> Option<Phone> {
    let (number, extension) = split_extension(typed.trim());
    let number = number.strip_prefix("tel:").unwrap_or(number).trim();
    if number.chars().filter(char::is_ascii_digit).count() < 3 {
        return None;
    }
    let is_plain = number.chars().all(|c| c.is_ascii_digit() || is_separator(c) || c == '+');
    let groups = groups(number);
    let international = if is_plain { international(number, &groups, country) } else { None };
    let is_doubtful = international.is_none();
    let international = international.map(|mut dialled| {
        if let Some(extension) = extension {
            dialled.push_str(" ext. ");
            dialled.push_str(extension);
        }
        dialled
    });
    Some(Phone { international, is_doubtful })
}

fn international(number: &str, groups: &[String], country: &str) -> Option<String> {
    let begins_abroad = number.starts_with('+') || number.starts_with("00") || number.starts_with("(+");
    let dialled = if begins_abroad {
        let digits = groups.join(" ");
        let rest = if number.starts_with("00") { digits.get(2..)?.trim_start() } else { digits.as_str() };
        // No country code begins with 0 (E.164), nor is one written twice.
        if rest.starts_with('0') || number.matches('+').count() > 1 {
            return None;
        }
        format!("+{rest}")
    } else {
        let (_, code, prefix) = COUNTRIES.iter().find(|(known, ..)| *known == country)?;
        let digits = groups.join(" ");
        let own = digits.strip_prefix(prefix).unwrap_or(&digits).trim_start();
        // Someone left out the + of the country's own code.
        if prefix.is_empty() && own.replace(' ', "").len() > 9 && own.starts_with(code) {
            format!("+{own}")
        } else {
            format!("+{code} {own}")
        }
    };
    let digits = dialled.chars().filter(char::is_ascii_digit).count();
    (FEWEST_DIGITS..=MOST_DIGITS).contains(&digits).then_some(dialled)
}

/// Digits that stand together; `(0)`, which nobody dials from abroad, is none.
fn groups(number: &str) -> Vec<String> {
    let abroad = number.starts_with('+') || number.starts_with("00");
    let number = if abroad { number.replacen("(0)", " ", 1) } else { number.to_owned() };
    let digits = number.split(|c: char| !c.is_ascii_digit());
    digits.filter(|group| !group.is_empty()).map(str::to_owned).collect()
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || "-./()\u{2010}\u{2011}\u{2012}\u{2013}\u{AD}".contains(c)
}

/// The extension at the end of a number: `ext. 5`, `x5`, `#5`.
fn split_extension(typed: &str) -> (&str, Option<&str>) {
    let end = typed.trim_end_matches(|c: char| c.is_ascii_digit());
    let extension = typed.get(end.len()..).filter(|digits| (1..=7).contains(&digits.len()));
    let word = end.trim_end().trim_end_matches(['.', ':']);
    let lower = word.to_ascii_lowercase();
    let mark = ["extension", "ext", "x", "#"].into_iter().find(|mark| lower.ends_with(mark));
    match (extension, mark) {
        (Some(extension), Some(mark)) => {
            let number = word.get(..word.len().saturating_sub(mark.len())).unwrap_or_default();
            (number.trim_end().trim_end_matches(',').trim_end(), Some(extension))
        }
        _ => (typed, None),
    }
}

#[cfg(test)]
mod tests {
    use super::read_phone;

    /// Against the metadata of libphonenumber, which other people keep.
    #[test]
    fn codes_and_prefixes_are_those_of_the_numbering_plans() {
        let plans = include_str!("../../tests/numbering-plans.txt").lines();
        let plans: Vec<&str> = plans.filter(|line| !line.starts_with('#')).collect();
        for (country, code, prefix) in super::COUNTRIES {
            let plan = format!("{country} {code} {prefix}");
            assert!(plans.contains(&plan.trim_end()), "{plan}");
        }
    }

    #[test]
    fn numbers_are_dialled_from_abroad_as_their_plan_has_it() {
        for (typed, country, dialled) in [
            ("+32 2 511 10 00", "HR", "+32 2 511 10 00"),
            ("02 511 10 00", "BE", "+32 2 511 10 00"),
            ("02/511.10.00", "BE", "+32 2 511 10 00"),
            ("+32 (0)2 511 10 00", "BE", "+32 2 511 10 00"),
            ("0032 2 511 10 00", "BE", "+32 2 511 10 00"),
            ("0044 20.7946.0958", "IE", "+44 20 7946 0958"),
            ("+32\u{A0}2\u{202F}511\u{2011}10\u{2011}00", "BE", "+32 2 511 10 00"),
            ("tel:+3225111000", "BE", "+3225111000"),
            // Italy dials its 0 from abroad too; Spain and Denmark have none; Hungary's is 06.
            ("06 6982 1234", "IT", "+39 06 6982 1234"),
            ("912 345 678", "ES", "+34 912 345 678"),
            ("33 12 34 56", "DK", "+45 33 12 34 56"),
            ("06 1 234 5678", "HU", "+36 1 234 5678"),
            ("(01) 234-5678", "HR", "+385 1 234 5678"),
            ("02 511 10 00 ext. 5", "BE", "+32 2 511 10 00 ext. 5"),
            ("+32 2 511 10 00 x12", "BE", "+32 2 511 10 00 ext. 12"),
            ("+32 2 511 10 00, extension 7", "BE", "+32 2 511 10 00 ext. 7"),
        ] {
            let phone = read_phone(typed, country).expect(typed);
            assert_eq!(phone.international.as_deref(), Some(dialled), "{typed}");
            assert!(!phone.is_doubtful, "{typed}");
        }
    }

    #[test]
    fn a_doubtful_number_is_a_number_and_no_words_are() {
        for (typed, country) in [
            ("511 10 00", "XX"),
            ("12345", "BE"),
            ("1234567890123456", "BE"),
            ("+0 123 456 789", "BE"),
            ("++32 2 511 10 00", "BE"),
            ("02 511 10 00 or 02 511 10 01", "BE"),
            ("02 511 10 00 (Ana)", "BE"),
        ] {
            assert!(read_phone(typed, country).expect(typed).is_doubtful, "{typed}");
        }
        for typed in ["", "+", "call me", "n/a", "ext. 12"] {
            assert_eq!(read_phone(typed, "BE"), None, "{typed}");
        }
    }
}
