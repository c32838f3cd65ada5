//! Entries and honours of earlier editions as a file: CSV with a heading.

use std::{collections::HashMap, fmt};

use csv::StringRecord;

use super::ENTERED;
use crate::{editions::is_country, organisations::match_key};

/// The columns, in any order.
const COLUMNS: [&str; 6] = ["year", "organisation", "country", "category", "title", "honour"];
/// Characters of a cell.
const LONGEST: usize = 300;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastRow {
    pub year: i32,
    pub organisation: String,
    pub country: String,
    pub category: String,
    pub title: String,
    pub honour: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastFault {
    pub line: u64,
    pub column: String,
    pub text: String,
}

impl fmt::Display for PastFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, text } = self;
        if column.is_empty() {
            write!(f, "line {line}: {text}")
        } else {
            write!(f, "line {line}, {column}: {text}")
        }
    }
}

/// Reads all of the file, or says all that is wrong in it.
pub fn read_past(text: &str) -> Result<Vec<PastRow>, Vec<PastFault>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut builder = csv::ReaderBuilder::new();
    builder.trim(csv::Trim::All).flexible(true).delimiter(separator(text));
    let mut reader = builder.from_reader(text.as_bytes());
    let places = match reader.headers() {
        Ok(heading) => places(heading)?,
        Err(error) => return Err(vec![fault(1, "", error.to_string())]),
    };
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for record in reader.records() {
        match record {
            Ok(record) => match row(&places, &record) {
                Ok(row) => rows.push(row),
                Err(of_line) => faults.extend(of_line),
            },
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                faults.push(fault(line, "", error.to_string()));
            }
        }
    }
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

/// What stands between the columns of the heading: a comma, or what spreadsheets write where the
/// comma is in numbers.
fn separator(text: &str) -> u8 {
    let heading = text.lines().next().unwrap_or_default();
    let count = |separator: &u8| heading.bytes().filter(|byte| byte == separator).count();
    // Of equals the last.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

fn fault(line: u64, column: &str, text: impl Into<String>) -> PastFault {
    PastFault { line, column: column.to_owned(), text: text.into() }
}

/// Where each column stands.
fn places(heading: &StringRecord) -> Result<HashMap<&'static str, usize>, Vec<PastFault>> {
    let (mut places, mut faults) = (HashMap::new(), Vec::new());
    for name in COLUMNS {
        let mut found = heading.iter().enumerate().filter(|(_, cell)| *cell == name);
        match (found.next(), found.next()) {
            (Some((place, _)), None) => _ = places.insert(name, place),
            (Some(_), Some(_)) => faults.push(fault(1, name, "this column is there twice")),
            (None, _) => faults.push(fault(1, name, "there is no such column")),
        }
    }
    let unknown = heading.iter().filter(|cell| !COLUMNS.contains(cell));
    faults.extend(unknown.map(|cell| fault(1, cell, "this column is not known")));
    if faults.is_empty() { Ok(places) } else { Err(faults) }
}

fn row(places: &HashMap<&'static str, usize>, record: &StringRecord) -> Result<PastRow, Vec<PastFault>> {
    let line = record.position().map_or(0, csv::Position::line);
    let cell =
        |name: &str| places.get(name).and_then(|place| record.get(*place)).unwrap_or_default().to_owned();
    let row = PastRow {
        year: cell("year").parse().unwrap_or_default(),
        organisation: cell("organisation"),
        country: cell("country").to_uppercase(),
        category: cell("category"),
        title: cell("title"),
        honour: Some(cell("honour"))
            .filter(|honour| !honour.is_empty())
            .unwrap_or_else(|| ENTERED.to_owned()),
    };
    let mut faults = Vec::new();
    let mut check = |is_right: bool, column, text: &str| {
        if !is_right {
            faults.push(fault(line, column, text));
        }
    };
    check((1900..=2200).contains(&row.year), "year", "give a year, such as 2024");
    let name = match_key(&row.organisation);
    check(!name.is_empty(), "organisation", "give the name of the organisation");
    // Some characters stand for many letters each; an index takes no longer text.
    check(name.chars().count() <= LONGEST, "organisation", "write the name with letters");
    check(is_country(&row.country), "country", "give the country as two letters, such as HR");
    let is_key = row.honour.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    check(is_key, "honour", "give a key of small letters, digits and _, such as winner");
    for name in COLUMNS {
        let cell = cell(name);
        check(cell.chars().count() <= LONGEST, name, "write at most 300 characters");
        check(!cell.contains(char::is_control), name, "write one line, without control characters");
    }
    check(record.len() <= COLUMNS.len(), "", "there are more cells than columns");
    if faults.is_empty() { Ok(row) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use super::read_past;

    #[test]
    fn a_file_is_read_whatever_the_order_of_its_columns() {
        let text = "\u{feff}honour,title,category,country,organisation,year\n\
            winner,\"Doors, open\",Services,hr,Grad Osijek,2024\n,Gates,Services,HR,Grad Osijek,2023\n";
        let rows = read_past(text).expect("rows");
        let told: Vec<_> =
            rows.iter().map(|row| (row.year, row.honour.as_str(), row.title.as_str())).collect();
        assert_eq!(told, [(2024, "winner", "Doors, open"), (2023, "entered", "Gates")]);
        assert_eq!(rows[0].country, "HR");
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once_with_line_and_column() {
        let text = "year,organisation,country,category,title,honour\n\
            24,,Croatia,A,B,Winner!\n2024,Grad Osijek,HR,A,B,winner,more\n";
        let faults = read_past(text).expect_err("faults");
        let said: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "line 2, year: give a year, such as 2024",
                "line 2, organisation: give the name of the organisation",
                "line 2, country: give the country as two letters, such as HR",
                "line 2, honour: give a key of small letters, digits and _, such as winner",
                "line 3: there are more cells than columns",
            ]
        );
    }

    #[test]
    fn a_heading_says_what_is_wrong_in_it() {
        let faults = read_past("year,organization\n").expect_err("faults");
        assert_eq!(faults.len(), 6);
        assert_eq!(faults[5].to_string(), "line 1, organization: this column is not known");
        let twice = "year,organisation,year,country,category,title,honour\n";
        let faults = read_past(twice).expect_err("faults");
        let said: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(said, ["line 1, year: this column is there twice"]);
    }

    #[test]
    fn columns_may_stand_between_semicolons_or_tabs_as_spreadsheets_write_them() {
        let text = "year;organisation;country;category;title;honour\n\
            2024;Grad Osijek;HR;Services;Doors, open, wide;winner\n";
        for separator in [";", "\t"] {
            let rows = read_past(&text.replace(';', separator)).expect("rows");
            assert_eq!((rows[0].year, rows[0].title.as_str()), (2024, "Doors, open, wide"));
        }
    }

    #[test]
    fn what_no_database_takes_is_told_with_line_and_column() {
        let heading = "year,organisation,country,category,title,honour\n";
        let faults = |line: &str| -> Vec<String> {
            let faults = read_past(&format!("{heading}{line}\n")).expect_err("faults");
            faults.iter().map(ToString::to_string).collect()
        };
        let control = "write one line, without control characters";
        assert_eq!(faults("2024,Grad\0 Osijek,HR,,Doors,"), [format!("line 2, organisation: {control}")]);
        assert_eq!(faults("2024,Grad Osijek,HR,,\"Doors\nGates\","), [format!("line 2, title: {control}")]);
        let long = format!("2024,{},HR,,Doors,", "\u{fdfa}".repeat(300));
        assert_eq!(faults(&long), ["line 2, organisation: write the name with letters"]);
    }
}
