//! Whether the program can save: a write that is committed and then seen by another connection.

use std::time::{Duration, Instant};

use tokio::{sync::Mutex, time::timeout};

use super::store;
use crate::{context::Ctx, db};

/// How long an answer holds, so that asking costs one write in this time at most.
const HOLDS: Duration = Duration::from_secs(5);
/// How long a save may take.
const PATIENCE: Duration = Duration::from_secs(4);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    Away,
    /// Others were in the way for too long.
    Busy,
    /// The database answers with a fault, such as a full disk.
    Broken,
    /// It said that it has saved, and has not.
    NotSeen,
    Timeout,
}

impl Hindrance {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Away => "away",
            Self::Busy => "busy",
            Self::Broken => "broken",
            Self::NotSeen => "not_seen",
            Self::Timeout => "timeout",
        }
    }
}

/// The last answer, and since when it holds.
#[derive(Debug, Default)]
pub struct Readiness(Mutex<Option<(Instant, Result<(), Hindrance>)>>);

impl Readiness {
    /// Whether a write can be saved now, or could a few seconds ago.
    pub async fn check(&self, ctx: &Ctx) -> Result<(), Hindrance> {
        // Who asks in the meantime waits for the same answer.
        let mut last = self.0.lock().await;
        if let Some((since, answer)) = *last
            && since.elapsed() < HOLDS
        {
            return answer;
        }
        let answer = timeout(PATIENCE, try_to_save(ctx)).await.unwrap_or(Err(Hindrance::Timeout));
        if let Err(hindrance) = answer {
            tracing::error!(reason = hindrance.as_str(), "not ready");
        }
        *last = Some((Instant::now(), answer));
        answer
    }
}

async fn try_to_save(ctx: &Ctx) -> Result<(), Hindrance> {
    let saved = async {
        let tx = ctx.begin().await?;
        store::beat(&tx, ctx.now).await?;
        tx.commit().await?;
        store::last_beat(ctx.read()).await
    };
    match saved.await {
        Ok(seen) if seen >= Some(ctx.now) => Ok(()),
        Ok(_) => Err(Hindrance::NotSeen),
        Err(db::Error::Unavailable(_)) => Err(Hindrance::Away),
        Err(db::Error::Busy(_)) => Err(Hindrance::Busy),
        Err(_) => Err(Hindrance::Broken),
    }
}
