//! The canonical content of an entry and the receipt over it: the same entry
//! always gives the same bytes, so that anyone can recompute its SHA-256
//! (security bar DL-10).
//!
//! The bytes follow RFC 8785 (JSON Canonicalization Scheme): no white space,
//! members sorted by the UTF-16 code units of their names, strings with the
//! fewest escapes. Entries hold no fractions, and numbers with one are refused.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use entity::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::fields::Answer;
use crate::editions::{AnswerKind, Form};

/// Says what the content is; a later layout has another number.
const CONTENT_FORMAT: &str = "palmares-entry/1";
/// The member of a content from which a person was erased: its SHA-256 is that of before.
pub const ERASED: &str = "erased";
/// Says what a receipt is.
const RECEIPT_FORMAT: &str = "palmares-receipt/1";
/// The largest whole number that every JSON reader keeps exactly: 2^53 − 1.
const LARGEST_EXACT: u64 = 9_007_199_254_740_991;

/// Which entry it is, whose, and what it answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryFacts {
    pub entry_id: String,
    pub edition: String,
    pub category: String,
    pub organisation: String,
    pub country: String,
    /// The number of the form version that was answered.
    pub form_version: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttachedFile {
    pub field: String,
    pub name: String,
    pub sha256: String,
    pub size_bytes: i64,
}

#[derive(Serialize)]
struct Content<'a> {
    format: &'static str,
    #[serde(flatten)]
    facts: &'a EntryFacts,
    answers: Vec<Answered<'a>>,
    consents: Vec<Consented<'a>>,
    attachments: Vec<&'a AttachedFile>,
    /// Fields of the form that were not asked of this entry.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    not_asked: &'a [String],
}

/// What was given, and what it was asked for.
pub struct Given<'a> {
    /// The questions that were asked.
    pub form: &'a Form,
    /// The fields of the whole form that were not.
    pub not_asked: &'a [String],
    pub answers: &'a BTreeMap<String, Answer>,
    pub files: &'a [AttachedFile],
}

#[derive(Serialize)]
struct Answered<'a> {
    field: &'a str,
    answer: &'a Answer,
}

#[derive(Serialize)]
struct Consented<'a> {
    field: &'a str,
    text_version: &'a str,
    given: bool,
}

