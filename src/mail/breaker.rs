//! Leaves a mail server alone that does not answer: all mails wait, none uses up its tries.

use std::sync::{Mutex, PoisonError};

use entity::Timestamp;

const FIRST_REST_MS: i64 = 5_000;
const LONGEST_REST_MS: i64 = 5 * 60_000;

/// How the server was when it was asked last.
#[derive(Debug, Default)]
pub struct Breaker(Mutex<Rest>);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Rest {
    times: u32,
    until: Timestamp,
}

impl Breaker {
    pub fn may_ask(&self, now: Timestamp) -> bool {
        now >= self.0.lock().unwrap_or_else(PoisonError::into_inner).until
    }

    pub fn answered(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Rest::default();
    }

    /// The server has not answered, to a mail that was begun at `begun`.
    pub fn failed(&self, begun: Timestamp, now: Timestamp) {
        let mut rest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Mails that were on their way at once find out the same thing once.
        if begun < rest.until {
            return;
        }
        *rest = Rest { times: rest.times.saturating_add(1), until: now.plus_ms(rest_ms(rest.times)) };
        let seconds = rest.until.0.saturating_sub(now.0) / 1000;
        tracing::warn!(seconds, "the mail server does not answer; all e-mails wait");
    }
}

/// Five seconds, then twice as long each time, at most five minutes.
fn rest_ms(times_before: u32) -> i64 {
    FIRST_REST_MS.saturating_mul(1_i64 << times_before.min(20)).min(LONGEST_REST_MS)
}

#[cfg(test)]
mod tests {
    use entity::Timestamp;

    use super::{Breaker, rest_ms};

    #[test]
    fn a_server_is_left_alone_for_five_seconds_and_longer_each_time_up_to_five_minutes() {
        let seconds: Vec<i64> = [0, 1, 2, 5, 6, 40].into_iter().map(|times| rest_ms(times) / 1000).collect();
        assert_eq!(seconds, [5, 10, 20, 160, 300, 300]);
    }

    #[test]
    fn mails_that_fail_at_once_count_as_one_failure_and_an_answer_ends_it() {
        let breaker = Breaker::default();
        let at = |seconds: i64| Timestamp(seconds * 1000);
        for _ in 0..4 {
            breaker.failed(at(100), at(130));
        }
        assert!(!breaker.may_ask(at(134)) && breaker.may_ask(at(135)));
        breaker.failed(at(135), at(135));
        assert!(!breaker.may_ask(at(144)) && breaker.may_ask(at(145)));
        breaker.answered();
        assert!(breaker.may_ask(at(136)));
    }
}
