//! The only place where the wall clock is read.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Instant,
};

use entity::Timestamp;

/// Tells the time: the system's, or one that tests set by hand.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    #[default]
    System,
    Manual(Arc<AtomicI64>),
}

impl Clock {
    pub fn manual(at: Timestamp) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(at.0)))
    }

    /// Sets a manual clock; the system's stays as it is.
    pub fn set(&self, at: Timestamp) {
        if let Self::Manual(ms) = self {
            ms.store(at.0, Ordering::SeqCst);
        }
    }

    #[expect(clippy::disallowed_methods, reason = "this is the place where the wall clock is read")]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => jiff::Timestamp::now().into(),
            Self::Manual(ms) => Timestamp(ms.load(Ordering::SeqCst)),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    pub until: Timestamp,
    /// How long that is from now, in whole seconds, rounded up.
    pub seconds: i64,
}

impl Wait {
    /// What is left at `now` of a wait until an instant; nothing once that has come.
    pub fn left(now: Timestamp, until: Timestamp) -> Option<Self> {
        let ms = until.0.saturating_sub(now.0);
        (ms > 0).then(|| Self { until, seconds: ms.saturating_add(999) / 1000 })
    }
}

/// Watches whether the wall clock jumps: every deadline hangs on it (security bar DL-9).
#[derive(Debug)]
pub struct ClockWatch {
    wall: Timestamp,
    steady: Instant,
}

impl ClockWatch {
    pub fn begin(wall: Timestamp, steady: Instant) -> Self {
        Self { wall, steady }
    }

    /// How far the wall clock has gone ahead of a steady one since the last look,
    /// in milliseconds; behind it when negative.
    pub fn jump_ms(&mut self, wall: Timestamp, steady: Instant) -> i64 {
        let passed = steady.saturating_duration_since(self.steady).as_millis();
        let passed = i64::try_from(passed).unwrap_or(i64::MAX);
        let jump = wall.0.saturating_sub(self.wall.0).saturating_sub(passed);
        *self = Self::begin(wall, steady);
        jump
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use entity::Timestamp;

    use super::{ClockWatch, Wait};

    #[test]
    fn a_wait_is_told_in_whole_seconds_and_ends_at_its_instant() {
        let seconds =
            |ms: i64| Wait::left(Timestamp(10_000), Timestamp(10_000 + ms)).map(|wait| wait.seconds);
        assert_eq!(
            [-1, 0, 1, 1_000, 1_001, 900_000].map(seconds),
            [None, None, Some(1), Some(1), Some(2), Some(900)]
        );
    }

    #[test]
    fn a_jump_is_what_the_wall_clock_gained_on_a_steady_one() {
        let start = Instant::now();
        let mut watch = ClockWatch::begin(Timestamp(1_000), start);
        let after = |seconds: u64| start + Duration::from_secs(seconds);
        assert_eq!(watch.jump_ms(Timestamp(11_000), after(10)), 0);
        assert_eq!(watch.jump_ms(Timestamp(3_621_000), after(20)), 3_600_000, "an hour ahead");
        assert_eq!(watch.jump_ms(Timestamp(3_631_000), after(30)), 0, "told once");
        assert_eq!(watch.jump_ms(Timestamp(3_636_000), after(40)), -5_000);
    }
}
