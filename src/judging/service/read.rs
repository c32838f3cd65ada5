//! An entry beside the judge's scoresheet.

use entity::PublicId;
use serde_json::Value;

use crate::{
    accounts::Judge,
    context::Ctx,
    editions::{AnswerKind, Choice, Field, Form, Section},
    entries::{
        ForJudges,
        attachments::{self, PreviewSize},
    },
    files::{Download, FileKind, download_name},
    judging::{
        access::{self, SeenEntry},
        error::JudgingError,
        store::{
            content::{self, JudgeFile},
            progress::place,
            sheets, titles,
        },
        views::{
            AttachmentKind, JudgeAnswer, JudgeAttachment, JudgeSection, JudgeView, RoundForJudge,
            RoundWindow, ScoreScale, criteria,
        },
    },
};

/// How fast people read what they weigh.
const WORDS_A_MINUTE: u32 = 200;

pub async fn show_entry(ctx: &Ctx, judge: &Judge, id: &PublicId) -> Result<JudgeView, JudgingError> {
    let entry = access::seen_entry(ctx.read(), ctx, judge, id).await?;
    let (edition, round) = (entry.edition(), entry.round());
    let (content, form, words) = content::of_entry(ctx, &entry).await?;
    let files = content::files(ctx.read(), entry.entry(), &content).await?;
    let sheet = sheets::find(ctx.read(), entry.assignment()).await?;
    let place = place::of(ctx.read(), &entry).await?;
    let mut titles = titles::of(ctx.read(), edition, &[entry.entry()]).await?;
    let title = titles.remove(&entry.entry()).unwrap_or_default().title;
    let mut entrants = titles::entrants(ctx.read(), edition, round, &[entry.entry()]).await?;
    let window = edition.document.round_window(round).ok_or(JudgingError::NotFound)?;
    let category = edition.document.category(entry.category());
    Ok(JudgeView {
        assignment: id.clone(),
        position: place.position,
        total: place.total,
        complete: place.complete,
        previous: place.previous,
        next: place.next,
        next_open: place.next_open,
        title,
        entrant: entrants.remove(&entry.entry()).unwrap_or_default(),
        category: entry.category().to_owned(),
        category_name: category.map(|category| category.name.clone()).unwrap_or_default(),
        considerations: category.map(|category| category.considerations.clone()).unwrap_or_default(),
        reading_minutes: minutes(words),
        sections: sections(&form, &edition.document.form, &content),
        attachments: files.iter().filter_map(|file| attachment(&entry, &form, file)).collect(),
        round: RoundForJudge {
            programme: edition.programme.clone(),
            edition: edition.slug.clone(),
            key: round.key.clone(),
            name: round.name.clone(),
            scale: ScoreScale::from(&round.scale),
            criteria: criteria(round),
            window: RoundWindow::new(window, ctx.now),
            comments: round.comments.clone(),
            panel_comments: round.panel_comments,
        },
        scoresheet: sheets::view(sheet.as_ref(), round),
    })
}

pub(super) fn minutes(words: i32) -> u32 {
    u32::try_from(words).unwrap_or_default().div_ceil(WORDS_A_MINUTE)
}

/// A file of an entry that a judge was assigned.
#[derive(Clone, Copy, Debug)]
pub struct AssignedFile<'a> {
    pub assignment: &'a PublicId,
    pub file: &'a PublicId,
}

/// A file of an entry as judges get it: under a neutral name, and of a picture nothing but its pixels.
pub async fn file(ctx: &Ctx, judge: &Judge, file: AssignedFile<'_>) -> Result<Download, JudgingError> {
    let (entry, file) = find_file(ctx, judge, file).await?;
    Ok(attachments::neutral(ctx, &file.stored, |kind| name(&entry, &file, kind)).await?)
}

pub async fn picture(
    ctx: &Ctx,
    judge: &Judge,
    file: AssignedFile<'_>,
    size: PreviewSize,
) -> Result<Download, JudgingError> {
    let (_, file) = find_file(ctx, judge, file).await?;
    Ok(attachments::picture(ctx, &file.stored, size).await?)
}

