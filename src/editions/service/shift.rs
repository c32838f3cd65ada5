//! Moving the windows that follow another.

use std::collections::BTreeMap;

use crate::editions::{EditionDocument, Window, changes::ProposedWindow};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Where the windows after one could go that now closes later: as many whole days on, so that wall
/// times stay. A window that is open across the old end only ends later.
pub(super) fn following(
    old: &EditionDocument,
    new: &EditionDocument,
    key: &str,
) -> BTreeMap<String, ProposedWindow> {
    let (Some(was), Some(is)) = (old.window(key), new.window(key)) else { return BTreeMap::new() };
    let (before, after) = (was.to().instant(), is.to().instant());
    let later_ms = after.0.saturating_sub(before.0);
    if later_ms <= 0 {
        return BTreeMap::new();
    }
    let days = later_ms.saturating_add(DAY_MS - 1).saturating_div(DAY_MS);
    let others = old.windows.iter().filter(|(other, _)| *other != key);
    let shifted = others.filter_map(|(other, window)| {
        let moved = window.plus_days(days).ok()?;
        if window.from().instant() >= before {
            Some((other.clone(), ProposedWindow::from(&moved)))
        } else if window.to().instant() >= before && window.to().instant() < after {
            let longer = Window::new(window.from().clone(), moved.to().clone());
            Some((other.clone(), ProposedWindow::from(&longer)))
        } else {
            None
        }
    });
    shifted.collect()
}

#[cfg(test)]
mod tests {
    use super::following;
    use crate::editions::{Window, sample::essa_2023};

    #[test]
    fn what_follows_an_extended_call_moves_by_as_many_days() {
        let old = essa_2023().expect("the sample");
        let call = &old.windows["entries"];
        let extended = |to: &str| {
            let mut new = old.clone();
            let to = to.parse().expect("a moment");
            new.windows.insert("entries".to_owned(), Window::new(call.from().clone(), to));
            following(&old, &new, "entries")
        };
        let moved = extended("2023-07-08T00:00:00+02:00[Europe/Brussels]");
        // Published: the call ended on 30 June, so that a week more ends on 7 July.
        assert_eq!(moved["check"].from, "2023-07-10T00:00:00+02:00[Europe/Brussels]");
        assert_eq!(moved["judging"].to, "2023-09-16T00:00:00+02:00[Europe/Brussels]");
        assert!(moved.contains_key("public_vote"));
        // Half a day more takes a whole day, or a check at midnight would begin at noon.
        let moved = extended("2023-07-01T12:00:00+02:00[Europe/Brussels]");
        assert_eq!(moved["check"].from, "2023-07-04T00:00:00+02:00[Europe/Brussels]");
        assert!(extended("2023-06-20T00:00:00+02:00[Europe/Brussels]").is_empty());
    }
}
