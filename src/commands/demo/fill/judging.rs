//! Panels, assignments, conflicts and scoresheets of the sample.

use entity::{
    Scores,
    assignment::{self, AssignmentState},
    conflict::{self, ConflictKind},
    entry::EntryState,
    judge, panel_member,
    scoresheet::{self, ScoresheetState},
};
use sea_orm::ActiveValue::{NotSet, Set};

use super::{Sample, entries::Made, store};
use crate::{
    commands::demo::scores::{SampleSheet, sheet as sample_sheet},
    db::WriteTx,
    editions::{CommentKind, Points, Round, sample::Stage},
    judging,
};

/// Judges on the panel of a category; the edition asks for at least three scores an entry.
const PANEL_SIZE: usize = 5;

/// One judge and one entry.
struct Pair<'a> {
    entry: &'a Made,
    judge: &'a judge::Model,
    judge_number: u64,
    state: AssignmentState,
}

/// Writes what has happened in the round, if judging has begun.
pub async fn write(
    tx: &WriteTx,
    sample: &Sample<'_>,
    entries: &[Made],
    judges: &[judge::Model],
) -> anyhow::Result<()> {
    let Some(round) = sample.round() else {
        return Ok(());
    };
    if !matches!(sample.order.stage, Stage::Judging | Stage::Judged) || judges.is_empty() {
        return Ok(());
    }
    let panels = panels(sample, judges);
    store::insert(tx, panel_rows(sample, round, &panels)).await?;
    let pairs = pairs(sample, entries, &panels);
    if pairs.is_empty() {
        return Ok(());
    }
    let rows = pairs.iter().map(|pair| assignment_row(sample, round, pair)).collect();
    let assignments = store::insert(tx, rows).await?;
    let conflicts: Vec<_> = pairs.iter().filter_map(|pair| conflict_row(sample, pair)).collect();
    if !conflicts.is_empty() {
        store::insert(tx, conflicts).await?;
    }
    write_sheets(tx, sample, round, &pairs, &assignments).await
}

type Panel<'a> = (String, Vec<(u64, &'a judge::Model)>);

/// Judges take their places in turn, so that everybody has about as much to do.
fn panels<'a>(sample: &Sample<'_>, judges: &'a [judge::Model]) -> Vec<Panel<'a>> {
    let numbered: Vec<(u64, &judge::Model)> = (0_u64..).zip(judges).collect();
    let mut turn = numbered.iter().copied().cycle();
    let size = PANEL_SIZE.min(judges.len());
    sample
        .open_categories()
        .into_iter()
        .map(|category| (category, turn.by_ref().take(size).collect()))
        .collect()
}

fn panel_rows(sample: &Sample<'_>, round: &Round, panels: &[Panel<'_>]) -> Vec<panel_member::ActiveModel> {
    let row = |category: &str, judge: &judge::Model| panel_member::ActiveModel {
        id: NotSet,
        edition_id: Set(sample.edition.id),
        round_key: Set(round.key.clone()),
        category_key: Set(category.to_owned()),
        judge_id: Set(judge.id),
        created_at: Set(judge.invited_at),
    };
    panels
        .iter()
        .flat_map(|(category, panel)| panel.iter().map(move |(_, judge)| row(category, judge)))
        .collect()
}

fn pairs<'a>(sample: &Sample<'_>, entries: &'a [Made], panels: &[Panel<'a>]) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    for entry in entries.iter().filter(|made| made.entry.state == EntryState::Eligible) {
        let panel = panels.iter().find(|(category, _)| *category == entry.entry.category_key);
        for &(judge_number, judge) in panel.iter().flat_map(|(_, panel)| panel) {
            // Now and then a judge from the same country knows the people.
            let same_country = judge.country == entry.country;
            let knows = sample.source.chance("conflict", &[judge_number, entry.number]).percent(60);
            let recused = same_country && knows && judge_number != 0;
            let state = if recused { AssignmentState::Recused } else { AssignmentState::Active };
            pairs.push(Pair { entry, judge, judge_number, state });
        }
    }
    pairs
}