/// A file of the version that counts, in a field that judges may see.
async fn find_file(
    ctx: &Ctx,
    judge: &Judge,
    wanted: AssignedFile<'_>,
) -> Result<(SeenEntry, JudgeFile), JudgingError> {
    let entry = access::seen_entry(ctx.read(), ctx, judge, wanted.assignment).await?;
    let (content, form, _) = content::of_entry(ctx, &entry).await?;
    let files = content::files(ctx.read(), entry.entry(), &content).await?;
    let in_force = &entry.edition().document.form;
    let for_judges = |file: &JudgeFile| form.field(&file.field).is_some_and(|f| f.is_for_judges(in_force));
    let found = files.into_iter().find(|file| file.id == *wanted.file && for_judges(file));
    Ok((entry, found.ok_or(JudgingError::NotFound)?))
}

fn sections(form: &Form, in_force: &Form, content: &ForJudges) -> Vec<JudgeSection> {
    let section = |section: &Section| {
        let fields = section.fields.iter().filter(|field| field.is_for_judges(in_force));
        let answers: Vec<JudgeAnswer> = fields.filter_map(|field| answer(field, content)).collect();
        (!answers.is_empty()).then(|| JudgeSection { title: section.title.clone(), answers })
    };
    form.sections.iter().filter_map(section).collect()
}

fn answer(field: &Field, content: &ForJudges) -> Option<JudgeAnswer> {
    let answered = content.answers.iter().find(|answered| answered.field == field.key)?;
    Some(JudgeAnswer {
        field: field.key.clone(),
        label: field.label.clone(),
        kind: kind(&field.answer)?,
        value: readable(&field.answer, &answered.answer),
        criterion: field.criterion.clone(),
    })
}

/// The kind's word; files and declarations are no answers to read.
fn kind(answer: &AnswerKind) -> Option<&'static str> {
    let is_read =
        !matches!(answer, AnswerKind::Images(_) | AnswerKind::Files(_) | AnswerKind::Consent { .. });
    is_read.then(|| answer.as_str())
}

/// Options by their label, numbers with their unit; all else as it was answered.
fn readable(kind: &AnswerKind, value: &Value) -> Value {
    if let (AnswerKind::Number { .. }, Some(number)) = (kind, value.as_str()) {
        return kind.with_unit(number.to_owned()).into();
    }
    let (AnswerKind::Choice { options } | AnswerKind::MultiChoice { options, .. }) = kind else {
        return value.clone();
    };
    let label = |value: &Value| -> Value {
        let chosen = |option: &&Choice| value.as_str() == Some(option.key.as_str());
        options.iter().find(chosen).map_or_else(|| value.clone(), |option| option.label.clone().into())
    };
    match value {
        Value::Array(items) => items.iter().map(label).collect(),
        one => label(one),
    }
}

fn attachment(entry: &SeenEntry, form: &Form, file: &JudgeFile) -> Option<JudgeAttachment> {
    let in_force = &entry.edition().document.form;
    let field = form.field(&file.field).filter(|field| field.is_for_judges(in_force))?;
    let url = format!("/api/judging/assignments/{}/attachments/{}", entry.id(), file.id);
    Some(JudgeAttachment {
        id: file.id.clone(),
        field: file.field.clone(),
        label: field.label.clone(),
        name: file.stored.kind().map_or_else(|| "file".to_owned(), |kind| name(entry, file, kind)),
        kind: if matches!(field.answer, AnswerKind::Images(_)) {
            AttachmentKind::Image
        } else {
            AttachmentKind::File
        },
        media_type: file.stored.media_type.clone(),
        size_bytes: file.size_bytes,
        unclean: file.stored.unclean,
        preview_url: FileKind::is_image_type(&file.stored.media_type).then(|| format!("{url}/preview")),
        url,
        alt_text: file.alt_text.clone(),
    })
}

/// A name that says nothing about its sender (security bar BL-5). The assignment
/// stands for the entry, so that two judges' files do not tell that they are of one entry.
fn name(entry: &SeenEntry, file: &JudgeFile, kind: FileKind) -> String {
    download_name(entry.id().as_str(), &file.field, file.number, kind)
}
