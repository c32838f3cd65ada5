//! One XML part of an Office file, written anew without what names a person.
//!
//! Elements and attributes are known by their local names: the prefix before them is the
//! producer's choice. Numbers in comments are sections of ECMA-376 part 1.

use quick_xml::{
    Error, Reader, Writer,
    events::{BytesStart, Event, attributes::Attribute},
};

/// Word: what tracked changes took out or had before, marks of comments, identifiers of
/// editing sessions, sources of form letters (17.13.5, 17.13.4, 17.15.1, 17.14.20).
const WORD_DROPPED: [&str; 21] = [
    "del",
    "moveFrom",
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tblGridChange",
    "tcPrChange",
    "trPrChange",
    "numberingChange",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "rsids",
    "docVars",
    "mailMerge",
];
/// Word: what tracked changes added stays, without the mark that says who added it (17.13.5).
const WORD_UNWRAPPED: [&str; 2] = ["ins", "moveTo"];
/// Excel: where the file lay on its maker's disk, and its line of versions (MS-XLSX 2.6).
const EXCEL_DROPPED: [&str; 2] = ["absPath", "revisionPtr"];
/// Drawings: descriptions, and what the drawing program remembers.
const DRAWING_DROPPED: [&str; 2] = ["metadata", "namedview"];
/// Attributes with the name of a person, in parts that list people.
const NAMES: [&str; 7] = ["author", "initials", "name", "displayName", "userId", "userid", "providerId"];
/// Parts that keep their root alone: properties, what other programs attached, change histories.
const HOLLOWED: [&str; 6] =
    ["docprops/", "customxml/item", "ppt/tags/", "ppt/changesinfos/", "ppt/revisioninfo", "xl/revisions/"];

/// What is done with an attribute.
enum Fate {
    Stays,
    Emptied,
    Goes,
}

/// The kind of part, from its name in lower case.
struct Part<'a>(&'a str);

impl Part<'_> {
    fn is_word(&self) -> bool {
        self.0.starts_with("word/")
    }

    /// The part of [`HOLLOWED`]; `customXml/itemProps` says to what its item belongs.
    fn is_hollowed(&self) -> bool {
        HOLLOWED.iter().any(|start| self.0.starts_with(start)) && !self.0.starts_with("customxml/itemprops")
    }

    /// Comments lose their words: they are about the entry, not of it, and Excel begins
    /// them with the name of who wrote them.
    fn is_comments(&self) -> bool {
        self.0.contains("comment")
    }

    fn is_about_people(&self) -> bool {
        ["comment", "people", "person", "author"].iter().any(|word| self.0.contains(word))
    }

    fn drops(&self, element: &str) -> bool {
        let dropped: &[&str] = match self.0 {
            name if name.starts_with("word/") => &WORD_DROPPED,
            name if name.starts_with("xl/") => &EXCEL_DROPPED,
            name if name.ends_with(".svg") => &DRAWING_DROPPED,
            _ => return false,
        };
        // Word and Office number each document.
        dropped.contains(&element) || (self.is_word() && element == "docId")
    }

    fn unwraps(&self, element: &str) -> bool {
        self.is_word() && WORD_UNWRAPPED.contains(&element)
    }

    fn fate(&self, attribute: &Attribute<'_>) -> Fate {
        let (local, prefix) = attribute.key.decompose();
        let local = local.as_ref();
        let is_editors = prefix.is_some_and(|prefix| matches!(prefix.as_ref(), "inkscape" | "sodipodi"));
        let is_namespace = attribute.key.as_namespace_binding().is_some();
        if (self.is_hollowed() && !is_namespace)
            || is_editors
            || (self.is_word() && (local.starts_with("rsid") || matches!(local, "date" | "dateUtc")))
        {
            return Fate::Goes;
        }
        let is_name = (self.is_about_people() && NAMES.contains(&local))
            || (self.is_word() && matches!(local, "author" | "initials"))
            || (self.0.starts_with("xl/") && local == "userName");
        if is_name { Fate::Emptied } else { Fate::Stays }
    }
}

/// Why a part cannot be written anew.
#[derive(Debug, thiserror::Error)]
pub(super) enum XmlError {
    #[error("a part is not in UTF-8")]
    Encoding(#[from] std::str::Utf8Error),
    #[error("a part is no sound XML: {0}")]
    Xml(#[from] Error),
    #[error("a part defines a document type")]
    DocType,
}

impl From<std::io::Error> for XmlError {
    fn from(error: std::io::Error) -> Self {
        Self::Xml(error.into())
    }
}

/// The part of this name without what names a person.
pub(super) fn rewrite(content: &[u8], name: &str) -> Result<Vec<u8>, XmlError> {
    let text = str::from_utf8(content)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let name = name.to_ascii_lowercase();
    let part = Part(&name);
    let mut reader = Reader::from_str(text);
    let mut clean = Writer::new(Vec::with_capacity(text.len()));
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(clean.into_inner()),
            Event::DocType(_) => return Err(XmlError::DocType),
            Event::Comment(_) => {}
            Event::Start(start) if part.drops(start.local_name().as_ref()) => {
                reader.read_to_end(start.name())?;
            }
            Event::Empty(start) if part.drops(start.local_name().as_ref()) => {}
            Event::Start(start) | Event::Empty(start) if part.unwraps(start.local_name().as_ref()) => {}
            Event::End(end) if part.unwraps(end.local_name().as_ref()) => {}
            Event::Start(start) => {
                if part.is_hollowed() {
                    reader.read_to_end(start.name())?;
                    clean.write_event(Event::Empty(nameless(start, &part)?))?;
                } else {
                    clean.write_event(Event::Start(nameless(start, &part)?))?;
                }
            }
            Event::Empty(start) => clean.write_event(Event::Empty(nameless(start, &part)?))?,
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if part.is_comments() => {}
            event => clean.write_event(event)?,
        }
    }
}

/// The tag without attributes that name a person, or point out of the file.
fn nameless<'a>(start: BytesStart<'a>, part: &Part<'_>) -> Result<BytesStart<'a>, Error> {
    let points_outside = part.0.ends_with(".rels") && points_outside(&start)?;
    let mut clean = start.clone();
    clean.clear_attributes();
    for attribute in start.attributes() {
        let attribute = attribute?;
        let value = match part.fate(&attribute) {
            Fate::Goes => continue,
            Fate::Emptied => String::new(),
            Fate::Stays if points_outside && attribute.key.as_ref() == "Target" => "about:blank".to_owned(),
            // It may have stood between single quotes.
            Fate::Stays => attribute.value.replace('"', "&quot;"),
        };
        clean.push_attribute(Attribute { key: attribute.key, value: value.into() });
    }
    Ok(clean)
}

/// Whether a relationship leads to a file of its maker or loads something from elsewhere; links
/// that a reader follows on purpose do neither (ECMA-376 part 2, 6.5.3).
fn points_outside(relationship: &BytesStart<'_>) -> Result<bool, Error> {
    let value = |name| -> Result<String, Error> {
        let found = relationship.try_get_attribute(name)?;
        Ok(found.map(|attribute| attribute.value.to_ascii_lowercase()).unwrap_or_default())
    };
    let target = value("Target")?;
    let is_link = value("Type")?.ends_with("/hyperlink")
        && ["http:", "https:", "mailto:", "#"].iter().any(|start| target.starts_with(start));
    Ok(value("TargetMode")? == "external" && !is_link)
}
