//! The two CSV files of `palmares outcome`, read with complaints that name line and column.

use super::{exported, scheme::Rules};
use anyhow::Context;
use csv::{ByteRecord, Reader, ReaderBuilder};
use scoring::{Criterion, Entry, Exact, Scoresheet};
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::Path;

/// What a table gives, or everything that is wrong with it.
pub(super) type Read<T> = anyhow::Result<Result<T, Vec<String>>>;

/// A CSV file with its header, and the complaints so far.
pub(super) struct Table {
    file: String,
    reader: Reader<File>,
    header: Vec<String>,
    complaints: Vec<String>,
    /// Of the row that was read last.
    pub(super) line: u64,
}

impl Table {
    pub(super) fn open(path: &Path) -> anyhow::Result<Self> {
        let file = path.display().to_string();
        let mut reader = ReaderBuilder::new()
            .flexible(true)
            .trim(csv::Trim::All)
            .from_path(path)
            .with_context(|| format!("cannot read {file}"))?;
        let header = reader.byte_headers().with_context(|| format!("cannot read {file}"))?;
        let header: Vec<String> =
            header.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        Ok(Self { file, reader, header, complaints: Vec::new(), line: 1 })
    }

    pub(super) fn complain(&mut self, column: usize, problem: impl AsRef<str>) {
        let name = self.header.get(column).map(String::as_str).unwrap_or_default();
        let (file, line) = (&self.file, self.line);
        let at = column + 1;
        self.complaints.push(format!("{file}: line {line}, column {at} ({name}): {}", problem.as_ref()));
    }

    /// Where the columns are; complains about missing, repeated and unknown ones.
    fn columns(&mut self, wanted: &[&str]) -> Vec<usize> {
        let header = self.header.clone();
        for (at, name) in header.iter().enumerate() {
            if !wanted.contains(&name.as_str()) {
                let known = wanted.join(", ");
                self.complain(at, format!("unknown column `{name}`; the columns are {known}"));
            } else if header.iter().take(at).any(|earlier| earlier == name) {
                self.complain(at, format!("column `{name}` appears twice"));
            }
        }
        let mut places = Vec::with_capacity(wanted.len());
        for name in wanted {
            match header.iter().position(|column| column == name) {
                Some(at) => places.push(at),
                None => {
                    let (file, at) = (&self.file, header.len() + 1);
                    self.complaints.push(format!("{file}: line 1, column {at}: column `{name}` is missing"));
                }
            }
        }
        places
    }

    /// Whether it is an export of the program: those name entries by `entry_id`.
    pub(super) fn is_export(&self) -> bool {
        let has = |name: &str| self.header.iter().any(|column| column == name);
        has("entry_id") && !has("entry")
    }

    /// Where the columns are in a file that has others too; complains about missing ones.
    pub(super) fn some_columns<const N: usize>(&mut self, wanted: [&str; N]) -> Option<[usize; N]> {
        let found = wanted.map(|name| self.header.iter().position(|column| column == name));
        for (name, _) in wanted.iter().zip(&found).filter(|(_, place)| place.is_none()) {
            let (file, at) = (&self.file, self.header.len() + 1);
            self.complaints.push(format!("{file}: line 1, column {at}: column `{name}` is missing"));
        }
        let places: Vec<usize> = found.into_iter().flatten().collect();
        places.try_into().ok()
    }

    /// The next row with as many fields as the header; complains about others.
    pub(super) fn next(&mut self, record: &mut ByteRecord) -> anyhow::Result<bool> {
        loop {
            let more = self.reader.read_byte_record(record);
            if !more.with_context(|| format!("cannot read {}", self.file))? {
                return Ok(false);
            }
            self.line = record.position().map_or(self.line + 1, csv::Position::line);
            if record.len() == self.header.len() {
                return Ok(true);
            }
            let (has, wants) = (record.len(), self.header.len());
            self.complain(
                has.min(wants).saturating_sub(1),
                format!("the row has {has} fields, the header {wants}"),
            );
        }
    }

