//! `Range` requests (RFC 9110 section 14), one range at most.

/// Bytes of a file, from `start` up to but not including `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByteRange {
    pub start: u64,
    /// The first byte after the range; greater than `start`.
    pub end: u64,
}

impl ByteRange {
    #[must_use]
    pub const fn len_bytes(self) -> u64 {
        self.end.saturating_sub(self.start)
    }

    /// The `Content-Range` value for a file of this size.
    #[must_use]
    pub fn content_range(self, size_bytes: u64) -> String {
        format!("bytes {}-{}/{size_bytes}", self.start, self.end.saturating_sub(1))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeAnswer {
    Whole,
    Part(ByteRange),
    Unsatisfiable,
}

/// Reads a `Range` header for a file of `size_bytes`.
///
/// What is no byte range is ignored, as RFC 9110 section 14.2 asks. Several ranges
/// are refused: nothing we serve needs them and they multiply work.
#[must_use]
pub fn requested_range(header: Option<&str>, size_bytes: u64) -> RangeAnswer {
    let Some((unit, set)) = header.and_then(|value| value.split_once('=')) else {
        return RangeAnswer::Whole;
    };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return RangeAnswer::Whole;
    }
    if set.contains(',') {
        return RangeAnswer::Unsatisfiable;
    }
    let Some((first, last)) = set.trim().split_once('-') else {
        return RangeAnswer::Whole;
    };
    match (position(first), position(last)) {
        (Some(start), Some(last)) if last < start => RangeAnswer::Whole,
        (Some(start), Some(last)) => part(start, last.saturating_add(1).min(size_bytes)),
        (Some(start), None) if last.is_empty() => part(start, size_bytes),
        (None, Some(suffix)) if first.is_empty() => part(size_bytes.saturating_sub(suffix), size_bytes),
        _ => RangeAnswer::Whole,
    }
}

fn part(start: u64, end: u64) -> RangeAnswer {
    if start < end { RangeAnswer::Part(ByteRange { start, end }) } else { RangeAnswer::Unsatisfiable }
}

/// A run of digits; one too long for any file counts as the largest number.
fn position(digits: &str) -> Option<u64> {
    let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    all_digits.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{ByteRange, RangeAnswer, requested_range};

    fn check(header: &str, expected: RangeAnswer) {
        assert_eq!(requested_range(Some(header), 10_000), expected, "{header}");
    }

    fn part(start: u64, end: u64) -> RangeAnswer {
        RangeAnswer::Part(ByteRange { start, end })
    }

    #[test]
    fn the_examples_of_rfc_9110_are_read_as_it_says() {
        // RFC 9110 section 14.1.2: a representation of 10,000 bytes.
        check("bytes=0-499", part(0, 500));
        check("bytes=500-999", part(500, 1_000));
        check("bytes=-500", part(9_500, 10_000));
        check("bytes=9500-", part(9_500, 10_000));
    }

    #[test]
    fn several_ranges_are_refused() {
        check("bytes=0-0,-1", RangeAnswer::Unsatisfiable);
        check("bytes=0-,0-,0-", RangeAnswer::Unsatisfiable);
    }

    #[test]
    fn a_range_past_the_end_is_cut_or_refused() {
        check("bytes=9999-20000", part(9_999, 10_000));
        check("bytes=-20000", part(0, 10_000));
        check("bytes=10000-", RangeAnswer::Unsatisfiable);
        check("bytes=-0", RangeAnswer::Unsatisfiable);
        check("bytes=0-99999999999999999999999999", part(0, 10_000));
        check("bytes=99999999999999999999999999-", RangeAnswer::Unsatisfiable);
        assert_eq!(requested_range(Some("bytes=0-"), 0), RangeAnswer::Unsatisfiable);
    }

    #[test]
    fn what_is_no_byte_range_is_ignored() {
        assert_eq!(requested_range(None, 10), RangeAnswer::Whole);
        for header in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=5",
            "bytes=a-b",
            "bytes=5-x",
            "bytes=9-1",
            "bytes=+1-2",
            "lines=1-2",
            "bytes=--1",
        ] {
            check(header, RangeAnswer::Whole);
        }
    }

    #[test]
    fn content_range_counts_the_last_byte_in() {
        assert_eq!(ByteRange { start: 42, end: 1_234 }.content_range(1_234), "bytes 42-1233/1234");
    }

    proptest! {
        #[test]
        fn a_part_always_lies_within_the_file(header in "bytes=[0-9]{0,25}-[0-9]{0,25}", size in any::<u64>()) {
            if let RangeAnswer::Part(range) = requested_range(Some(&header), size) {
                assert!(range.start < range.end && range.end <= size);
            }
        }
    }
}
