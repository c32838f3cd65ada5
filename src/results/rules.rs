//! Pure decisions: who is on a shortlist.

/// What a rule gives for a list of so many places.
#[derive(Debug, PartialEq, Eq)]
pub struct Cut<T> {
    pub taken: Vec<T>,
    /// Tied for the last places, more than there are: people decide, not the order of rows.
    pub tied_at_cut: Vec<T>,
}

/// The best by rank, as many as there are places. Entries of one rank are taken
/// together or not at all.
pub fn cut<T>(ranked: Vec<(usize, T)>, places: usize) -> Cut<T> {
    let mut cut = Cut { taken: Vec::new(), tied_at_cut: Vec::new() };
    let mut ranked = ranked;
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut rest = ranked.into_iter().peekable();
    while let Some((rank, first)) = rest.next() {
        let mut tied = vec![first];
        while let Some((_, next)) = rest.next_if(|(next, _)| *next == rank) {
            tied.push(next);
        }
        if cut.taken.len() >= places {
            break;
        }
        if cut.taken.len().saturating_add(tied.len()) > places {
            cut.tied_at_cut = tied;
            break;
        }
        cut.taken.append(&mut tied);
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::{Cut, cut};

    fn check(ranks: &[usize], places: usize, taken: &[usize], tied_at_cut: &[usize]) {
        let ranked = ranks.iter().copied().enumerate().map(|(entry, rank)| (rank, entry)).collect();
        assert_eq!(cut(ranked, places), Cut { taken: taken.to_vec(), tied_at_cut: tied_at_cut.to_vec() });
    }

    #[test]
    fn the_best_are_taken_up_to_the_size() {
        check(&[1, 2, 3, 4], 2, &[0, 1], &[]);
        check(&[2, 1], 5, &[1, 0], &[]);
        check(&[], 3, &[], &[]);
        check(&[1], 0, &[], &[]);
    }

    #[test]
    fn a_tie_at_the_cut_is_told_and_not_broken() {
        check(&[1, 2, 2, 4], 2, &[0], &[1, 2]);
        check(&[1, 1, 1], 2, &[], &[0, 1, 2]);
        check(&[1, 2, 2], 3, &[0, 1, 2], &[]);
        check(&[1, 1, 3, 3], 2, &[0, 1], &[]);
    }
}
