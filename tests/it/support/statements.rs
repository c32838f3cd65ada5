//! Counts what is sent to the database, by the spans that the mapper opens for it.

use std::sync::{
    Arc, LazyLock,
    atomic::{AtomicUsize, Ordering},
};

use tracing::{
    Dispatch, Event, Metadata, Subscriber,
    instrument::WithSubscriber as _,
    span::{Attributes, Id, Record},
};

const SENT: [&str; 7] =
    ["execute_raw", "execute_unprepared", "query_one_raw", "query_all_raw", "stream_raw", "begin", "commit"];

struct Counter(Arc<AtomicUsize>);

impl Subscriber for Counter {
    fn enabled(&self, of: &Metadata<'_>) -> bool {
        let is_begun_by_pool = of.name() == "begin" && of.target() == "sea_orm::database::db_connection";
        of.target().starts_with("sea_orm::database::") && SENT.contains(&of.name()) && !is_begun_by_pool
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        self.0.fetch_add(1, Ordering::SeqCst);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// With one subscriber alone, a span that a test without any opens first is held to interest nobody, for all tests.
/// A second one that stays lets the spans be asked after one by one.
static STAYS: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(Counter(Arc::default())));

/// How many statements this sends, the beginning and end of transactions among them.
pub async fn statements<T>(work: impl Future<Output = T>) -> (usize, T) {
    LazyLock::force(&STAYS);
    let count = Arc::new(AtomicUsize::new(0));
    let done = work.with_subscriber(Counter(Arc::clone(&count))).await;
    (count.load(Ordering::SeqCst), done)
}
