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
    /// Where, by keys: `/rounds/judging/criteria/impact/weight`.
    pub path: String,
    /// Where, in words: `round “Judging” › criterion “Impact” › weight`.
    pub place: String,
    /// How it was; absent for what is new.
    pub before: Option<String>,
    /// How it becomes; absent for what goes.
    pub now: Option<String>,
}

/// All parts that differ, in the order of the document.
///
/// # Errors
/// None in practice: a document can always be written.
pub fn differences(old: &EditionDocument, new: &EditionDocument) -> Result<Vec<Difference>, db::Error> {
    let value = |document: &EditionDocument| {
        let mut document = document.clone();
        document.version = None;
        serde_json::to_value(&document)
    };
    let (old, new) = (value(old)?, value(new)?);
    let mut walk = Walk { old: &old, new: &new, found: Vec::new() };
    walk.part(Some((&old, "")), Some((&new, "")));
    Ok(walk.found)
}

struct Walk<'a> {
    old: &'a Value,
    new: &'a Value,
    found: Vec<Difference>,
}

/// A part and the pointer to it.
type At<'a> = (&'a Value, &'a str);

impl Walk<'_> {
    fn part(&mut self, old: Option<At<'_>>, new: Option<At<'_>>) {
        match (old, new) {
            (Some((before, _)), Some((now, _))) if before == now => {}
            (Some((Value::Object(before), old)), Some((Value::Object(now), new))) => {
                self.members((before, old), (now, new));
            }
            (Some((Value::Array(before), old)), Some((Value::Array(now), new)))
                if before.iter().chain(now).all(|item| identity(item).is_some()) =>
            {
                self.items((before, old), (now, new));
            }
            (old, new) => self.tell(old, new),
        }
    }

    fn members(
        &mut self,
        (before, old): (&Map<String, Value>, &str),
        (now, new): (&Map<String, Value>, &str),
    ) {
        for name in now.keys().chain(before.keys().filter(|name| !now.contains_key(*name))) {
            let (was, is) = (format!("{old}/{}", escape(name)), format!("{new}/{}", escape(name)));
            let was = before.get(name).map(|value| (value, was.as_str()));
            self.part(was, now.get(name).map(|value| (value, is.as_str())));
        }
    }

    fn items(&mut self, (before, old): (&[Value], &str), (now, new): (&[Value], &str)) {
        let find =
            |list: &'_ [Value], item: &Value| list.iter().position(|other| identity(other) == identity(item));
        for (index, item) in now.iter().enumerate() {
            let is = format!("{new}/{index}");
            let was = find(before, item).map(|index| format!("{old}/{index}"));
            let was = was.as_deref().and_then(|was| Some((self.old.pointer(was)?, was)));
            self.part(was, Some((item, &is)));
        }
        for (index, item) in before.iter().enumerate().filter(|(_, item)| find(now, item).is_none()) {
            self.part(Some((item, &format!("{old}/{index}"))), None);
        }
        let kept = |list: &[Value], other: &[Value]| -> Vec<String> {
            let kept = list.iter().filter(|item| find(other, item).is_some());
            kept.filter_map(identity).collect()
        };
        if kept(before, now) != kept(now, before) {
            let names = |list: &[Value]| list.iter().filter_map(title).collect::<Vec<_>>().join(", ");
            let Place { path, words } = Place::of(self.new, new);
            let place = format!("order of {words}");
            self.found.push(Difference { path, place, before: Some(names(before)), now: Some(names(now)) });
        }
    }

    fn tell(&mut self, old: Option<At<'_>>, new: Option<At<'_>>) {
        let place = match (old, new) {
            (_, Some((_, pointer))) => Place::of(self.new, pointer),
            (Some((_, pointer)), None) => Place::of(self.old, pointer),
            (None, None) => return,
        };
        let said = |part: Option<At<'_>>| part.map(|(value, _)| said(value));
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
    use crate::editions::sample::essa_2023;

    fn change(path: &str, place: &str, before: Option<&str>, now: Option<&str>) -> Difference {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Difference { path: path.into(), place: place.into(), before: owned(before), now: owned(now) }
    }

    #[test]
    fn a_difference_is_told_by_names_and_old_and_new() {
        let old = essa_2023().expect("the sample");
        let mut new = old.clone();
        new.rounds[0].min_judges = 5;
        new.rounds[0].criteria.swap(0, 1);
        new.rounds[0].criteria[0].weight = 40;
        let shorter = new.windows["entries"].plus_days(-5).expect("in range");
        new.windows.insert("entries".to_owned(), shorter);
        let gone = new.categories.remove(1);
        let found = differences(&old, &new).expect("differences");
        let round = &old.rounds[0];
        let (first, second) = (&round.criteria[0], &round.criteria[1]);
        let place = format!("round “{}”", round.name);
        for expected in [
            change("/rounds/judging/min_judges", &format!("{place} › judges needed"), Some("3"), Some("5")),
            change(
                &format!("/rounds/judging/criteria/{}/weight", second.key),
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
