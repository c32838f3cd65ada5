//! The words that `docs/words.md` rules out appear nowhere that people read, nor in names.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use serde_json::Value;

use crate::tidy::sources;

/// A word that is not said, except in these phrases.
struct Rule {
    word: String,
    except: Vec<String>,
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

/// What stands in `code style` in the cells of one column, with the exceptions of its row.
fn rules(column: &str) -> Vec<Rule> {
    let text = read("docs/words.md");
    let mut columns: Vec<&str> = Vec::new();
    let mut rules = Vec::new();
    for line in text.lines() {
        let Some(row) = line.strip_prefix('|') else {
            columns.clear();
            continue;
        };
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        if columns.is_empty() {
            columns = cells;
            continue;
        }
        let quoted = |name: &str| -> Vec<String> {
            let cell = columns.iter().position(|column| *column == name).and_then(|at| cells.get(at));
            let parts = cell.unwrap_or(&"").split('`').skip(1).step_by(2);
            parts.map(str::to_lowercase).collect()
        };
        let except = quoted("except in");
        rules.extend(quoted(column).into_iter().map(|word| Rule { word, except: except.clone() }));
    }
    assert!(rules.len() > 4, "the column `{column}` of docs/words.md");
    rules
}

/// Whether the text has the word, or its plural, as a whole word; both in lower case.
fn has(text: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || ['_', '-', '/'].contains(&c);
    text.match_indices(word).any(|(at, _)| {
        let (before, rest) = (&text[..at], &text[at + word.len()..]);
        let after = rest.strip_prefix('s').unwrap_or(rest);
        !before.ends_with(is_part) && !after.starts_with(is_part)
    })
}

/// Lower case, one space between words, without names: of what is filled in, or in `code style`.
fn plain(text: &str) -> String {
    let text = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let mut parts = text.split('{');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name = part.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(part.len());
        let filled = match part[name..].chars().next() {
            Some('}' | ',' | ':') => name,
            _ if part.starts_with([' ', '%']) => part.find('}').unwrap_or(part.len()),
            _ => 0,
        };
        plain.push(' ');
        plain.push_str(&part[filled..]);
    }
    plain.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Each of the texts, by name, that has a word which is ruled out.
fn wrong(texts: impl IntoIterator<Item = (String, String)>) -> Vec<String> {
    let rules = rules("do not say");
    let mut wrong = Vec::new();
    for (name, text) in texts {
        let text = plain(&text);
        for Rule { word, except } in &rules {
            let rest = except.iter().fold(text.clone(), |rest, phrase| rest.replace(phrase.as_str(), " "));
            if has(&rest, word) {
                wrong.push(format!("{name}: `{word}` in {text}"));
            }
        }
    }
    wrong
}

fn files(dir: &str) -> Vec<String> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(dir)).expect(dir);
    let name = |entry: fs::DirEntry| entry.file_name().into_string().expect("UTF-8");
    let mut files: Vec<String> =
        entries.map(|entry| format!("{dir}/{}", name(entry.expect("an entry")))).collect();
    files.sort();
    files
}

