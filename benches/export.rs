//! What writing tables costs without a database: the marks of 2,500 scoresheets
//! of 3 criteria, and 500 entries of long answers.
#![forbid(unsafe_code)]
#![expect(clippy::expect_used, reason = "a bench stops at the first surprise")]

use std::io::{self, Write};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use entity::Hundredths;
use palmares::exports::{Cell, SafeCsv, TableFormat};

/// 2,500 sheets of 3 criteria.
const MARKS: i64 = 7_500;
/// Entries with ten long answers each.
const ENTRIES: i64 = 500;
const ANSWERS: usize = 10;
/// A paragraph with what must be quoted: a comma, quotes, a new line, letters of two bytes.
const ANSWER: &str = "We met every family, at home; \"open doors\" they call it.\nČestitamo! ";

/// Writes the rows and forgets what is written, as it is written out piece by piece.
fn written<'a>(rows: impl Iterator<Item = Vec<Cell<'a>>>) -> u64 {
    let mut csv = SafeCsv::new(TableFormat::Programs, Length(0));
    for row in rows {
        csv.row(row).expect("a row");
    }
    csv.finish().expect("an end").0
}

/// Counts what is written.
struct Length(u64);

impl Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += u64::try_from(bytes.len()).expect("a length");
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn scores() -> u64 {
    let row = |number: i64| {
        let mut row: Vec<Cell<'_>> = [
            "essa/2023",
            "service_delivery",
            "judging",
            "k3v9mq27k3v9mq27",
            "m4w8nr36m4w8nr36",
            "handed_in",
            "impact",
        ]
        .map(Cell::text)
        .into();
        row.extend([
            Cell::Integer(40),
            Hundredths(0).into(),
            Hundredths(1_000).into(),
            Hundredths(number % 1_001).into(),
        ]);
        row.extend(["", "A clear case.", ""].map(Cell::text));
        row
    };
    written((0..MARKS).map(row))
}

fn entries(answer: &str) -> u64 {
    written((0..ENTRIES).map(|number| {
        let mut row = vec![Cell::Integer(number)];
        row.extend(std::iter::repeat_with(|| Cell::text(answer)).take(ANSWERS));
        row
    }))
}

fn tables(bench: &mut Criterion) {
    let answer = ANSWER.repeat(40);
    let mut group = bench.benchmark_group("csv");
    group.throughput(Throughput::Bytes(scores()));
    group.bench_function("scores of 2,500 sheets", |b| b.iter(scores));
    group.throughput(Throughput::Bytes(entries(&answer)));
    group.bench_function("500 entries of ten long answers", |b| b.iter(|| entries(&answer)));
    group.finish();
}

criterion_group!(benches, tables);
criterion_main!(benches);
