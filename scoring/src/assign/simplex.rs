//! Minimum-cost flow by the network simplex method, in whole numbers.
//!
//! Spanning-tree form with thread, reverse thread, successor counts and last successors,
//! after Király and Kovács (2012) as in LEMON; block search picks the entering arc, and the
//! last blocking arc leaves, which keeps the tree strongly feasible, so it cannot cycle.

#![expect(clippy::indexing_slicing, reason = "nodes and arcs are numbered without gaps")]

use super::tree::{Direction, Tree};

/// A directed network with arc capacities and costs; node supplies add up to zero.
#[derive(Debug, Clone, Default)]
pub struct Network {
    supply: Vec<i64>,
    pub(super) source: Vec<usize>,
    pub(super) target: Vec<usize>,
    capacity: Vec<i64>,
    pub(super) cost: Vec<i64>,
    likely: usize,
}

/// Costs are refused beyond this, so that no sum can overflow.
pub const HIGHEST_COST: i64 = 1 << 60;

impl Network {
    /// A network of nodes with these supplies (below zero: demands).
    #[must_use]
    pub fn new(supply: Vec<i64>, arcs: usize) -> Self {
        let nodes = supply.len();
        let room = arcs + nodes;
        Self {
            supply,
            source: Vec::with_capacity(room),
            target: Vec::with_capacity(room),
            capacity: Vec::with_capacity(room),
            cost: Vec::with_capacity(room),
            likely: 0,
        }
    }

    /// Arcs so far.
    #[must_use]
    pub fn arcs(&self) -> usize {
        self.source.len()
    }

    /// Says that the arcs so far are the likely ones: they are solved first, then all. The
    /// answer is the same optimum, found sooner in dense networks.
    pub fn likely_so_far(&mut self) {
        self.likely = self.source.len();
    }

    /// Adds an arc; arcs are numbered in this order.
    pub fn arc(&mut self, source: usize, target: usize, capacity: i64, cost: i64) {
        self.source.push(source);
        self.target.push(target);
        self.capacity.push(capacity);
        self.cost.push(cost);
    }

    /// The flow on every arc at least cost, or `None` if the supplies cannot be met.
    #[must_use]
    pub fn solve(self) -> Option<Vec<i64>> {
        let arcs = self.source.len();
        let mut solver = Solver::start(self);
        for arcs in [solver.network.likely, arcs] {
            solver.arcs = arcs;
            while let Some(entering) = solver.entering() {
                solver.pivot(entering);
            }
        }
        let mut flow = solver.flow;
        flow[arcs..].iter().all(|artificial| *artificial == 0).then(|| {
            flow.truncate(arcs);
            flow
        })
    }
}

const AT_LOWER: i64 = 1;
const IN_TREE: i64 = 0;
const AT_UPPER: i64 = -1;

struct Solver {
    network: Network,
    /// Arcs that may enter: the first so many.
    arcs: usize,
    flow: Vec<i64>,
    state: Vec<i64>,
    potential: Vec<i64>,
    tree: Tree,
    next: usize,
    block: usize,
}

impl Solver {
    /// All supply over artificial arcs to an artificial root.
    fn start(mut network: Network) -> Self {
        let (nodes, arcs) = (network.supply.len(), network.source.len());
        let highest = network.cost.iter().map(|cost| cost.abs()).max().unwrap_or(0);
        let penalty =
            (highest + 1).saturating_mul(i64::try_from(nodes + 1).unwrap_or(i64::MAX)).min(HIGHEST_COST);
        let mut flow = vec![0; arcs];
        let mut state = vec![AT_LOWER; arcs];
        let mut potential = vec![0; nodes + 1];
        let mut up = Vec::with_capacity(nodes);
        for (node, supply) in std::mem::take(&mut network.supply).into_iter().enumerate() {
            let (source, target) = if supply >= 0 { (node, nodes) } else { (nodes, node) };
            network.arc(source, target, i64::MAX, if supply >= 0 { 0 } else { penalty });
            potential[node] = if supply >= 0 { 0 } else { penalty };
            up.push(if supply >= 0 { Direction::Up } else { Direction::Down });
            flow.push(supply.abs());
            state.push(IN_TREE);
        }
        let tree = Tree::star(up, arcs);
        let block = usize::isqrt(arcs).max(10);
        Self { network, arcs, flow, state, potential, tree, next: 0, block }
    }

    /// The most violating arc of the first block that has one.
    fn entering(&mut self) -> Option<usize> {
        let mut seen = 0;
        while seen < self.arcs {
            let from = if self.next >= self.arcs { 0 } else { self.next };
            let to = (from + self.block).min(self.arcs);
            self.next = to;
            seen += to - from;
            let best = self.most_violating(from, to);
            if best.is_some() {
                return best;
            }
        }
        None
    }

