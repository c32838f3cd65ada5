//! From scoresheets to ranks.

use crate::aggregate::{self, Scored};
use crate::panel::{Panel, PanelEntry, Sheet};
use crate::{Entry, Exact, Outcome, Refusal, Scheme, Scoresheet, SheetStep, Spread, Standing};
use std::cmp::Ordering;

/// Ranks all entries within their categories by the scheme.
///
/// `entries` are all that could be ranked, so that those without a sheet appear too;
/// `sheets` those that count. The order of both is irrelevant.
///
/// ```
/// use scoring::{Criterion, Entry, Exact, Scale, Scheme, Scoresheet, rank};
///
/// let scheme = Scheme::weighted_mean(
///     vec![Criterion::new("impact", 60), Criterion::new("clarity", 40)],
///     Scale::new(1, 10),
/// );
/// let entries = [Entry::new("bridge", "youth"), Entry::new("garden", "youth")];
/// let marks = |a, b| vec![Some(Exact::from(a)), Some(Exact::from(b))];
/// let sheets = [
///     Scoresheet::new("ada", "bridge", marks(8, 6)),
///     Scoresheet::new("ada", "garden", marks(9, 7)),
///     Scoresheet::new("bo", "bridge", marks(7, 7)),
/// ];
/// let outcome = rank(&scheme, &entries, &sheets)?;
///
/// let bridge = outcome.of("bridge").unwrap();
/// // ada (60*8 + 40*6) / 100 = 7.2, bo 7; mean 7.1, of 10 points 71 %.
/// assert_eq!(bridge.score, "7.1".parse().ok());
/// assert_eq!(bridge.percent, Some(Exact::from(71)));
/// assert_eq!((bridge.rank, bridge.tie, bridge.judges_counted), (Some(2), false, 2));
/// # Ok::<(), scoring::Refusal>(())
/// ```
///
/// # Errors
/// A [`Refusal`] when scheme, entries and sheets do not fit together.
pub fn rank(scheme: &Scheme, entries: &[Entry], sheets: &[Scoresheet]) -> Result<Outcome, Refusal> {
    let panel = Panel::new(scheme, entries, sheets)?;
    let scored = aggregate::score(&panel);
    let mut standings: Vec<Standing> =
        panel.entries.iter().zip(scored).map(|(entry, scored)| standing(&panel, entry, scored)).collect();
    place(scheme, &mut standings);
    Ok(Outcome { method: scheme.method, standings })
}

fn standing(panel: &Panel<'_>, entry: &PanelEntry<'_>, scored: Scored) -> Standing {
    let sheets = panel.sheets_of(entry);
    Standing {
        entry: entry.key.to_owned(),
        category: panel.categories.get(entry.category).map(ToString::to_string).unwrap_or_default(),
        score: scored.score,
        percent: scored.percent,
        rank: None,
        tie: false,
        below_minimum: sheets.len() < panel.scheme.min_judges.max(1),
        criterion_means: criterion_means(panel, sheets),
        judges_counted: sheets.len(),
        spread: spread(sheets),
        steps: sheets
            .iter()
            .zip(scored.sheets)
            .map(|(sheet, (corrected, counted))| SheetStep {
                judge: panel.judges.get(sheet.judge).map(ToString::to_string).unwrap_or_default(),
                marks: sheet.marks.to_vec(),
                total: sheet.total,
                corrected,
                counted,
            })
            .collect(),
    }
}

fn criterion_means(panel: &Panel<'_>, sheets: &[Sheet<'_>]) -> Vec<Option<Exact>> {
    (0..panel.scheme.criteria.len())
        .map(|at| {
            let marks = || sheets.iter().filter_map(|sheet| sheet.marks.get(at).copied().flatten());
            marks().sum::<Exact>().checked_div(Exact::from_count(marks().count()))
        })
        .collect()
}

fn spread(sheets: &[Sheet<'_>]) -> Option<Spread> {
    let totals = || sheets.iter().map(|sheet| sheet.total);
    let (min, max) = (totals().min()?, totals().max()?);
    let n = Exact::from_count(sheets.len());
    let mean = totals().sum::<Exact>() / n;
    let squares: Exact = totals().map(|total| (total - mean) * (total - mean)).sum();
    let sd = squares.checked_div(n - Exact::ONE).map(|variance| variance.to_f64().sqrt());
    Some(Spread { min, max, sd })
}

/// Sorts by category and score, and gives equal scores the same rank.
fn place(scheme: &Scheme, standings: &mut [Standing]) {
    let lower = scheme.method.lower_is_better();
    let ranked = |s: &Standing| s.score.filter(|_| !s.below_minimum);
    standings.sort_by(|a, b| {
        let by_score = match (ranked(a), ranked(b)) {
            (Some(a), Some(b)) if lower => a.cmp(&b),
            (Some(a), Some(b)) => b.cmp(&a),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        a.category.cmp(&b.category).then(by_score).then_with(|| a.entry.cmp(&b.entry))
    });
    for category in standings.chunk_by_mut(|a, b| a.category == b.category) {
        let mut rank = 1;
        for tied in category.chunk_by_mut(|a, b| ranked(a).is_some() && ranked(a) == ranked(b)) {
            let tie = tied.len() > 1;
            let size = tied.len();
            for standing in tied.iter_mut().filter(|standing| ranked(standing).is_some()) {
                standing.rank = Some(rank);
                standing.tie = tie;
            }
            rank += size;
        }
    }
}

#[cfg(test)]
mod tests;
