//! A bar on a terminal for work that takes longer than a second.

use scoring::Watch;
use std::io::{IsTerminal, Write, stderr};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// Ticks of the bar before it is shown, and per second.
const SECOND: u32 = 5;
/// Cells of the bar.
const WIDTH: u32 = 20;

/// Does `work`; after a second a bar with `what`, the percentage where the work tells it, and
/// the seconds runs on a terminal.
pub fn with_progress<T>(what: &str, work: impl FnOnce(Watch<'_>) -> T) -> T {
    if !stderr().is_terminal() {
        return work(scoring::UNWATCHED);
    }
    let percent = &AtomicU32::new(0);
    let told = |share: f64| percent.store(whole_percent(share), Ordering::Relaxed);
    let (done, waits) = channel::<()>();
    std::thread::scope(|threads| {
        threads.spawn(move || {
            let mut tick = 0;
            while waits.recv_timeout(Duration::from_secs(1) / SECOND) == Err(RecvTimeoutError::Timeout) {
                tick += 1;
                if tick >= SECOND {
                    eprint!("\r\x1b[K{what} {}", bar(percent.load(Ordering::Relaxed), tick));
                    // A terminal that cannot be written to is no reason to stop the work.
                    let _ = stderr().flush();
                }
            }
            if tick >= SECOND {
                eprint!("\r\x1b[K");
            }
        });
        let answer = work(&told);
        drop(done);
        answer
    })
}

/// Percent done, below 100 while it lasts.
fn whole_percent(share: f64) -> u32 {
    (1..100).take_while(|percent| f64::from(*percent) <= 100.0 * share).last().unwrap_or(0)
}

/// The bar filled as far as is known; before anything is known a block wanders along it.
fn bar(percent: u32, tick: u32) -> String {
    let seconds = tick / SECOND;
    let wandering = tick % (WIDTH - 2);
    let filled = |cell: u32| match percent {
        0 => (wandering..wandering + 3).contains(&cell),
        known => 100 * cell < WIDTH * known,
    };
    let cells: String = (0..WIDTH).map(|cell| if filled(cell) { '=' } else { ' ' }).collect();
    match percent {
        0 => format!("[{cells}] {seconds} s"),
        known => format!("[{cells}] {known} % {seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_shows_what_is_known() {
        assert_eq!(bar(0, 5), "[     ===            ] 1 s");
        assert_eq!(bar(50, 17), "[==========          ] 50 % 3 s");
        assert_eq!(bar(whole_percent(1.0), 50), "[====================] 99 % 10 s");
        assert_eq!((whole_percent(0.0), whole_percent(0.421)), (0, 42));
    }
}