/// Why a value has no canonical form here.
#[derive(Debug, thiserror::Error)]
pub enum CanonicalError {
    /// It holds a fraction or a number not every reader keeps exactly.
    #[error("the number {0} has no exact form")]
    Number(serde_json::Number),
    /// It could not be turned into JSON at all.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

#[derive(Debug, thiserror::Error)]
pub enum ReceiptFault {
    /// It is of a layout this version does not know.
    #[error("this is not a receipt of the format {RECEIPT_FORMAT}")]
    Format,
    /// The content is not what the SHA-256 was taken over.
    #[error("the content has the SHA-256 {found}, not the one on the receipt")]
    Hash {
        /// The SHA-256 of the content.
        found: String,
    },
    /// The receipt speaks of another entry or edition than its content.
    #[error("the content is of another {0} than the receipt says")]
    Other(&'static str),
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

/// What an entrant keeps as proof of what was submitted. The instant is the
/// server's word; the SHA-256 covers the content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    pub format: String,
    pub entry_id: String,
    pub edition: String,
    pub submitted_at: Timestamp,
    /// SHA-256 over the canonical form of `content`, in lower-case hex.
    pub sha256: String,
    pub content: Value,
}

/// The canonical content of an entry: answers and consents in the order of
/// the form, attachments by field and then in their own order.
pub fn content(facts: &EntryFacts, given: &Given<'_>) -> Result<String, CanonicalError> {
    let mut content = Content {
        format: CONTENT_FORMAT,
        facts,
        answers: Vec::new(),
        consents: Vec::new(),
        attachments: Vec::new(),
        not_asked: given.not_asked,
    };
    for field in given.form.fields() {
        let answer = given.answers.get(&field.key);
        match &field.answer {
            AnswerKind::Consent { text_version, .. } => content.consents.push(Consented {
                field: &field.key,
                text_version,
                given: answer == Some(&Answer::Flag(true)),
            }),
            AnswerKind::Images(_) | AnswerKind::Files(_) => {
                content.attachments.extend(given.files.iter().filter(|file| file.field == field.key));
            }
            _ => content.answers.extend(
                answer.filter(|a| !a.is_empty()).map(|answer| Answered { field: &field.key, answer }),
            ),
        }
    }
    canonical(&serde_json::to_value(&content)?)
}

#[must_use]
pub fn sha256(text: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(text))
}

impl Receipt {
    /// The receipt over a canonical content.
    pub fn new(
        entry_id: String,
        edition: String,
        submitted_at: Timestamp,
        content: &str,
    ) -> Result<Self, CanonicalError> {
        Ok(Self {
            format: RECEIPT_FORMAT.into(),
            entry_id,
            edition,
            submitted_at,
            sha256: sha256(content),
            content: serde_json::from_str(content)?,
        })
    }
}

/// Checks that a receipt fits its content.
pub fn verify(receipt: &Receipt) -> Result<(), ReceiptFault> {
    if receipt.format != RECEIPT_FORMAT {
        return Err(ReceiptFault::Format);
    }
    let found = sha256(&canonical(&receipt.content)?);
    if found != receipt.sha256 {
        return Err(ReceiptFault::Hash { found });
    }
    let is = |name: &str, value: &str| receipt.content.get(name).and_then(Value::as_str) == Some(value);
    if !is("entry_id", &receipt.entry_id) {
        return Err(ReceiptFault::Other("entry"));
    }
    if !is("edition", &receipt.edition) {
        return Err(ReceiptFault::Other("edition"));
    }
    Ok(())
}

/// The canonical form of a JSON value without fractions (RFC 8785).
pub fn canonical(value: &Value) -> Result<String, CanonicalError> {
    let mut text = String::new();
    write(value, &mut text)?;
    Ok(text)
}

fn write(value: &Value, out: &mut String) -> Result<(), CanonicalError> {
    match value {
        Value::Number(number) => {
            let exact = number.as_i64().is_some_and(|n| n.unsigned_abs() <= LARGEST_EXACT);
            if !exact {
                return Err(CanonicalError::Number(number.clone()));
            }
            out.push_str(&number.to_string());
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(item, out)?;
            }
            out.push(']');
        }
        Value::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            out.push('{');
            for (index, (name, member)) in sorted.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                // serde_json escapes exactly what RFC 8785 section 3.2.2.2 asks for.
                out.push_str(&serde_json::to_string(name)?);
                out.push(':');
                write(member, out)?;
            }
            out.push('}');
        }
        Value::Null | Value::Bool(_) | Value::String(_) => out.push_str(&serde_json::to_string(value)?),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use entity::Timestamp;
    use serde_json::{Value, json};

    use super::{AttachedFile, EntryFacts, Given, Receipt, ReceiptFault, canonical, content, sha256, verify};
    use crate::{editions::sample::essa_2023, entries::fields::Answer};

    fn receipt() -> Receipt {
        let facts = EntryFacts {
            entry_id: "k7m2q9x4w3r8t5ab".into(),
            edition: "essa/2023".into(),
            category: "service_delivery".into(),
            organisation: "Grad Osijek".into(),
            country: "HR".into(),
            form_version: 1,
        };
        let form = essa_2023().expect("the sample is valid").form;
        let answers = BTreeMap::from([
            ("title".to_owned(), Answer::Text("Vrata \"otvorena\"\n€".into())),
            ("partners".to_owned(), Answer::List(vec![])),
            ("esn_member".to_owned(), Answer::Flag(false)),
            ("truth".to_owned(), Answer::Flag(true)),
        ]);
        let file =
            AttachedFile { field: "photos".into(), name: "a.jpg".into(), sha256: sha256("a"), size_bytes: 1 };
        let given = Given { form: &form, not_asked: &[], answers: &answers, files: &[file] };
        let text = content(&facts, &given).expect("canonical");
        Receipt::new(facts.entry_id, facts.edition, Timestamp(1_688_162_399_999), &text).expect("a receipt")
    }

    /// RFC 8785 section 3.2.3: the order of property names; section 3.2.2.2: strings.
    #[test]
    fn members_and_strings_are_written_as_rfc_8785_shows() {
        let value = json!({
            "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh",
            "1": "One", "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control",
            "\u{f6}": "Latin Small Letter O With Diaeresis",
        });
        let expected = "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\
            \"\u{f6}\":\"Latin Small Letter O With Diaeresis\",\"\u{20ac}\":\"Euro Sign\",\
            \"\u{1f600}\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}";
        assert_eq!(canonical(&value).expect("canonical"), expected);
        let string = json!("\u{20ac}$\u{f}\nA'B\"\\\\\"/");
        assert_eq!(canonical(&string).expect("canonical"), "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    }

    /// The empty string's digest is in FIPS 180-4's examples; `abc` too.
    #[test]
    fn the_digest_is_sha_256() {
        assert_eq!(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn numbers_that_readers_disagree_on_are_refused() {
        for text in ["0.5", "1e300", "9007199254740992", "-9007199254740992"] {
            let value: Value = serde_json::from_str(text).expect(text);
            assert!(canonical(&value).is_err(), "{text}");
        }
        assert_eq!(
            canonical(&json!([9_007_199_254_740_991_u64, -1])).expect("exact"),
            "[9007199254740991,-1]"
        );
    }

    #[test]
    fn the_content_follows_the_form_and_leaves_out_what_is_empty() {
        let content = receipt().content;
        assert_eq!(
            content["answers"],
            json!([
                {"field": "esn_member", "answer": false},
                {"field": "title", "answer": "Vrata \"otvorena\"\n€"},
            ])
        );
        assert_eq!(
            content["consents"][0],
            json!({"field": "promo_use", "text_version": "2023-1", "given": false})
        );
        assert_eq!(content["consents"][3]["given"], true);
        assert_eq!(content["attachments"][0]["name"], "a.jpg");
    }

    #[test]
    fn a_receipt_survives_being_stored_and_reindented() {
        let text = serde_json::to_string_pretty(&receipt()).expect("JSON");
        assert!(text.contains("2023-06-30T21:59:59.999Z"));
        let read: Receipt = serde_json::from_str(&text).expect("a receipt");
        assert!(verify(&read).is_ok());
    }

    #[test]
    fn a_receipt_with_any_part_of_its_content_changed_does_not_hold() {
        for place in
            ["/category", "/answers/1/answer", "/consents/3/given", "/attachments/0/sha256", "/form_version"]
        {
            let mut forged = receipt();
            *forged.content.pointer_mut(place).expect(place) = json!("forged");
            assert!(matches!(verify(&forged), Err(ReceiptFault::Hash { .. })), "{place}");
        }
        let other = Receipt { entry_id: "another".into(), ..receipt() };
        assert!(matches!(verify(&other), Err(ReceiptFault::Other("entry"))));
        let other = Receipt { edition: "essa/2024".into(), ..receipt() };
        assert!(matches!(verify(&other), Err(ReceiptFault::Other("edition"))));
    }
}
