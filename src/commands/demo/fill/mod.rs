//! Writing the sample into an empty database, in one transaction.

mod checks;
mod entries;
mod files;
mod judging;
mod people;
mod store;

use entity::{PublicId, Timestamp, edition, ids::UserId};

use super::{data::Source, run::DemoOrder};
use crate::{
    audit::Cause,
    context::Ctx,
    db::WriteTx,
    editions::{CategoryKind, EditionDocument, Round, import, sample},
};

/// What every part of the sample is written from.
struct Sample<'a> {
    ctx: &'a Ctx,
    order: DemoOrder,
    source: Source,
    document: EditionDocument,
    edition: edition::Model,
    /// Who did what staff do.
    staff: UserId,
    /// All share one password, so all share one hash.
    hash: String,
}

impl Sample<'_> {
    /// An id that the seed decides, so that the same order gives the same addresses.
    fn id(&self, purpose: &str, numbers: &[u64]) -> PublicId {
        let mut random = self.source.chance(purpose, numbers);
        let mut bytes = [0_u8; PublicId::LENGTH];
        for chunk in bytes.chunks_mut(8) {
            chunk.iter_mut().zip(random.next_u64().to_le_bytes()).for_each(|(to, from)| *to = from);
        }
        PublicId::from_bytes(bytes)
    }

    /// An instant between two, as the seed decides; never in the future.
    fn instant(&self, purpose: &str, numbers: &[u64], from: Timestamp, to: Timestamp) -> Timestamp {
        let to = to.min(self.ctx.now);
        let length = u64::try_from(to.0.saturating_sub(from.0)).unwrap_or(0).max(1);
        let after = self.source.chance(purpose, numbers).below(length);
        from.plus_ms(i64::try_from(after).unwrap_or(0))
    }

    /// From when to when a window was or is open.
    fn window(&self, key: &str) -> (Timestamp, Timestamp) {
        let window = self.document.window(key);
        window.map_or((self.ctx.now, self.ctx.now), |w| (w.from().instant(), w.to().instant()))
    }

    fn open_categories(&self) -> Vec<String> {
        let open = self.document.categories.iter().filter(|category| category.kind == CategoryKind::Open);
        open.map(|category| category.key.clone()).collect()
    }

    fn round(&self) -> Option<&Round> {
        self.document.rounds.first()
    }
}

/// Writes the whole sample.
pub async fn fill(ctx: &Ctx, order: DemoOrder, hash: String) -> anyhow::Result<()> {
    let document = sample::essa_2023().map_err(|errors| anyhow::anyhow!("the sample edition: {errors:?}"))?;
    let source = Source::new(order.seed)?;
    let document = sample::shifted(&document, order.stage, ctx.now)?;
    let tx = ctx.begin().await?;
    anyhow::ensure!(
        store::is_empty(&tx).await?,
        "the database already holds people; demo writes into an empty one only"
    );
    import(&tx, ctx, &document, Cause::PROGRAM).await?;
    let edition = store::edition(&tx).await?;
    let staff = people::staff(&tx, ctx, &hash, &source).await?;
    let sample = Sample { ctx, order, source, document, edition, staff, hash };
    write(&tx, &sample).await?;
    Ok(tx.commit().await?)
}

async fn write(tx: &WriteTx, sample: &Sample<'_>) -> anyhow::Result<()> {
    let owners = people::organisations(tx, sample).await?;
    let entries = entries::write(tx, sample, &owners).await?;
    let entries = checks::write(tx, sample, entries).await?;
    let judges = people::judges(tx, sample).await?;
    judging::write(tx, sample, &entries, &judges).await
}
