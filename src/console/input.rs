//! Which entries a list shows, in which order, from where on.

use data_encoding::BASE64URL_NOPAD;
use entity::{entry::EntryState, ids::EntryId};
use serde::{Deserialize, Serialize};

use super::views::STATES;
use crate::checks::Refused;

const DEFAULT_PAGE: u64 = 50;
const LARGEST_PAGE: u64 = 100;
/// The longest text searched for, in characters.
const LONGEST_SEARCH: usize = 200;

/// What a list of entries is asked for, as it stands in the address.
#[derive(Clone, Debug, Default)]
pub struct ListRequest {
    pub q: Option<String>,
    pub state: Option<String>,
    pub category: Option<String>,
    pub country: Option<String>,
    pub kind: Option<String>,
    pub sort: Option<String>,
    pub after: Option<String>,
    pub limit: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Listing {
    /// Text in title, organisation or id; empty finds all.
    pub search: String,
    pub state: Option<EntryState>,
    pub category: Option<String>,
    pub country: Option<String>,
    pub kind: Option<String>,
    pub sort: Sort,
    pub after: Option<Cursor>,
    pub limit: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortKey {
    Title,
    Organisation,
    Country,
    Category,
    State,
    /// Instant of the last submitted version; drafts come last either way.
    Submitted,
    Updated,
    /// Mean score; entries without one come last either way.
    Score,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub key: SortKey,
    pub descending: bool,
}

/// The last line of a page: the next one begins after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    pub key: CursorKey,
    /// It itself, for lines of the same value.
    pub id: i64,
    sort: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum CursorKey {
    Number(i64),
    Text(String),
}

impl SortKey {
    const ALL: [(&'static str, Self); 8] = [
        ("title", Self::Title),
        ("organisation", Self::Organisation),
        ("country", Self::Country),
        ("category", Self::Category),
        ("state", Self::State),
        ("submitted", Self::Submitted),
        ("updated", Self::Updated),
        ("score", Self::Score),
    ];

    pub fn is_number(self) -> bool {
        matches!(self, Self::Submitted | Self::Updated | Self::Score)
    }
}

impl Sort {
    fn parse(text: &str) -> Option<Self> {
        let (name, descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
        let key = SortKey::ALL.into_iter().find(|(word, _)| *word == name)?.1;
        Some(Self { key, descending })
    }

    fn word(self) -> String {
        let name = SortKey::ALL.into_iter().find(|(_, key)| *key == self.key).map_or("", |(word, _)| word);
        format!("{}{name}", if self.descending { "-" } else { "" })
    }
}

impl Cursor {
    /// After this line of a list in this order.
    pub fn new(sort: Sort, key: CursorKey, id: EntryId) -> Self {
        Self { key, id: id.0, sort: sort.word() }
    }

    pub fn encode(&self) -> String {
        BASE64URL_NOPAD.encode(serde_json::to_string(self).unwrap_or_default().as_bytes())
    }

    fn decode(text: &str, sort: Sort) -> Option<Self> {
        let cursor: Self = serde_json::from_slice(&BASE64URL_NOPAD.decode(text.as_bytes()).ok()?).ok()?;
        let fits = matches!(cursor.key, CursorKey::Number(_)) == sort.key.is_number();
        (fits && cursor.sort == sort.word()).then_some(cursor)
    }
}

impl ListRequest {
    /// What is asked for, if it makes sense.
    pub fn checked(self) -> Result<Listing, Refused> {
        let given = |text: Option<String>| text.filter(|text| !text.is_empty());
        let search = self.q.unwrap_or_default().trim().to_owned();
        if search.chars().count() > LONGEST_SEARCH || search.contains('\0') {
            return Err(Refused::new("q", "too_long", "Search for at most 200 characters."));
        }
        let state = given(self.state).map(|word| state(&word)).transpose()?;
        let sort = given(self.sort).unwrap_or_else(|| "-submitted".to_owned());
        let sort = Sort::parse(&sort).ok_or_else(|| {
            let words: Vec<_> = SortKey::ALL.iter().map(|(word, _)| *word).collect();
            Refused::new("sort", "unknown", format!("Sort by {}, with - for descending.", words.join(", ")))
        })?;
        let after = given(self.after).map(|text| {
            Cursor::decode(&text, sort)
                .ok_or_else(|| Refused::new("after", "unknown", "Start again from the first page."))
        });
        Ok(Listing {
            search,
            state,
            category: given(self.category),
            country: given(self.country),
            kind: given(self.kind),
            sort,
            after: after.transpose()?,
            limit: limit(given(self.limit))?,
        })
    }
}

fn state(word: &str) -> Result<EntryState, Refused> {
    let all = STATES;
    all.into_iter().find(|state| state.as_str() == word).ok_or_else(|| {
        let words: Vec<_> = all.iter().map(|state| state.as_str()).collect();
        Refused::new("state", "unknown", format!("A state is one of {}.", words.join(", ")))
    })
}

fn limit(text: Option<String>) -> Result<u64, Refused> {
    let Some(text) = text else {
        return Ok(DEFAULT_PAGE);
    };
    let number = text.parse().ok().filter(|number| (1..=LARGEST_PAGE).contains(number));
    number.ok_or_else(|| Refused::new("limit", "range", "A page has 1 to 100 lines."))
}

#[cfg(test)]
mod tests {
    use entity::ids::EntryId;

    use super::{Cursor, CursorKey, ListRequest};

    #[test]
    fn a_cursor_fits_the_order_it_was_made_for_only() {
        let listing = |sort: &str, after: Option<String>| {
            ListRequest { sort: Some(sort.into()), after, ..ListRequest::default() }.checked()
        };
        let title = listing("title", None).expect("an order").sort;
        let cursor = Cursor::new(title, CursorKey::Text("Žene \"1\"".into()), EntryId(7));
        assert_eq!(listing("title", Some(cursor.encode())).expect("a page").after, Some(cursor.clone()));
        for sort in ["-title", "organisation", "score"] {
            assert!(listing(sort, Some(cursor.encode())).is_err(), "{sort}");
        }
        assert!(listing("title", Some("nonsense".into())).is_err());
    }

    #[test]
    fn what_a_list_cannot_do_is_refused_by_name() {
        let asked = |change: fn(&mut ListRequest)| {
            let mut request = ListRequest::default();
            change(&mut request);
            request.checked().map_err(|refused| refused.pointer).err()
        };
        assert_eq!(asked(|r| r.sort = Some("mark".into())), Some("sort"));
        assert_eq!(asked(|r| r.state = Some("accepted".into())), Some("state"));
        assert_eq!(asked(|r| r.limit = Some("101".into())), Some("limit"));
        assert_eq!(asked(|r| r.q = Some("x".repeat(201))), Some("q"));
        assert_eq!(asked(|_| ()), None);
    }
}
