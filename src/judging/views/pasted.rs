//! What was read of a pasted list of judges.

use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    address::{Email, list::Pasted},
    countries::is_country,
};

/// One person as read, or a piece that names nobody.
#[derive(Debug, Serialize, ToSchema)]
pub struct PastedJudge {
    /// The line it stood in, from 1.
    pub line: usize,
    pub text: String,
    /// Address; what stood in its place when it is none.
    pub email: String,
    /// Address of an account that looks the same and is another.
    pub looks_like: Option<String>,
    /// Name, as far as one was found.
    pub name: String,
    /// Organisation; empty when there was none.
    pub organisation: String,
    /// ISO 3166-1 alpha-2, or what stood in its place; empty when nothing did.
    pub country: String,
    /// What to correct before the person can be invited.
    pub fault: Option<PastedFault>,
    /// The same in a sentence.
    pub detail: String,
}

/// Why someone in a pasted list is not invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PastedFault {
    /// No address stands there.
    NoAddress,
    /// No mail reaches the address.
    BadAddress,
    /// The address stands in a row above.
    Twice,
    /// The person is a judge of the edition already.
    JudgeAlready,
    /// The person was removed as a judge, and can be restored.
    JudgeRemoved,
    /// The country is no code of two letters.
    UnknownCountry,
}

impl PastedJudge {
    /// Reads the cells of a person; those that follow an address are name, organisation and country.
    pub fn new(read: Pasted) -> Self {
        let mut more = read.more.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>();
        let country = match more.last().map(|cell| cell.to_uppercase()) {
            Some(code) if is_country(&code) => {
                more.pop();
                code
            }
            // The second cell is a country, well written or not.
            _ if more.len() > 1 => more.pop().unwrap_or_default(),
            _ => String::new(),
        };
        let (fault, detail) = match &read.email {
            Err(_) if read.address.is_empty() => (Some(PastedFault::NoAddress), String::new()),
            Err(fault) => (Some(PastedFault::BadAddress), fault.to_string()),
            Ok(_) if !country.is_empty() && !is_country(&country) => {
                (Some(PastedFault::UnknownCountry), String::new())
            }
            Ok(_) => (None, String::new()),
        };
        let email = read.email.map_or(read.address, |email| email.typed);
        Self {
            line: read.line,
            text: read.text,
            name: if read.name.is_empty() { name_in(&email) } else { read.name },
            email,
            looks_like: None,
            organisation: more.join(", "),
            country,
            fault,
            detail,
        }
    }

    /// The address in the form for comparing, where it is one.
    pub fn canonical(&self) -> Option<String> {
        Email::parse(&self.email).ok().map(|email| email.canonical)
    }
}

/// `anna.kowalska@x.eu` is perhaps Anna Kowalska; staff see it before it is sent.
fn name_in(email: &str) -> String {
    let local = email.split('@').next().unwrap_or_default();
    let words = local.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    words.filter_map(capital).collect::<Vec<_>>().join(" ")
}