fn assignment_row(sample: &Sample<'_>, round: &Round, pair: &Pair<'_>) -> assignment::ActiveModel {
    let (from, _) = sample.window(&round.window);
    assignment::ActiveModel {
        id: NotSet,
        public_id: Set(sample.id("assignment", &[pair.judge_number, pair.entry.number])),
        edition_id: Set(sample.edition.id),
        round_key: Set(round.key.clone()),
        entry_id: Set(pair.entry.entry.id),
        judge_id: Set(pair.judge.id),
        state: Set(pair.state),
        points: Set(None),
        created_by: Set(sample.staff),
        created_at: Set(from),
        ..Default::default()
    }
}

fn conflict_row(sample: &Sample<'_>, pair: &Pair<'_>) -> Option<conflict::ActiveModel> {
    let (from, to) = sample.window("judging");
    (pair.state == AssignmentState::Recused).then(|| conflict::ActiveModel {
        id: NotSet,
        edition_id: Set(sample.edition.id),
        judge_id: Set(pair.judge.id),
        entry_id: Set(pair.entry.entry.id),
        kind: Set(ConflictKind::Declared),
        reason: Set(sample.source.data.phrases.conflict.clone()),
        created_by: Set(pair.judge.user_id.unwrap_or(sample.staff)),
        created_at: Set(sample.instant("conflict at", &[pair.judge_number, pair.entry.number], from, to)),
        lifted_at: Set(None),
        lifted_by: Set(None),
        lift_reason: Set(None),
    })
}

async fn write_sheets(
    tx: &WriteTx,
    sample: &Sample<'_>,
    round: &Round,
    pairs: &[Pair<'_>],
    assignments: &[assignment::Model],
) -> anyhow::Result<()> {
    let (mut rows, mut points) = (Vec::new(), Vec::new());
    for (pair, assignment) in pairs.iter().zip(assignments) {
        let Some(state) = progress(sample, pair) else {
            continue;
        };
        let sheet = sample_sheet(&sample.source, pair.judge_number, pair.entry.number, round);
        if state == ScoresheetState::HandedIn {
            points.push((assignment.id, round.points(&scores(&sheet, state))));
        }
        rows.push(sheet_row(sample, assignment, pair, &sheet, state));
    }
    store::insert(tx, rows).await?;
    Ok(judging::points::keep(tx, &points).await?)
}

/// A sheet just begun has its first score only.
fn scores(sheet: &SampleSheet, state: ScoresheetState) -> Scores {
    let shown = if state == ScoresheetState::HandedIn { sheet.scores.len() } else { 1 };
    let score = |(criterion, points): (&String, &Points)| (criterion.clone(), points.exact());
    sheet.scores.iter().take(shown).map(score).collect()
}

/// How far a sheet has come: the sample judge is in the midst of it, others are ahead or behind.
fn progress(sample: &Sample<'_>, pair: &Pair<'_>) -> Option<ScoresheetState> {
    if pair.state != AssignmentState::Active {
        return None;
    }
    let mut random = sample.source.chance("progress", &[pair.judge_number, pair.entry.number]);
    match (sample.order.stage, random.below(100)) {
        (Stage::Judged, _) => Some(ScoresheetState::HandedIn),
        (_, draw) if draw < 30 + (pair.judge_number * 13) % 50 => Some(ScoresheetState::HandedIn),
        (_, draw) if draw < 88 => None,
        _ => Some(ScoresheetState::Draft),
    }
}

fn sheet_row(
    sample: &Sample<'_>,
    assignment: &assignment::Model,
    pair: &Pair<'_>,
    sheet: &SampleSheet,
    state: ScoresheetState,
) -> scoresheet::ActiveModel {
    let (from, to) = sample.window("judging");
    let at = sample.instant("sheet at", &[pair.judge_number, pair.entry.number], from, to);
    let comment = |kind| sheet.comments.get(&kind).copied().unwrap_or_default().to_owned();
    scoresheet::ActiveModel {
        assignment_id: Set(assignment.id),
        state: Set(state),
        scores: Set(scores(sheet, state)),
        comment_internal: Set(comment(CommentKind::Internal)),
        comment_panel: Set(comment(CommentKind::Panel)),
        comment_entrant: Set(comment(CommentKind::Entrant)),
        version: Set(1),
        updated_at: Set(at),
        handed_in_at: Set((state == ScoresheetState::HandedIn).then_some(at)),
    }
}
