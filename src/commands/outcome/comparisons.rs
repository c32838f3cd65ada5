//! How sure the order is: neighbours compared, and what another jury would choose.

use scoring::calibrate::{Field, Fit};
use scoring::reliability::expected_overlap;
use scoring::ties::statistical_tie;
use scoring::{Draw, Outcome, Panel, Standing};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Per category, the expected share of places that another jury would give to the same
/// entries, and for each entry the chance that it is better than the next in rank. `None`
/// without draws.
pub fn comparisons(panel: &Panel<'_>, outcome: &Outcome, fit: &Fit, draw: Draw) -> Option<Value> {
    if draw.count == 0 {
        return None;
    }
    let draws = fit.draw(draw.count, draw.seed);
    let keys = fit.ballots.entry.iter().filter_map(|entry| Some(panel.entries.get(*entry)?.key));
    let place: BTreeMap<&str, usize> = keys.zip(0..).collect();
    let categories = outcome.standings.chunk_by(|a, b| a.category == b.category).filter_map(|category| {
        let ranked: Vec<&Standing> = category.iter().filter(|standing| standing.rank.is_some()).collect();
        let field: Field = ranked.iter().filter_map(|s| place.get(s.entry.as_str()).copied()).collect();
        let neighbours = ranked.array_windows().zip(field.array_windows());
        let beats_next = neighbours.map(|([one, next], [place, other])| {
            let chance = draws.beats(*place, *other);
            json!({
                "entry": one.entry,
                "next": next.entry,
                "p_beats": chance,
                "statistical_tie": statistical_tie(chance),
            })
        });
        let overlap = expected_overlap(fit, &draws, &field, panel.scheme.places, draw.seed);
        let shown = json!({ "expected_overlap": overlap, "neighbours": beats_next.collect::<Vec<_>>() });
        Some((ranked.first()?.category.clone(), shown))
    });
    Some(Value::Object(categories.collect()))
}
