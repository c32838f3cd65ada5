//! What an entry still lacks before it can be submitted.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, formats};
use crate::{
    address::Email,
    editions::{AnswerKind, Field, FileRules, Form},
    text::{characters, is_url, read_phone, words},
};

/// One thing to correct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldProblem {
    pub field: String,
    /// What is wrong; a key for translations.
    pub code: ProblemCode,
    /// The answer, attachment or list item, as JSON Pointer into an entry:
    /// `/answers/website/1`.
    pub pointer: String,
    /// The limit that is not kept, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    /// The day that is the limit, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// What was counted against it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual: Option<u64>,
}

/// What can be wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// A required answer is not there.
    Missing,
    /// More words than allowed.
    TooManyWords,
    /// More characters than allowed.
    TooManyCharacters,
    /// More items than allowed.
    TooManyItems,
    /// Not an e-mail address.
    BadEmail,
    /// Not a telephone number.
    BadPhone,
    /// Not an http or https address.
    BadUrl,
    BadMonth,
    /// Earlier than the month it may not precede.
    MonthOrder,
    BadDate,
    /// Earlier than the day it may not precede.
    DateOrder,
    /// Before the first day that can be answered.
    DateTooEarly,
    /// After the last day that can be answered.
    DateTooLate,
    /// Not a number in digits.
    BadNumber,
    NumberTooSmall,
    NumberTooLarge,
    TooManyDecimals,
    /// Fewer files than needed.
    TooFewFiles,
    /// More files than allowed.
    TooManyFiles,
    /// Pictures that nobody has described for people who cannot see them.
    NoDescription,
    /// A required consent is not given.
    ConsentMissing,
    /// A telephone number that cannot be dialled from abroad as it stands: a doubt, no fault.
    PhoneDoubt,
    /// A month far away: a doubt, no fault.
    MonthFar,
}

/// Months further ahead, in years, are more likely a slip than a plan.
const FAR_YEARS: u16 = 5;

/// What someone should look at again, though it may be right: it keeps nothing from being
/// submitted. `country` is that of the organisation, for numbers without a code.
#[must_use]
pub fn doubts(field: &Field, answer: &Answer, country: &str, year: u16) -> Vec<FieldProblem> {
    let found = Found { field };
    match (&field.answer, answer) {
        (AnswerKind::Phone {}, Answer::Text(text)) => {
            let is_doubtful = read_phone(text, country).is_some_and(|phone| phone.is_doubtful);
            found.unless(!is_doubtful, ProblemCode::PhoneDoubt)
        }
        (AnswerKind::Month { .. }, Answer::Text(text)) => {
            let far = formats::month(text)
                .is_some_and(|(of, _)| i32::from(of) > i32::from(year.saturating_add(FAR_YEARS)));
            found.unless(!far, ProblemCode::MonthFar)
        }
        _ => Vec::new(),
    }
}

/// Months or days in the wrong order of which one has just been answered.
#[must_use]
pub fn disorder(form: &Form, field: &Field, answers: &BTreeMap<String, Answer>) -> Vec<FieldProblem> {
    let is_pair =
        |other: &&Field| other.key == field.key || other.answer.not_before() == Some(field.key.as_str());
    let answer = |key: &str| answers.get(key).unwrap_or(&Answer::Nothing);
    form.fields()
        .filter(is_pair)
        .filter_map(|other| check_order(other, answer(&other.key), answers))
        .collect()
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileCount {
    pub files: u64,
    pub undescribed: u64,
}

/// All that an entry lacks, in the order of the form.
#[must_use]
pub fn complete(
    form: &Form,
    answers: &BTreeMap<String, Answer>,
    files: &BTreeMap<String, FileCount>,
) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    for field in form.fields() {
        if let Some(rules) = field.answer.files() {
            problems.extend(check_files(field, rules, files.get(&field.key).copied().unwrap_or_default()));
            continue;
        }
        let answer = answers.get(&field.key).unwrap_or(&Answer::Nothing);
        problems.extend(check_required(field, answer));
        problems.extend(check_answer(field, answer));
        problems.extend(check_order(field, answer, answers));
    }
    problems
}

/// What is wrong with one answer by itself; a missing one is not.
#[must_use]
pub fn check_answer(field: &Field, answer: &Answer) -> Vec<FieldProblem> {
    let found = Found { field };
    match (&field.answer, answer) {
        _ if answer.is_empty() => Vec::new(),
        (AnswerKind::Text { max_chars }, Answer::Text(text)) => found
            .over(ProblemCode::TooManyCharacters, characters(text), Some(*max_chars))
            .into_iter()
            .collect(),
        (AnswerKind::LongText { max_chars, max_words }, Answer::Text(text)) => {
            let too_many_words = found.over(ProblemCode::TooManyWords, words(text), *max_words);
            let too_many_chars = found.over(ProblemCode::TooManyCharacters, characters(text), *max_chars);
            too_many_words.into_iter().chain(too_many_chars).collect()
        }
        (AnswerKind::Email {}, Answer::Text(text)) => {
            found.unless(Email::parse(text).is_ok(), ProblemCode::BadEmail)
        }
        (AnswerKind::Phone {}, Answer::Text(text)) => {
            found.unless(read_phone(text, "").is_some(), ProblemCode::BadPhone)
        }
        (AnswerKind::Url {}, Answer::Text(text)) => found.unless(is_url(text), ProblemCode::BadUrl),
        (AnswerKind::Month { .. }, Answer::Text(text)) => {
            found.unless(formats::month(text).is_some(), ProblemCode::BadMonth)
        }
        (AnswerKind::Date { from, to, .. }, Answer::Text(text)) => {
            found.day(text, *from, *to).into_iter().collect()
        }
        (AnswerKind::Number { min, max, decimals, .. }, Answer::Text(text)) => {
            found.number(text, *min, *max, *decimals).into_iter().collect()
        }
        (AnswerKind::UrlList { max_items }, Answer::List(items)) => {
            let bad = |item: &str| (!is_url(item)).then(|| found.problem(ProblemCode::BadUrl));
            found.list(items, Some(*max_items), bad)
        }
        (AnswerKind::TextList { max_items, max_chars }, Answer::List(items)) => {
            let long =
                |item: &str| found.over(ProblemCode::TooManyCharacters, characters(item), Some(*max_chars));
            found.list(items, Some(*max_items), long)
        }
        (AnswerKind::MultiChoice { max_items, .. }, Answer::List(items)) => {
            found.list(items, *max_items, |_| None)
        }
        // Options, countries and flags were checked when they were saved.
        _ => Vec::new(),
    }
}

