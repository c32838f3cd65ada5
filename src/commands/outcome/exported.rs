//! The program's own exports, `entries.csv` and `scores.csv`, read as they are: of entries that
//! are eligible, and of scoresheets that were handed in, for these make the official result.

use super::{
    scheme::Rules,
    tables::{Read, Table, score_of},
};
use csv::ByteRecord;
use scoring::{Criterion, Entry, Exact, Scoresheet};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// State of an entry that takes part.
const ELIGIBLE: &str = "eligible";
/// State of a scoresheet that counts.
const HANDED_IN: &str = "handed_in";

/// Entries of `entries.csv`, each with its line.
pub fn read_entries(mut table: Table) -> Read<Vec<(Entry, u64)>> {
    let Some([entry_at, category_at, state_at]) = table.some_columns(["entry_id", "category", "state"])
    else {
        return Ok(table.done(Vec::new()));
    };
    let mut lines: HashMap<String, u64> = HashMap::new();
    let mut entries = Vec::new();
    let mut record = ByteRecord::new();
    while table.next(&mut record)? {
        if !is(&record, state_at, ELIGIBLE) {
            continue;
        }
        let entry = table.text(&record, entry_at);
        let category = table.text(&record, category_at);
        let (Some(entry), Some(category)) = (entry, category) else { continue };
        if let Some(first) = lines.insert(entry.clone(), table.line) {
            table.complain(entry_at, format!("entry `{entry}` is listed twice, first in line {first}"));
        }
        entries.push((Entry::new(entry, category), table.line));
    }
    Ok(table.done(entries))
}

/// Judge and entry.
type Place = (String, String);

/// Sheets of `scores.csv`, which has a row for each criterion.
pub fn read_ratings(
    mut table: Table,
    rules: &Rules,
    entries: &[(Entry, u64)],
    round: Option<&str>,
) -> Read<(Vec<Criterion>, Vec<Scoresheet>)> {
    let wanted = ["entry_id", "judge_id", "round", "state", "criterion", "score"];
    let Some([entry_at, judge_at, round_at, state_at, criterion_at, score_at]) = table.some_columns(wanted)
    else {
        return Ok(table.done(Default::default()));
    };
    let known: HashSet<&str> = entries.iter().map(|(entry, _)| entry.key.as_str()).collect();
    let mut sheets: BTreeMap<Place, Vec<Option<Exact>>> = BTreeMap::new();
    let mut rounds = BTreeSet::new();
    let mut seen: HashMap<(Place, usize), u64> = HashMap::new();
    let mut record = ByteRecord::new();
    while table.next(&mut record)? {
        if !is(&record, state_at, HANDED_IN) || round.is_some_and(|round| !is(&record, round_at, round)) {
            continue;
        }
        let texts = [entry_at, judge_at, criterion_at, round_at].map(|at| table.text(&record, at));
        let [Some(entry), Some(judge), Some(criterion), Some(of_round)] = texts else { continue };
        // What was disqualified after it was scored is not among the entries any more.
        if !known.contains(entry.as_str()) {
            continue;
        }
        rounds.insert(of_round);
        if rounds.len() > 1 {
            let rounds: Vec<String> = rounds.into_iter().collect();
            table.complain(round_at, format!("more than one round: choose --round {}", rounds.join(" or ")));
            return Ok(table.done(Default::default()));
        }
        let Some(place) = rules.weights.iter().position(|(name, _)| *name == criterion) else {
            table.complain(criterion_at, format!("criterion `{criterion}` has no weight in the scheme"));
            continue;
        };
        let score = score_of(&mut table, &record, score_at, rules);
        let sheet = (judge, entry);
        if let Some(first) = seen.insert((sheet.clone(), place), table.line) {
            table.complain(criterion_at, format!("is scored twice, first in line {first}"));
        }
        let scores = sheets.entry(sheet).or_insert_with(|| vec![None; rules.weights.len()]);
        if let Some(place) = scores.get_mut(place) {
            *place = score;
        }
    }
    let sheets = sheets.into_iter().map(|((judge, entry), scores)| Scoresheet::new(judge, entry, scores));
    let criteria = rules.weights.iter().map(|(name, weight)| Criterion::new(name, *weight)).collect();
    Ok(table.done((criteria, sheets.collect())))
}

fn is(record: &ByteRecord, column: usize, word: &str) -> bool {
    record.get(column) == Some(word.as_bytes())
}
