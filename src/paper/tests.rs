//! What readers and machines find in a document.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::{Block, Date, Level, Paper, pdf};

/// "Health" in five scripts, with what trips up fonts: Polish, Icelandic, Turkish and Vietnamese letters.
const SCRIPTS: [&str; 6] = [
    "Zdrowie i pomoc: Żółć, Þórður, İstanbul, Nguyễn",
    "Υγεία για όλους, ΛΆΡΝΑΚΑ",
    "Здраве за всички, Київ",
    "ჯანმრთელობა ყველასთვის",
    "Առողջություն բոլորի համար",
    "plain ASCII",
];

fn paper(texts: &[&str]) -> Paper {
    let mut blocks = vec![
        Block::Heading(Level::One, "Doors that open".to_owned()),
        Block::Strong("Draft".to_owned()),
        Block::Facts(vec![("Number".to_owned(), "k3v9".to_owned()), ("Time".to_owned(), "today".to_owned())]),
        Block::Heading(Level::Two, "About".to_owned()),
    ];
    blocks.extend(texts.iter().map(|text| Block::Text((*text).to_owned())));
    blocks.push(Block::List(vec!["first".to_owned(), "second".to_owned()]));
    let date = Date { year: 2027, month: 2, day: 1, hour: 9, ..Date::default() };
    Paper { title: "Doors that open".to_owned(), note: None, language: "en", date, blocks }
}

/// All texts of a file, as a reader that follows the fonts' own tables takes them out.
fn text_of(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).expect("a whole file");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).expect("text");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How often each kind of element stands in the structure.
fn structure(document: &Document) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for object in document.objects.values() {
        let Ok(dictionary) = object.as_dict() else { continue };
        if dictionary.has(b"P") && dictionary.has(b"K") && dictionary.has(b"S") {
            let name = dictionary.get(b"S").and_then(Object::as_name).expect("a name");
            *found.entry(String::from_utf8_lossy(name).into_owned()).or_default() += 1;
        }
    }
    found
}

fn catalog(document: &Document) -> &Dictionary {
    document.catalog().expect("a catalog")
}

#[test]
fn texts_of_five_scripts_can_be_taken_out_again() {
    let bytes = pdf(&paper(&SCRIPTS)).expect("a document");
    let text = text_of(&bytes);
    for wanted in SCRIPTS {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
}

#[test]
fn the_structure_says_what_is_what() {
    let document = Document::load_mem(&pdf(&paper(&SCRIPTS)).expect("a document")).expect("a file");
    let found = structure(&document);
    let count = |name: &str| found.get(name).copied().unwrap_or_default();
    assert_eq!((count("H1"), count("H2")), (1, 1), "{found:?}");
    assert_eq!((count("Table"), count("TR"), count("TH"), count("TD")), (1, 2, 2, 2), "{found:?}");
    assert_eq!((count("L"), count("LI"), count("Lbl"), count("LBody")), (1, 2, 2, 2), "{found:?}");
    assert_eq!(count("P"), 1 + SCRIPTS.len(), "{found:?}");
}

/// ISO 14289-1, 7.1 and 7.2: marked, with a language, a title that is shown; ISO 19005-2, 6.6.4.
#[test]
fn it_says_of_itself_that_it_is_accessible() {
    let bytes = pdf(&paper(&[])).expect("a document");
    let document = Document::load_mem(&bytes).expect("a file");
    let catalog = catalog(&document);
    let marked = catalog.get(b"MarkInfo").and_then(Object::as_dict).expect("marks");
    assert!(matches!(marked.get(b"Marked"), Ok(Object::Boolean(true))));
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).expect("a language"), b"en");
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"Outlines") && catalog.has(b"Metadata"));
    let metadata = catalog.get(b"Metadata").and_then(Object::as_reference).expect("a reference");
    let metadata = document.get_object(metadata).and_then(Object::as_stream).expect("a stream");
    let metadata = String::from_utf8_lossy(&metadata.content).into_owned();
    for told in ["pdfuaid:part", "pdfaid:part", "pdfaid:conformance", "Doors that open"] {
        assert!(metadata.contains(told), "{told} in {metadata}");
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let paper = paper(&SCRIPTS);
    assert!(pdf(&paper).expect("a document") == pdf(&paper).expect("a document"));
}

#[test]
fn what_no_font_has_is_replaced_and_the_rest_stays() {
    let texts = [
        "Name 李小龙 in Chinese",
        "A smile 😀 and a family 👩‍👩‍👧",
        "Arabic مرحبا and Hebrew שלום",
        "private \u{E000}\u{F0000} use, zero\u{200B}width, soft\u{AD}hyphen, mark\u{FEFF}",
        "tab\there, bell\u{7}, lines\u{2028}apart\r\nand more",
        "combining e\u{301}\u{302}\u{303} q\u{307}",
        "",
        " ",
    ];
    let text = text_of(&pdf(&paper(&texts)).expect("a document"));
    for wanted in [
        "Name",
        "in Chinese",
        "A smile",
        "and a family",
        "Arabic",
        "and Hebrew",
        "use, zerowidth",
        "and more",
    ] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
    assert!(!text.contains('李') && !text.contains('😀'));
}

#[test]
fn a_long_text_goes_over_many_pages_and_loses_no_word() {
    let words: Vec<String> = (0..4_000).map(|number| format!("word{number}")).collect();
    let long = words.join(" ");
    let bytes = pdf(&paper(&[&long])).expect("a document");
    let document = Document::load_mem(&bytes).expect("a file");
    assert!(document.get_pages().len() > 3);
    let text = text_of(&bytes);
    assert!(words.iter().all(|word| text.contains(word.as_str())));
    assert!(text.contains(&format!("1/{}", document.get_pages().len())));
    // A word that is longer than a line.
    let endless = "x".repeat(5_000);
    assert!(pdf(&paper(&[&endless])).is_ok());
}
