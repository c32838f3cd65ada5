//! Whether a text is a month, a day or a number.

use jiff::civil::Date;

use crate::editions::YEARS;

/// A number, to the hundredth, and how many decimals it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    hundredths: i64,
    pub decimals: u32,
}

impl Number {
    /// Without its decimals.
    pub const fn whole(self) -> i64 {
        self.hundredths.div_euclid(100)
    }

    pub fn is_below(self, limit: u64) -> bool {
        i128::from(self.hundredths) < i128::from(limit).saturating_mul(100)
    }

    pub fn is_above(self, limit: u64) -> bool {
        i128::from(self.hundredths) > i128::from(limit).saturating_mul(100)
    }
}

/// The number that digits with a few decimals after a point spell: `1200.50`.
pub fn number(text: &str) -> Option<Number> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let is_cut = text.contains('.') && decimals.is_empty();
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if is_cut
        || whole.is_empty()
        || whole.len() > 15
        || decimals.len() > 20
        || !digits(whole)
        || !digits(decimals)
    {
        return None;
    }
    let near = decimals.get(..2).unwrap_or(decimals);
    let hundredths = format!("{whole}{near:0<2}").parse().ok()?;
    Some(Number { hundredths, decimals: u32::try_from(decimals.len()).ok()? })
}

/// The day of `2026-07-01`, or nothing when it is none.
pub fn day(text: &str) -> Option<Date> {
    let is_plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let day: Date = is_plain.then(|| text.parse().ok()).flatten()?;
    YEARS.contains(&day.year()).then_some(day)
}

/// The year and month of `2023-07`, or nothing when it is none.
pub fn month(text: &str) -> Option<(i16, i16)> {
    let (year, month) = text.split_once('-')?;
    let number = |digits: &str, length| {
        let all = digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit());
        all.then(|| digits.parse::<i16>().ok()).flatten()
    };
    let (year, month) = (number(year, 4)?, number(month, 2)?);
    (YEARS.contains(&year) && (1..=12).contains(&month)).then_some((year, month))
}

#[cfg(test)]
mod tests {
    use super::{Number, day, month, number};

    #[test]
    fn numbers_are_digits_with_decimals_that_are_counted() {
        assert_eq!(number("1200.5"), Some(Number { hundredths: 120_050, decimals: 1 }));
        assert_eq!(number("007").map(Number::whole), Some(7));
        assert_eq!(number("12.345").map(|number| number.decimals), Some(3), "too many, not none");
        let (least, most) = (number("12.00").expect("a number"), number("12.01").expect("a number"));
        assert!(!least.is_above(12) && most.is_above(12) && !least.is_below(12));
        for bad in ["", "-1", "1,5", "1.", ".5", "1.2.3", "1e3", "1 000", "٣", "9999999999999999"] {
            assert_eq!(number(bad), None, "{bad}");
        }
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        assert!(day("2028-02-29").is_some() && day("2026-12-31") > day("2026-02-01"));
        for bad in ["2026-02-29", "2026-2-1", "20260201", "2026-02-01T10", "1899-12-31", "+002026-02-01"] {
            assert_eq!(day(bad), None, "{bad}");
        }
    }

    #[test]
    fn months_are_ordered_pairs() {
        assert_eq!(month("2023-07"), Some((2023, 7)));
        assert!(month("2022-12") < month("2023-01"));
        for bad in [
            "",
            "2023",
            "2023-7",
            "2023-13",
            "2023-00",
            "1899-12",
            "2201-01",
            "+023-07",
            "2023-07-01",
            "٢٠٢٣-٠٧",
        ] {
            assert_eq!(month(bad), None, "{bad}");
        }
    }
}
