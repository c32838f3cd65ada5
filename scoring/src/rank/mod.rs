//! From scoresheets to ranks.

use crate::aggregate::{self, Scored};
use crate::calibrate::{Draws, Field, Fit, chances};
use crate::design::Links;
use crate::numeric::variance;
use crate::outcome::{JudgeModel, Model};
use crate::panel::{Panel, PanelEntry, Sheet};
use crate::{Entry, Exact, Outcome, Refusal, Scheme, Scoresheet, SheetStep, Spread, Standing};
use crate::{UNWATCHED, Watch};
use std::cmp::Ordering;
use std::collections::BTreeMap;

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
/// let scores = |a, b| vec![Some(Exact::from(a)), Some(Exact::from(b))];
/// let sheets = [
///     Scoresheet::new("ada", "bridge", scores(8, 6)),
///     Scoresheet::new("ada", "garden", scores(9, 7)),
///     Scoresheet::new("bo", "bridge", scores(7, 7)),
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
    Ok(outcome(&Panel::new(scheme, entries, sheets)?, UNWATCHED).0)
}

/// Ranks as [`rank()`] does and adds to every ranked entry how sure its rank is.
///
/// For methods that are no model themselves the chances are those of the calibrated model:
/// they say where the entry's true quality lies, whatever rule gives the official rank.
///
/// # Errors
/// A [`Refusal`] when scheme, entries and sheets do not fit together.
pub fn rank_with_chances(
    scheme: &Scheme,
    entries: &[Entry],
    sheets: &[Scoresheet],
    draw: Draw,
) -> Result<Outcome, Refusal> {
    rank_watched(scheme, entries, sheets, draw, UNWATCHED)
}

/// Ranks as [`rank_with_chances`] does, and tells how far it is.
///
/// # Errors
/// A [`Refusal`] when scheme, entries and sheets do not fit together.
pub fn rank_watched(
    scheme: &Scheme,
    entries: &[Entry],
    sheets: &[Scoresheet],
    draw: Draw,
    watch: Watch<'_>,
) -> Result<Outcome, Refusal> {
    let panel = Panel::new(scheme, entries, sheets)?;
    // Fitting and a thousand draws take about as long.
    let (fitting, drawing) = (|share: f64| watch(share / 2.0), |share: f64| watch(0.5 + share / 2.0));
    let (mut outcome, fit) = outcome(&panel, &fitting);
    let fit = if draw.count > 0 { fit.or_else(|| aggregate::model(&panel, &fitting)) } else { fit };
    let Some(fit) = fit else { return Ok(outcome) };
    outcome.model.get_or_insert_with(|| model(&panel, &fit));
    let draws = fit.draw_watched(draw.count, draw.seed, &drawing);
    add_chances(&mut outcome, &panel, &fit, &draws);
    Ok(outcome)
}

/// How chances are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draw {
    /// Number of draws; 1,000 give probabilities to a percent or two.
    pub count: usize,
    /// Published seed: the same seed gives the same chances everywhere.
    pub seed: u64,
}

fn outcome(panel: &Panel<'_>, watch: Watch<'_>) -> (Outcome, Option<Fit>) {
    let (scored, fit) = aggregate::score(panel, watch);
    let links = Links::of(panel);
    let linked = links.by_category(panel);
    let entries = panel.entries.iter().zip(scored).zip(linked);
    let mut standings: Vec<Standing> =
        entries.map(|((entry, scored), linked)| standing(panel, entry, scored, linked)).collect();
    place(panel.scheme, &mut standings);
    let model = fit.as_ref().map(|fit| model(panel, fit));
    (Outcome { method: panel.scheme.method, components: links.components, model, standings }, fit)
}

fn add_chances(outcome: &mut Outcome, panel: &Panel<'_>, fit: &Fit, draws: &Draws) {
    let place_of: BTreeMap<&str, usize> = (0..)
        .zip(&fit.ballots.entry)
        .filter_map(|(place, entry)| Some((panel.entries.get(*entry)?.key, place)))
        .collect();
    let ranked = |s: &Standing| s.rank.and_then(|_| place_of.get(s.entry.as_str()).copied());
    let fields: Vec<Field> = outcome
        .standings
        .chunk_by(|a, b| a.category == b.category)
        .map(|category| category.iter().filter_map(ranked).collect())
        .collect();
    let chances = chances(draws, &fields, panel.scheme.places);
    for standing in &mut outcome.standings {
        standing.chance = ranked(standing).and_then(|place| chances.get(place).copied().flatten());
    }
}

fn model(panel: &Panel<'_>, fit: &Fit) -> Model {
    let mut sheets = vec![0; panel.judges.len()];
    for sheet in &panel.sheets {
        sheets.iter_mut().skip(sheet.judge).take(1).for_each(|n| *n += 1);
    }
    let errors = fit.shift_errors().into_iter().zip(fit.scale_use_errors());
    let traits = fit.traits.scale_use.iter().zip(&fit.traits.noise);
    let judges = (0..).zip(&panel.judges).zip(sheets).zip(errors).zip(traits);
    Model {
        level: fit.level(),
        components: fit.components(),
        judges: judges
            .map(|((((number, judge), sheets), errors), (scale_use, noise))| JudgeModel {
                judge: (*judge).to_owned(),
                sheets,
                shift: fit.equations.shift(number),
                shift_error: errors.0,
                scale_use: *scale_use,
                scale_use_error: errors.1,
                noise: *noise,
            })
            .collect(),
    }
}

fn standing(panel: &Panel<'_>, entry: &PanelEntry<'_>, scored: Scored, linked: bool) -> Standing {
    let sheets = panel.sheets_of(entry);
    let step = |(sheet, (corrected, counted)): (&Sheet<'_>, _)| SheetStep {
        judge: panel.judges.get(sheet.judge).map(ToString::to_string).unwrap_or_default(),
        scores: sheet.scores.to_vec(),
        total: sheet.total,
        corrected,
        counted,
    };
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
        linked,
        chance: None,
        steps: sheets.iter().zip(scored.sheets).map(step).collect(),
    }
}

fn criterion_means(panel: &Panel<'_>, sheets: &[Sheet<'_>]) -> Vec<Option<Exact>> {
    (0..panel.scheme.criteria.len())
        .map(|at| {
            let scores = || sheets.iter().filter_map(|sheet| sheet.scores.get(at).copied().flatten());
            scores().sum::<Exact>().checked_div(Exact::from_count(scores().count()))
        })
        .collect()
}

fn spread(sheets: &[Sheet<'_>]) -> Option<Spread> {
    let totals = || sheets.iter().map(|sheet| sheet.total);
    let (min, max) = (totals().min()?, totals().max()?);
    let numbers: Vec<f64> = totals().map(Exact::to_f64).collect();
    let sd = (numbers.len() > 1).then(|| variance(&numbers).sqrt());
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
