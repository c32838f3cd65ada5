//! What becomes of what staff found about rules: it hangs on the key of a rule, whatever that says.

use super::consequences::{Found, WorkSoFar, of};
use crate::editions::{EditionDocument, Rule};

/// The keys of the rules that are not what they were, on which rulings may hang.
pub fn touched<'a>(old: &'a EditionDocument, new: &'a EditionDocument) -> Vec<&'a str> {
    let gone = in_force(old).filter(|rule| find(new, &rule.key).is_none());
    let other = in_force(new).filter(|rule| !find(old, &rule.key).is_some_and(|before| same(before, rule)));
    gone.chain(other).map(|rule| rule.key.as_str()).collect()
}

pub(super) fn kept(old: &EditionDocument, new: &EditionDocument, work: &WorkSoFar, found: &mut Found) {
    for key in touched(old, new) {
        let count = work.rulings.get(key).copied().unwrap_or_default();
        let still = |on: &str| {
            let (one, many) =
                (format!("ruling on {on} still counts"), format!("rulings on {on} still count"));
            format!("{}; look at them again", of(count, &one, &many))
        };
        let (kind, text) = match (find(old, key), find(new, key)) {
            (Some(before), None) => {
                let rulings = of(count, "ruling on it no longer counts", "rulings on it no longer count");
                let text = format!("The rule “{}” is removed: {rulings}", before.text);
                ("rulings_dropped", format!("{text}, until a rule with the key “{key}” is there again."))
            }
            (Some(_), Some(rule)) => {
                ("rulings_recheck", format!("The rule “{}” has changed: {}.", rule.text, still("it")))
            }
            (None, Some(rule)) => {
                let text = format!("The rule “{}” has the key of an earlier one", rule.text);
                ("rulings_recheck", format!("{text}: {}.", still("that")))
            }
            (None, None) => continue,
        };
        found.some(kind, count, text);
    }
}

fn in_force(document: &EditionDocument) -> impl Iterator<Item = &Rule> {
    document.rules.iter().filter(|rule| rule.at.is_in_force())
}

fn find<'a>(document: &'a EditionDocument, key: &str) -> Option<&'a Rule> {
    in_force(document).find(|rule| rule.key == key)
}

fn same(before: &Rule, now: &Rule) -> bool {
    before.text == now.text && before.condition == now.condition
}
