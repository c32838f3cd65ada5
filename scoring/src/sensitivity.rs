//! Would the result hold? The same sheets by other methods, and without each judge.

use crate::numeric::count;
use crate::{Draw, Entry, Method, Outcome, Refusal, Scheme, Scoresheet, Watch, rank, rank_with_chances};

/// Modes A to D: raw mean, severity only, full calibration, stretched scale.
pub const MODES: [Method; 4] =
    [Method::WeightedMean, Method::Severity, Method::Calibrated, Method::NormalScores];

/// The outcomes of modes A to D side by side, all by exact or deterministic computation.
///
/// # Errors
/// A [`Refusal`] when scheme, entries and sheets do not fit together.
pub fn modes(
    scheme: &Scheme,
    entries: &[Entry],
    sheets: &[Scoresheet],
    draw: Draw,
) -> Result<Vec<Outcome>, Refusal> {
    MODES
        .iter()
        .map(|method| {
            let scheme = Scheme { method: *method, ..scheme.clone() };
            rank_with_chances(&scheme, entries, sheets, draw)
        })
        .collect()
}

/// What one judge's sheets decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithoutJudge {
    /// The judge left out.
    pub judge: String,
    /// Entries that hold a place only with the judge.
    pub lose: Vec<String>,
    /// Entries that would hold a place without.
    pub gain: Vec<String>,
}

/// For every judge, by key, who would hold a place if their sheets were left out. Tells how
/// far it is, judge after judge.
///
/// # Errors
/// A [`Refusal`] when scheme, entries and sheets do not fit together.
pub fn without_each_judge(
    scheme: &Scheme,
    entries: &[Entry],
    sheets: &[Scoresheet],
    watch: Watch<'_>,
) -> Result<Vec<WithoutJudge>, Refusal> {
    let with = placed(&rank(scheme, entries, sheets)?, scheme.places);
    let mut judges: Vec<&str> = sheets.iter().map(|sheet| sheet.judge.as_str()).collect();
    judges.sort_unstable();
    judges.dedup();
    judges
        .iter()
        .enumerate()
        .map(|(done, &judge)| {
            watch(count(done) / count(judges.len()));
            let others: Vec<Scoresheet> =
                sheets.iter().filter(|sheet| sheet.judge != judge).cloned().collect();
            let without = placed(&rank(scheme, entries, &others)?, scheme.places);
            let only =
                |of: &[String], not: &[String]| of.iter().filter(|e| !not.contains(e)).cloned().collect();
            Ok(WithoutJudge {
                judge: judge.to_owned(),
                lose: only(&with, &without),
                gain: only(&without, &with),
            })
        })
        .collect()
}

/// Entries on a place, all categories together.
fn placed(outcome: &Outcome, places: usize) -> Vec<String> {
    let holds = |rank: Option<usize>| rank.is_some_and(|rank| rank <= places);
    outcome.standings.iter().filter(|s| holds(s.rank)).map(|s| s.entry.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Criterion, Exact, Scale};

    fn panel() -> (Scheme, Vec<Entry>, Vec<Scoresheet>) {
        let scheme = Scheme::weighted_mean(vec![Criterion::new("all", 1)], Scale::new(0, 10));
        let sheet = |judge, entry, score: i32| Scoresheet::new(judge, entry, vec![Some(Exact::from(score))]);
        let sheets = vec![
            sheet("ada", "x", 8),
            sheet("ada", "y", 7),
            sheet("bo", "x", 8),
            sheet("bo", "y", 7),
            sheet("friend", "x", 1),
            sheet("friend", "y", 10),
        ];
        (scheme, ["x", "y"].map(|key| Entry::new(key, "all")).to_vec(), sheets)
    }

    #[test]
    fn the_judge_who_decided_alone_is_shown() {
        let (scheme, entries, sheets) = panel();
        let without = without_each_judge(&scheme, &entries, &sheets, crate::UNWATCHED).unwrap();
        let friend = without.iter().find(|w| w.judge == "friend").unwrap();
        assert_eq!((&friend.lose[..], &friend.gain[..]), (&["y".to_owned()][..], &["x".to_owned()][..]));
        assert!(without.iter().filter(|w| w.judge != "friend").all(|w| w.lose.is_empty()));
    }

    #[test]
    fn modes_stand_side_by_side() {
        let (scheme, entries, sheets) = panel();
        let modes = modes(&scheme, &entries, &sheets, Draw { count: 50, seed: 1 }).unwrap();
        assert_eq!(modes.iter().map(|outcome| outcome.method).collect::<Vec<_>>(), MODES);
        assert!(modes.iter().all(|outcome| outcome.standings.iter().all(|s| s.chance.is_some())));
    }
}
