//! A CSV file as a script reads it.

use rocket::http::Status;

use crate::support::{Browser, judging::Panel};

/// Header and rows.
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// What staff download.
    pub async fn of(panel: &Panel<'_>, kind: &str) -> Self {
        Self::download(&panel.staff, kind).await
    }

    /// What a browser downloads.
    pub async fn download(browser: &Browser<'_>, kind: &str) -> Self {
        let answer = browser.get(&format!("/api/staff/editions/essa/2023/exports/{kind}.csv")).await;
        assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8; header=present"));
        let name = format!("filename=\"essa-2023-{kind}.csv\"");
        assert!(answer.header("content-disposition").is_some_and(|value| value.contains(&name)));
        let bytes = answer.bytes.clone();
        answer.expect(Status::Ok);
        Self::read(&bytes)
    }

    /// What staff download for a spreadsheet that reads CSV.
    pub async fn for_spreadsheets(panel: &Panel<'_>, kind: &str) -> Self {
        let path = format!("/api/staff/editions/essa/2023/exports/{kind}.csv?bom=true");
        Self::read(&panel.staff.get(&path).await.bytes)
    }

    /// Every row has as many cells as the header (RFC 4180 section 2, rule 4).
    pub fn read(bytes: &[u8]) -> Self {
        let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(bytes);
        let columns = reader.headers().expect("a header").iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect());
        Self { columns, rows: rows.collect() }
    }

    /// The cell of a row.
    pub fn cell<'a>(&self, row: &'a [String], column: &str) -> &'a str {
        let place = self.columns.iter().position(|name| name == column);
        &row[place.unwrap_or_else(|| panic!("no column {column} in {:?}", self.columns))]
    }

    /// The rows in which a column has this value.
    pub fn rows_with(&self, column: &str, value: &str) -> Vec<&Vec<String>> {
        self.rows.iter().filter(|row| self.cell(row, column) == value).collect()
    }
}
