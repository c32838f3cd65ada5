//! What is going to happen, in the order of time.

use std::collections::BTreeMap;

use entity::{PublicId, Timestamp};

/// What someone does in one go. People and entries have the numbers of the sample.
#[derive(Debug)]
pub enum Event {
    /// Staff begin to work, and bring the edition in.
    SetUp,
    /// Somebody registers if need be, and begins an entry.
    BeginEntry(u64),
    /// They answer the rest and submit it.
    Submit(u64),
    /// Staff look at entries.
    Check(Vec<u64>),
    Invite {
        first: u64,
        count: u64,
    },
    Accept(u64),
    /// Panels are formed and judges get their entries.
    Assign,
    ReadList(u64),
    /// A judge works on some entries.
    Judge(u64, Vec<Sheet>),
}

/// An entry on a judge's list.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub assignment: PublicId,
    pub entry: u64,
}

/// How much one does at a time.
const SITTING: usize = 5;

/// Events by their instants; of one instant in the order in which they were added.
#[derive(Default)]
pub struct Calendar {
    events: BTreeMap<(Timestamp, u64), Event>,
    added: u64,
}

impl Calendar {
    pub fn add(&mut self, at: Timestamp, event: Event) {
        self.events.insert((at, self.added), event);
        self.added = self.added.saturating_add(1);
    }

    pub fn next(&mut self) -> Option<(Timestamp, Event)> {
        self.events.pop_first().map(|((at, _), event)| (at, event))
    }

    /// Adds things to do one after the other, some at a time: nobody signs in for each of them.
    pub fn add_sittings<T: Clone>(&mut self, mut due: Vec<(Timestamp, T)>, event: impl Fn(Vec<T>) -> Event) {
        due.sort_by_key(|(at, _)| *at);
        for sitting in due.chunks(SITTING) {
            if let Some((end, _)) = sitting.last() {
                self.add(*end, event(sitting.iter().map(|(_, thing)| thing.clone()).collect()));
            }
        }
    }
}
