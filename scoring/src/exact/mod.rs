//! Exact numbers for official figures.
//!
//! A mean of three scores is a third of something, which no decimal type holds. Official
//! figures are therefore fractions: two entries tie when they are equal, and never
//! because, or although, a machine rounded.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};
use std::str::FromStr;

/// The grid on which a value lands that outgrows 38 digits: 15 decimals.
const GRID: i128 = 1_000_000_000_000_000;

/// A fraction in lowest terms.
///
/// Arithmetic is exact while numerator and denominator fit 38 digits, which holds for
/// every panel with scores and weights of a few digits. Beyond that (weights of 17 random
/// digits and scores left out in many patterns) results are rounded to 15 decimals, the
/// same way on every machine.
///
/// ```
/// use scoring::Exact;
/// let third: Exact = Exact::from(1) / Exact::from(3);
/// assert_eq!(third + third + third, Exact::from(1));
/// assert_eq!("7.25".parse::<Exact>().unwrap() * Exact::from(4), Exact::from(29));
/// assert_eq!(third.to_decimal(4), "0.3333");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    num: i128,
    den: i128,
}

impl Exact {
    /// Nothing; the start of a sum.
    pub const ZERO: Self = Self { num: 0, den: 1 };
    /// One whole.
    pub const ONE: Self = Self { num: 1, den: 1 };
    /// The factor of a percentage.
    pub const HUNDRED: Self = Self { num: 100, den: 1 };

    /// The value `units / 10^decimals`, as databases store fixed-point numbers; `None`
    /// beyond 38 decimals.
    ///
    /// ```
    /// # use scoring::Exact;
    /// assert_eq!(Exact::from_scaled(725, 2), "7.25".parse().ok());
    /// ```
    #[must_use]
    pub fn from_scaled(units: i128, decimals: u32) -> Option<Self> {
        Some(reduce(units, 10_i128.checked_pow(decimals)?))
    }

    /// A number of things (judges, sheets, places).
    #[must_use]
    pub fn from_count(count: usize) -> Self {
        Self { num: i128::try_from(count).unwrap_or(i128::MAX), den: 1 }
    }

    /// The nearest fraction with `decimals` decimals to a computed number, `None` if that
    /// is not finite. Models compute in `f64`; this is the stated digit they are rounded at.
    #[must_use]
    pub fn from_rounded(value: f64, decimals: u32) -> Option<Self> {
        let scale = Self { num: 10_i128.checked_pow(decimals)?, den: 1 }.to_f64();
        let units = libm::round(value * scale);
        let fits = units.is_finite() && units.abs() < 1e30;
        #[expect(clippy::as_conversions, reason = "checked to be whole and in range")]
        fits.then_some(units as i128).and_then(|units| Self::from_scaled(units, decimals))
    }

    /// True below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.num < 0
    }

    /// True for zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.num == 0
    }

    /// Division that answers `None` for a zero divisor.
    #[must_use]
    pub fn checked_div(self, by: Self) -> Option<Self> {
        (by.num != 0).then(|| self * reduce(by.den, by.num))
    }

    /// The value with exactly `decimals` decimals, halves away from zero (at most 18).
    ///
    /// ```
    /// # use scoring::Exact;
    /// assert_eq!((Exact::from(-5) / Exact::from(8)).to_decimal(2), "-0.63");
    /// assert_eq!(Exact::from(3).to_decimal(2), "3.00");
    /// ```
    #[must_use]
    pub fn to_decimal(self, decimals: u32) -> String {
        let decimals = decimals.min(18);
        let scale = 10_i128.pow(decimals);
        let units = scaled(self.num.unsigned_abs(), self.den.unsigned_abs(), scale.unsigned_abs());
        let sign = if self.num < 0 && units > 0 { "-" } else { "" };
        let whole = units / scale.unsigned_abs();
        let rest = units % scale.unsigned_abs();
        if decimals == 0 {
            return format!("{sign}{whole}");
        }
        let width = usize::try_from(decimals).unwrap_or(18);
        format!("{sign}{whole}.{rest:0width$}")
    }

    /// The nearest `f64`, for models and pictures, never for an official figure.
    #[must_use]
    #[expect(clippy::as_conversions, reason = "no lossless conversion exists; rounding is meant")]
    pub fn to_f64(self) -> f64 {
        self.num as f64 / self.den as f64
    }

    /// The value as (numerator, denominator), in lowest terms, denominator positive.
    #[must_use]
    pub fn fraction(self) -> (i128, i128) {
        (self.num, self.den)
    }

    fn on_grid(self) -> i128 {
        let units = scaled(self.num.unsigned_abs(), self.den.unsigned_abs(), GRID.unsigned_abs());
        let units = i128::try_from(units).unwrap_or(i128::MAX);
        if self.num < 0 { -units } else { units }
    }
}

/// `num * scale / den` rounded half up, by long division so that nothing overflows early.
fn scaled(num: u128, den: u128, scale: u128) -> u128 {
    let mut units = (num / den).saturating_mul(scale);
    // Ten times the rest must fit: beyond 37 digits the last bits decide nothing.
    let shift = if den > u128::MAX / 16 { 4 } else { 0 };
    let (mut rest, den) = ((num % den) >> shift, den >> shift);
    let mut step = scale;
    while step > 1 && rest > 0 {
        step /= 10;
        units = units.saturating_add((rest * 10 / den) * step);
        rest = rest * 10 % den;
    }
    if rest >= den - rest { units.saturating_add(1) } else { units }
}

