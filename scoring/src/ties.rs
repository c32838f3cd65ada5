//! What happens when scores are equal: announced rules in order, each use recorded.
//!
//! Nothing is rounded before: entries tie when their exact scores are equal. Where chances
//! say that two entries are as good as equal ([`statistical_tie`]) deliberation or one more
//! round of sheets is better than any rule.

use crate::numeric::random::Random;
use crate::{Exact, Outcome, Standing};
use std::collections::BTreeMap;

/// A rule that may separate tied entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TieRule {
    /// More wins against the others of the tie among judges who scored both.
    MoreWins,
    /// The higher mean on the criterion with this place in the scheme.
    Criterion(usize),
    /// The higher value of these by entry, a public vote for instance.
    Votes(BTreeMap<String, Exact>),
    /// A draw by lot with a published seed; separates everyone.
    Lot {
        /// The seed.
        seed: u64,
    },
    /// They share the place; later rules are not asked.
    Share,
}

/// One use of a rule on one tie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieUse {
    /// The category.
    pub category: String,
    /// The rank that was shared.
    pub rank: usize,
    /// The rule.
    pub rule: TieRule,
    /// The entries with what the rule saw, best first; `None` where it has no figure.
    pub figures: Vec<(String, Option<Exact>)>,
}

/// Applies rules to all ties of an outcome, in order; returns every use. Ranks and order of
/// the standings are changed; ties no rule separates stay.
pub fn break_ties(outcome: &mut Outcome, rules: &[TieRule]) -> Vec<TieUse> {
    let mut uses = Vec::new();
    let tied = |a: &Standing, b: &Standing| {
        a.tie && b.tie && a.rank == b.rank && a.category == b.category && a.score == b.score
    };
    for group in outcome.standings.chunk_by_mut(tied).filter(|group| group.len() > 1) {
        separate(group, rules, &mut uses);
    }
    uses
}

fn separate(group: &mut [Standing], rules: &[TieRule], uses: &mut Vec<TieUse>) {
    let (Some((rule, later)), Some(first)) = (rules.split_first(), group.first()) else { return };
    let (category, Some(rank)) = (first.category.clone(), first.rank) else { return };
    let figures: BTreeMap<String, Option<Exact>> = figures(group, rule);
    let figure = |standing: &Standing| figures.get(&standing.entry).copied().flatten();
    group.sort_by(|a, b| figure(b).cmp(&figure(a)).then_with(|| a.entry.cmp(&b.entry)));
    uses.push(TieUse {
        category,
        rank,
        rule: rule.clone(),
        figures: group.iter().map(|standing| (standing.entry.clone(), figure(standing))).collect(),
    });
    if *rule == TieRule::Share {
        return;
    }
    let mut place = rank;
    for still in group.chunk_by_mut(|a, b| figure(a) == figure(b)) {
        let size = still.len();
        for standing in still.iter_mut() {
            standing.rank = Some(place);
            standing.tie = size > 1;
        }
        if size > 1 {
            separate(still, later, uses);
        }
        place += size;
    }
}

fn figures(group: &[Standing], rule: &TieRule) -> BTreeMap<String, Option<Exact>> {
    let each = |of: &dyn Fn(&Standing) -> Option<Exact>| {
        group.iter().map(|standing| (standing.entry.clone(), of(standing))).collect()
    };
    match rule {
        TieRule::Share => each(&|_| None),
        TieRule::Criterion(at) => each(&|standing| standing.criterion_means.get(*at).copied().flatten()),
        TieRule::Votes(votes) => each(&|standing| votes.get(&standing.entry).copied()),
        TieRule::MoreWins => each(&|standing| {
            let wins = |other: &Standing| wins_over(standing, other);
            Some(group.iter().map(wins).sum::<Exact>())
        }),
        TieRule::Lot { seed } => {
            let mut keys: Vec<&String> = group.iter().map(|standing| &standing.entry).collect();
            keys.sort();
            Random::new(*seed).shuffle(&mut keys);
            let drawn: BTreeMap<&String, Exact> =
                keys.into_iter().zip((1..).map(Exact::from_count)).collect();
            each(&|standing| drawn.get(&standing.entry).copied())
        }
    }
}

/// Judges who scored both and put one above; half for equal totals.
fn wins_over(one: &Standing, other: &Standing) -> Exact {
    if one.entry == other.entry {
        return Exact::ZERO;
    }
    let half = Exact::ONE / Exact::from(2);
    let shared = one.steps.iter().filter_map(|step| {
        let against = other.steps.iter().find(|theirs| theirs.judge == step.judge)?;
        Some((step.total, against.total))
    });
    shared
        .map(|(own, theirs)| match own.cmp(&theirs) {
            std::cmp::Ordering::Greater => Exact::ONE,
            std::cmp::Ordering::Equal => half,
            std::cmp::Ordering::Less => Exact::ZERO,
        })
        .sum()
}

