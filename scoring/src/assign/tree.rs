//! The spanning tree of the network simplex, with its preorder kept as a threaded list.

#![expect(clippy::indexing_slicing, reason = "nodes are numbered without gaps; the root is the last")]

/// Which way the arc between a node and its parent points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the node to its parent.
    Up,
    /// From the parent to the node.
    Down,
}

impl Direction {
    fn reversed(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}

/// A rooted tree over all nodes. `parent` of the root is the root itself.
#[derive(Debug)]
pub struct Tree {
    root: usize,
    parent: Vec<usize>,
    arc: Vec<usize>,
    direction: Vec<Direction>,
    thread: Vec<usize>,
    back: Vec<usize>,
    size: Vec<usize>,
    last: Vec<usize>,
    dirty: Vec<usize>,
}

impl Tree {
    /// All nodes hang from a root numbered behind them, by arcs numbered from `first_arc`.
    #[must_use]
    pub fn star(direction: Vec<Direction>, first_arc: usize) -> Self {
        let root = direction.len();
        let mut direction = direction;
        direction.push(Direction::Up);
        let mut size = vec![1; root];
        size.push(root + 1);
        let mut last: Vec<usize> = (0..root).collect();
        last.push(root.saturating_sub(1));
        let mut thread: Vec<usize> = (1..=root).collect();
        thread.push(0);
        let mut back = vec![root];
        back.extend(0..root);
        Self {
            root,
            parent: vec![root; root + 1],
            arc: (first_arc..=first_arc + root).collect(),
            direction,
            thread,
            back,
            size,
            last,
            dirty: Vec::new(),
        }
    }

    /// The parent of a node.
    pub fn parent(&self, node: usize) -> usize {
        self.parent[node]
    }

    /// The arc between a node and its parent.
    pub fn arc(&self, node: usize) -> usize {
        self.arc[node]
    }

    /// The direction of that arc.
    pub fn direction(&self, node: usize) -> Direction {
        self.direction[node]
    }

    /// Where the paths from two nodes to the root meet.
    pub fn join(&self, one: usize, other: usize) -> usize {
        let (mut u, mut v) = (one, other);
        while u != v {
            if self.size[u] < self.size[v] {
                u = self.parent[u];
            } else {
                v = self.parent[v];
            }
        }
        u
    }

    /// Visits a node and all below it.
    pub fn for_subtree(&self, top: usize, mut visit: impl FnMut(usize)) {
        let end = self.thread[self.last[top]];
        let mut node = top;
        loop {
            visit(node);
            node = self.thread[node];
            if node == end {
                return;
            }
        }
    }

    /// Cuts the arc above `out` and hangs its subtree by `inside` below `outside`, with the
    /// entering arc. `inside` is in the subtree of `out`, `outside` is not; `join` is where
    /// the cycle's sides meet.
    pub fn replace(
        &mut self,
        out: usize,
        inside: usize,
        outside: usize,
        join: usize,
        entering: (usize, Direction),
    ) {
        let (old_back, old_size, old_last) = (self.back[out], self.size[out], self.last[out]);
        let cut_from = self.parent[out];
        if inside == out {
            self.move_subtree(out, outside, old_back, old_last);
            self.parent[inside] = outside;
        } else {
            self.turn_stem(out, inside, outside, old_back, old_last);
        }
        (self.arc[inside], self.direction[inside]) = entering;
        self.size[inside] = old_size;
        self.mend_last(out, outside, join, cut_from, (old_back, old_last));
        self.resize(outside, join, cut_from, old_size);
    }

    /// Moves a subtree in the threaded list, as it is.
    fn move_subtree(&mut self, out: usize, outside: usize, old_back: usize, old_last: usize) {
        if self.thread[outside] == out {
            return;
        }
        let after = self.thread[old_last];
        self.link(old_back, after);
        let after = self.thread[outside];
        self.link(outside, out);
        self.link(old_last, after);
    }

    fn link(&mut self, before: usize, after: usize) {
        self.thread[before] = after;
        self.back[after] = before;
    }

    /// Turns the path from `inside` up to `out` upside down.
    fn turn_stem(&mut self, out: usize, inside: usize, outside: usize, old_back: usize, old_last: usize) {
        let go_on = if old_back == outside { self.thread[old_last] } else { self.thread[outside] };
        let (mut stem, mut above) = (inside, outside);
        let mut last = self.last[inside];
        let mut after = self.thread[last];
        self.thread[outside] = inside;
        self.dirty.clear();
        self.dirty.push(outside);
        while stem != out {
            let next = self.parent[stem];
            self.thread[last] = next;
            self.dirty.push(last);
            let before = self.back[stem];
            self.link(before, after);
            self.parent[stem] = above;
            (above, stem) = (stem, next);
            last = if self.last[stem] == self.last[above] { self.back[above] } else { self.last[stem] };
            after = self.thread[last];
        }
        self.parent[out] = above;
        self.link(last, go_on);
        self.last[out] = last;
        if old_back != outside {
            self.link(old_back, after);
        }
        for at in 0..self.dirty.len() {
            let node = self.dirty[at];
            self.back[self.thread[node]] = node;
        }
        let (mut size, last) = (0, self.last[out]);
        let mut node = out;
        while node != inside {
            let below = self.parent[node];
            self.arc[node] = self.arc[below];
            self.direction[node] = self.direction[below].reversed();
            size += self.size[node] - self.size[below];
            self.size[node] = size;
            self.last[below] = last;
            node = below;
        }
    }

    /// Repairs last successors on both paths to the root.
    fn mend_last(&mut self, out: usize, outside: usize, join: usize, cut_from: usize, old: (usize, usize)) {
        let (old_back, old_last) = old;
        let limit = (self.last[join] == outside).then_some(join);
        let new_last = self.last[out];
        self.set_last(outside, None, outside, new_last);
        if join != old_back && outside != old_back {
            self.set_last(cut_from, limit, old_last, old_back);
        } else if new_last != old_last {
            self.set_last(cut_from, limit, old_last, new_last);
        }
    }

    fn set_last(&mut self, from: usize, limit: Option<usize>, old: usize, new: usize) {
        let mut node = from;
        while Some(node) != limit && self.last[node] == old {
            self.last[node] = new;
            if node == self.root {
                return;
            }
            node = self.parent[node];
        }
    }

    fn resize(&mut self, outside: usize, join: usize, cut_from: usize, moved: usize) {
        let mut node = outside;
        while node != join {
            self.size[node] += moved;
            node = self.parent[node];
        }
        node = cut_from;
        while node != join {
            self.size[node] -= moved;
            node = self.parent[node];
        }
    }
}