#[test]
fn pages_mails_and_samples_keep_to_the_words() {
    let mut texts = Vec::new();
    for catalogue in files("frontend/messages") {
        let messages: Value = serde_json::from_str(&read(&format!("{catalogue}/en.json"))).expect("JSON");
        for (key, value) in messages.as_object().expect("an object") {
            texts.push((format!("{catalogue} {key}"), value.as_str().expect("a text").to_owned()));
        }
    }
    assert!(texts.len() > 1_000, "{} messages", texts.len());
    let folders = ["src/mail/templates/en", "src/legal/templates", "editions"];
    for template in folders.into_iter().flat_map(files).filter(|path| !path.ends_with(".rs")) {
        texts.extend(read(&template).lines().map(|line| (template.clone(), line.to_owned())));
    }
    assert!(texts.iter().any(|(path, _)| path.ends_with("essa-2026.json")), "the samples are among them");
    let wrong = wrong(texts);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn documents_keep_to_the_words() {
    let mut documents = [files("docs"), files("docs/guide"), files("docs/adr")].concat();
    documents.retain(|path| path.ends_with(".md") && path != "docs/words.md");
    let others = [
        "README.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
        "frontend/README.md",
    ];
    documents.extend(others.map(str::to_owned));
    documents.push("docs/operating/README.md".to_owned());
    let lines = documents.iter().flat_map(|path| {
        let text = read(path);
        let lines: Vec<(String, String)> = text
            .lines()
            .filter(|line| !line.starts_with("| type |"))
            // What a row is about is a name.
            .map(|line| {
                line.strip_prefix("| ").and_then(|row| row.split_once(" |")).map_or(line, |row| row.1)
            })
            .map(|line| (path.clone(), line.to_owned()))
            .collect();
        lines
    });
    let wrong = wrong(lines);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// String literals of some length: titles of problems, errors, and what commands print.
fn sentences(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let lines: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = lines.join("\n").replace("\\\n", " ").replace("\\\"", "'").replace("'\"'", "' '");
    let literals = code.split('"').skip(1).step_by(2);
    literals.filter(|text| text.matches(' ').count() > 1).map(str::to_owned).collect()
}

#[test]
fn problems_and_printed_lines_keep_to_the_words() {
    let code = ["src", "entity/src", "scoring/src"].into_iter().flat_map(sources);
    // What people write in the sample is theirs.
    let code = code.filter(|(name, _)| !name.ends_with("tests.rs") && !name.contains("/demo/"));
    let wrong = wrong(code.flat_map(|(name, text)| {
        sentences(&text).into_iter().map(move |sentence| (name.clone(), sentence)).collect::<Vec<_>>()
    }));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Those who read the code read plain words too.
#[test]
fn comments_keep_to_the_plain_words() {
    let rules = rules("nor in comments");
    let mut wrong = Vec::new();
    // What stands in the sample is its own.
    let code = ["src", "entity/src", "scoring/src"].into_iter().flat_map(sources);
    for (name, text) in code.filter(|(name, _)| !name.contains("/demo/")) {
        let comments = text.lines().filter_map(|line| line.trim_start().strip_prefix("//"));
        for comment in comments.map(plain) {
            let found = rules.iter().filter(|rule| has(&comment, &rule.word));
            wrong.extend(found.map(|rule| format!("{name}: `{}` in {comment}", rule.word)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The help of a command and of all commands below it.
fn helps(command: &[String], found: &mut Vec<(String, String)>) {
    let palmares = Command::new(env!("CARGO_BIN_EXE_palmares")).args(command).arg("--help").output();
    let help = String::from_utf8(palmares.expect("run").stdout).expect("UTF-8");
    let below = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let below = below.take_while(|line| !line.is_empty());
    let names = below.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    for name in names.filter(|name| !name.is_empty() && *name != "help") {
        helps(&[command, &[name.to_owned()]].concat(), found);
    }
    found.push((format!("palmares {} --help", command.join(" ")), help));
}

#[test]
fn the_help_of_commands_keeps_to_the_words() {
    let mut found = Vec::new();
    helps(&[], &mut found);
    assert!(found.len() > 20, "{} commands", found.len());
    let wrong = wrong(found);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// `MarkScale` and `mark_scale` as `mark scale`.
fn words_of(name: &str) -> String {
    let mut words = String::new();
    for c in name.chars() {
        if c.is_uppercase() && words.ends_with(|before: char| before.is_lowercase()) {
            words.push(' ');
        }
        words.push(if c == '_' { ' ' } else { c });
    }
    words.to_lowercase()
}

/// What the API says of itself: summaries and descriptions.
fn api_texts(value: &Value, texts: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                if let ("summary" | "description", Some(text)) = (key.as_str(), member.as_str()) {
                    texts.push(("docs/openapi.json".to_owned(), text.to_owned()));
                }
                api_texts(member, texts);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| api_texts(item, texts)),
        _ => {}
    }
}

#[test]
fn the_description_of_the_api_keeps_to_the_words() {
    let mut texts = Vec::new();
    api_texts(&serde_json::from_str(&read("docs/openapi.json")).expect("JSON"), &mut texts);
    assert!(texts.len() > 500, "{} descriptions", texts.len());
    let wrong = wrong(texts);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The names of members, schemas and operations in the description of the API.
fn api_names(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                if let ("properties" | "schemas", Some(named)) = (key.as_str(), member.as_object()) {
                    names.extend(named.keys().cloned());
                }
                if let ("operationId", Some(name)) = (key.as_str(), member.as_str()) {
                    names.insert(name.to_owned());
                }
                api_names(member, names);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| api_names(item, names)),
        _ => {}
    }
}

#[test]
fn public_names_keep_to_the_words() {
    let mut names = BTreeSet::new();
    api_names(&serde_json::from_str(&read("docs/openapi.json")).expect("JSON"), &mut names);
    let code = ["src", "entity/src", "scoring/src"].into_iter().flat_map(sources);
    for (_, text) in code {
        for line in text.lines().filter_map(|line| line.trim_start().strip_prefix("pub ")) {
            let mut words = line.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            let is_item =
                |word: &&str| ["fn", "struct", "enum", "const", "mod", "trait", "type"].contains(word);
            if words.by_ref().take(3).any(|word| is_item(&word)) {
                names.extend(words.find(|word| !word.is_empty() && !is_item(word)).map(str::to_owned));
            }
        }
    }
    assert!(names.len() > 1_000, "{} names", names.len());
    let rules = rules("nor in names");
    let wrong: Vec<&String> =
        names.iter().filter(|name| rules.iter().any(|rule| has(&words_of(name), &rule.word))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
