//! What is known of the work when someone is invited.

use entity::{
    ids::JudgeId,
    judge::{self, JudgeState},
    link::LinkKind,
};

use super::{
    rules::{Share, expected},
    store,
    views::{AskedOfJudge, AskedRound, ExpectedEntries},
};
use crate::{
    accounts::{AccountError, find_link},
    context::Ctx,
    editions::{self, CategoryKind, EditionDocument, Round, WindowState},
    judging::{
        error::JudgingError,
        rules::is_seated,
        store::{
            judges,
            panels::{self, Seat},
        },
    },
};

/// What judging asks of the person to whom a link was sent.
pub async fn asked(ctx: &Ctx, token: &str) -> Result<AskedOfJudge, JudgingError> {
    let db = ctx.read();
    let link = find_link(db, ctx, token).await?.filter(|link| link.kind == LinkKind::JudgeInvitation);
    let judge = match link.and_then(|link| link.subject_id) {
        Some(id) => judges::find_by_id(db, JudgeId(id)).await?,
        None => None,
    };
    let open = |judge: &judge::Model| matches!(judge.state, JudgeState::Invited | JudgeState::Declined);
    let judge = judge.filter(open).ok_or(AccountError::DeadLink)?;
    let edition = editions::find_public_by_id(db, ctx, judge.edition_id).await?;
    let edition = edition.ok_or(JudgingError::NotFound)?;
    let work = ExpectedWork {
        judge: judge.id,
        judges: judges::of_edition(db, edition.id).await?.iter().filter(|judge| is_seated(judge)).count(),
        seats: panels::seats(db, edition.id).await?,
        entries: store::entries(db, edition.id).await?,
        assigned: store::assigned(db, judge.id).await?,
    };
    let document = &edition.document;
    let round = |round: &Round| {
        let window =
            document.round_window(round).filter(|window| window.state(ctx.now) != WindowState::After)?;
        Some(AskedRound {
            key: round.key.clone(),
            name: round.name.clone(),
            opens: window.from().instant(),
            due: window.to().instant(),
            criteria: round.criteria.len(),
            minutes_per_entry: round.minutes_per_entry,
            entries: work.expected(document, round),
        })
    };
    Ok(AskedOfJudge {
        edition: document.edition.name.clone(),
        timezone: document.programme.timezone.clone(),
        organisation: judge.organisation,
        rounds: document.judged().filter_map(round).collect(),
    })
}

struct ExpectedWork {
    judge: JudgeId,
    judges: usize,
    seats: Vec<Seat>,
    entries: Vec<(String, usize)>,
    assigned: Vec<(String, usize)>,
}

impl ExpectedWork {
    /// What is assigned; or what the person's panels have; or a share of everything.
    fn expected(&self, document: &EditionDocument, round: &Round) -> Option<ExpectedEntries> {
        if let Some((_, count)) = self.assigned.iter().find(|(key, _)| *key == round.key) {
            return Some(ExpectedEntries { from: *count, to: *count, assigned: true });
        }
        let needed = usize::try_from(round.min_judges).unwrap_or(usize::MAX);
        let here: Vec<&Seat> = self.seats.iter().filter(|seat| seat.round == round.key).collect();
        let own = here.iter().filter(|seat| seat.judge == self.judge);
        let shares: Vec<Share> = own
            .map(|own| Share {
                entries: self.entries_of(&own.category),
                judges: here.iter().filter(|seat| seat.category == own.category).count(),
            })
            .collect();
        if !shares.is_empty() {
            return expected(&shares, needed);
        }
        let open = document.categories.iter().filter(|category| category.kind == CategoryKind::Open);
        let entries = open.map(|category| self.entries_of(&category.key)).sum();
        expected(&[Share { entries, judges: self.judges }], needed)
    }

    fn entries_of(&self, category: &str) -> usize {
        self.entries.iter().find(|(key, _)| key == category).map_or(0, |(_, count)| *count)
    }
}
