//! Whether judges will finish in time.

use entity::Timestamp;

use crate::editions::Window;

/// In the first tenth of a round nobody is behind.
const GRACE: i64 = 10;

/// How much of a round has gone by, and how long it is.
fn elapsed(window: &Window, now: Timestamp) -> (i64, i64) {
    let (from, to) = (window.from().instant().0, window.to().instant().0);
    let length = to.saturating_sub(from).max(1);
    (now.0.saturating_sub(from).clamp(0, length), length)
}

/// Sheets that would be handed in by now at an even pace.
pub fn expected(assigned: i64, window: &Window, now: Timestamp) -> i64 {
    let (gone, length) = elapsed(window, now);
    i64::try_from(i128::from(assigned) * i128::from(gone) / i128::from(length)).unwrap_or(assigned)
}

/// How many sheets are missing to an even pace; below zero for whoever is ahead.
pub fn missing(handed_in: i64, assigned: i64, window: Option<&Window>, now: Timestamp) -> i64 {
    window.map_or(0, |window| expected(assigned, window, now)).saturating_sub(handed_in)
}

/// Whether a judge will not finish while the round is open, at the pace until now.
pub fn is_behind(handed_in: i64, assigned: i64, window: Option<&Window>, now: Timestamp) -> bool {
    let Some(window) = window.filter(|window| window.contains(now)) else { return false };
    let (gone, length) = elapsed(window, now);
    let is_late = i128::from(handed_in) * i128::from(length) < i128::from(assigned) * i128::from(gone);
    gone.saturating_mul(GRACE) >= length && handed_in < assigned && is_late
}

#[cfg(test)]
mod tests {
    use entity::Timestamp;

    use super::{expected, is_behind, missing};
    use crate::editions::Window;

    const DAY: i64 = 24 * 60 * 60_000;

    #[test]
    fn whoever_is_slower_than_an_even_pace_will_not_finish() {
        let window = Window::between(Timestamp(0), Timestamp(20 * DAY)).expect("a window");
        let at = |day: i64| Timestamp(day * DAY);
        let behind = |done, day| is_behind(done, 40, Some(&window), at(day));
        assert!(!behind(0, 1), "nobody in the first days");
        assert!(behind(0, 2) && behind(19, 10));
        assert!(!behind(20, 10) && !behind(40, 19));
        assert!(!behind(0, 20), "it is over");
        assert!(!is_behind(0, 0, Some(&window), at(10)) && !is_behind(0, 40, None, at(10)));
        assert_eq!((expected(40, &window, at(10)), expected(40, &window, at(30))), (20, 40));
        assert_eq!(missing(25, 40, Some(&window), at(10)), -5);
    }
}
