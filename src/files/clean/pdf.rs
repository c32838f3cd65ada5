//! PDF: written again from the objects its pages reach, so that older states,
//! properties and enclosed files are not in it any more.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::{CleanError, enclosed};
use crate::files::check;

/// What says who made a part, when and with what (ISO 32000-2, 14.3 and 14.5),
/// and what else travels along: enclosed files (7.11.4), scripts and actions (12.6), small
/// pictures of pages as they once were (12.3.4), proofs of who signed (12.8).
const TRACES: [&[u8]; 12] = [
    b"Metadata",
    b"PieceInfo",
    b"LastModified",
    b"AF",
    b"EmbeddedFiles",
    b"JavaScript",
    b"OpenAction",
    b"AA",
    b"Collection",
    b"Thumb",
    b"Perms",
    b"DSS",
];
/// Marks on a page that enclose a file (ISO 32000-2, 12.5.6.15).
const ENCLOSURES: [&[u8]; 4] = [b"FileAttachment", b"Sound", b"Movie", b"RichMedia"];

pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, CleanError> {
    let refused = |error: lopdf::Error| CleanError::Document(error.to_string());
    // What stands before the header is not of the file, though some offsets may count it.
    let from_header = bytes.get(check::pdf_header(bytes).unwrap_or_default()..).unwrap_or(bytes);
    let loaded = Document::load_mem(from_header).or_else(|_| Document::load_mem(bytes));
    let mut document = loaded.map_err(refused)?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(CleanError::Document("it is encrypted".to_owned()));
    }
    if document.get_pages().is_empty() {
        return Err(CleanError::Document("it has no pages".to_owned()));
    }
    // Whatever else hangs on it, such as properties or the source the file was made from.
    let root = document.trailer.get(b"Root").map_err(refused)?.clone();
    document.trailer = dictionary! { "Root" => root };
    for object in document.objects.values_mut() {
        forget(object);
    }
    document.prune_objects();
    let ids: Vec<ObjectId> = document.objects.keys().copied().collect();
    for id in ids {
        clean_picture(&mut document, id)?;
    }
    document.renumber_objects();
    let mut clean = Vec::new();
    document.save_to(&mut clean).map_err(|error| CleanError::Document(error.to_string()))?;
    Ok(clean)
}

/// Removes the traces from an object and all within it.
fn forget(object: &mut Object) {
    match object {
        Object::Dictionary(dictionary) => forget_in(dictionary),
        Object::Stream(stream) => forget_in(&mut stream.dict),
        Object::Array(items) => items.iter_mut().for_each(forget),
        _ => {}
    }
}

/// A picture loses what its camera wrote (ISO 32000-2, 7.4.8 and 7.4.9).
fn clean_picture(document: &mut Document, id: ObjectId) -> Result<(), CleanError> {
    let unsure = || CleanError::Document("a picture in it cannot be made clean".to_owned());
    let filters = filters(document, id).ok_or_else(unsure)?;
    let Some(Object::Stream(stream)) = document.objects.get_mut(&id) else { return Ok(()) };
    match filters.iter().map(Vec::as_slice).collect::<Vec<_>>().as_slice() {
        [b"DCTDecode" | b"DCT"] => {}
        // As some programs write text only: it gets shorter, whatever it holds.
        [b"ASCII85Decode" | b"A85", b"DCTDecode" | b"DCT"] => {
            let text = Stream::new(dictionary! { "Filter" => "ASCII85Decode" }, stream.content.clone());
            stream.set_content(text.decompressed_content().map_err(|_| unsure())?);
            stream.dict.set("Filter", "DCTDecode");
            stream.dict.remove(b"DecodeParms");
        }
        [.., b"JPXDecode"] if !has_notes(&stream.content) => return Ok(()),
        filters if filters.iter().any(|filter| PICTURES.contains(filter)) => return Err(unsure()),
        _ => return Ok(()),
    }
    let clean = enclosed::jpeg(&stream.content).ok_or_else(unsure)?;
    stream.set_content(clean);
    Ok(())
}

/// Filters of pictures in which programs leave notes.
const PICTURES: [&[u8]; 3] = [b"DCTDecode", b"DCT", b"JPXDecode"];

