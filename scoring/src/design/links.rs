//! Connectivity of the graph of judges and entries.
//!
//! Two entries can be compared free of judges' severity only if a chain of judges leads from
//! one to the other; the two-way design has rank `entries + judges - components`. Across
//! components every number rests on "panels are equally strict", so such comparisons are
//! marked *not linked*.

use crate::Panel;

/// The connected components of judges and entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    /// Number of components that hold a ballot.
    pub components: usize,
    /// Component of each entry, numbered by first entry; `None` without a ballot.
    pub of_entry: Vec<Option<usize>>,
    /// Component of each judge; `None` without a ballot.
    pub of_judge: Vec<Option<usize>>,
}

/// Components of ballots given as (entry, judge) pairs.
///
/// ```
/// use scoring::design::links_of;
/// let links = links_of(3, 2, [(0, 0), (1, 0), (2, 1)].into_iter());
/// assert_eq!(links.components, 2);
/// assert!(links.linked(0, 1) && !links.linked(0, 2));
/// assert_eq!(links_of(3, 2, [(0, 0), (1, 0), (2, 1), (0, 1)].into_iter()).components, 1);
/// ```
#[must_use]
pub fn links_of(entries: usize, judges: usize, ballots: impl Iterator<Item = (usize, usize)>) -> Links {
    let mut parent: Vec<usize> = (0..entries + judges).collect();
    let mut seen = vec![false; entries + judges];
    for (entry, judge) in ballots {
        let (a, b) = (root(&mut parent, entry), root(&mut parent, entries + judge));
        if let Some(slot) = parent.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
        for node in [entry, entries + judge] {
            if let Some(slot) = seen.get_mut(node) {
                *slot = true;
            }
        }
    }
    let mut numbers = vec![None; entries + judges];
    let mut components = 0;
    let mut of: Vec<Option<usize>> = Vec::with_capacity(entries + judges);
    for (node, seen) in seen.iter().enumerate() {
        let top = root(&mut parent, node);
        of.push(seen.then(|| number(&mut numbers, top, &mut components)).flatten());
    }
    let of_judge = of.split_off(entries);
    Links { components, of_entry: of, of_judge }
}

fn number(numbers: &mut [Option<usize>], top: usize, components: &mut usize) -> Option<usize> {
    let slot = numbers.get_mut(top)?;
    if slot.is_none() {
        *slot = Some(*components);
        *components += 1;
    }
    *slot
}

fn root(parent: &mut [usize], node: usize) -> usize {
    let mut at = node;
    while let Some(&up) = parent.get(at).filter(|up| **up != at) {
        let above = parent.get(up).copied().unwrap_or(up);
        if let Some(slot) = parent.get_mut(at) {
            *slot = above;
        }
        at = above;
    }
    at
}

impl Links {
    /// The components of a panel.
    #[must_use]
    pub fn of(panel: &Panel<'_>) -> Self {
        let ballots = panel.sheets.iter().map(|sheet| (sheet.entry, sheet.judge));
        links_of(panel.entries.len(), panel.judges.len(), ballots)
    }

    /// Whether two entries are compared by a chain of judges.
    #[must_use]
    pub fn linked(&self, one: usize, other: usize) -> bool {
        match (self.of_entry.get(one), self.of_entry.get(other)) {
            (Some(Some(one)), Some(Some(other))) => one == other,
            _ => false,
        }
    }

    /// For each entry, whether its rank rests on linked comparisons only: it has a ballot,
    /// and all entries of its category that have one are in one component.
    #[must_use]
    pub fn by_category(&self, panel: &Panel<'_>) -> Vec<bool> {
        let mut only = vec![None; panel.categories.len()];
        let mut mixed = vec![false; panel.categories.len()];
        for (entry, component) in panel.entries.iter().zip(&self.of_entry) {
            if let (Some(component), Some(only), Some(mixed)) =
                (component, only.get_mut(entry.category), mixed.get_mut(entry.category))
            {
                *mixed |= only.is_some_and(|other| other != component);
                *only = Some(component);
            }
        }
        let whole = |category: usize| mixed.get(category).is_some_and(|mixed| !mixed);
        let linked = panel.entries.iter().zip(&self.of_entry);
        linked.map(|(entry, component)| component.is_some() && whole(entry.category)).collect()
    }
}
