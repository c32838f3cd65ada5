//! What the running program has noticed about its surroundings.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use entity::Timestamp;

/// Noted once and kept until the program ends.
#[derive(Debug)]
pub struct Watch {
    started_at: Timestamp,
    clock_jump_ms: AtomicI64,
    untrusted_proxy: AtomicBool,
}

impl Watch {
    pub fn begin(now: Timestamp) -> Self {
        Self { started_at: now, clock_jump_ms: AtomicI64::new(0), untrusted_proxy: AtomicBool::new(false) }
    }

    pub fn started_at(&self) -> Timestamp {
        self.started_at
    }

    /// Notes that the clock of the machine jumped.
    pub fn clock_jumped(&self, by_ms: i64) {
        self.clock_jump_ms.store(by_ms, Ordering::Relaxed);
    }

    pub fn clock_jump_ms(&self) -> Option<i64> {
        Some(self.clock_jump_ms.load(Ordering::Relaxed)).filter(|ms| *ms != 0)
    }

    /// Notes that a machine which is not trusted says that it asks for others; whether it is news.
    pub fn saw_untrusted_proxy(&self) -> bool {
        !self.untrusted_proxy.swap(true, Ordering::Relaxed)
    }

    pub fn has_seen_untrusted_proxy(&self) -> bool {
        self.untrusted_proxy.load(Ordering::Relaxed)
    }
}
