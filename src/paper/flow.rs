//! Lines over pages.

use super::{
    Block, Level, Paper,
    pen::{Line, Pen, Style},
};

/// A4 in points of 1/72 inch (ISO 216).
pub(super) const PAGE_WIDTH: f32 = 595.0;
pub(super) const PAGE_HEIGHT: f32 = 842.0;
const MARGIN: f32 = 56.0;
const BOTTOM: f32 = PAGE_HEIGHT - 64.0;
const WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN;
/// The column of names beside values.
const NAMES_WIDTH: f32 = 150.0;
const GAP: f32 = 14.0;
/// What stands before an item of a list.
const BULLET: &str = "•";
const INDENT: f32 = 16.0;
/// A heading is not left alone at the foot of a page.
const KEPT_TOGETHER: f32 = 48.0;

const BODY: Style = Style { size: 10.5, is_bold: false };
const STRONG: Style = Style { size: 10.5, is_bold: true };
const SMALL: Style = Style { size: 8.5, is_bold: false };

/// All pages, and how many leaves of the structure their lines belong to.
pub(super) struct Pages {
    pub(super) pages: Vec<Vec<Placed>>,
    pub(super) blocks: Vec<Set>,
}

pub(super) struct Placed {
    pub(super) x: f32,
    pub(super) top: f32,
    /// The leaf it is of; none for what only decorates the page.
    pub(super) leaf: Option<usize>,
    pub(super) line: Line,
}

/// The leaves of a block, and where a heading stands.
pub(super) enum Set {
    Heading {
        leaf: usize,
        page: usize,
        top: f32,
    },
    Text(usize),
    /// The sign and the text of each item.
    List(Vec<(usize, usize)>),
    /// The name and the value of each row.
    Facts(Vec<(usize, usize)>),
}

struct Flow {
    pen: Pen,
    pages: Vec<Vec<Placed>>,
    top: f32,
    leaves: usize,
}

pub(super) fn flow(paper: &Paper) -> Pages {
    let mut flow = Flow { pen: Pen::new(), pages: vec![Vec::new()], top: MARGIN, leaves: 0 };
    let blocks = paper.blocks.iter().map(|block| flow.block(block)).collect();
    flow.feet(paper);
    Pages { pages: flow.pages, blocks }
}

impl Flow {
    fn block(&mut self, block: &Block) -> Set {
        match block {
            Block::Heading(level, text) => self.heading(*level, text),
            Block::Text(text) => self.paragraph(text, BODY),
            Block::Strong(text) => self.paragraph(text, STRONG),
            Block::List(items) => {
                let set = items.iter().map(|item| self.item(item)).collect();
                self.top += 4.0;
                Set::List(set)
            }
            Block::Facts(facts) => {
                let set = facts.iter().map(|(name, value)| self.fact(name, value)).collect();
                self.top += 6.0;
                Set::Facts(set)
            }
        }
    }

    fn heading(&mut self, level: Level, text: &str) -> Set {
        let (size, before, after) = match level {
            Level::One => (20.0, 0.0, 8.0),
            Level::Two => (14.0, 16.0, 4.0),
            Level::Three => (11.0, 8.0, 1.0),
        };
        let lines = self.pen.lines(text, Style { size, is_bold: true }, WIDTH);
        let height: f32 = lines.iter().map(|line| line.height).sum();
        if self.top > MARGIN {
            self.top += before;
        }
        if self.top + height + KEPT_TOGETHER > BOTTOM {
            self.turn();
        }
        let (page, top) = (self.pages.len().saturating_sub(1), self.top);
        let leaf = self.leaf();
        self.place(lines, MARGIN, leaf);
        self.top += after;
        Set::Heading { leaf, page, top }
    }

    fn paragraph(&mut self, text: &str, style: Style) -> Set {
        let lines = self.pen.lines(text, style, WIDTH);
        let leaf = self.leaf();
        self.place(lines, MARGIN, leaf);
        self.top += 5.0;
        Set::Text(leaf)
    }

    fn item(&mut self, text: &str) -> (usize, usize) {
        let lines = self.pen.lines(text, BODY, WIDTH - INDENT);
        let signs = self.pen.lines(BULLET, BODY, INDENT);
        let (sign, body) = (self.leaf(), self.leaf());
        self.side_by_side([(signs, MARGIN, sign), (lines, MARGIN + INDENT, body)]);
        (sign, body)
    }

    fn fact(&mut self, name: &str, value: &str) -> (usize, usize) {
        let names = self.pen.lines(name, STRONG, NAMES_WIDTH);
        let values = self.pen.lines(value, BODY, WIDTH - NAMES_WIDTH - GAP);
        let (head, cell) = (self.leaf(), self.leaf());
        self.side_by_side([(names, MARGIN, head), (values, MARGIN + NAMES_WIDTH + GAP, cell)]);
        self.top += 2.0;
        (head, cell)
    }

    /// Two texts whose first lines stand at the same height.
    fn side_by_side(&mut self, [first, second]: [(Vec<Line>, f32, usize); 2]) {
        let first_line = second.0.first().map_or(0.0, |line| line.height);
        let height: f32 = first.0.iter().map(|line| line.height).sum();
        if self.top + height.max(first_line) > BOTTOM {
            self.turn();
        }
        let (page, top) = (self.pages.len(), self.top);
        self.place(first.0, first.1, first.2);
        let below = self.top;
        self.top = top;
        self.place(second.0, second.1, second.2);
        if self.pages.len() == page {
            self.top = self.top.max(below);
        }
    }

    const fn leaf(&mut self) -> usize {
        let leaf = self.leaves;
        self.leaves = leaf.saturating_add(1);
        leaf
    }

    fn place(&mut self, lines: Vec<Line>, x: f32, leaf: usize) {
        for line in lines {
            if self.top + line.height > BOTTOM {
                self.turn();
            }
            let (top, height) = (self.top, line.height);
            if let Some(page) = self.pages.last_mut() {
                page.push(Placed { x, top, leaf: Some(leaf), line });
            }
            self.top += height;
        }
    }

    fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.top = MARGIN;
    }

    /// The name and number at the foot of every page.
    fn feet(&mut self, paper: &Paper) {
        let count = self.pages.len();
        for number in 1..=count {
            let note = paper.note.as_ref().map(|note| format!("{note} · ")).unwrap_or_default();
            let title: String = paper.title.chars().take(70).collect();
            let text = format!("{note}{title} · {number}/{count}");
            let line = self.pen.lines(&text, SMALL, WIDTH).into_iter().next();
            let page = self.pages.get_mut(number.saturating_sub(1));
            if let (Some(page), Some(line)) = (page, line) {
                page.push(Placed { x: MARGIN, top: BOTTOM + 16.0, leaf: None, line });
            }
        }
    }
}
