//! The only place where the wall clock is read.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use entity::Timestamp;

/// Tells the time: the system's, or one that tests set by hand.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The system's wall clock.
    #[default]
    System,
    /// Stands still until it is set.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at this instant.
    pub fn manual(at: Timestamp) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(at.0)))
    }

    /// Sets a manual clock; the system's stays as it is.
    pub fn set(&self, at: Timestamp) {
        if let Self::Manual(ms) = self {
            ms.store(at.0, Ordering::SeqCst);
        }
    }

    /// The present instant.
    #[expect(clippy::disallowed_methods, reason = "this is the place where the wall clock is read")]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => jiff::Timestamp::now().into(),
            Self::Manual(ms) => Timestamp(ms.load(Ordering::SeqCst)),
        }
    }
}
