//! Pages and their structure as PDF.

use std::num::NonZeroU16;

use krilla::{
    Document, SerializeSettings,
    configure::{Accessibility, Archival, ConfigurationBuilder},
    destination::XyzDestination,
    error::KrillaError,
    geom::Point,
    metadata::{DateTime, Metadata},
    outline::{Outline, OutlineNode},
    page::PageSettings,
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag,
        TagGroup, TagTree,
    },
    text::{Font, GlyphId, KrillaGlyph},
};

use super::{
    Block, Date, Paper,
    flow::{PAGE_HEIGHT, PAGE_WIDTH, Pages, Placed, Set},
    pen::{FONTS, Line},
};

#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// A fault of the program: settings that do not go together.
    #[error("the settings of the document are wrong: {0}")]
    Settings(String),
    /// The document is not what accessible documents must be.
    #[error("the document was refused: {0:?}")]
    Refused(KrillaError),
}

pub(super) fn draw(paper: &Paper, set: &Pages) -> Result<Vec<u8>, PaperError> {
    let mut document = document()?;
    let fonts: Vec<Font> = FONTS.iter().filter_map(|bytes| Font::new((*bytes).to_vec().into(), 0)).collect();
    let mut leaves = Leaves::default();
    for placed in &set.pages {
        let size = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT);
        let size = size.ok_or_else(|| PaperError::Settings("the size of a page".to_owned()))?;
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        for placed in placed {
            draw_line(&mut surface, placed, &fonts, &mut leaves);
        }
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(tree(paper, set, &mut leaves));
    document.set_outline(outline(paper, set));
    document.set_metadata(
        Metadata::new()
            .title(paper.title.clone())
            .language(paper.language.to_owned())
            .creator("Palmares".to_owned())
            .creation_date(date(paper.date)),
    );
    document.finish().map_err(PaperError::Refused)
}

fn document() -> Result<Document, PaperError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| PaperError::Settings(format!("{error:?}")))?;
    Ok(Document::new_with(SerializeSettings { configuration, enable_tagging: true, ..Default::default() }))
}

fn date(date: Date) -> DateTime {
    DateTime::new(date.year)
        .month(date.month)
        .day(date.day)
        .hour(date.hour)
        .minute(date.minute)
        .second(date.second)
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

/// The marks of what was drawn, by the leaf of the structure it belongs to.
#[derive(Default)]
struct Leaves(Vec<Vec<Identifier>>);

impl Leaves {
    fn add(&mut self, leaf: usize, mark: Identifier) {
        if self.0.len() <= leaf {
            self.0.resize_with(leaf.saturating_add(1), Vec::new);
        }
        if let Some(marks) = self.0.get_mut(leaf) {
            marks.push(mark);
        }
    }

    /// Hangs the marks of a leaf under a tag.
    fn fill(&mut self, group: &mut TagGroup, leaf: usize) {
        for mark in self.0.get_mut(leaf).map(std::mem::take).unwrap_or_default() {
            group.push(mark);
        }
    }

    fn group(&mut self, mut group: TagGroup, leaf: usize) -> TagGroup {
        self.fill(&mut group, leaf);
        group
    }
}

fn draw_line(surface: &mut Surface<'_>, placed: &Placed, fonts: &[Font], leaves: &mut Leaves) {
    let line = &placed.line;
    // An empty line has no mark that could be hung anywhere.
    if line.runs.is_empty() {
        return;
    }
    let text: String = line
        .runs
        .iter()
        .flat_map(|run| &run.glyphs)
        .filter_map(|glyph| line.text.get(glyph.text.clone()))
        .collect();
    let tag = match placed.leaf {
        Some(_) => ContentTag::Span(SpanTag::empty().with_lang(language(&text))),
        None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
    };
    let mark = surface.start_tagged(tag);
    draw_runs(surface, placed, line, fonts);
    surface.end_tagged();
    if let Some(leaf) = placed.leaf {
        leaves.add(leaf, mark);
    }
}

fn draw_runs(surface: &mut Surface<'_>, placed: &Placed, line: &Line, fonts: &[Font]) {
    for run in &line.runs {
        let Some(font) = fonts.get(run.font) else { continue };
        let glyphs: Vec<KrillaGlyph> = run
            .glyphs
            .iter()
            .map(|glyph| {
                let id = GlyphId::new(glyph.id);
                KrillaGlyph::new(id, glyph.advance, glyph.x, glyph.y, 0.0, glyph.text.clone(), None)
            })
            .collect();
        let start = Point::from_xy(placed.x + run.x, placed.top + line.baseline);
        surface.draw_glyphs(start, &glyphs, font.clone(), &line.text, run.size, false);
    }
}

/// Where a script is that of one language, a reader pronounces it so.
fn language(text: &str) -> Option<&'static str> {
    text.chars().find_map(|c| match c {
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Some("el"),
        '\u{10A0}'..='\u{10FF}' | '\u{1C90}'..='\u{1CBF}' => Some("ka"),
        '\u{530}'..='\u{58F}' => Some("hy"),
        _ => None,
    })
}

fn tree(paper: &Paper, set: &Pages, leaves: &mut Leaves) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(paper.language.to_owned()));
    for (block, set) in paper.blocks.iter().zip(&set.blocks) {
        match (block, set) {
            (Block::Heading(level, text), Set::Heading { leaf, .. }) => {
                let level = NonZeroU16::new(level.number()).unwrap_or(NonZeroU16::MIN);
                tree.push(leaves.group(TagGroup::new(Tag::Hn(level, Some(text.clone()))), *leaf));
            }
            (_, Set::List(items)) => tree.push(list(items, leaves)),
            (_, Set::Facts(rows)) => tree.push(table(rows, leaves)),
            (_, Set::Text(leaf) | Set::Heading { leaf, .. }) => {
                tree.push(leaves.group(TagGroup::new(Tag::P), *leaf));
            }
        }
    }
    tree
}

fn list(items: &[(usize, usize)], leaves: &mut Leaves) -> TagGroup {
    let mut list = TagGroup::new(Tag::L(ListNumbering::Disc));
    for (sign, body) in items {
        let mut item = TagGroup::new(Tag::LI);
        item.push(leaves.group(TagGroup::new(Tag::Lbl), *sign));
        item.push(leaves.group(TagGroup::new(Tag::LBody), *body));
        list.push(item);
    }
    list
}

fn table(rows: &[(usize, usize)], leaves: &mut Leaves) -> TagGroup {
    let mut table = TagGroup::new(Tag::Table);
    for (head, cell) in rows {
        let mut row = TagGroup::new(Tag::TR);
        row.push(leaves.group(TagGroup::new(Tag::TH(TableHeaderScope::Row)), *head));
        row.push(leaves.group(TagGroup::new(Tag::TD), *cell));
        table.push(row);
    }
    table
}

fn outline(paper: &Paper, set: &Pages) -> Outline {
    let mut outline = Outline::new();
    for (block, set) in paper.blocks.iter().zip(&set.blocks) {
        if let (Block::Heading(level, text), Set::Heading { page, top, .. }) = (block, set)
            && level.number() < 3
        {
            let place = XyzDestination::new(*page, Point::from_xy(0.0, *top));
            outline.push_child(OutlineNode::new(text.clone(), place));
        }
    }
    outline
}
