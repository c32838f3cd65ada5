//! One XML part of an Office file, written again without what names a person.
//!
//! Elements and attributes are known by their local names: the prefix before them is the
//! producer's choice. Numbers in comments are sections of ECMA-376 part 1.

use quick_xml::{
    Error, Reader, Writer,
    events::{BytesStart, Event, attributes::Attribute},
};

/// Word: what tracked changes took out or had before, marks of comments, identifiers of
/// editing sessions, sources of form letters (17.13.5, 17.13.4, 17.15.1, 17.14.20), names of
/// those who may edit (17.13.7), and ties to parts that are emptied: the text itself stays (17.5.2.6).
const WORD_DROPPED: [&str; 27] = [
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
    "cellIns",
    "cellDel",
    "cellMerge",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "rsids",
    "docVars",
    "mailMerge",
    "permStart",
    "permEnd",
    "dataBinding",
];
/// Word: what tracked changes added stays, without the mark that says who added it (17.13.5).
const WORD_UNWRAPPED: [&str; 2] = ["ins", "moveTo"];
/// Excel: where the file lay on its maker's disk, its line of versions (MS-XLSX 2.6), views that
/// are called after people (18.2.3, 18.3.1.27), who is mentioned in comments.
const EXCEL_DROPPED: [&str; 5] =
    ["absPath", "revisionPtr", "customWorkbookViews", "customSheetViews", "mentions"];
/// Excel: who refreshed a table of tables, who wrote a scenario (18.10.1.67, 18.3.1.76).
const EXCEL_ATTRIBUTES: [&str; 4] = ["refreshedBy", "refreshedDate", "user", "comment"];
/// Drawings: who made them, and what the drawing program remembers.
const DRAWING_DROPPED: [&str; 2] = ["metadata", "namedview"];
/// Attributes with the name of a person, in parts that list people.
const NAMES: [&str; 8] =
    ["author", "initials", "name", "displayName", "userId", "userid", "providerId", "userProvider"];
/// In the names of parts that list people.
const PEOPLE: [&str; 5] = ["comment", "people", "persons/", "authors", "tasks/"];
/// Parts that keep their root alone: properties, labels, what other programs attached, histories.
const HOLLOWED: [&str; 6] =
    ["docprops/", "docmetadata/", "customxml/item", "ppt/tags/", "ppt/changesinfos/", "ppt/revisioninfo"];
/// Ends of names of pictures, as they lay on someone's disk.
const PICTURES: [&str; 10] =
    [".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".svg", ".heic"];

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

    fn is_excel(&self) -> bool {
        self.0.starts_with("xl/")
    }

    fn is_drawing(&self) -> bool {
        self.0.ends_with(".svg")
    }

    /// A part of [`HOLLOWED`], or the properties as packages of .NET have them;
    /// `customXml/itemProps` says to what its item belongs.
    fn is_hollowed(&self) -> bool {
        let starts = HOLLOWED.iter().any(|start| self.0.starts_with(start));
        (starts && !self.0.starts_with("customxml/itemprops")) || self.0.ends_with(".psmdcp")
    }

    /// Comments lose their words: they are about the entry, not of it, and Excel begins
    /// them with the name of who wrote them.
    fn is_comments(&self) -> bool {
        self.0.contains("comment") && !self.is_drawing()
    }

    fn is_about_people(&self) -> bool {
        PEOPLE.iter().any(|word| self.0.contains(word)) && !self.is_drawing()
    }

    fn drops(&self, element: &str) -> bool {
        let dropped: &[&str] = match self {
            _ if self.is_drawing() => &DRAWING_DROPPED,
            _ if self.is_word() => &WORD_DROPPED,
            _ if self.is_excel() => &EXCEL_DROPPED,
            _ => &[],
        };
        // Word numbers each document.
        dropped.contains(&element) || (self.is_word() && element == "docId")
    }

    fn unwraps(&self, element: &str) -> bool {
        self.is_word() && WORD_UNWRAPPED.contains(&element)
    }

    fn fate(&self, attribute: &Attribute<'_>) -> Fate {
        let (local, prefix) = attribute.key.decompose();
        let (local, value) = (local.as_ref(), attribute.value.as_ref());
        if self.has_no_place_for(attribute) {
            return Fate::Goes;
        }
        // With a prefix `name` is the name of a thing, such as a bookmark.
        let is_person = NAMES.contains(&local) && (local != "name" || prefix.is_none());
        let is_emptied = local == "userName"
            || (self.is_about_people() && is_person)
            || (self.is_word() && matches!(local, "author" | "initials"))
            || (self.is_word() && local == "instr" && is_instruction_to_load(value))
            || (self.is_drawing() && local == "href" && !value.starts_with('#'))
            || (matches!(local, "name" | "descr" | "title") && is_file_name(value));
        if is_emptied { Fate::Emptied } else { Fate::Stays }
    }

    fn has_no_place_for(&self, attribute: &Attribute<'_>) -> bool {
        let (local, prefix) = attribute.key.decompose();
        let local = local.as_ref();
        let is_namespace = attribute.key.as_namespace_binding().is_some();
        (self.is_hollowed() && !is_namespace)
            || prefix.is_some_and(|prefix| matches!(prefix.as_ref(), "inkscape" | "sodipodi"))
            || (self.is_word() && (local.starts_with("rsid") || matches!(local, "date" | "dateUtc")))
            || (self.is_excel() && EXCEL_ATTRIBUTES.contains(&local))
    }
}

/// Whether a text is the name of a picture's file, or a path: both are its maker's own words.
fn is_file_name(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.contains('\\') || PICTURES.iter().any(|end| lower.ends_with(end))
}

/// Whether the instruction of a field loads something, or names a place on a disk; its last
/// result stays in the text (17.16.5).
fn is_instruction_to_load(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    ["INCLUDE", ":\\", "\\\\", "FILE:"].iter().any(|word| upper.contains(word))
}

#[derive(Debug, thiserror::Error)]
pub(super) enum XmlError {
    #[error("a part is not in UTF-8")]
    Encoding(#[from] std::str::Utf8Error),
    #[error("a part is no sound XML: {0}")]
    Xml(#[from] Error),
    #[error("a part defines a document type")]
    DocType,
    #[error("a drawing holds a picture")]
    Picture,
}

impl From<std::io::Error> for XmlError {
    fn from(error: std::io::Error) -> Self {
        Self::Xml(error.into())
    }
}

/// The part of this name, in lower case, without what names a person.
pub(super) fn rewrite(content: &[u8], name: &str) -> Result<Vec<u8>, XmlError> {
    let text = str::from_utf8(content)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let part = Part(name);
    if part.is_drawing() && text.contains("data:image") {
        return Err(XmlError::Picture);
    }
    let mut in_instruction = false;
    let mut reader = Reader::from_str(text);
    let mut clean = Writer::new(Vec::with_capacity(text.len()));
    loop {
        let event = reader.read_event()?;
        match &event {
            Event::Start(start) => in_instruction = start.local_name().as_ref() == "instrText",
            Event::End(_) => in_instruction = false,
            _ => {}
        }
        match event {
            Event::Eof => return Ok(clean.into_inner()),
            Event::DocType(_) => return Err(XmlError::DocType),
            Event::Comment(_) | Event::PI(_) => {}
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
            Event::Text(text) if in_instruction && is_instruction_to_load(&text) => {}
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
