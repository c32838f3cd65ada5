//! The problem file of `palmares assign`, read with complaints that name line and column.

use crate::commands::place;
use scoring::Exact;
use scoring::assign::{Keep, Load, Mistake, Objective, Problem};
use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// Decimals affinities may have; they are counted in whole units of the last one.
const MOST_DECIMALS: u32 = 6;

/// The problem, in whole units of 10^-decimals points of affinity.
#[derive(Debug)]
pub struct Document {
    /// The problem.
    pub problem: Problem,
    /// Decimals of the affinities.
    pub decimals: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with affinity_entry_by_judge and judges_per_entry")]
struct Fields<'a> {
    affinity_entry_by_judge: Table,
    judges_per_entry: OneOrEach,
    min_load_per_judge: Option<OneOrEach>,
    max_load_per_judge: Option<OneOrEach>,
    #[serde(default, borrow)]
    conflicts_entry_judge: Vec<&'a RawValue>,
    #[serde(default)]
    objective: ObjectiveName,
    #[serde(default)]
    seed: u64,
    #[serde(borrow)]
    keep: Option<Vec<&'a RawValue>>,
    change_cost: Option<f64>,
    #[serde(default)]
    load_cost: f64,
    perturbation: Option<f64>,
    #[serde(default)]
    link: bool,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ObjectiveName {
    #[default]
    Total,
    Bottleneck,
    Leximin,
}

impl From<ObjectiveName> for Objective {
    fn from(name: ObjectiveName) -> Self {
        match name {
            ObjectiveName::Total => Self::Total,
            ObjectiveName::Bottleneck => Self::Bottleneck,
            ObjectiveName::Leximin => Self::Leximin,
        }
    }
}

/// A number for all, or a list with one for each.
enum OneOrEach {
    One(usize),
    Each(Vec<usize>),
}

impl<'de> Deserialize<'de> for OneOrEach {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = OneOrEach;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number, or a list of them")
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<OneOrEach, E> {
                usize::try_from(number).map(OneOrEach::One).map_err(E::custom)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OneOrEach, A::Error> {
                let mut each = Vec::new();
                while let Some(number) = list.next_element()? {
                    each.push(number);
                }
                Ok(OneOrEach::Each(each))
            }
        }
        from.deserialize_any(Either)
    }
}

impl OneOrEach {
    fn spread(self, count: usize, of: &str) -> Result<Vec<usize>, String> {
        match self {
            Self::One(number) => Ok(vec![number; count]),
            Self::Each(each) if each.len() == count => Ok(each),
            Self::Each(each) => Err(format!("has {} values for {count} {of}", each.len())),
        }
    }
}

/// Affinities, row by row, all rows of one length.
struct Table {
    rows: usize,
    columns: usize,
    cells: Vec<f64>,
}

impl<'de> Deserialize<'de> for Table {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Rows;
        impl<'de> Visitor<'de> for Rows {
            type Value = Table;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list with one row of numbers per entry")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Table, A::Error> {
                let mut table = Table { rows: 0, columns: 0, cells: Vec::new() };
                while let Some(row) = list.next_element::<Vec<f64>>()? {
                    if table.rows > 0 && row.len() != table.columns {
                        let (entry, judges) = (table.rows, row.len());
                        let wanted = table.columns;
                        return Err(A::Error::custom(format!(
                            "entry {entry} has affinities for {judges} judges, the entries before for {wanted}"
                        )));
                    }
                    table.columns = row.len();
                    table.rows += 1;
                    table.cells.extend(row);
                }
                Ok(table)
            }
        }
        from.deserialize_seq(Rows)
    }
}

/// Reads a problem, or says where it is wrong.
pub fn read(bytes: &[u8]) -> Result<Document, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| format!("not UTF-8 text: {error}"))?;
    let fields: Fields<'_> = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let Table { rows, columns, cells } = fields.affinity_entry_by_judge;
    let wrong = |name: &str, problem: String| format!("`{name}` {problem} {}", place::of_field(text, name));
    let size = Size { entries: rows, judges: columns };
    let (decimals, affinity) =
        in_units(&cells).map_err(|problem| wrong("affinity_entry_by_judge", problem))?;
    let unit = |points: f64, name: &str| {
        units_of(points, decimals)
            .ok_or_else(|| wrong(name, "is finer than the affinities, or too large".to_owned()))
    };
    let spread = |given: Option<OneOrEach>, name: &str, default: usize| {
        let given = given.unwrap_or(OneOrEach::One(default));
        given.spread(columns, "judges").map_err(|problem| wrong(name, problem))
    };
    let wanted = fields.judges_per_entry.spread(rows, "entries");
    let wanted = wanted.map_err(|problem| wrong("judges_per_entry", problem))?;
    let least = spread(fields.min_load_per_judge, "min_load_per_judge", 0)?;
    let most = spread(fields.max_load_per_judge, "max_load_per_judge", rows)?;
    let pairs = |list: &[&RawValue], name: &str| {
        list.iter().map(|raw| pair(text, raw, name, size)).collect::<Result<Vec<_>, String>>()
    };
    let keep = match fields.keep {
        None => None,
        Some(list) => Some(Keep {
            pairs: kept(text, &list, &wanted, size)?,
            change_cost: fields.change_cost.map(|cost| unit(cost, "change_cost")).transpose()?,
        }),
    };
    let problem = Problem {
        entries: rows,
        judges: columns,
        affinity,
        judges_per_entry: wanted,
        loads: least.into_iter().zip(most).map(|(min, max)| Load { min, max }).collect(),
        conflicts: pairs(&fields.conflicts_entry_judge, "conflicts_entry_judge")?,
        objective: fields.objective.into(),
        seed: fields.seed,
        perturbation: fields.perturbation,
        keep,
        load_cost: unit(fields.load_cost, "load_cost")?,
        link: fields.link,
    };
    check(&problem, text)?;
    Ok(Document { problem, decimals })
}

