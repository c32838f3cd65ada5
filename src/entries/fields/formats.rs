//! Whether a text is a month.

/// The year and month of `2023-07`, or nothing when it is none.
pub(super) fn month(text: &str) -> Option<(u16, u16)> {
    let (year, month) = text.split_once('-')?;
    let number = |digits: &str, length| {
        let all = digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit());
        all.then(|| digits.parse::<u16>().ok()).flatten()
    };
    let (year, month) = (number(year, 4)?, number(month, 2)?);
    ((1900..=2200).contains(&year) && (1..=12).contains(&month)).then_some((year, month))
}

#[cfg(test)]
mod tests {
    use super::month;

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