fn gcd(a: u128, b: u128) -> u128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        if let (Ok(x), Ok(y)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(gcd_small(x, y));
        }
        (a, b) = (b, a % b);
    }
    a
}

fn gcd_small(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn reduce(num: i128, den: i128) -> Exact {
    if den == 1 {
        return Exact { num, den };
    }
    if let (Ok(small), Ok(below)) = (i64::try_from(num), u64::try_from(den)) {
        // The usual case, and several times as fast in 64 bits.
        let common = gcd_small(small.unsigned_abs(), below).max(1);
        let whole = i128::from(small.unsigned_abs() / common);
        return Exact { num: if small < 0 { -whole } else { whole }, den: i128::from(below / common) };
    }
    let common = i128::try_from(gcd(num.unsigned_abs(), den.unsigned_abs())).unwrap_or(1).max(1);
    let sign = if den < 0 { -1 } else { 1 };
    Exact { num: sign * (num / common), den: sign * (den / common) }
}

fn exact_sum(a: Exact, b: Exact) -> Option<Exact> {
    if a.den == b.den {
        return Some(reduce(a.num.checked_add(b.num)?, a.den));
    }
    let common = i128::try_from(gcd(a.den.unsigned_abs(), b.den.unsigned_abs())).ok()?;
    let (left, right) = (b.den / common, a.den / common);
    let num = a.num.checked_mul(left)?.checked_add(b.num.checked_mul(right)?)?;
    Some(reduce(num, a.den.checked_mul(left)?))
}

fn exact_product(a: Exact, b: Exact) -> Option<Exact> {
    let (a, b) = (reduce(a.num, b.den), reduce(b.num, a.den));
    Some(Exact { num: a.num.checked_mul(b.num)?, den: a.den.checked_mul(b.den)? })
}

impl Add for Exact {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        exact_sum(self, other).unwrap_or_else(|| reduce(self.on_grid().saturating_add(other.on_grid()), GRID))
    }
}

impl Neg for Exact {
    type Output = Self;
    fn neg(self) -> Self {
        Self { num: -self.num, den: self.den }
    }
}

impl Sub for Exact {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Exact {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        exact_product(self, other).unwrap_or_else(|| {
            let (a, b) = (reduce(self.on_grid(), GRID), reduce(other.on_grid(), GRID));
            exact_product(a, b)
                .unwrap_or_else(|| Self::from_rounded(a.to_f64() * b.to_f64(), 15).unwrap_or(a))
        })
    }
}

impl Div for Exact {
    type Output = Self;
    /// Zero divided by or into anything is zero: callers divide by counts and weights that
    /// were checked to be positive; where a zero is possible use [`Exact::checked_div`].
    fn div(self, by: Self) -> Self {
        self.checked_div(by).unwrap_or(Self::ZERO)
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::ZERO, Add::add)
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.den == other.den {
            return self.num.cmp(&other.num);
        }
        match (self.num.checked_mul(other.den), other.num.checked_mul(self.den)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => compare_by_parts(*self, *other),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Compares whole parts, then the reciprocals of the rests: Euclid's way, free of overflow.
fn compare_by_parts(a: Exact, b: Exact) -> Ordering {
    let (whole_a, whole_b) = (a.num.div_euclid(a.den), b.num.div_euclid(b.den));
    if whole_a != whole_b {
        return whole_a.cmp(&whole_b);
    }
    let (rest_a, rest_b) = (a.num.rem_euclid(a.den), b.num.rem_euclid(b.den));
    match (rest_a, rest_b) {
        (0, 0) => Ordering::Equal,
        (0, _) => Ordering::Less,
        (_, 0) => Ordering::Greater,
        _ => compare_by_parts(Exact { num: b.den, den: rest_b }, Exact { num: a.den, den: rest_a }),
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Exact {
            fn from(value: $integer) -> Self {
                Self { num: i128::from(value), den: 1 }
            }
        }
    )*};
}
from_integers!(i16, i32, i64, u8, u16, u32, u64);

/// Why a text is not an exact number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotANumber(String);

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a decimal number like 7 or 7.25", self.0)
    }
}

impl std::error::Error for NotANumber {}

impl FromStr for Exact {
    type Err = NotANumber;

    /// Reads `7`, `-0.5`, `7.25` or `1.5e-3`; no thousands separators, no comma, no blanks.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        read(text).ok_or_else(|| NotANumber(text.to_owned()))
    }
}

fn read(text: &str) -> Option<Exact> {
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (negative, digits) = match digits.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, digits),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && part.is_empty()) || !all_digits(whole) || !all_digits(part) {
        return None;
    }
    let part = part.trim_end_matches('0');
    let units: i128 = match format!("{whole}{part}").trim_start_matches('0') {
        "" => 0,
        digits => digits.parse().ok()?,
    };
    let decimals = i32::try_from(part.len()).ok()?.checked_sub(exponent)?;
    let units = if negative { -units } else { units };
    if decimals >= 0 {
        return Exact::from_scaled(units, decimals.unsigned_abs());
    }
    let scale = 10_i128.checked_pow(decimals.unsigned_abs())?;
    Some(Exact { num: units.checked_mul(scale)?, den: 1 })
}

impl fmt::Display for Exact {
    /// The whole decimal expansion if it ends within 12 decimals, else 12 of them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.den == 1 {
            return write!(f, "{}", self.num);
        }
        let text = self.to_decimal(12);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests;
