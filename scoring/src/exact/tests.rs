use super::*;
use proptest::prelude::*;

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

#[test]
fn decimals_are_read_as_written() {
    for (text, shown) in [
        ("7", "7"),
        ("007.250", "7.25"),
        ("-0.5", "-0.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1.5e-3", "0.0015"),
        ("2E2", "200"),
        ("0.000", "0"),
        ("-0", "0"),
        ("0.1234567890123456", "0.123456789012"),
    ] {
        assert_eq!(exact(text).to_string(), shown, "{text}");
    }
}

#[test]
fn what_is_no_decimal_is_refused() {
    for text in ["", ".", "-", "7,5", "1 000", "NaN", "inf", "--1", "+1", "1e", "0x1", "1e99", "٣"] {
        assert!(text.parse::<Exact>().is_err(), "{text}");
    }
}

#[test]
fn halves_round_away_from_zero() {
    for (text, decimals, shown) in [
        ("0.125", 2, "0.13"),
        ("-0.125", 2, "-0.13"),
        ("0.1249", 2, "0.12"),
        ("9.995", 2, "10.00"),
        ("-0.004", 2, "0.00"),
        ("2.5", 0, "3"),
    ] {
        assert_eq!(exact(text).to_decimal(decimals), shown, "{text}");
    }
}

#[test]
fn sums_of_thirds_are_whole() {
    let third = Exact::ONE / Exact::from(3);
    assert_eq!(third + third + third, Exact::ONE);
    assert!(third > exact("0.333333333333333333"));
    assert!(third < exact("0.333333333333333334"));
}

#[test]
fn numbers_too_fine_for_fractions_land_on_the_grid() {
    let mut sum = Exact::ZERO;
    for k in 0..40_u64 {
        sum = sum + Exact::ONE / Exact::from(1_000_000_007 + 2 * k);
    }
    assert!((sum.to_f64() - 40.0e-9).abs() < 1e-14);
}

proptest! {
    #[test]
    fn order_agrees_with_subtraction(a in -10_000_i64..10_000, b in 1_i64..5_000, c in -10_000_i64..10_000, d in 1_i64..5_000) {
        let (x, y) = (Exact::from(a) / Exact::from(b), Exact::from(c) / Exact::from(d));
        prop_assert_eq!(x < y, (x - y).is_negative());
        prop_assert_eq!(x == y, a * d == c * b);
    }

    #[test]
    fn comparing_by_parts_agrees_with_cross_multiplying(a in -10_000_i64..10_000, b in 1_i64..5_000, c in -10_000_i64..10_000, d in 1_i64..5_000) {
        let (x, y) = (Exact::from(a) / Exact::from(b), Exact::from(c) / Exact::from(d));
        prop_assert_eq!(compare_by_parts(x, y), x.cmp(&y));
    }

    #[test]
    fn printed_decimals_read_back(units in -1_000_000_000_i128..1_000_000_000, decimals in 0_u32..9) {
        let value = Exact::from_scaled(units, decimals).unwrap();
        prop_assert_eq!(value.to_decimal(decimals).parse::<Exact>().unwrap(), value);
    }
}
