//! Word, Excel and PowerPoint files: packed anew, with empty properties and without
//! the names that programs write into comments and tracked changes.

use std::io::{Cursor, Read, Write};

use zip::{CompressionMethod, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::CleanError;

/// The properties of a file, emptied rather than left out: other parts refer to
/// them (ECMA-376 part 2, 11; part 1, 15.2.12).
const PROPERTIES: [(&str, &str); 3] = [
    (
        "docProps/core.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"/>",
    ),
    (
        "docProps/app.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Properties \
         xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"/>",
    ),
    (
        "docProps/custom.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Properties \
         xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\"/>",
    ),
];
/// Attributes that hold the name or initials of a person: of comments, tracked
/// changes, and the lists of those who wrote them.
const NAMES: [&str; 9] = [
    "w:author",
    "w:initials",
    "w15:author",
    "w15:userId",
    "w15:providerId",
    "userId",
    "displayName",
    "name",
    "initials",
];
/// Parts whose `name`, `initials` and the like mean a person; elsewhere `name`
/// is anything, such as a style.
const PEOPLE: [&str; 5] =
    ["xl/persons/", "ppt/commentAuthors.xml", "ppt/authors.xml", "word/people.xml", "xl/threadedComments/"];

pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, CleanError> {
    repack(bytes).map_err(|error| CleanError::Document(error.to_string()))
}

fn repack(bytes: &[u8]) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut clean = ZipWriter::new(Cursor::new(Vec::new()));
    // The earliest time a ZIP archive can name: the default says nothing about the maker.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for index in 0..archive.len() {
        let mut member = archive.by_index(index)?;
        if member.is_dir() {
            continue;
        }
        let name = member.name()?.into_owned();
        clean.start_file(name.as_str(), options)?;
        let empty = PROPERTIES.iter().find(|(part, _)| *part == name);
        if let Some((_, empty)) = empty {
            clean.write_all(empty.as_bytes())?;
            continue;
        }
        let mut content = Vec::new();
        member.read_to_end(&mut content)?;
        if name.ends_with(".xml") {
            content = without_names(content, &name);
        }
        clean.write_all(&content)?;
    }
    Ok(clean.finish()?.into_inner())
}

/// The part with the values of all attributes emptied that name a person.
fn without_names(content: Vec<u8>, part: &str) -> Vec<u8> {
    let about_people = PEOPLE.iter().any(|prefix| part.starts_with(prefix));
    let names = NAMES.iter().filter(|name| about_people || name.contains(':'));
    match String::from_utf8(content) {
        Ok(mut text) => {
            for name in names {
                text = without(&text, name);
            }
            if part.starts_with("xl/comments") {
                text = without_authors(&text);
            }
            text.into_bytes()
        }
        Err(other) => other.into_bytes(),
    }
}

/// The text with every value of an attribute emptied.
fn without(text: &str, attribute: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    let opening = format!(" {attribute}=\"");
    while let Some((before, value)) = rest.split_once(&opening) {
        clean.push_str(before);
        clean.push_str(&opening);
        rest = value.find('"').and_then(|end| value.get(end..)).unwrap_or_default();
    }
    clean.push_str(rest);
    clean
}

/// The comments of a sheet with their list of authors emptied (ECMA-376 part 1, 18.7.2).
fn without_authors(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, author)) = rest.split_once("<author>") {
        clean.push_str(before);
        clean.push_str("<author>");
        rest = author.find("</author>").and_then(|end| author.get(end..)).unwrap_or_default();
    }
    clean.push_str(rest);
    clean
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Write};

    use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

    use super::clean;

    fn archive(members: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in members {
            zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
            zip.write_all(text.as_bytes()).expect("its text");
        }
        zip.finish().expect("a file").into_inner()
    }

    fn part(file: &[u8], name: &str) -> String {
        let mut archive = ZipArchive::new(Cursor::new(file)).expect("an archive");
        let mut text = String::new();
        archive.by_name(name).expect("the part").read_to_string(&mut text).expect("a text");
        text
    }

    #[test]
    fn nobody_is_named_and_every_word_stays() {
        let dirty = archive(&[
            ("docProps/core.xml", "<x><dc:creator>Canary</dc:creator></x>"),
            ("docProps/app.xml", "<x><Company>Canary</Company></x>"),
            ("docProps/custom.xml", "<x>Canary</x>"),
            (
                "word/document.xml",
                "<w:ins w:id=\"1\" w:author=\"Canary\"><w:t>Loneliness fell.</w:t></w:ins>",
            ),
            ("word/comments.xml", "<w:comment w:author=\"Canary\" w:initials=\"Canary\">Why?</w:comment>"),
            (
                "word/people.xml",
                "<w15:person w15:author=\"Canary\"><w15:presenceInfo w15:userId=\"Canary\"/>",
            ),
            ("word/styles.xml", "<w:style name=\"Heading 1\"/>"),
            ("xl/comments1.xml", "<authors><author>Canary</author></authors>"),
            ("xl/persons/person.xml", "<person displayName=\"Canary\" id=\"{1}\"/>"),
            ("ppt/commentAuthors.xml", "<p:cmAuthor id=\"0\" name=\"Canary\" initials=\"Canary\"/>"),
        ]);
        let clean = clean(&dirty).expect("a clean file");
        let mut names: Vec<String> = ZipArchive::new(Cursor::new(&clean))
            .expect("an archive")
            .file_names()
            .map(|name| name.expect("a name").into_owned())
            .collect();
        names.sort();
        assert_eq!(names.len(), 10, "no part is lost: {names:?}");
        for name in &names {
            assert!(!part(&clean, name).contains("Canary"), "{name}");
        }
        assert!(part(&clean, "word/document.xml").contains("<w:t>Loneliness fell.</w:t>"));
        assert!(part(&clean, "word/comments.xml").contains("Why?"));
        assert!(part(&clean, "word/styles.xml").contains("Heading 1"));
        assert!(part(&clean, "xl/persons/person.xml").contains("id=\"{1}\""));
    }
}