/// Whether a JPEG 2000 has a box for notes (ISO/IEC 15444-1, I.7).
fn has_notes(picture: &[u8]) -> bool {
    picture.windows(4).any(|word| word == b"uuid" || word == b"xml ")
}

/// The names of a stream's filters, wherever they stand; none if they are something else.
fn filters(document: &Document, id: ObjectId) -> Option<Vec<Vec<u8>>> {
    let Some(Object::Stream(stream)) = document.objects.get(&id) else { return Some(Vec::new()) };
    let Ok(filter) = stream.dict.get(b"Filter") else { return Some(Vec::new()) };
    let resolve = |object| document.dereference(object).ok().map(|(_, object)| object);
    let name = |object| Some(resolve(object)?.as_name().ok()?.to_vec());
    match resolve(filter)? {
        Object::Null => Some(Vec::new()),
        Object::Array(items) => items.iter().map(name).collect(),
        one => Some(vec![name(one)?]),
    }
}

fn forget_in(dictionary: &mut Dictionary) {
    for key in TRACES {
        dictionary.remove(key);
    }
    let subtype = dictionary.get(b"Subtype").and_then(Object::as_name).unwrap_or_default().to_vec();
    if ENCLOSURES.contains(&subtype.as_slice()) {
        dictionary.remove(b"FS");
        dictionary.remove(b"Contents");
    }
    // The author of a comment; of a form field the same key is its name (12.5.6.2, 12.7.4).
    if subtype != b"Widget" && dictionary.has(b"Rect") {
        dictionary.remove(b"T");
        dictionary.remove(b"CreationDate");
        dictionary.remove(b"M");
    }
    // A signature names who signed, and holds only for the file as it was (12.8).
    if dictionary.get(b"FT").and_then(Object::as_name).is_ok_and(|kind| kind == b"Sig") {
        dictionary.remove(b"V");
    }
    for (_, value) in dictionary.iter_mut() {
        forget(value);
    }
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, Object, Stream, dictionary};

    use super::clean;

    const CANARY: &str = "Canary-Organisation-Brussels";

    fn contains(bytes: &[u8], wanted: &str) -> bool {
        bytes.windows(wanted.len()).any(|window| window == wanted.as_bytes())
    }

    /// One page that says "Visible", with a trace of its maker in every place we know.
    fn dirty() -> Vec<u8> {
        let mut pdf = Document::with_version("1.5");
        let canary = || Object::string_literal(CANARY);
        let stream = |dict, text: &str| Object::Stream(Stream::new(dict, text.as_bytes().to_vec()));
        let metadata = pdf.add_object(stream(dictionary! { "Type" => "Metadata" }, CANARY));
        let file = pdf.add_object(stream(dictionary! { "Type" => "EmbeddedFile" }, CANARY));
        let spec = pdf.add_object(dictionary! {
            "Type" => "Filespec", "F" => canary(), "EF" => dictionary! { "F" => file }
        });
        let note = pdf.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "Text", "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()],
            "T" => canary(), "Contents" => Object::string_literal("A note"),
        });
        let enclosure = pdf.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "FileAttachment", "FS" => spec, "Contents" => canary(),
            "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        });
        let text = pdf.add_object(stream(dictionary! {}, "(Visible) Tj"));
        let photo = [&b"\xFF\xD8\xFF\xE1\0\x1E"[..], CANARY.as_bytes(), b"\xFF\xDA\0\x02Pixels\xFF\xD9"];
        // The filter stands elsewhere, which changes nothing.
        let filter = pdf.add_object(Object::from("DCTDecode"));
        let photo = pdf.add_object(Stream::new(dictionary! { "Filter" => filter }, photo.concat()));
        let pages = pdf.new_object_id();
        let page = pdf.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => text, "Metadata" => metadata,
            "MediaBox" => vec![0.into(), 0.into(), 99.into(), 99.into()],
            "Resources" => dictionary! { "XObject" => dictionary! { "Photo" => photo } },
            "Annots" => vec![note.into(), enclosure.into()],
            "PieceInfo" => dictionary! { "Maker" => dictionary! { "Private" => canary() } },
        });
        let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
        pdf.objects.insert(pages, tree.into());
        let names = dictionary! {
            "EmbeddedFiles" => dictionary! { "Names" => vec![canary(), spec.into()] },
            "JavaScript" => dictionary! { "Names" => vec![canary()] },
        };
        let catalog = pdf.add_object(dictionary! {
            "Type" => "Catalog", "Pages" => pages, "Metadata" => metadata, "Names" => names,
            "OpenAction" => dictionary! { "S" => "JavaScript", "JS" => canary() },
        });
        let info = pdf.add_object(dictionary! { "Author" => canary(), "Producer" => canary() });
        pdf.add_object(stream(dictionary! {}, CANARY));
        pdf.trailer.set("Root", catalog);
        pdf.trailer.set("Info", info);
        pdf.trailer.set("ID", vec![canary(), canary()]);
        pdf.trailer.set("AdditionalStreams", vec![canary()]);
        let mut bytes = Vec::new();
        pdf.save_to(&mut bytes).expect("a file");
        bytes
    }

    #[test]
    fn what_a_reader_sees_stays_and_what_tells_the_maker_goes() {
        let dirty = dirty();
        assert!(contains(&dirty, CANARY));
        let clean = clean(&dirty).expect("a clean file");
        assert!(!contains(&clean, CANARY), "{}", String::from_utf8_lossy(&clean));
        assert!(contains(&clean, "(Visible) Tj") && contains(&clean, "A note") && contains(&clean, "Pixels"));
        assert_eq!(Document::load_mem(&clean).expect("a whole file").get_pages().len(), 1);
    }

    #[test]
    fn what_readers_overlook_does_not_keep_a_file_from_being_cleaned() {
        let whole = dirty();
        let end = whole.windows(5).rposition(|w| w == b"%%EOF").expect("an end");
        let odd = [
            [b"\xEF\xBB\xBF\r\n", &whole[..]].concat(),
            whole[..end].to_vec(),
            [&whole[..], &[0; 3_000]].concat(),
        ];
        for bytes in odd {
            let clean = clean(&bytes).expect("a clean file");
            assert!(!contains(&clean, CANARY) && contains(&clean, "(Visible) Tj"));
        }
    }

    #[test]
    fn a_deleted_state_of_the_file_is_not_in_it_any_more() {
        // An update that was appended: the old author's object is still in the bytes (7.5.6).
        let first = dirty();
        let start = first.windows(9).rposition(|w| w == b"startxref").expect("an end");
        let offset: String = String::from_utf8_lossy(&first[start + 9..])
            .trim()
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        let size = Document::load_mem(&first).expect("a file").max_id + 1;
        let root = Document::load_mem(&first)
            .expect("a file")
            .trailer
            .get(b"Root")
            .expect("a root")
            .as_reference()
            .expect("a reference");
        let xref = first.len();
        let update = format!(
            "xref\n0 0\ntrailer<</Size {size}/Root {} 0 R/Prev {offset}>>\nstartxref\n{xref}\n%%EOF\n",
            root.0
        );
        let updated = [first, update.into_bytes()].concat();
        let clean = clean(&updated).expect("a clean file");
        assert!(!contains(&clean, CANARY));
        assert_eq!(clean.windows(5).filter(|w| *w == b"%%EOF").count(), 1);
    }

    #[test]
    fn a_picture_that_cannot_be_followed_makes_the_file_unsure() {
        let jpeg = || Object::from("DCTDecode");
        for (filter, content) in [
            (jpeg(), "no JPEG"),
            (vec!["FlateDecode".into(), jpeg()].into(), "no JPEG"),
            (Object::from((9_999, 0)), "a filter that is not there"),
            ("JPXDecode".into(), "a box with uuid"),
        ] {
            let shown = format!("{filter:?}");
            let mut pdf = Document::load_mem(&dirty()).expect("a file");
            let picture = Stream::new(dictionary! { "Filter" => filter }, content.as_bytes().to_vec());
            let id = pdf.add_object(picture);
            pdf.catalog_mut().expect("a root").set("Kept", id);
            let mut bytes = Vec::new();
            pdf.save_to(&mut bytes).expect("a file");
            assert!(clean(&bytes).is_err(), "{shown}");
        }
    }

    #[test]
    fn what_cannot_be_taken_apart_is_not_called_clean() {
        for broken in [&b""[..], b"%PDF-1.4\n", b"%PDF-1.4\n%%EOF\nstartxref\n9\n%%EOF"] {
            assert!(clean(broken).is_err());
        }
    }
}