/// Whether the probability that one beats the other is between 0.4 and 0.6: as good as equal.
#[must_use]
pub fn statistical_tie(beats: f64) -> bool {
    (0.4..=0.6).contains(&beats)
}

/// Where an entry stands at the cut line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CutZone {
    /// In: the probability of a place is above 0.9.
    Green,
    /// Open: deliberate, or get more sheets.
    Grey,
    /// Out: below 0.1.
    Red,
}

/// The zone of a probability of being among the places (NIPS 2014 used these limits).
#[must_use]
pub fn cut_zone(p_top: f64) -> CutZone {
    match p_top {
        p if p > 0.9 => CutZone::Green,
        p if p < 0.1 => CutZone::Red,
        _ => CutZone::Grey,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Criterion, Entry, Scale, Scheme, Scoresheet, rank};

    /// Three entries with equal means; x has the best craft, two judges prefer z to y.
    fn tied() -> Outcome {
        let scheme = Scheme::weighted_mean(
            vec![Criterion::new("impact", 1), Criterion::new("craft", 1)],
            Scale::new(0, 10),
        );
        let sheet = |judge, entry, a: i32, b: i32| {
            Scoresheet::new(judge, entry, vec![Some(Exact::from(a)), Some(Exact::from(b))])
        };
        let sheets = [
            sheet("a", "x", 4, 8),
            sheet("b", "x", 5, 7),
            sheet("c", "x", 5, 7),
            sheet("a", "y", 5, 5),
            sheet("b", "y", 5, 5),
            sheet("c", "y", 8, 8),
            sheet("a", "z", 7, 6),
            sheet("b", "z", 7, 6),
            sheet("c", "z", 5, 5),
        ];
        rank(&scheme, &["x", "y", "z"].map(|key| Entry::new(key, "all")), &sheets).unwrap()
    }

    fn ranks(outcome: &Outcome) -> Vec<(&str, Option<usize>, bool)> {
        outcome.standings.iter().map(|s| (s.entry.as_str(), s.rank, s.tie)).collect()
    }

    #[test]
    fn rules_are_asked_in_order_and_each_use_is_recorded() {
        let mut outcome = tied();
        let uses = break_ties(&mut outcome, &[TieRule::Criterion(1), TieRule::MoreWins]);
        // Craft: x 22/3, y 6, z 17/3; all apart, so the second rule is never asked.
        assert_eq!(ranks(&outcome), [("x", Some(1), false), ("y", Some(2), false), ("z", Some(3), false)]);
        assert_eq!(uses.len(), 1);
        assert_eq!(uses[0].figures[0], ("x".to_owned(), Some(Exact::from(22) / Exact::from(3))));
    }

    #[test]
    fn wins_among_shared_judges_count_halves_for_equal_totals() {
        let mut outcome = tied();
        let uses = break_ties(&mut outcome, &[TieRule::MoreWins]);
        // z beats y twice and x twice: 4; x beats y twice and z once: 3; y beats both once: 2.
        let figures: Vec<_> = uses[0].figures.iter().map(|(entry, n)| (entry.as_str(), n.unwrap())).collect();
        assert_eq!(figures, [("z", Exact::from(4)), ("x", Exact::from(3)), ("y", Exact::from(2))]);
    }

    #[test]
    fn a_lot_separates_everybody_and_repeats_itself() {
        let (mut one, mut two) = (tied(), tied());
        let uses = break_ties(&mut one, &[TieRule::Lot { seed: 9 }]);
        assert_eq!(break_ties(&mut two, &[TieRule::Lot { seed: 9 }]), uses);
        assert!(one.standings.iter().all(|s| !s.tie));
        assert_eq!(ranks(&one), ranks(&two));
    }

    #[test]
    fn a_shared_place_stays_shared_and_is_recorded() {
        let mut outcome = tied();
        let uses = break_ties(&mut outcome, &[TieRule::Share, TieRule::Lot { seed: 1 }]);
        assert!(outcome.standings.iter().all(|s| s.rank == Some(1) && s.tie));
        assert_eq!(uses.len(), 1);
    }

    #[test]
    fn votes_leave_the_rest_to_the_next_rule() {
        let mut outcome = tied();
        let votes = BTreeMap::from([("y".to_owned(), Exact::from(7)), ("z".to_owned(), Exact::from(7))]);
        let uses = break_ties(&mut outcome, &[TieRule::Votes(votes), TieRule::MoreWins]);
        assert_eq!(ranks(&outcome), [("z", Some(1), false), ("y", Some(2), false), ("x", Some(3), false)]);
        assert_eq!(uses.len(), 2);
    }

    #[test]
    fn zones_and_ties_have_their_stated_limits() {
        assert!(statistical_tie(0.5) && !statistical_tie(0.61) && !statistical_tie(0.39));
        assert_eq!([0.95, 0.5, 0.05].map(cut_zone), [CutZone::Green, CutZone::Grey, CutZone::Red]);
    }
}
