//! The ranking as CSV.

use scoring::Outcome;
use std::io::{self, BufWriter, Write};

/// One row per entry: by category, best first.
pub fn csv(out: impl Write, outcome: &Outcome) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    writeln!(out, "entry,category,score,rank,rank_lo,rank_hi,p_win,p_top,linked")?;
    for standing in &outcome.standings {
        let or_empty = |value: Option<String>| value.unwrap_or_default();
        let chance = standing.chance.as_ref();
        writeln!(
            out,
            "{},{},{},{},{},{},{},{},{}",
            field(&standing.entry),
            field(&standing.category),
            or_empty(standing.score.map(|score| score.to_string())),
            or_empty(standing.rank.map(|rank| rank.to_string())),
            or_empty(chance.map(|chance| chance.rank_lo.to_string())),
            or_empty(chance.map(|chance| chance.rank_hi.to_string())),
            or_empty(chance.map(|chance| format!("{:.4}", chance.p_win))),
            or_empty(chance.map(|chance| format!("{:.4}", chance.p_top))),
            standing.linked,
        )?;
    }
    out.flush()
}

/// A field as RFC 4180 wants it, otherwise unchanged: the keys must match the input's.
fn field(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
