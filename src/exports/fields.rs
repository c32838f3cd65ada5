//! The columns of a form's answers, and what stands in them.

use std::collections::HashMap;

use serde_json::Value;

use super::Cell;
use crate::{
    db,
    editions::{AnswerKind, Field, Form},
    entries::Content,
    text::read_phone,
};

/// What stands in each field of a submitted version, if there is one; telephone numbers as one
/// dials them from abroad. `country` is that of the organisation.
pub fn answers(content: Option<&str>, phones: &[String], country: &str) -> Result<Answers, db::Error> {
    let content = content.map(Content::read).transpose()?;
    let mut answers = content.map(by_field).unwrap_or_default();
    dial(phones, &mut answers, country);
    Ok(answers)
}

fn by_field(mut content: Content) -> Answers {
    let mut fields: Answers =
        content.take_answers().map(|(field, answer)| (field, Written::from(answer))).collect();
    for file in content.attachments {
        match fields.entry(file.field).or_insert_with(|| Written::List(Vec::new())) {
            Written::List(names) => names.push(file.name),
            Written::Text(_) => {}
        }
    }
    fields
}

pub type Answers = HashMap<String, Written>;

#[derive(Debug)]
pub enum Written {
    Text(String),
    List(Vec<String>),
}

impl From<Value> for Written {
    fn from(answer: Value) -> Self {
        match answer {
            Value::Array(items) => Self::List(items.into_iter().map(plain).collect()),
            other => Self::Text(plain(other)),
        }
    }
}

fn plain(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// The fields of all forms of an edition: those of the present one in its order,
/// then those that only older versions ask for.
pub fn fields(forms: &[Form], wanted: impl Fn(&Field) -> bool) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for field in forms.iter().flat_map(Form::fields).filter(|field| wanted(field)) {
        if !keys.contains(&field.key) {
            keys.push(field.key.clone());
        }
    }
    keys
}

/// Whether a field says how to reach someone: neither judges nor the public see it.
pub fn is_contact(field: &Field) -> bool {
    field.is_contact()
}

/// Whether a field asks for a telephone number.
pub fn is_phone(field: &Field) -> bool {
    matches!(field.answer, AnswerKind::Phone {})
}

/// Puts telephone numbers as one dials them from abroad, where that can be told; `country` is
/// that of the organisation.
fn dial(phones: &[String], answers: &mut Answers, country: &str) {
    for key in phones {
        if let Some(Written::Text(number)) = answers.get_mut(key)
            && let Some(dialled) = read_phone(number, country).and_then(|phone| phone.international)
        {
            *number = dialled;
        }
    }
}

/// Columns that are always there, then one per field under the field's key, then those that
/// came to be later; a field called like one of the others is set apart.
pub fn columns(fixed: &[&str], fields: &[String], last: &[&str]) -> Vec<String> {
    let is_other = |name: &String, key: &String| {
        fixed.contains(&name.as_str())
            || last.contains(&name.as_str())
            || fields.iter().any(|field| field == name && field != key)
    };
    let name = |key: &String| {
        let mut name = key.clone();
        while is_other(&name, key) {
            name.insert_str(0, "answer_");
        }
        name
    };
    let owned = |column: &&str| (*column).to_owned();
    fixed.iter().map(owned).chain(fields.iter().map(name)).chain(last.iter().map(owned)).collect()
}

/// The cells of an entry's answers; nothing where nothing was answered.
pub fn cells<'a>(fields: &'a [String], answers: &'a Answers) -> impl Iterator<Item = Cell<'a>> {
    fields.iter().map(|key| match answers.get(key) {
        Some(Written::Text(text)) => Cell::text(text),
        Some(Written::List(items)) => Cell::List(items),
        None => Cell::Empty,
    })
}

#[cfg(test)]
mod tests {
    use super::{Answers, Written, columns, dial, fields, is_contact};
    use crate::editions::sample::essa_2023;

    #[test]
    fn the_contact_fields_of_the_sample_are_those_of_a_person() {
        let form = essa_2023().expect("the sample is valid").form;
        let keys = ["contact_name", "contact_role", "contact_email", "contact_phone"];
        assert_eq!(fields(&[form], is_contact), keys);
    }

    #[test]
    fn telephone_numbers_are_written_as_dialled_from_abroad() {
        let number = || Written::Text("02/511.10.00".to_owned());
        let mut answers =
            Answers::from([("contact_phone".to_owned(), number()), ("title".to_owned(), number())]);
        dial(&["contact_phone".to_owned(), "other".to_owned()], &mut answers, "BE");
        let text = |key: &str| match answers.get(key) {
            Some(Written::Text(text)) => text.as_str(),
            _ => "",
        };
        assert_eq!((text("contact_phone"), text("title")), ("+32 2 511 10 00", "02/511.10.00"));
    }

    #[test]
    fn a_field_never_takes_the_name_of_another_column() {
        let fields = ["title", "website", "answer_title"].map(str::to_owned);
        assert_eq!(
            columns(&["entry_id", "title"], &fields, &["category_title"]),
            ["entry_id", "title", "answer_answer_title", "website", "answer_title", "category_title"]
        );
    }
}
