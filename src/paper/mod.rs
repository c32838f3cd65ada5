//! Accessible PDF: tagged text over pages of A4 (PDF/UA-1 and PDF/A-2a, held to by the writer
//! itself), in the scripts of Europe. It knows blocks of text and no award word.
//!
//! The same paper always gives the same bytes. A sign that no font has becomes `�`, since a
//! document with signs that cannot be shown would be refused.

mod draw;
mod flow;
mod pen;
#[cfg(test)]
mod tests;

pub use draw::PaperError;

#[derive(Clone, Debug, Default)]
pub struct Paper {
    /// Its name, in its properties and on every page.
    pub title: String,
    /// What every page says beside its number, such as that this is a draft.
    pub note: Option<String>,
    /// The language of what the program wrote (BCP 47).
    pub language: &'static str,
    /// When what it holds was true: year, month, day, hour, minute, second in UTC.
    pub date: Date,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Date {
    pub year: u16,
    pub month: u8,
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; levels go down one at a time, from 1.
    Heading(Level, String),
    Text(String),
    Strong(String),
    List(Vec<String>),
    /// Names and values, as a table of two columns.
    Facts(Vec<(String, String)>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    One,
    Two,
    Three,
}

impl Level {
    const fn number(self) -> u16 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
        }
    }
}

/// The document as PDF. It takes some milliseconds of a core: run it on a blocking thread.
pub fn pdf(paper: &Paper) -> Result<Vec<u8>, PaperError> {
    // Some signs are in a font and still may not stand in an archive.
    draw::draw(paper, &flow::flow(paper)).or_else(|_| {
        let plain = paper.plain();
        draw::draw(&plain, &flow::flow(&plain))
    })
}

impl Paper {
    /// The same with letters, digits and common signs alone.
    fn plain(&self) -> Self {
        let plain = |text: &String| -> String {
            let keeps = |c: char| c.is_alphanumeric() || c.is_ascii() || "–—’‘“”«»…€§°·".contains(c);
            text.chars().map(|c| if keeps(c) || c.is_whitespace() { c } else { '?' }).collect()
        };
        let block = |block: &Block| match block {
            Block::Heading(level, text) => Block::Heading(*level, plain(text)),
            Block::Text(text) => Block::Text(plain(text)),
            Block::Strong(text) => Block::Strong(plain(text)),
            Block::List(items) => Block::List(items.iter().map(plain).collect()),
            Block::Facts(facts) => {
                Block::Facts(facts.iter().map(|(name, value)| (plain(name), plain(value))).collect())
            }
        };
        Self {
            title: plain(&self.title),
            note: self.note.as_ref().map(plain),
            blocks: self.blocks.iter().map(block).collect(),
            ..self.clone()
        }
    }
}