fn check_required(field: &Field, answer: &Answer) -> Option<FieldProblem> {
    let found = Found { field };
    if !field.required {
        return None;
    }
    if let AnswerKind::Consent { .. } = field.answer {
        return (*answer != Answer::Flag(true)).then(|| found.problem(ProblemCode::ConsentMissing));
    }
    answer.is_empty().then(|| found.problem(ProblemCode::Missing))
}

fn check_files(field: &Field, rules: &FileRules, given: FileCount) -> Option<FieldProblem> {
    let found = Found { field };
    let least = u64::from(rules.min_files).max(1);
    let problem = |code, limit| FieldProblem {
        pointer: format!("/attachments/{}", field.key),
        limit: Some(limit),
        actual: Some(given.files),
        ..found.problem(code)
    };
    // Asked for beside every picture, so that everyone knows what it shows.
    let is_described = given.undescribed == 0 || !matches!(field.answer, AnswerKind::Images(_));
    match given.files {
        0 if field.required => Some(problem(ProblemCode::Missing, least)),
        0 => None,
        count if count < least => Some(problem(ProblemCode::TooFewFiles, least)),
        count if count > u64::from(rules.max_files) => {
            Some(problem(ProblemCode::TooManyFiles, u64::from(rules.max_files)))
        }
        _ if !is_described => Some(FieldProblem {
            limit: None,
            actual: Some(given.undescribed),
            ..problem(ProblemCode::NoDescription, 0)
        }),
        _ => None,
    }
}

fn check_order(field: &Field, answer: &Answer, answers: &BTreeMap<String, Answer>) -> Option<FieldProblem> {
    let earlier = field.answer.not_before()?;
    let (start, end) = (answers.get(earlier)?.as_text()?, answer.as_text()?);
    let (is_before, code) = match field.answer {
        AnswerKind::Date { .. } => (formats::day(end)? < formats::day(start)?, ProblemCode::DateOrder),
        _ => (formats::month(end)? < formats::month(start)?, ProblemCode::MonthOrder),
    };
    is_before.then(|| Found { field }.problem(code))
}

struct Found<'form> {
    field: &'form Field,
}

impl Found<'_> {
    fn problem(&self, code: ProblemCode) -> FieldProblem {
        FieldProblem {
            field: self.field.key.clone(),
            code,
            pointer: format!("/answers/{}", self.field.key),
            limit: None,
            day: None,
            actual: None,
        }
    }

    /// What is wrong with a number.
    fn number(&self, text: &str, min: u64, max: Option<u64>, decimals: u32) -> Option<FieldProblem> {
        let Some(number) = formats::number(text) else {
            return Some(self.problem(ProblemCode::BadNumber));
        };
        let (code, limit) = match max {
            _ if number.decimals > decimals => (ProblemCode::TooManyDecimals, u64::from(decimals)),
            _ if number.is_below(min) => (ProblemCode::NumberTooSmall, min),
            Some(max) if number.is_above(max) => (ProblemCode::NumberTooLarge, max),
            _ => return None,
        };
        Some(FieldProblem { limit: Some(limit), ..self.problem(code) })
    }

    /// What is wrong with a day.
    fn day(&self, text: &str, from: Option<Date>, to: Option<Date>) -> Option<FieldProblem> {
        let Some(day) = formats::day(text) else {
            return Some(self.problem(ProblemCode::BadDate));
        };
        let early = from.filter(|from| day < *from).map(|from| (ProblemCode::DateTooEarly, from));
        let late = to.filter(|to| day > *to).map(|to| (ProblemCode::DateTooLate, to));
        let (code, limit) = early.or(late)?;
        Some(FieldProblem { day: Some(limit.to_string()), ..self.problem(code) })
    }

    fn unless(&self, good: bool, code: ProblemCode) -> Vec<FieldProblem> {
        if good { Vec::new() } else { vec![self.problem(code)] }
    }

    fn over(&self, code: ProblemCode, actual: u64, limit: Option<u32>) -> Option<FieldProblem> {
        let limit = limit.map(u64::from).filter(|limit| actual > *limit)?;
        Some(FieldProblem { limit: Some(limit), actual: Some(actual), ..self.problem(code) })
    }

    fn list(
        &self,
        items: &[String],
        most: Option<u32>,
        check: impl Fn(&str) -> Option<FieldProblem>,
    ) -> Vec<FieldProblem> {
        let count = u64::try_from(items.len()).unwrap_or(u64::MAX);
        let mut problems: Vec<_> = self.over(ProblemCode::TooManyItems, count, most).into_iter().collect();
        for (index, item) in items.iter().enumerate() {
            problems.extend(
                check(item).map(|problem| FieldProblem {
                    pointer: format!("{}/{index}", problem.pointer),
                    ..problem
                }),
            );
        }
        problems
    }
}
