//! Work beside the requests: jobs, mail, housekeeping, each a task of its own, so that none waits
//! for another. A task that panics is begun again.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{sync::watch, task::JoinHandle, time::timeout};

use crate::{
    audit,
    clock::ClockWatch,
    context::{App, Ctx},
    housekeeping,
    jobs::{self, Registry},
    mail::{self, Mailer},
};

/// Between two looks for work where there was none.
const PAUSE: Duration = Duration::from_secs(2);
/// Before a task that panicked begins again; twice as long each time, up to a minute.
const FIRST_REST: Duration = Duration::from_millis(250);
const LONGEST_REST: Duration = Duration::from_secs(60);
/// Between two rounds of housekeeping.
const HOUSEKEEPING: Duration = Duration::from_secs(60 * 60);
/// A larger jump of the clock is told.
const LARGEST_JUMP_MS: i64 = 2_000;

pub type Stopped = watch::Receiver<bool>;

/// Begins all work; it ends some time after `stopped` says so.
pub fn start(
    app: &Arc<App>,
    registry: Registry,
    mailer: Option<Mailer>,
    stopped: &Stopped,
) -> Vec<JoinHandle<()>> {
    let (registry, mailer) = (Arc::new(registry), mailer.map(Arc::new));
    let mut tasks = Vec::new();
    let (own, stop) = (Arc::clone(app), stopped.clone());
    tasks.push(tokio::spawn(watched("jobs", stopped.clone(), move || {
        run_jobs(Arc::clone(&own), Arc::clone(&registry), stop.clone())
    })));
    if let Some(mailer) = mailer {
        let (own, stop) = (Arc::clone(app), stopped.clone());
        tasks.push(tokio::spawn(watched("mail", stopped.clone(), move || {
            send_mail(Arc::clone(&own), Arc::clone(&mailer), stop.clone())
        })));
    }
    let (own, stop) = (Arc::clone(app), stopped.clone());
    tasks.push(tokio::spawn(watched("housekeeping", stopped.clone(), move || {
        keep_house(Arc::clone(&own), stop.clone())
    })));
    let (own, stop) = (Arc::clone(app), stopped.clone());
    tasks.push(tokio::spawn(watched("audit", stopped.clone(), move || {
        seal_audit(Arc::clone(&own), stop.clone())
    })));
    tasks
}

/// Runs a task until the program stops; after a panic once more.
pub async fn watched<F>(name: &'static str, mut stopped: Stopped, task: impl Fn() -> F + Send)
where
    F: Future<Output = ()> + Send + 'static,
{
    let mut rest = FIRST_REST;
    while !*stopped.borrow() {
        let begun = Instant::now();
        if tokio::spawn(task()).await.is_ok() {
            return;
        }
        if begun.elapsed() > LONGEST_REST {
            rest = FIRST_REST;
        }
        // Where it panicked stands in a line of its own; what it said may be someone's text.
        tracing::error!(task = name, "a background task panicked and is restarted");
        pause(&mut stopped, rest).await;
        rest = rest.saturating_mul(2).min(LONGEST_REST);
    }
}

/// Either the time is over or the program stops; both end the wait.
async fn pause(stopped: &mut Stopped, time: Duration) {
    let _ = timeout(time, stopped.changed()).await;
}

async fn run_jobs(app: Arc<App>, registry: Arc<Registry>, mut stopped: Stopped) {
    while !*stopped.borrow() {
        let was_busy = jobs::run_next(&app, &registry).await.unwrap_or_else(|error| {
            tracing::error!(error = %error, "jobs");
            false
        });
        if !was_busy {
            pause(&mut stopped, PAUSE).await;
        }
    }
}

async fn send_mail(app: Arc<App>, mailer: Arc<Mailer>, mut stopped: Stopped) {
    while !*stopped.borrow() {
        if let Err(error) = mail::send_due(&app, &mailer, &stopped).await {
            tracing::error!(error = %error, "outbox");
        }
        pause(&mut stopped, PAUSE).await;
    }
}

async fn seal_audit(app: Arc<App>, mut stopped: Stopped) {
    while !*stopped.borrow() {
        if let Err(error) = audit::seal(&Ctx::system(&app)).await {
            tracing::error!(error = %error, "audit chain");
        }
        pause(&mut stopped, PAUSE).await;
    }
}

async fn keep_house(app: Arc<App>, mut stopped: Stopped) {
    let mut watch = ClockWatch::begin(app.clock.now(), Instant::now());
    let mut kept: Option<Instant> = None;
    while !*stopped.borrow() {
        if kept.is_none_or(|last| last.elapsed() >= HOUSEKEEPING) {
            kept = Some(Instant::now());
            if let Err(error) = housekeeping::run(&Ctx::system(&app)).await {
                tracing::error!(error = %error, "housekeeping");
            }
        }
        let jump_ms = watch.jump_ms(app.clock.now(), Instant::now());
        if jump_ms.abs() > LARGEST_JUMP_MS {
            app.watch.clock_jumped(jump_ms);
            tracing::error!(jump_ms, "the clock of this machine jumped, and every deadline with it");
        }
        pause(&mut stopped, PAUSE).await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    };

    use tokio::sync::watch;

    use super::watched;

    #[tokio::test]
    async fn a_task_that_panics_is_begun_again_until_it_ends() {
        let (_stop, stopped) = watch::channel(false);
        let runs = Arc::new(AtomicU32::new(0));
        let task = || {
            let run = runs.fetch_add(1, Ordering::SeqCst);
            async move { assert!(run >= 2, "not yet") }
        };
        watched("test", stopped, task).await;
        assert_eq!(runs.load(Ordering::SeqCst), 3);
    }
}
