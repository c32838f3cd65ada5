//! The checked, canonical form of the input that every method computes on.
//!
//! Entries, judges and categories are sorted by key and numbered; sheets are sorted by entry,
//! then judge. Sums therefore always run in the same order, whatever order the input had.

use crate::{Entry, Exact, Refusal, Scale, Scheme, Scoresheet};
use std::ops::Range;

/// Everything a method needs, numbered.
#[derive(Debug, Clone)]
pub struct Panel<'a> {
    /// The rules.
    pub scheme: &'a Scheme,
    /// Category keys, sorted.
    pub categories: Vec<&'a str>,
    /// Entries, sorted by key.
    pub entries: Vec<PanelEntry<'a>>,
    /// Judge keys, sorted.
    pub judges: Vec<&'a str>,
    /// Sheets with at least one score that weighs, sorted by entry, then judge.
    pub sheets: Vec<Sheet<'a>>,
}

/// An entry with the place of its sheets.
#[derive(Debug, Clone)]
pub struct PanelEntry<'a> {
    /// Its key.
    pub key: &'a str,
    /// Number of its category.
    pub category: usize,
    /// Its sheets.
    pub sheets: Range<usize>,
}

/// A scoresheet, numbered and totalled.
#[derive(Debug, Clone)]
pub struct Sheet<'a> {
    /// Number of the entry.
    pub entry: usize,
    /// Number of the judge.
    pub judge: usize,
    /// As given, one per criterion.
    pub scores: &'a [Option<Exact>],
    /// The weighted mean of the scores given, on the scheme's scale.
    pub total: Exact,
}

impl<'a> Panel<'a> {
    /// Checks and numbers the input.
    ///
    /// # Errors
    /// A [`Refusal`] for the first thing that has no honest result.
    pub fn new(scheme: &'a Scheme, entries: &'a [Entry], sheets: &'a [Scoresheet]) -> Result<Self, Refusal> {
        scheme.check()?;
        let mut sorted: Vec<&Entry> = entries.iter().collect();
        sorted.sort_by(|a, b| a.key.cmp(&b.key));
        if let Some(twice) = sorted.array_windows().find(|[a, b]| a.key == b.key) {
            return Err(Refusal::RepeatedEntry { entry: twice[0].key.clone() });
        }
        let categories = keys(entries.iter().map(|entry| entry.category.as_str()));
        let judges = keys(sheets.iter().map(|sheet| sheet.judge.as_str()));
        let mut numbered = Vec::with_capacity(sheets.len());
        for sheet in sheets {
            let entry = sorted.binary_search_by(|entry| entry.key.as_str().cmp(&sheet.entry));
            let entry = entry.map_err(|_| Refusal::UnknownEntry {
                judge: sheet.judge.clone(),
                entry: sheet.entry.clone(),
            })?;
            check_scores(scheme, sheet)?;
            let judge = judges.binary_search(&sheet.judge.as_str()).unwrap_or_default();
            if let Some(total) = total(scheme, &sheet.scores) {
                numbered.push(Sheet { entry, judge, scores: &sheet.scores, total });
            }
        }
        numbered.sort_by_key(|sheet| (sheet.entry, sheet.judge));
        let mut panel = Self { scheme, categories, entries: Vec::new(), judges, sheets: numbered };
        panel.refuse_repeated_sheets(&sorted)?;
        panel.number_entries(&sorted);
        Ok(panel)
    }

    /// The sheets of an entry, by judge.
    #[must_use]
    pub fn sheets_of(&self, entry: &PanelEntry<'_>) -> &[Sheet<'a>] {
        self.sheets.get(entry.sheets.clone()).unwrap_or_default()
    }

    fn refuse_repeated_sheets(&self, entries: &[&Entry]) -> Result<(), Refusal> {
        let twice = self.sheets.array_windows().find(|[a, b]| (a.entry, a.judge) == (b.entry, b.judge));
        match twice {
            None => Ok(()),
            Some([sheet, _]) => Err(Refusal::RepeatedSheet {
                judge: self.judges.get(sheet.judge).map(ToString::to_string).unwrap_or_default(),
                entry: entries.get(sheet.entry).map(|e| e.key.clone()).unwrap_or_default(),
            }),
        }
    }

    fn number_entries(&mut self, sorted: &[&'a Entry]) {
        let mut from = 0;
        for (number, entry) in sorted.iter().enumerate() {
            let rest = self.sheets.get(from..).unwrap_or_default();
            let to = from + rest.iter().take_while(|sheet| sheet.entry == number).count();
            let category = self.categories.binary_search(&entry.category.as_str());
            self.entries.push(PanelEntry {
                key: &entry.key,
                category: category.unwrap_or_default(),
                sheets: from..to,
            });
            from = to;
        }
    }
}

fn keys<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut keys: Vec<&str> = all.collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn check_scores(scheme: &Scheme, sheet: &Scoresheet) -> Result<(), Refusal> {
    if sheet.scores.len() != scheme.criteria.len() {
        return Err(Refusal::WrongNumberOfScores {
            judge: sheet.judge.clone(),
            entry: sheet.entry.clone(),
            given: sheet.scores.len(),
            criteria: scheme.criteria.len(),
        });
    }
    for (criterion, score) in scheme.criteria.iter().zip(&sheet.scores) {
        let scale = criterion.scale.unwrap_or(scheme.scale);
        if let Some(score) = score.filter(|score| !scale.holds(*score)) {
            return Err(Refusal::OffTheScale {
                judge: sheet.judge.clone(),
                entry: sheet.entry.clone(),
                criterion: criterion.key.clone(),
                score,
                scale: Box::new(scale),
            });
        }
    }
    Ok(())
}

/// A score on the scheme's scale.
pub(crate) fn on_scale(score: Exact, from: Option<Scale>, to: Scale) -> Exact {
    match from {
        Some(from) if from != to => to.min + (score - from.min) * (to.max - to.min) / (from.max - from.min),
        _ => score,
    }
}

/// The weighted mean of the scores given: `sum(w * score) / sum(w)`, both over the criteria
/// that have a score. `None` when no score weighs.
fn total(scheme: &Scheme, scores: &[Option<Exact>]) -> Option<Exact> {
    let (mut sum, mut weights) = (Exact::ZERO, Exact::ZERO);
    for (criterion, score) in scheme.criteria.iter().zip(scores) {
        if let Some(score) = score {
            sum = sum + criterion.weight * on_scale(*score, criterion.scale, scheme.scale);
            weights = weights + criterion.weight;
        }
    }
    sum.checked_div(weights)
}