/// Says what does not fit together, and where.
fn check(problem: &Problem, text: &str) -> Result<(), String> {
    let at = |name: &str| place::of_field(text, name);
    if problem.load_cost < 0 {
        return Err(format!("`load_cost` must not be negative {}", at("load_cost")));
    }
    if problem.perturbation.is_some_and(|share| !(0.0..=10.0).contains(&share)) {
        let wanted = "is a share of the range of affinities, 0 to 10,";
        return Err(format!("`perturbation` {wanted} {}", at("perturbation")));
    }
    problem.check().map_err(|mistake| {
        let field = match mistake {
            Mistake::EmptyLoad(_) => "min_load_per_judge",
            _ => "affinity_entry_by_judge",
        };
        format!("{mistake} {}", at(field))
    })
}

/// The fewest decimals that hold all numbers, and the numbers in units of the last.
fn in_units(cells: &[f64]) -> Result<(u32, Vec<i64>), String> {
    for decimals in 0..=MOST_DECIMALS {
        let units: Option<Vec<i64>> = cells.iter().map(|cell| units_of(*cell, decimals)).collect();
        if let Some(units) = units {
            return Ok((decimals, units));
        }
    }
    Err(format!("must be whole numbers, or have at most {MOST_DECIMALS} decimals, below 10^15,"))
}

/// A number in whole units of 10^-decimals, if it is one.
fn units_of(value: f64, decimals: u32) -> Option<i64> {
    let exact = Exact::from_rounded(value, decimals)?;
    let scaled = exact * Exact::from_scaled(10_i128.pow(decimals), 0)?;
    let close = (exact.to_f64() - value).abs() <= 1e-15 * value.abs();
    let (units, _) = scaled.fraction();
    i64::try_from(units).ok().filter(|units| close && units.abs() < 1_000_000_000_000_000)
}

/// How many there are of each, for what is counted from 0.
#[derive(Clone, Copy)]
struct Size {
    entries: usize,
    judges: usize,
}

fn pair(text: &str, raw: &RawValue, name: &str, size: Size) -> Result<(usize, usize), String> {
    let at = || place::of(text, raw);
    let (entry, judge): (usize, usize) = serde_json::from_str(raw.get())
        .map_err(|_| format!("`{name}` is a list of pairs [entry, judge], this is {} {}", raw.get(), at()))?;
    if entry >= size.entries {
        return Err(format!(
            "`{name}` names entry {entry}, but there are {}, counted from 0, {}",
            size.entries,
            at()
        ));
    }
    if judge >= size.judges {
        return Err(format!(
            "`{name}` names judge {judge}, but there are {}, counted from 0, {}",
            size.judges,
            at()
        ));
    }
    Ok((entry, judge))
}

/// Kept pairs: an earlier answer's `assignment` (a list of judges for every entry), or else
/// pairs. Where a list could be both, rows as long as the entries have judges decide.
fn kept(text: &str, list: &[&RawValue], wanted: &[usize], size: Size) -> Result<Vec<(usize, usize)>, String> {
    let rows: Vec<Vec<usize>> = list.iter().filter_map(|raw| serde_json::from_str(raw.get()).ok()).collect();
    let as_wanted = rows.iter().zip(wanted).all(|(row, wanted)| row.len() == *wanted);
    let all_pairs = rows.iter().all(|row| row.len() == 2);
    if list.len() != size.entries || (all_pairs && !as_wanted) {
        return list.iter().map(|raw| pair(text, raw, "keep", size)).collect();
    }
    let mut pairs = Vec::new();
    for (entry, raw) in list.iter().enumerate() {
        let judges: Vec<usize> = serde_json::from_str(raw.get()).map_err(|_| {
            let at = place::of(text, raw);
            format!("`keep` has for every entry a list of judges, this is {} {at}", raw.get())
        })?;
        if let Some(judge) = judges.iter().find(|judge| **judge >= size.judges) {
            let (judges, at) = (size.judges, place::of(text, raw));
            return Err(format!("`keep` names judge {judge}, but there are {judges}, counted from 0, {at}"));
        }
        pairs.extend(judges.into_iter().map(|judge| (entry, judge)));
    }
    Ok(pairs)
}
