//! Office files, made of the parts that matter.

use std::io::{Cursor, Read, Write};

use image::{DynamicImage, ImageFormat, RgbImage};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::clean;

const DOCUMENT: &str = "word/document.xml";

fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content).expect("its content");
    }
    zip.finish().expect("a file").into_inner()
}

fn part(file: &[u8], name: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("an archive");
    let mut content = Vec::new();
    archive.by_name(name).expect("the part").read_to_end(&mut content).expect("a content");
    content
}

/// The part of a file that has only this one.
fn cleaned(name: &str, content: &str) -> String {
    let file = clean(&archive(&[(name, content.as_bytes())])).expect("a clean file");
    String::from_utf8(part(&file, name)).expect("a text")
}

/// Someone in every place we know.
const TRACES: [(&str, &str); 19] = [
    ("docProps/core.xml", "<cp:x xmlns:cp=\"u\"><dc:creator>Canary</dc:creator></cp:x>"),
    ("docProps/app.xml", "<x><Company>Canary</Company></x>"),
    ("docProps/custom.xml", "<x>Canary</x>"),
    ("customXml/item1.xml", "<p:x xmlns:p=\"u\" by=\"Canary\"><p:Owner>Canary</p:Owner></p:x>"),
    (
        DOCUMENT,
        "<w:p><!-- Canary --><w:r w:rsidR=\"00Canary\"><w:t>Loneliness &amp; fear fell.</w:t></w:r></w:p>",
    ),
    (
        "word/comments.xml",
        "<w:comment w:author='Canary' w:initials=\"Canary\"><w:t>Ask Canary</w:t></w:comment>",
    ),
    (
        "word/people.xml",
        "<w15:person w15:author = 'Canary'><w15:presenceInfo w15:userId=\"Canary\"/></w15:person>",
    ),
    ("word/styles.xml", "<w:style name=\"Heading 1\"/>"),
    (
        "word/settings.xml",
        "<w:settings><w:rsids><w:rsid w:val=\"Canary\"/></w:rsids><w:docVars>Canary</w:docVars></w:settings>",
    ),
    (
        "xl/workbook.xml",
        "<workbook><fileSharing userName=\"Canary\"/><x15ac:absPath url=\"C:\\Canary\"/></workbook>",
    ),
    ("xl/comments1.xml", "<c><author>Canary</author><text>Canary: why?</text></c>"),
    ("xl/persons/person.xml", "<person displayName=\"Canary\" id=\"{1}\"/>"),
    ("docMetadata/LabelInfo.xml", "<clbl:x><clbl:label siteId=\"Canary\"/></clbl:x>"),
    ("package/services/metadata/core-properties/1.psmdcp", "<x><dc:creator>Canary</dc:creator></x>"),
    (
        "word/commentsExtensible.xml",
        "<cr:user userId=\"Canary\" userName=\"Canary\" userProvider=\"Canary\"/>",
    ),
    (
        "word/header1.xml",
        "<w:p><w:permStart w:ed=\"Canary\"/><pic:cNvPr id=\"1\" name=\"Canary-logo.JPG\"/></w:p>",
    ),
    ("ppt/slides/slide1.xml", "<p:cNvPr name=\"Picture 2\" descr=\"C:\\Canary\\logo\"/>"),
    ("xl/pivotCache/pivotCacheDefinition1.xml", "<x refreshedBy=\"Canary\" recordCount=\"1\"/>"),
    ("ppt/commentAuthors.xml", "<p:cmAuthor id=\"0\" name=\"Canary\" initials=\"Canary\"/>"),
];

#[test]
fn nobody_is_named_and_every_word_stays() {
    let file = clean(&archive(&TRACES.map(|(name, text)| (name, text.as_bytes())))).expect("a clean file");
    for (name, _) in TRACES {
        let text = String::from_utf8(part(&file, name)).expect("a text");
        assert!(!text.contains("Canary"), "{name}: {text}");
    }
    let text = |name| String::from_utf8(part(&file, name)).expect("a text");
    assert_eq!(text(DOCUMENT), "<w:p><w:r><w:t>Loneliness &amp; fear fell.</w:t></w:r></w:p>");
    assert_eq!(text("docProps/core.xml"), "<cp:x xmlns:cp=\"u\"/>");
    assert!(text("word/styles.xml").contains("Heading 1"));
    assert!(text("xl/persons/person.xml").contains("id=\"{1}\""));
}

#[test]
fn what_tracked_changes_took_out_goes_and_what_they_added_stays() {
    let tracked = "<w:p><w:pPr><w:pPrChange w:author=\"Canary\"><w:pPr/></w:pPrChange></w:pPr>\
                   <w:ins w:author=\"Canary\" w:date=\"2023-01-01\"><w:r><w:t>New</w:t></w:r></w:ins>\
                   <w:del w:author=\"Canary\"><w:r><w:delText>Old</w:delText></w:r></w:del>\
                   <w:commentRangeStart w:id=\"0\"/><w:moveTo><w:t>Here</w:t></w:moveTo></w:p>";
    assert_eq!(
        cleaned(DOCUMENT, tracked),
        "<w:p><w:pPr></w:pPr><w:r><w:t>New</w:t></w:r><w:t>Here</w:t></w:p>"
    );
    assert_eq!(
        cleaned("xl/worksheets/sheet1.xml", "<del>Old</del>"),
        "<del>Old</del>",
        "only Word tracks so"
    );
}

