//! How much one network may ask of the program (security bar RL-1 to RL-4). Whole offices and
//! schools stand behind one address, so the bursts are those of hundreds of people, and who is
//! signed in is not counted here.

mod caller;
mod pace;

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use entity::Timestamp;
use rocket::{
    Data, Request, Route,
    http::Status,
    route::{Handler, Outcome},
};
use tokio::sync::Semaphore;

pub(super) use caller::{caller_of, is_untrusted_proxy};
pub(super) use pace::{PATIENCE, Paced};

use super::{problem::Problem, request::ctx_of};
use crate::context::Caller;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    /// Requests of people who are not signed in.
    Anonymous,
    /// Passwords that were wrong.
    WrongPassword,
    /// Mails that somebody makes us send without being signed in.
    Mail,
}

/// So many at once, and one more after each pause.
struct Rate {
    burst: i64,
    pause_ms: i64,
}

impl Kind {
    /// The table of limits, for one network.
    const fn rate(self) -> Rate {
        match self {
            Self::Anonymous => Rate { burst: 1_200, pause_ms: 200 },
            Self::WrongPassword => Rate { burst: 60, pause_ms: 6_000 },
            Self::Mail => Rate { burst: 100, pause_ms: 36_000 },
        }
    }

    /// What a request is counted as, besides as a request.
    fn of(route: &Route) -> Option<Self> {
        match (route.method.as_str(), route.uri.path()) {
            ("POST", "/sign-in" | "/setup" | "/invitations/staff") => Some(Self::WrongPassword),
            ("POST", "/accounts" | "/sign-in/link" | "/password/forgotten") => Some(Self::Mail),
            _ => None,
        }
    }
}

/// So many networks are told apart; beyond, further ones are counted as one.
const MOST: usize = 50_000;
/// The one that stands for those.
const REST: IpAddr = IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED);

/// The counts, in memory, and the places for requests that are worked on at once.
#[derive(Debug)]
pub struct Limits {
    counts: Mutex<Counts>,
    places: Semaphore,
}

/// Open files kept for the database, attachments and the log.
const KEPT_FILES: u64 = 128;

impl Default for Limits {
    /// As many places as there can be connections.
    fn default() -> Self {
        let files = rlimit::Resource::NOFILE.get_soft().unwrap_or(1_024);
        let places = files.saturating_sub(KEPT_FILES).clamp(64, 65_536);
        let places = usize::try_from(places).unwrap_or(64);
        Self { counts: Mutex::default(), places: Semaphore::new(places) }
    }
}

#[derive(Debug, Default)]
struct Counts {
    /// From which instant on all of it may be used again.
    full_at: HashMap<(Kind, IpAddr), i64>,
    swept_at: i64,
}

impl Counts {
    /// Where a network is counted. Full ones make room for others, looked for once a second.
    fn key(&mut self, kind: Kind, network: IpAddr, now: Timestamp) -> (Kind, IpAddr) {
        let has_room = |counts: &Self| counts.full_at.len() < MOST;
        if !has_room(self) && self.swept_at.abs_diff(now.0) >= 1_000 {
            self.swept_at = now.0;
            self.full_at.retain(|_, full_at| *full_at > now.0);
        }
        let is_counted = has_room(self) || self.full_at.contains_key(&(kind, network));
        (kind, if is_counted { network } else { REST })
    }
}

impl Limits {
    /// Takes one, or says how long to wait for it.
    fn take(&self, kind: Kind, network: IpAddr, now: Timestamp) -> Result<(), i64> {
        let Rate { burst, pause_ms } = kind.rate();
        let longest = burst.saturating_mul(pause_ms);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let key = counts.key(kind, network, now);
        // A clock that was set back must not shut anybody out for longer than the burst.
        let full_at = counts.full_at.get(&key);
        let full_at = full_at.map_or(now.0, |at| (*at).clamp(now.0, now.0.saturating_add(longest)));
        let wait_ms = full_at.saturating_add(pause_ms) - now.0 - longest;
        if wait_ms > 0 {
            return Err(wait_ms);
        }
        counts.full_at.insert(key, full_at.saturating_add(pause_ms));
        Ok(())
    }

