//! Which questions of a form are asked of whom.

use super::{EditionDocument, Field, Form};
use crate::conditions::{Condition, Fact, Facts, Outcome};

/// The conditions of a document's form, read once for each of its versions.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    /// As the sections and fields of the form stand.
    sections: Vec<Asked>,
}

#[derive(Clone, Debug)]
struct Asked {
    condition: Option<Condition>,
    fields: Vec<Option<Condition>>,
}

impl Questions {
    pub fn of(document: &EditionDocument) -> Self {
        let mut before: Vec<&Field> = Vec::new();
        let read = |text: Option<&String>, before: &[&Field]| {
            // A document was checked when it came in; what does not hold any more hides nothing.
            Condition::read(text?, &document.place_after(before.iter().copied())).ok()
        };
        let mut sections = Vec::new();
        for section in &document.form.sections {
            let condition = read(section.condition.as_ref(), &before);
            let mut fields = Vec::new();
            for field in &section.fields {
                fields.push(read(field.condition.as_ref(), &before));
                before.push(field);
            }
            sections.push(Asked { condition, fields });
        }
        Self { sections }
    }

    /// Whether everyone is asked everything.
    pub fn are_fixed(&self) -> bool {
        self.conditions().next().is_none()
    }

    /// Whether an answer decides what else is asked.
    pub fn depend_on(&self, field: &str) -> bool {
        let named = |fact: &str| {
            let mut steps = fact.split('.');
            steps.next() == Some("answer") && steps.next().is_none_or(|name| name == field)
        };
        self.conditions().any(|condition| condition.facts().any(named))
    }

    /// The fields of the document's form that are not asked, when this is known and answered so. The
    /// answer to a question that is not asked counts as none for those after it.
    pub fn not_asked(
        &self,
        form: &Form,
        known: &Facts,
        answer: impl Fn(&Field) -> Option<Fact>,
    ) -> Vec<String> {
        let mut answers: Vec<(String, Fact)> = Vec::new();
        let mut left_out = Vec::new();
        for (section, asked) in form.sections.iter().zip(&self.sections) {
            let is_asked = |condition: Option<&Condition>, answers: &[(String, Fact)]| {
                condition.is_none_or(|condition| {
                    let facts = known.clone().with("answer", Fact::Record(answers.to_vec()));
                    condition.of(&facts) == Outcome::Met
                })
            };
            let whole = is_asked(asked.condition.as_ref(), &answers);
            for (field, condition) in section.fields.iter().zip(&asked.fields) {
                if whole && is_asked(condition.as_ref(), &answers) {
                    answers.extend(answer(field).map(|fact| (field.key.clone(), fact)));
                } else {
                    left_out.push(field.key.clone());
                }
            }
        }
        left_out
    }

    fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.sections
            .iter()
            .flat_map(|section| section.condition.iter().chain(section.fields.iter().flatten()))
    }
}