#[test]
fn nothing_is_loaded_from_elsewhere_and_links_stay() {
    let relationship = |kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"r\" Type=\"http://x/{kind}\" Target=\"{target}\" TargetMode=\"External\"/>"
        )
    };
    let name = "word/_rels/document.xml.rels";
    let link = relationship("hyperlink", "https://esn-eu.org/");
    assert_eq!(cleaned(name, &link), link);
    for (kind, target) in [
        ("attachedTemplate", "file:///C:/Users/Canary/Normal.dotm"),
        ("hyperlink", "file://server/Canary/plan.docx"),
        ("image", "https://tracker.example/Canary.png"),
    ] {
        assert_eq!(cleaned(name, &relationship(kind, target)), relationship(kind, "about:blank"));
    }
    let field = |words: &str| format!("<w:r><w:instrText>{words}</w:instrText><w:t>FILE: C:\\1</w:t></w:r>");
    for words in
        ["INCLUDEPICTURE \"https://tracker.example\"", " LINK Excel.Sheet \"C:\\\\Canary\\\\a.xlsx\""]
    {
        assert_eq!(cleaned(DOCUMENT, &field(words)), field(""));
    }
    assert_eq!(cleaned(DOCUMENT, &field(" PAGE \\* MERGEFORMAT ")), field(" PAGE \\* MERGEFORMAT "));
    let inside = "<Relationship Id=\"r\" Type=\"http://x/image\" Target=\"media/image1.png\"/>";
    assert_eq!(cleaned(name, inside), inside);
}

#[test]
fn what_lies_within_is_clean_or_empty() {
    let mut png = Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::new(4, 3)).write_to(&mut png, ImageFormat::Png).expect("a picture");
    let png = png.into_inner();
    let (head, rest) = png.split_at(33);
    let note = [&6_u32.to_be_bytes()[..], b"tEXtCanary", &[0; 4]].concat();
    let photo = [head, &note, rest].concat();
    let table = archive(&[
        (
            "[Content_Types].xml",
            b"<Override PartName=\"/xl/workbook.xml\" ContentType=\"spreadsheetml.sheet.main+xml\"/>",
        ),
        ("xl/workbook.xml", b"<workbook/>"),
        ("docProps/core.xml", b"<x>Canary</x>"),
        ("xl/embeddings/Inner.xlsx", b"Canary"),
    ]);
    let file = archive(&[
        ("ppt/media/image1.png", &photo),
        ("ppt/embeddings/Table.xlsx", &table),
        ("ppt/embeddings/Broken.xlsx", b"Canary"),
        ("ppt/embeddings/oleObject1.bin", b"Canary"),
        ("docProps/thumbnail.jpeg", b"Canary"),
        ("xl/printerSettings/printerSettings1.bin", b"Canary"),
    ]);
    let file = clean(&file).expect("a clean file");
    assert_eq!(part(&file, "ppt/media/image1.png"), png);
    assert_eq!(part(&part(&file, "ppt/embeddings/Table.xlsx"), "docProps/core.xml"), b"<x/>");
    assert_eq!(part(&part(&file, "ppt/embeddings/Table.xlsx"), "xl/embeddings/Inner.xlsx"), b"");
    for empty in [
        "docProps/thumbnail.jpeg",
        "ppt/embeddings/Broken.xlsx",
        "ppt/embeddings/oleObject1.bin",
        "xl/printerSettings/printerSettings1.bin",
    ] {
        assert_eq!(part(&file, empty), b"", "{empty}");
    }
}

#[test]
fn what_nobody_can_look_into_is_not_called_clean() {
    for (name, content) in [
        ("word/media/film.mp4", &b"Canary"[..]),
        ("word/media/scan.tiff", b"Canary"),
        ("elsewhere/part.xml", b"<x>Canary</x>"),
        ("xl/connections.xml", b"<connections/>"),
        ("word/media/drawing.svg", b"<svg><image href=\"data:image/jpeg;base64,Canary\"/></svg>"),
        ("word/media/image1.jpeg", b"\xFF\xD8\xFF\xE1Canary"),
        (DOCUMENT, b"<w:p></w:r>"),
        (DOCUMENT, b"<!DOCTYPE x><w:p/>"),
        (DOCUMENT, b"\xFF\xFE<\0"),
    ] {
        assert!(clean(&archive(&[(name, content)])).is_err(), "{name}");
    }
}

#[test]
fn a_part_longer_than_any_text_is_refused() {
    let mut long = vec![b' '; crate::files::limits::PART_BYTES];
    assert!(super::written(&long, DOCUMENT).is_ok());
    long.push(b' ');
    assert!(super::written(&long, DOCUMENT).is_err());
}

#[test]
fn files_within_files_share_one_limit() {
    let types = b"<Override PartName=\"/xl/workbook.xml\" ContentType=\"spreadsheetml.sheet.main+xml\"/>";
    let book = b"<workbook/>";
    let table = archive(&[("[Content_Types].xml", types), ("xl/workbook.xml", book)]);
    let unpacks_to = u64::try_from(table.len() + types.len() + book.len()).expect("a size");
    let file = archive(&[("ppt/embeddings/1.xlsx", &table), ("ppt/embeddings/2.xlsx", &table)]);
    for (mut left, fits) in [(2 * unpacks_to, true), (2 * unpacks_to - 1, false)] {
        assert_eq!(super::repack(&file, &mut left, super::Enclosed::Kept).is_ok(), fits);
    }
}