    fn count(
        &self,
        request: &Request<'_>,
        kind: Option<Kind>,
        network: IpAddr,
        now: Timestamp,
    ) -> Result<(), i64> {
        let has_session = request.cookies().iter().any(|cookie| cookie.name().ends_with("session"));
        if !has_session {
            self.take(Kind::Anonymous, network, now)?;
        }
        kind.map_or(Ok(()), |kind| self.take(kind, network, now))
    }

    /// Gives one back that was not used.
    fn give_back(&self, kind: Kind, network: IpAddr) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(full_at) = counts.full_at.get_mut(&(kind, network)) {
            *full_at = full_at.saturating_sub(kind.rate().pause_ms);
        }
    }
}

/// The same routes of the API, not yet mounted, each asked no more than its limits allow.
pub fn limited(routes: Vec<Route>) -> Vec<Route> {
    let limit = |mut route: Route| {
        let kind = Kind::of(&route);
        route.handler = Box::new(Limited { handler: route.handler, kind });
        route
    };
    routes.into_iter().map(limit).collect()
}

#[derive(Clone)]
struct Limited {
    handler: Box<dyn Handler>,
    kind: Option<Kind>,
}

#[rocket::async_trait]
impl Handler for Limited {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        let (Some(limits), Some(ctx)) = (request.rocket().state::<Limits>(), ctx_of(request)) else {
            return self.handler.handle(request, data).await;
        };
        let Ok(_place) = limits.places.try_acquire() else {
            return Outcome::from(request, Problem::busy());
        };
        let Caller::Network(network) = ctx.caller else {
            return self.handler.handle(request, data).await;
        };
        if let Err(wait_ms) = limits.count(request, self.kind, network, ctx.now) {
            return Outcome::from(request, too_many(wait_ms));
        }
        let outcome = self.handler.handle(request, data).await;
        // What was right, or refused for another reason, is no guess.
        if self.kind == Some(Kind::WrongPassword) && !was_wrong(&outcome) {
            limits.give_back(Kind::WrongPassword, network);
        }
        outcome
    }
}

fn was_wrong(outcome: &Outcome<'_>) -> bool {
    match outcome {
        Outcome::Success(answer) => answer.status() == Status::Unauthorized,
        Outcome::Error(status) => *status == Status::Unauthorized,
        Outcome::Forward(_) => false,
    }
}

fn too_many(wait_ms: i64) -> Problem {
    let title = "Too much was asked from this network just now. Please wait a little.";
    Problem::new(429, "too-many-requests", title).retry_after(wait_ms.saturating_add(999) / 1_000)
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use entity::Timestamp;

    use super::{Kind, Limits, MOST};

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7));

    #[test]
    fn a_burst_passes_and_then_one_after_each_pause() {
        let limits = Limits::default();
        let at = |ms| limits.take(Kind::WrongPassword, HERE, Timestamp(ms));
        assert_eq!((0..61).map(|_| at(0)).filter(Result::is_ok).count(), 60);
        assert_eq!(at(0), Err(6_000), "as long as it takes for one more");
        assert_eq!(at(4_000), Err(2_000));
        assert_eq!(at(6_000), Ok(()));
        assert_eq!(at(6_000), Err(6_000));
        limits.give_back(Kind::WrongPassword, HERE);
        assert_eq!(at(6_000), Ok(()));
        assert_eq!(limits.take(Kind::Mail, HERE, Timestamp(6_000)), Ok(()), "another kind");
        let other = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 8));
        assert_eq!(limits.take(Kind::WrongPassword, other, Timestamp(6_000)), Ok(()), "another network");
        assert_eq!(at(-3_600_000), Err(6_000), "a clock that was set back shuts nobody out for long");
    }

    #[test]
    fn the_counts_of_all_networks_of_the_world_stay_small() {
        let limits = Limits::default();
        let networks = (0..60_000_u32).map(|n| IpAddr::V4(Ipv4Addr::from(n + 1)));
        let passed =
            networks.filter(|network| limits.take(Kind::Mail, *network, Timestamp(0)).is_ok()).count();
        assert_eq!(passed, MOST + 100, "and the rest shares one");
        assert!(limits.counts.lock().unwrap().full_at.len() <= MOST + 1);
        let later = Timestamp(4 * 3_600_000);
        assert_eq!(limits.take(Kind::Mail, HERE, later), Ok(()), "places become free");
        assert!(limits.counts.lock().unwrap().full_at.len() < 10);
    }
}
