//! What differs between two documents, by names instead of positions.

use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::say::said;
use crate::{
    db,
    editions::document::{EditionDocument, Place, escape, identity, title},
};

/// One part that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Difference {
    /// Where, by keys: `/rounds/judging/ballot/criteria/impact/weight`.
    pub path: String,
    /// Where, in words: `round “Judging” › criterion “Impact” › weight`.
    pub place: String,
    /// How it was; absent for what is new.
    pub before: Option<String>,
    /// How it becomes; absent for what goes.
    pub now: Option<String>,
}

/// All parts that differ, in the order of the document.
pub fn differences(old: &EditionDocument, new: &EditionDocument) -> Result<Vec<Difference>, db::Error> {
    let value = |document: &EditionDocument| {
        let mut document = document.clone();
        document.version = None;
        serde_json::to_value(&document)
    };
    let (old, new) = (value(old)?, value(new)?);
    let mut walk = Walk { old: &old, new: &new, found: Vec::new() };
    walk.part(Some(At { part: &old, pointer: "" }), Some(At { part: &new, pointer: "" }));
    Ok(walk.found)
}

struct Walk<'a> {
    old: &'a Value,
    new: &'a Value,
    found: Vec<Difference>,
}

struct At<'a, T: ?Sized> {
    part: &'a T,
    pointer: &'a str,
}

impl Walk<'_> {
    fn part(&mut self, old: Option<At<'_, Value>>, new: Option<At<'_, Value>>) {
        match (old, new) {
            (Some(old), Some(new)) if old.part == new.part => {}
            (
                Some(At { part: Value::Object(before), pointer: old }),
                Some(At { part: Value::Object(now), pointer: new }),
            ) => self.members(&At { part: before, pointer: old }, &At { part: now, pointer: new }),
            (
                Some(At { part: Value::Array(before), pointer: old }),
                Some(At { part: Value::Array(now), pointer: new }),
            ) if before.iter().chain(now).all(|item| identity(item).is_some()) => {
                self.items(&At { part: before, pointer: old }, &At { part: now, pointer: new });
            }
            (old, new) => self.tell(old, new),
        }
    }

    fn members(&mut self, old: &At<'_, Map<String, Value>>, new: &At<'_, Map<String, Value>>) {
        let (before, now) = (old.part, new.part);
        for name in now.keys().chain(before.keys().filter(|name| !now.contains_key(*name))) {
            let member = escape(name);
            let (was, is) = (format!("{}/{member}", old.pointer), format!("{}/{member}", new.pointer));
            let was = before.get(name).map(|part| At { part, pointer: &was });
            self.part(was, now.get(name).map(|part| At { part, pointer: &is }));
        }
    }

    fn items(&mut self, old: &At<'_, [Value]>, new: &At<'_, [Value]>) {
        let (before, now) = (old.part, new.part);
        let find =
            |list: &'_ [Value], item: &Value| list.iter().position(|other| identity(other) == identity(item));
        for (index, item) in now.iter().enumerate() {
            let is = format!("{}/{index}", new.pointer);
            let was = find(before, item).map(|index| format!("{}/{index}", old.pointer));
            let was = was.as_deref().and_then(|was| Some(At { part: self.old.pointer(was)?, pointer: was }));
            self.part(was, Some(At { part: item, pointer: &is }));
        }
        for (index, item) in before.iter().enumerate().filter(|(_, item)| find(now, item).is_none()) {
            self.part(Some(At { part: item, pointer: &format!("{}/{index}", old.pointer) }), None);
        }
        let kept = |list: &[Value], other: &[Value]| -> Vec<String> {
            let kept = list.iter().filter(|item| find(other, item).is_some());
            kept.filter_map(identity).collect()
        };
        if kept(before, now) != kept(now, before) {
            let names = |list: &[Value]| list.iter().filter_map(title).collect::<Vec<_>>().join(", ");
            let Place { path, words } = Place::of(self.new, new.pointer);
            let place = format!("order of {words}");
            self.found.push(Difference { path, place, before: Some(names(before)), now: Some(names(now)) });
        }
    }

    fn tell(&mut self, old: Option<At<'_, Value>>, new: Option<At<'_, Value>>) {
        let place = match (&old, &new) {
            (_, Some(new)) => Place::of(self.new, new.pointer),
            (Some(old), None) => Place::of(self.old, old.pointer),
            (None, None) => return,
        };
        let said = |at: Option<At<'_, Value>>| at.map(|at| said(at.part));
        self.found.push(Difference {
            path: place.path,
            place: place.words,
            before: said(old),
            now: said(new),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Difference, differences};
    use crate::editions::{AnyRound, sample::essa_2023};

    fn change(path: &str, place: &str, before: Option<&str>, now: Option<&str>) -> Difference {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Difference { path: path.into(), place: place.into(), before: owned(before), now: owned(now) }
    }

    #[test]
    fn a_difference_is_told_by_names_and_old_and_new() {
        let old = essa_2023().expect("the sample");
        let mut new = old.clone();
        let AnyRound::Judged(changed) = &mut new.rounds[0] else { panic!("judges score in the sample") };
        changed.min_judges = 5;
        changed.criteria.swap(0, 1);
        changed.criteria[0].weight = 40;
        let shorter = new.windows["entries"].plus_days(-5).expect("in range");
        new.windows.insert("entries".to_owned(), shorter);
        let gone = new.categories.remove(1);
        let found = differences(&old, &new).expect("differences");
        let round = old.judged().next().expect("a round");
        let (first, second) = (&round.criteria[0], &round.criteria[1]);
        let place = format!("round “{}”", round.name);
        for expected in [
            change("/rounds/judging/min_judges", &format!("{place} › judges needed"), Some("3"), Some("5")),
            change(
                &format!("/rounds/judging/ballot/criteria/{}/weight", second.key),
                &format!("{place} › criterion “{}” › weight", second.label),
                Some("30"),
                Some("40"),
            ),
            change(
                "/windows/entries/to",
                "window “entries” › closes",
                Some("1 July 2023, 00:00 (Europe/Brussels)"),
                Some("26 June 2023, 00:00 (Europe/Brussels)"),
            ),
        ] {
            assert!(found.contains(&expected), "{expected:?} in {found:#?}");
        }
        let order = found.iter().find(|one| one.place.starts_with("order of ")).expect("the order");
        assert!(order.now.as_ref().is_some_and(|now| now.starts_with(&second.label)), "{order:?}");
        assert!(order.before.as_ref().is_some_and(|before| before.starts_with(&first.label)), "{order:?}");
        let removed =
            found.iter().find(|one| one.path == format!("/categories/{}", gone.key)).expect("removed");
        assert!(
            removed.now.is_none() && removed.before.as_ref().is_some_and(|text| text.contains(&gone.name))
        );
        // Both windows' times of the call, weight, order, minimum and category: nothing else.
        assert_eq!(found.len(), 6, "{found:#?}");
        assert_eq!(differences(&old, &old).expect("differences"), []);
    }
}
