//! Lines of glyphs: which font has a letter, where a line breaks, which way a script runs.

use std::{borrow::Cow, ops::Range, sync::Arc};

use parley::{
    Alignment, AlignmentOptions, FontContext, FontFamily, FontFamilyName, FontWeight, Layout, LayoutContext,
    LineHeight, StyleProperty,
    fontique::{Blob, Collection, CollectionOptions, SourceCache},
};

/// The fonts of a document, under the SIL Open Font License (`fonts/OFL.txt`): Latin, Greek and
/// Cyrillic in two weights, Georgian, Armenian.
pub(super) const FONTS: [&[u8]; 4] = [
    include_bytes!("fonts/NotoSans-Regular.ttf"),
    include_bytes!("fonts/NotoSans-SemiBold.ttf"),
    include_bytes!("fonts/NotoSansGeorgian-Regular.ttf"),
    include_bytes!("fonts/NotoSansArmenian-Regular.ttf"),
];
/// Asked in this order for a letter.
const FAMILIES: [&str; 3] = ["Noto Sans", "Noto Sans Georgian", "Noto Sans Armenian"];
/// In place of what no font has.
const UNKNOWN: &str = "\u{FFFD}";
/// In place of that, should no font have it.
const LAST_RESORT: &str = "?";
const SEMI_BOLD: f32 = 600.0;

#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) is_bold: bool,
}

#[derive(Debug)]
pub(super) struct Line {
    pub(super) text: Arc<str>,
    pub(super) baseline: f32,
    /// From its top to that of the next.
    pub(super) height: f32,
    pub(super) runs: Vec<Run>,
}

#[derive(Debug)]
pub(super) struct Run {
    pub(super) font: usize,
    pub(super) size: f32,
    pub(super) x: f32,
    pub(super) glyphs: Vec<Glyph>,
}

/// A glyph and what it stands for; lengths are in shares of the size.
#[derive(Debug)]
pub(super) struct Glyph {
    pub(super) id: u32,
    pub(super) advance: f32,
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) text: Range<usize>,
}

pub(super) struct Pen {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    ids: Vec<u64>,
}

impl Pen {
    pub(super) fn new() -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        let register = |bytes: &'static [u8]| {
            let blob = Blob::new(Arc::new(bytes));
            let id = blob.id();
            collection.register_fonts(blob, None);
            id
        };
        let ids = FONTS.into_iter().map(register).collect();
        let fonts = FontContext { collection, source_cache: SourceCache::default() };
        Self { fonts, layouts: LayoutContext::new(), ids }
    }

    /// A text in lines no longer than this.
    pub(super) fn lines(&mut self, text: &str, style: Style, width: f32) -> Vec<Line> {
        let mut text = printable(text);
        for instead in [UNKNOWN, LAST_RESORT] {
            let layout = self.layout(&text, style, width);
            let unknown = unknown(&layout);
            if unknown.is_empty() {
                return self.read(&layout, &text);
            }
            text = replaced(&text, &unknown, instead);
        }
        let layout = self.layout(&text, style, width);
        self.read(&layout, &text)
    }

    fn layout(&mut self, text: &str, style: Style, width: f32) -> Layout<()> {
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        let families: Vec<FontFamilyName<'_>> =
            FAMILIES.iter().map(|name| FontFamilyName::Named(Cow::Borrowed(*name))).collect();
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Owned(families))));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.4)));
        if style.is_bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::new(SEMI_BOLD)));
        }
        let mut layout = builder.build(text);
        layout.break_all_lines(Some(width));
        layout.align(Alignment::Start, AlignmentOptions::default());
        layout
    }

    fn read(&self, layout: &Layout<()>, text: &str) -> Vec<Line> {
        let text: Arc<str> = text.into();
        let line = |line: parley::Line<'_, ()>| {
            let metrics = line.metrics();
            let top = metrics.block_min_coord;
            let mut x = metrics.offset;
            let mut runs = Vec::new();
            for run in line.runs() {
                let font = self.ids.iter().position(|id| *id == run.font().data.id()).unwrap_or_default();
                let size = run.font_size();
                let start = x;
                let mut glyphs: Vec<Glyph> = Vec::new();
                for cluster in run.visual_clusters() {
                    if cluster.is_ligature_continuation() {
                        if let Some(last) = glyphs.last_mut() {
                            last.text.end = last.text.end.max(cluster.text_range().end);
                            last.text.start = last.text.start.min(cluster.text_range().start);
                        }
                        continue;
                    }
                    for glyph in cluster.glyphs() {
                        glyphs.push(Glyph {
                            id: glyph.id,
                            advance: glyph.advance / size,
                            x: glyph.x / size,
                            y: glyph.y / size,
                            text: cluster.text_range(),
                        });
                        x += glyph.advance;
                    }
                }
                if !glyphs.is_empty() {
                    runs.push(Run { font, size, x: start, glyphs });
                }
            }
            Line {
                text: Arc::clone(&text),
                baseline: metrics.baseline - top,
                height: metrics.line_height,
                runs,
            }
        };
        layout.lines().map(line).collect()
    }
}

/// Ranges of text for which no font has a glyph.
fn unknown(layout: &Layout<()>) -> Vec<Range<usize>> {
    let runs = layout.lines().flat_map(|line| line.runs().collect::<Vec<_>>());
    let clusters = runs.flat_map(|run| run.clusters().collect::<Vec<_>>());
    let mut unknown: Vec<Range<usize>> = clusters
        .filter(|cluster| cluster.glyphs().any(|glyph| glyph.id == 0))
        .map(|cluster| cluster.text_range())
        .collect();
    unknown.sort_unstable_by_key(|range| range.start);
    unknown.dedup();
    unknown
}

fn replaced(text: &str, ranges: &[Range<usize>], instead: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut at = 0;
    for range in ranges {
        whole.push_str(text.get(at..range.start).unwrap_or_default());
        whole.push_str(instead);
        at = range.end.max(at);
    }
    whole.push_str(text.get(at..).unwrap_or_default());
    whole
}

/// Without what has no shape and no meaning on paper; a private sign may mean anything.
fn printable(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}'], "\n");
    let text = text.replace('\t', "    ");
    let is_private = |c: char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}');
    let is_shapeless = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(
                c,
                '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{AD}' | '\u{200B}' | '\u{2060}'..='\u{2064}'
            )
            || matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}' | '\u{200E}' | '\u{200F}')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{61C}')
    };
    text.chars().filter(|&c| !is_shapeless(c)).map(|c| if is_private(c) { '\u{FFFD}' } else { c }).collect()
}
