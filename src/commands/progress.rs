//! A sign of life on a terminal for work that takes longer than a second.

use std::io::{IsTerminal, Write, stderr};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// Does `work`; after a second a bar with `what` and the seconds runs on a terminal.
pub fn with_progress<T>(what: &str, work: impl FnOnce() -> T) -> T {
    if !stderr().is_terminal() {
        return work();
    }
    let (done, waits) = channel::<()>();
    std::thread::scope(|threads| {
        threads.spawn(move || {
            const TICK: Duration = Duration::from_millis(200);
            let mut tick = 0_u32;
            while waits.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                tick += 1;
                if tick >= 5 {
                    draw(what, tick);
                }
            }
            if tick >= 5 {
                eprint!("\r\x1b[K");
            }
        });
        let answer = work();
        drop(done);
        answer
    })
}

/// A block that wanders along a bar of 20.
fn draw(what: &str, tick: u32) {
    let at = tick % 18;
    let bar: String = (0..20).map(|cell| if (at..at + 3).contains(&cell) { '=' } else { ' ' }).collect();
    eprint!("\r{what} [{bar}] {} s", tick / 5);
    // A terminal that cannot be written to is no reason to stop the work.
    let _ = stderr().flush();
}
