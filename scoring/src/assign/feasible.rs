//! Whether any assignment exists, by two maximum flows.
//!
//! An assignment with exact numbers per entry and loads within limits exists if and only if
//! one fills all entries within the maximum loads and one fills all minimum loads within the
//! entries' numbers (Hoffman's circulation theorem for this network). Each flow is found by
//! shortest augmenting paths (Dinic), and where it falls short its minimum cut is the proof.

#![expect(clippy::indexing_slicing, reason = "pairs are entry * judges + judge, all in range")]

use super::problem::Problem;
use std::collections::VecDeque;

/// Nodes that cannot all be served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shortfall {
    /// Entries that need more scores than judges can give.
    Entries(Vec<usize>),
    /// Judges whose minimum is more than the entries open to them can take.
    Judges(Vec<usize>),
}

/// Who falls short among the allowed pairs, `None` if an assignment exists.
pub fn shortfall(problem: &Problem, allowed: &[bool]) -> Option<Shortfall> {
    let (entries, judges) = (problem.entries, problem.judges);
    let most: Vec<usize> = problem.loads.iter().map(|load| load.max).collect();
    let by_entry = Flow { rows: entries, columns: judges, allowed: |e, j| allowed[e * judges + j] };
    if let Some(rows) = by_entry.unserved(&problem.judges_per_entry, &most) {
        return Some(Shortfall::Entries(rows));
    }
    let least: Vec<usize> = problem.loads.iter().map(|load| load.min).collect();
    if least.iter().all(|min| *min == 0) {
        return None;
    }
    let by_judge = Flow { rows: judges, columns: entries, allowed: |j, e| allowed[e * judges + j] };
    by_judge.unserved(&least, &problem.judges_per_entry).map(Shortfall::Judges)
}

struct Flow<A: Fn(usize, usize) -> bool> {
    rows: usize,
    columns: usize,
    allowed: A,
}

struct State {
    given: Vec<bool>,
    holders: Vec<Vec<usize>>,
    need: Vec<usize>,
    room: Vec<usize>,
}

impl<A: Fn(usize, usize) -> bool> Flow<A> {
    /// Rows of a minimum cut if not every row gets its need, else `None`.
    fn unserved(&self, needs: &[usize], room: &[usize]) -> Option<Vec<usize>> {
        let mut state = State {
            given: vec![false; self.rows * self.columns],
            holders: vec![Vec::new(); self.columns],
            need: needs.to_vec(),
            room: room.to_vec(),
        };
        self.greedy(&mut state);
        loop {
            if state.need.iter().all(|need| *need == 0) {
                return None;
            }
            let (row_level, column_level, reaches) = self.levels(&state);
            if !reaches {
                return Some((0..self.rows).filter(|row| row_level[*row] != usize::MAX).collect());
            }
            let mut tried = vec![0; self.rows];
            for row in 0..self.rows {
                while state.need[row] > 0
                    && self.augment(&mut state, row, &row_level, &column_level, &mut tried)
                {
                    state.need[row] -= 1;
                }
            }
        }
    }

    /// Fills what can be filled at once, giving to the columns with most room first.
    fn greedy(&self, state: &mut State) {
        let mut columns: Vec<usize> = (0..self.columns).collect();
        for row in 0..self.rows {
            if state.need[row] == 0 {
                continue;
            }
            columns.sort_by_key(|column| std::cmp::Reverse(state.room[*column]));
            for &column in &columns {
                if state.need[row] == 0 || state.room[column] == 0 {
                    break;
                }
                if (self.allowed)(row, column) {
                    self.give(state, row, column);
                    state.need[row] -= 1;
                    state.room[column] -= 1;
                }
            }
        }
    }

    fn give(&self, state: &mut State, row: usize, column: usize) {
        state.given[row * self.columns + column] = true;
        state.holders[column].push(row);
    }

    /// Distances from rows in need; whether a column with room was reached.
    fn levels(&self, state: &State) -> (Vec<usize>, Vec<usize>, bool) {
        let mut row_level = vec![usize::MAX; self.rows];
        let mut column_level = vec![usize::MAX; self.columns];
        let mut queue: VecDeque<usize> = (0..self.rows).filter(|row| state.need[*row] > 0).collect();
        queue.iter().for_each(|row| row_level[*row] = 0);
        let mut open: Vec<usize> = (0..self.columns).collect();
        let mut reaches = false;
        while let Some(row) = queue.pop_front() {
            let next = row_level[row] + 1;
            open.retain(|&column| {
                if state.given[row * self.columns + column] || !(self.allowed)(row, column) {
                    return true;
                }
                column_level[column] = next;
                reaches |= state.room[column] > 0;
                for &holder in &state.holders[column] {
                    if row_level[holder] == usize::MAX {
                        row_level[holder] = next;
                        queue.push_back(holder);
                    }
                }
                false
            });
        }
        (row_level, column_level, reaches)
    }

    /// Finds one more column for a row along levels, passing holders on.
    fn augment(
        &self,
        state: &mut State,
        start: usize,
        row_level: &[usize],
        column_level: &[usize],
        tried: &mut [usize],
    ) -> bool {
        // The path so far as (row, column it wants); each holder on it gives its column up.
        let mut path: Vec<(usize, usize)> = Vec::new();
        let mut row = start;
        loop {
            let step = (tried[row]..self.columns).find(|&column| {
                column_level[column] == row_level[row] + 1
                    && !state.given[row * self.columns + column]
                    && (self.allowed)(row, column)
            });
            let Some(column) = step else {
                tried[row] = self.columns;
                let Some((back, column)) = path.pop() else { return false };
                // The holder `row` led nowhere; the column may have other holders.
                row = back;
                tried[row] = tried[row].max(column);
                continue;
            };
            tried[row] = column;
            if state.room[column] > 0 {
                state.room[column] -= 1;
                path.push((row, column));
                self.shift(state, &path);
                return true;
            }
            let holder = state.holders[column]
                .iter()
                .copied()
                .find(|holder| row_level[*holder] == row_level[row] + 1 && tried[*holder] < self.columns);
            match holder {
                Some(holder) => {
                    path.push((row, column));
                    row = holder;
                }
                None => tried[row] = column + 1,
            }
        }
    }

    /// Carries a path out: each row takes its column, the next row gives it up.
    fn shift(&self, state: &mut State, path: &[(usize, usize)]) {
        for (at, &(row, column)) in path.iter().enumerate() {
            if let Some(&(next, _)) = path.get(at + 1) {
                state.given[next * self.columns + column] = false;
                state.holders[column].retain(|holder| *holder != next);
            }
            self.give(state, row, column);
        }
    }
}
