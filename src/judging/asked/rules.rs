//! How many entries a judge may expect.

use super::views::ExpectedEntries;

#[derive(Clone, Copy, Debug)]
pub struct Share {
    pub entries: usize,
    /// Judges, the person who is asked among them.
    pub judges: usize,
}

/// At least a fair part, when each entry goes to no more judges than it needs; at most all of them.
pub fn expected(shares: &[Share], needed: usize) -> Option<ExpectedEntries> {
    let to: usize = shares.iter().map(|share| share.entries).sum();
    let fair = |share: &Share| {
        let judges = share.judges.max(1);
        share.entries.saturating_mul(needed.min(judges)).div_ceil(judges)
    };
    let from = shares.iter().map(fair).sum();
    (to > 0).then_some(ExpectedEntries { from, to, assigned: false })
}

#[cfg(test)]
mod tests {
    use super::{Share, expected};

    #[test]
    fn a_fair_part_of_each_panel_is_added_up_and_never_more_than_all() {
        let found = |shares: &[(usize, usize)], needed| {
            let shares: Vec<Share> =
                shares.iter().map(|(entries, judges)| Share { entries: *entries, judges: *judges }).collect();
            expected(&shares, needed).map(|found| (found.from, found.to))
        };
        // 40 entries, each for 3 of 5 judges: 24 each; 10 for 3 of 4: 7.5 each.
        assert_eq!(found(&[(40, 5)], 3), Some((24, 40)));
        assert_eq!(found(&[(40, 5), (10, 4)], 3), Some((32, 50)));
        assert_eq!(found(&[(40, 2)], 3), Some((40, 40)), "a small panel gets all");
        assert_eq!(found(&[(0, 5)], 3), None, "nobody knows yet");
        assert_eq!(found(&[(7, 0)], 3), Some((7, 7)));
    }
}
