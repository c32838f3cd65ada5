//! Figures of the running program for a monitoring system (OpenMetrics text). Labels come from
//! small closed sets: patterns of routes, methods, states; never a name, an id or an address.

use std::time::Duration;

use prometheus_client::{
    encoding::{EncodeLabelSet, text},
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
    },
    registry::{Registry, Unit},
};

use crate::db::Connections;

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OnRoute {
    route: String,
}

/// The label of what stands in a queue.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct InState {
    state: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct InPool {
    pool: &'static str,
    state: &'static str,
}

type PerState = Family<InState, Gauge>;

/// What is counted while the program runs, and what is looked up when it is asked for.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Family<OnRoute, Histogram>,
    database_wait: Histogram,
    commits_failed: Counter,
    mails: PerState,
    jobs: PerState,
    sessions: Gauge,
    free_bytes: Gauge,
    connections: Family<InPool, Gauge>,
}

/// What is looked up when the figures are asked for.
#[derive(Debug)]
pub struct Snapshot {
    pub mails: Vec<(String, i64)>,
    pub jobs: Vec<(String, i64)>,
    pub sessions: i64,
    pub free_bytes: Option<i64>,
    pub connections: Vec<Connections>,
}

impl Metrics {
    pub fn new(commits_failed: Counter) -> Self {
        let requests = Family::<Answered, Counter>::default();
        // From a millisecond to half a minute.
        let seconds = || Histogram::new(exponential_buckets(0.001, 2.0, 16));
        let per_route = Family::<OnRoute, Histogram>::new_with_constructor(|| {
            Histogram::new(exponential_buckets(0.001, 2.0, 16))
        });
        let new = Self {
            registry: Registry::with_prefix("palmares"),
            requests,
            seconds: per_route,
            database_wait: seconds(),
            commits_failed,
            mails: PerState::default(),
            jobs: PerState::default(),
            sessions: Gauge::default(),
            free_bytes: Gauge::default(),
            connections: Family::default(),
        };
        new.registered()
    }

    fn registered(mut self) -> Self {
        let all = &mut self.registry;
        all.register("requests", "Requests answered", self.requests.clone());
        let took = "Time from a request's arrival to its answer";
        all.register_with_unit("request_duration", took, Unit::Seconds, self.seconds.clone());
        let waited = "Time waited for a writing transaction";
        all.register_with_unit("database_wait", waited, Unit::Seconds, self.database_wait.clone());
        all.register("commits_failed", "Commits that failed", self.commits_failed.clone());
        all.register("mails", "E-mails in the outbox by state", self.mails.clone());
        all.register("jobs", "Background jobs by state", self.jobs.clone());
        all.register("sessions", "Open sessions", self.sessions.clone());
        let free = "Free space where the data lies";
        all.register_with_unit("disk_free", free, Unit::Bytes, self.free_bytes.clone());
        all.register("database_connections", "Connections to the database", self.connections.clone());
        self
    }

    /// Counts an answer. Without a route it is one of the addresses that nothing serves.
    pub fn answered(&self, method: &str, route: &str, status: u16, took: Duration) {
        let route = if route.is_empty() { "none" } else { route };
        let labels = Answered { method: method.into(), route: route.into(), status: status.to_string() };
        self.requests.get_or_create(&labels).inc();
        self.seconds.get_or_create(&OnRoute { route: route.into() }).observe(took.as_secs_f64());
    }

    /// Notes how long a writing transaction was waited for.
    pub fn waited(&self, wait: Duration) {
        self.database_wait.observe(wait.as_secs_f64());
    }

    /// All figures as text.
    pub fn text(&self, now: &Snapshot) -> Result<String, std::fmt::Error> {
        for (family, counts) in [(&self.mails, &now.mails), (&self.jobs, &now.jobs)] {
            family.clear();
            for (state, count) in counts {
                family.get_or_create(&InState { state: state.clone() }).set(*count);
            }
        }
        for &Connections { pool, in_use, idle } in &now.connections {
            for (state, count) in [("in_use", in_use), ("idle", idle)] {
                self.connections.get_or_create(&InPool { pool, state }).set(count);
            }
        }
        self.sessions.set(now.sessions);
        if let Some(bytes) = now.free_bytes {
            self.free_bytes.set(bytes);
        }
        let mut out = String::new();
        text::encode(&mut out, &self.registry)?;
        Ok(out)
    }
}
