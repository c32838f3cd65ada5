//! How many false votes would change the winner: what a fraud would have to bring.

use super::{Part, combine};

/// The cheapest fraud.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FalseVotes {
    /// The entry that would win.
    pub entry: usize,
    /// Votes it would need on top.
    pub votes: u64,
}

/// More votes than any poll sees.
const MOST: u64 = 1 << 40;

/// The fewest votes that, added to one entry that does not win, make it the sole winner;
/// `None` when no number of votes would.
///
/// `votes` is the number of the part that holds votes. All rules are monotone in an entry's
/// own votes, so bisection finds the number.
#[must_use]
pub fn false_votes(parts: &[Part], votes: usize) -> Option<FalseVotes> {
    let ranks = combine(parts).ranks;
    let losers = ranks.iter().enumerate().filter(|(_, rank)| **rank > 1).map(|(entry, _)| entry);
    losers
        .filter_map(|entry| Some(FalseVotes { entry, votes: needed(parts, votes, entry)? }))
        .min_by_key(|found| (found.votes, found.entry))
}

fn needed(parts: &[Part], part: usize, entry: usize) -> Option<u64> {
    let wins = |added: u64| {
        let mut parts = parts.to_vec();
        if let Some(value) = parts.get_mut(part).and_then(|part| part.values.get_mut(entry)) {
            *value += crate::Exact::from(added).to_f64();
        }
        let ranks = combine(&parts).ranks;
        ranks.get(entry) == Some(&1) && ranks.iter().filter(|rank| **rank == 1).count() == 1
    };
    if !wins(MOST) {
        return None;
    }
    let (mut fails, mut works) = (0, MOST);
    while works - fails > 1 {
        let middle = fails + (works - fails) / 2;
        if wins(middle) {
            works = middle;
        } else {
            fails = middle;
        }
    }
    Some(works)
}
