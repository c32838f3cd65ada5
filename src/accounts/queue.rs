//! Who is next to have a password hashed. Hashing is dear, so few at a time; the wait is bounded,
//! and each network has its turn, so that guessers wait for each other and not others for them
//! (security bar RL-5).

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::oneshot;

use crate::context::Caller;

/// So many may wait.
const MOST: usize = 64;

/// Those who have a turn of their own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// A browser in which this account was opened before.
    KnownDevice(String),
    Of(Caller),
}

/// There are too many before; trying again in a moment helps.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many passwords are being checked")]
pub struct QueueFull;

#[derive(Clone, Debug)]
pub struct Queue(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    free: usize,
    waiting: HashMap<Lane, VecDeque<oneshot::Sender<Turn>>>,
    /// Lanes in which someone waits, in the order of their turns.
    next: VecDeque<Lane>,
}

/// The right to hash once; the next one gets it when this is dropped.
#[derive(Debug)]
pub struct Turn(Option<Queue>);

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(queue) = self.0.take() {
            queue.pass_on();
        }
    }
}

impl Queue {
    pub fn new(at_a_time: usize) -> Self {
        Self(Arc::new(Mutex::new(State { free: at_a_time, waiting: HashMap::new(), next: VecDeque::new() })))
    }

    /// Waits for a turn.
    pub async fn turn(&self, lane: Lane) -> Result<Turn, QueueFull> {
        let waiting = {
            let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if state.free > 0 {
                state.free -= 1;
                return Ok(Turn(Some(self.clone())));
            }
            state.wait(lane)?
        };
        // The sender is gone when someone of a shorter lane took the place.
        waiting.await.map_err(|_| QueueFull)
    }

    fn pass_on(&self) {
        let mut turn = Turn(Some(self.clone()));
        while let Some(waiting) = self.take_next() {
            match waiting.send(turn) {
                Ok(()) => return,
                // Who waited is gone.
                Err(back) => turn = back,
            }
        }
        turn.0 = None;
    }

    /// The next who waits; without one a place is free.
    fn take_next(&self) -> Option<oneshot::Sender<Turn>> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = state.take();
        if taken.is_none() {
            state.free += 1;
        }
        taken
    }
}

impl State {
    fn wait(&mut self, lane: Lane) -> Result<oneshot::Receiver<Turn>, QueueFull> {
        if self.waiting.values().map(VecDeque::len).sum::<usize>() >= MOST {
            self.forget_gone();
        }
        if self.waiting.values().map(VecDeque::len).sum::<usize>() >= MOST {
            self.make_room(&lane)?;
        }
        let (sender, receiver) = oneshot::channel();
        let own = self.waiting.entry(lane.clone()).or_default();
        if own.is_empty() {
            self.next.push_back(lane);
        }
        own.push_back(sender);
        Ok(receiver)
    }

    /// The last of the longest lane goes, if that is longer than this one would be.
    fn make_room(&mut self, lane: &Lane) -> Result<(), QueueFull> {
        let own = self.waiting.get(lane).map_or(0, VecDeque::len);
        let longest = self.waiting.values_mut().max_by_key(|waiting| waiting.len());
        match longest.filter(|waiting| waiting.len() > own + 1) {
            Some(waiting) => {
                waiting.pop_back();
                Ok(())
            }
            None => Err(QueueFull),
        }
    }

    fn forget_gone(&mut self) {
        self.waiting.retain(|_, waiting| {
            waiting.retain(|sender| !sender.is_closed());
            !waiting.is_empty()
        });
        let waiting = &self.waiting;
        self.next.retain(|lane| waiting.contains_key(lane));
    }

    fn take(&mut self) -> Option<oneshot::Sender<Turn>> {
        while let Some(lane) = self.next.pop_front() {
            let Some(own) = self.waiting.get_mut(&lane) else { continue };
            let first = own.pop_front();
            if own.is_empty() {
                self.waiting.remove(&lane);
            } else {
                self.next.push_back(lane);
            }
            if first.is_some() {
                return first;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use futures::FutureExt as _;

    use super::{Caller, Lane, MOST, Queue, QueueFull};

    fn lane(n: u8) -> Lane {
        Lane::Of(Caller::Network(Ipv4Addr::new(192, 0, 2, n).into()))
    }

    #[tokio::test]
    async fn one_of_another_network_waits_for_one_turn_and_not_for_all_guessers() {
        let queue = Queue::new(1);
        let first = queue.turn(lane(1)).await.unwrap();
        let mut guessers = Vec::new();
        for _ in 0..300 {
            let mut waiting = Box::pin(queue.turn(lane(1)));
            match waiting.as_mut().now_or_never() {
                None => guessers.push(waiting),
                Some(refused) => assert_eq!(refused.unwrap_err(), QueueFull),
            }
        }
        assert_eq!(guessers.len(), MOST, "the wait is bounded");
        let mut right = Box::pin(queue.turn(lane(2)));
        assert!(right.as_mut().now_or_never().is_none(), "it takes the place of a guesser");
        let last = guessers.pop().unwrap().now_or_never();
        assert_eq!(last.expect("an answer").unwrap_err(), QueueFull);
        drop(first);
        // The guesser who waited longest, then the other network.
        let second = guessers.remove(0).now_or_never().expect("a turn").unwrap();
        assert!(right.as_mut().now_or_never().is_none());
        drop(second);
        assert!(right.now_or_never().expect("a turn").is_ok());
    }

    #[tokio::test]
    async fn who_goes_away_leaves_the_turn_to_the_next() {
        let queue = Queue::new(1);
        let first = queue.turn(lane(1)).await.unwrap();
        let mut gone = Box::pin(queue.turn(lane(1)));
        assert!(gone.as_mut().now_or_never().is_none());
        let mut stays = Box::pin(queue.turn(lane(1)));
        assert!(stays.as_mut().now_or_never().is_none());
        drop(gone);
        drop(first);
        let second = stays.now_or_never().expect("a turn").unwrap();
        drop(second);
        assert!(queue.turn(lane(3)).now_or_never().is_some_and(|turn| turn.is_ok()), "nothing is lost");
    }

    #[tokio::test]
    async fn those_of_one_network_are_refused_when_all_wait_alike() {
        let queue = Queue::new(1);
        let _first = queue.turn(lane(0)).await.unwrap();
        let mut all: Vec<_> = (0..64).map(|n| Box::pin(queue.turn(lane(n)))).collect();
        assert!(all.iter_mut().all(|waiting| waiting.now_or_never().is_none()));
        assert_eq!(queue.turn(lane(200)).await.unwrap_err(), QueueFull);
    }
}