    fn most_violating(&self, from: usize, to: usize) -> Option<usize> {
        let network = &self.network;
        let (mut least, mut best) = (0, None);
        let ends = network.source[from..to].iter().zip(&network.target[from..to]);
        let costs = self.state[from..to].iter().zip(&network.cost[from..to]);
        for (at, ((source, target), (state, cost))) in (from..).zip(ends.zip(costs)) {
            let reduced = state * (cost + self.potential[*source] - self.potential[*target]);
            if reduced < least {
                least = reduced;
                best = Some(at);
            }
        }
        best
    }

    /// Pushes flow around the cycle that the arc closes, and swaps it for the blocking one.
    fn pivot(&mut self, entering: usize) {
        let (source, target) = (self.network.source[entering], self.network.target[entering]);
        let join = self.tree.join(source, target);
        let (first, second) =
            if self.state[entering] == AT_LOWER { (source, target) } else { (target, source) };
        let mut delta = self.network.capacity[entering];
        let mut leaving = None;
        let mut node = first;
        while node != join {
            let room = self.room(node, Direction::Up);
            if room < delta {
                delta = room;
                leaving = Some((node, first, second));
            }
            node = self.tree.parent(node);
        }
        node = second;
        while node != join {
            let room = self.room(node, Direction::Down);
            if room <= delta {
                delta = room;
                leaving = Some((node, second, first));
            }
            node = self.tree.parent(node);
        }
        self.push(entering, delta, join);
        match leaving {
            None => self.state[entering] = -self.state[entering],
            Some((out, inside, outside)) => {
                self.state[entering] = IN_TREE;
                let left = self.tree.arc(out);
                self.state[left] = if self.flow[left] == 0 { AT_LOWER } else { AT_UPPER };
                let direction = if inside == source { Direction::Up } else { Direction::Down };
                self.tree.replace(out, inside, outside, join, (entering, direction));
                self.shift_potentials(entering, inside, outside, direction);
            }
        }
    }

    /// How much the cycle can push over a node's tree arc; `falling` is the direction in
    /// which its flow falls.
    fn room(&self, node: usize, falling: Direction) -> i64 {
        let arc = self.tree.arc(node);
        if self.tree.direction(node) == falling {
            self.flow[arc]
        } else {
            self.network.capacity[arc] - self.flow[arc]
        }
    }

    fn push(&mut self, entering: usize, delta: i64, join: usize) {
        if delta == 0 {
            return;
        }
        let value = self.state[entering] * delta;
        self.flow[entering] += value;
        for (start, sign) in [(self.network.source[entering], -value), (self.network.target[entering], value)]
        {
            let mut node = start;
            while node != join {
                let arc = self.tree.arc(node);
                self.flow[arc] += if self.tree.direction(node) == Direction::Up { sign } else { -sign };
                node = self.tree.parent(node);
            }
        }
    }

    fn shift_potentials(&mut self, entering: usize, inside: usize, outside: usize, direction: Direction) {
        let cost = self.network.cost[entering];
        let cost = if direction == Direction::Up { cost } else { -cost };
        let shift = self.potential[outside] - self.potential[inside] - cost;
        let potential = &mut self.potential;
        self.tree.for_subtree(inside, |node| potential[node] += shift);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_textbook_network_has_its_known_optimum() {
        // Two units cost 3 each by 0-2-3, two more 4 each by 0-1-2-3.
        let mut network = Network::new(vec![4, 0, 0, -4], 5);
        network.arc(0, 1, 4, 2);
        network.arc(0, 2, 2, 2);
        network.arc(1, 2, 2, 1);
        network.arc(1, 3, 3, 3);
        network.arc(2, 3, 5, 1);
        let cost = [2, 2, 1, 3, 1];
        let flow = network.solve().unwrap();
        assert_eq!(flow.iter().zip(cost).map(|(f, c)| f * c).sum::<i64>(), 14);
    }

    #[test]
    fn a_demand_out_of_reach_has_no_flow() {
        let mut network = Network::new(vec![3, -3], 1);
        network.arc(0, 1, 2, 1);
        assert!(network.solve().is_none());
    }

    #[test]
    fn arcs_of_negative_cost_are_filled() {
        let mut network = Network::new(vec![0, 0], 2);
        network.arc(0, 1, 5, -3);
        network.arc(1, 0, 5, 1);
        assert_eq!(network.solve(), Some(vec![5, 5]));
    }
}
