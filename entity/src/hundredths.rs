//! Numbers with two decimals, exact.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A number kept as whole hundredths, so that no sum is ever rounded: 750 is `7.50`, or `7.5` in
/// the alternate form (`{:#}`). Stored as the whole number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hundredths(pub i64);

impl fmt::Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, decimals) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match (f.alternate(), decimals, decimals % 10) {
            (true, 0, _) => write!(f, "{sign}{whole}"),
            (true, _, 0) => write!(f, "{sign}{whole}.{}", decimals / 10),
            _ => write!(f, "{sign}{whole}.{decimals:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Hundredths;

    #[test]
    fn hundredths_are_written_with_two_decimals_or_as_few_as_they_need() {
        for (hundredths, both, few) in [
            (0, "0.00", "0"),
            (5, "0.05", "0.05"),
            (750, "7.50", "7.5"),
            (800, "8.00", "8"),
            (-5, "-0.05", "-0.05"),
            (-1_234, "-12.34", "-12.34"),
            (-1_200, "-12.00", "-12"),
            (i64::MIN, "-92233720368547758.08", "-92233720368547758.08"),
        ] {
            let number = Hundredths(hundredths);
            assert_eq!((number.to_string().as_str(), format!("{number:#}").as_str()), (both, few));
        }
    }
}
