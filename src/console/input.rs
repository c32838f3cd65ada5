//! Which entries a list shows, in which order, from where on.

use data_encoding::BASE64URL_NOPAD;
use entity::{entry::EntryState, ids::EntryId};
use jiff::civil::Date;
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
    pub few_judges: Option<String>,
    pub unclean_files: Option<String>,
    pub not_accepted: Option<String>,
    pub submitted_from: Option<String>,
    pub submitted_to: Option<String>,
    pub sort: Option<String>,
    pub after: Option<String>,
    pub limit: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Listing {
    /// Text in title, organisation or id; empty finds all.
    pub search: String,
    /// None of them: all.
    pub states: Option<Vec<EntryState>>,
    pub category: Option<String>,
    pub country: Option<String>,
    pub kind: Option<String>,
    /// Those with fewer judges than the round needs.
    pub few_judges: bool,
    /// Those with a file that could not be opened or cleaned.
    pub unclean_files: bool,
    /// Those whose nominee declined or has not accepted in time.
    pub not_accepted: bool,
    /// The first and the last day of the edition's zone on which they were submitted.
    pub submitted_from: Option<Date>,
    pub submitted_to: Option<Date>,
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
        let search = search_text(self.q)?;
        let states = given(self.state).map(|words| states(&words)).transpose()?;
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
            states,
            category: given(self.category),
            country: given(self.country),
            kind: given(self.kind),
            few_judges: is_true(given(self.few_judges), "few_judges")?,
            unclean_files: is_true(given(self.unclean_files), "unclean_files")?,
            not_accepted: is_true(given(self.not_accepted), "not_accepted")?,
            submitted_from: day(given(self.submitted_from), "submitted_from")?,
            submitted_to: day(given(self.submitted_to), "submitted_to")?,
            sort,
            after: after.transpose()?,
            limit: limit(given(self.limit))?,
        })
    }
}

/// What is searched for.
pub fn search_text(text: Option<String>) -> Result<String, Refused> {
    let search = text.unwrap_or_default().trim().to_owned();
    match search.chars().count() > LONGEST_SEARCH || search.contains('\0') {
        true => Err(Refused::new("q", "too_long", "Search for at most 200 characters.")),
        false => Ok(search),
    }
}

/// States that are named, or all but those named with a minus before them.
fn states(words: &str) -> Result<Vec<EntryState>, Refused> {
    let named: Result<Vec<_>, _> = words.split(',').map(|word| state(word.trim_start_matches('-'))).collect();
    let named = named?;
    let taken_out = words.split(',').filter(|word| word.starts_with('-')).count();
    match taken_out {
        0 => Ok(named),
        _ if taken_out == named.len() => {
            Ok(STATES.into_iter().filter(|state| !named.contains(state)).collect())
        }
        _ => Err(Refused::new("state", "mixed", "Name the states to show, or those to leave out, not both.")),
    }
}

fn state(word: &str) -> Result<EntryState, Refused> {
    let all = STATES;
    all.into_iter().find(|state| state.as_str() == word).ok_or_else(|| {
        let words: Vec<_> = all.iter().map(|state| state.as_str()).collect();
        Refused::new("state", "unknown", format!("A state is one of {}.", words.join(", ")))
    })
}

fn is_true(word: Option<String>, name: &'static str) -> Result<bool, Refused> {
    match word.as_deref() {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(Refused::new(name, "unknown", "Write true or false.")),
    }
}

fn day(text: Option<String>, name: &'static str) -> Result<Option<Date>, Refused> {
    let day = text
        .map(|text| text.parse().map_err(|_| Refused::new(name, "day", "Write a day such as 2023-06-30.")));
    day.transpose()
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
    use entity::{entry::EntryState, ids::EntryId};

    use super::{Cursor, CursorKey, ListRequest, STATES};

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
    fn states_are_named_or_left_out() {
        let states = |words: &str| {
            let request = ListRequest { state: Some(words.into()), ..ListRequest::default() };
            request.checked().expect("a list").states.expect("states")
        };
        assert_eq!(states("submitted,incomplete"), [EntryState::Submitted, EntryState::Incomplete]);
        let left: Vec<_> = STATES
            .into_iter()
            .filter(|state| !matches!(state, EntryState::Draft | EntryState::Withdrawn))
            .collect();
        assert_eq!(states("-withdrawn,-draft"), left);
    }

    #[test]
    fn what_a_list_cannot_do_is_refused_by_name() {
        let asked = |change: fn(&mut ListRequest)| {
            let mut request = ListRequest::default();
            change(&mut request);
            request.checked().map_err(|refused| refused.pointer).err()
        };
        assert_eq!(asked(|r| r.sort = Some("mark".into())), Some("sort".into()));
        assert_eq!(asked(|r| r.state = Some("accepted".into())), Some("state".into()));
        assert_eq!(asked(|r| r.limit = Some("101".into())), Some("limit".into()));
        assert_eq!(asked(|r| r.q = Some("x".repeat(201))), Some("q".into()));
        assert_eq!(asked(|r| r.state = Some("draft,-withdrawn".into())), Some("state".into()));
        assert_eq!(asked(|r| r.few_judges = Some("1".into())), Some("few_judges".into()));
        assert_eq!(asked(|r| r.submitted_to = Some("30 June".into())), Some("submitted_to".into()));
        assert_eq!(asked(|_| ()), None);
    }
}