    pub(super) fn text(&mut self, record: &ByteRecord, column: usize) -> Option<String> {
        match std::str::from_utf8(record.get(column).unwrap_or_default()) {
            Ok("") => self.complain(column, "is empty"),
            Ok(text) => return Some(text.to_owned()),
            Err(_) => self.complain(column, "is not UTF-8 text"),
        }
        None
    }

    pub(super) fn done<T>(self, answer: T) -> Result<T, Vec<String>> {
        if self.complaints.is_empty() { Ok(answer) } else { Err(self.complaints) }
    }
}

/// Entries, each with its line.
pub fn read_entries(path: &Path) -> Read<Vec<(Entry, u64)>> {
    let mut table = Table::open(path)?;
    if table.is_export() {
        return exported::read_entries(table);
    }
    let columns = table.columns(&["entry", "category"]);
    let [entry_at, category_at] = columns[..] else { return Ok(table.done(Vec::new())) };
    let mut lines: HashMap<String, u64> = HashMap::new();
    let mut entries = Vec::new();
    let mut record = ByteRecord::new();
    while table.next(&mut record)? {
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

/// Criteria in the order of the columns, and the sheets.
pub fn read_ratings(
    path: &Path,
    rules: &Rules,
    entries: &[(Entry, u64)],
    round: Option<&str>,
) -> Read<(Vec<Criterion>, Vec<Scoresheet>)> {
    let mut table = Table::open(path)?;
    if table.is_export() {
        return exported::read_ratings(table, rules, entries, round);
    }
    let mut wanted = vec!["entry", "judge"];
    wanted.extend(rules.weights.iter().map(|(name, _)| name.as_str()));
    let columns = table.columns(&wanted);
    let [entry_at, judge_at, scores_at @ ..] = &columns[..] else {
        return Ok(table.done(Default::default()));
    };
    if !table.complaints.is_empty() {
        return Ok(table.done(Default::default()));
    }
    let known: HashSet<&str> = entries.iter().map(|(entry, _)| entry.key.as_str()).collect();
    let mut lines: HashMap<(String, String), u64> = HashMap::new();
    let mut sheets = Vec::new();
    let mut record = ByteRecord::new();
    while table.next(&mut record)? {
        let entry = table.text(&record, *entry_at);
        let judge = table.text(&record, *judge_at);
        let scores = scores_at.iter().map(|column| score_of(&mut table, &record, *column, rules)).collect();
        let (Some(entry), Some(judge)) = (entry, judge) else { continue };
        if !known.contains(entry.as_str()) {
            table.complain(*entry_at, format!("entry `{entry}` is not in the entries file"));
            continue;
        }
        if let Some(first) = lines.insert((judge.clone(), entry.clone()), table.line) {
            let twice =
                format!("judge `{judge}` has two sheets for entry `{entry}`, the first in line {first}");
            table.complain(*judge_at, twice);
        }
        sheets.push(Scoresheet::new(judge, entry, scores));
    }
    let criteria = rules.weights.iter().map(|(name, weight)| Criterion::new(name, *weight)).collect();
    Ok(table.done((criteria, sheets)))
}

pub(super) fn score_of(
    table: &mut Table,
    record: &ByteRecord,
    column: usize,
    rules: &Rules,
) -> Option<Exact> {
    let text = String::from_utf8_lossy(record.get(column).unwrap_or_default()).into_owned();
    if text.is_empty() {
        return None;
    }
    match text.parse::<Exact>() {
        Err(problem) => table.complain(column, problem.to_string()),
        Ok(score) if !rules.scale.holds(score) => {
            let (min, max) = (rules.scale.min, rules.scale.max);
            table.complain(column, format!("score {score} is outside the scale {min} to {max}"));
        }
        Ok(score) => return Some(score),
    }
    None
}
