//! People as they are pasted out of mail programs and spreadsheets: each piece is read by itself,
//! none is lost, and one that cannot be read keeps its text.

use super::{Email, EmailFault, cleaned};

/// One person of a pasted list, or a piece that names nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    pub line: usize,
    pub text: String,
    /// What was found for an address, right or wrong; empty when nothing was.
    pub address: String,
    pub email: Result<Email, EmailFault>,
    /// The name beside it; empty when there was none.
    pub name: String,
    /// What else stood in the line, cell by cell.
    pub more: Vec<String>,
}

pub fn read(text: &str) -> Vec<Pasted> {
    let lines = text.lines().enumerate().filter(|(_, line)| !cleaned(line).is_empty());
    lines.flat_map(|(index, line)| read_line(index.saturating_add(1), line)).collect()
}

fn read_line(line: usize, text: &str) -> Vec<Pasted> {
    let text = ungrouped(text.trim());
    if text.contains('\t') {
        return read_parts(line, &split(text, '\t'));
    }
    let by_semicolon = split(text, ';');
    if by_semicolon.len() > 1 {
        return read_parts(line, &by_semicolon);
    }
    read_commas(line, text)
}

/// Cells of one person, or several people: that depends on how many have an address.
fn read_parts(line: usize, parts: &[String]) -> Vec<Pasted> {
    let filled: Vec<&String> = parts.iter().filter(|part| !cleaned(part).is_empty()).collect();
    if filled.iter().filter(|part| part.contains('@')).count() > 1 {
        return filled.into_iter().flat_map(|part| read_commas(line, part)).collect();
    }
    vec![person(line, &filled.into_iter().map(String::as_str).collect::<Vec<_>>())]
}

fn read_commas(line: usize, text: &str) -> Vec<Pasted> {
    let parts = split(text, ',');
    let filled: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    if filled.iter().filter(|part| part.contains('@')).count() < 2 {
        return match filled.as_slice() {
            [one] => spaced(one).into_iter().map(|one| person(line, &[one])).collect(),
            _ => vec![person(line, &filled)],
        };
    }
    let mut people = Vec::new();
    let mut waiting: Vec<&str> = Vec::new();
    for part in filled {
        waiting.push(part);
        // "Doe, John <j@x.eu>": the first half belongs to what follows it.
        if part.contains('@') {
            let is_named = part.contains('<');
            let alone = if is_named {
                Vec::new()
            } else {
                waiting.drain(..waiting.len().saturating_sub(1)).collect()
            };
            people.extend(alone.into_iter().map(|text: &str| person(line, &[text])));
            people.push(person(line, &waiting));
            waiting.clear();
        }
    }
    people.extend(waiting.into_iter().map(|text| person(line, &[text])));
    people
}

fn spaced(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if text.contains('<') {
        return vec![text];
    }
    let all = words.iter().all(|word| Email::parse(&bare(word)).is_ok());
    if all && words.len() > 1 { words } else { vec![text] }
}

/// One person out of the cells of a line.
fn person(line: usize, cells: &[&str]) -> Pasted {
    let place = cells.iter().position(|cell| cell.contains('@'));
    let (name, address) =
        place.and_then(|at| cells.get(at)).map_or_else(Default::default, |cell| mailbox(cell));
    let cells_before = cells.get(..place.unwrap_or(cells.len())).unwrap_or_default();
    let cells_after = place.and_then(|at| cells.get(at.saturating_add(1)..)).unwrap_or_default();
    let mut rest: Vec<String> = Vec::new();
    let mut whole = name;
    if whole.is_empty() {
        rest.extend(cells_before.iter().chain(cells_after).map(|cell| words(cell)));
        if !rest.is_empty() {
            whole = rest.remove(0);
        }
    } else {
        // What stands before a name with its address is the other half of the name.
        let before = cells_before.iter().map(|cell| words(cell));
        whole = before.chain([whole]).collect::<Vec<_>>().join(", ");
        rest.extend(cells_after.iter().map(|cell| words(cell)));
    }
    Pasted { line, text: cells.join(", "), email: Email::parse(&address), address, name: whole, more: rest }
}

/// The name and the address of `Anna Kowalska <anna@x.eu>`, `anna@x.eu (Anna)` or `anna@x.eu`.
fn mailbox(cell: &str) -> (String, String) {
    if let Some((name, rest)) = cell.rsplit_once('<') {
        let address = bare(rest.split_once('>').map_or(rest, |(inside, _)| inside));
        // Programs that know no name repeat the address.
        let name = Some(words(name)).filter(|name| !name.eq_ignore_ascii_case(&address));
        return (name.unwrap_or_default(), address);
    }
    if let Some((address, comment)) = cell.split_once('(')
        && address.contains('@')
    {
        return (words(comment.trim_end().trim_end_matches(')')), bare(address));
    }
    let unquoted = words(cell);
    let tokens: Vec<&str> = unquoted.split_whitespace().collect();
    let is_address = |token: &&&str| token.contains('@');
    match (tokens.iter().filter(is_address).count(), tokens.len()) {
        // "Anna Kowalska anna@x.eu", without brackets.
        (1, 2..) => {
            let name = tokens.iter().filter(|token| !token.contains('@')).copied().collect::<Vec<_>>();
            (name.join(" "), bare(tokens.iter().find(is_address).copied().unwrap_or_default()))
        }
        _ => (String::new(), bare(&unquoted)),
    }
}

/// An address without what programs put around it.
fn bare(text: &str) -> String {
    let text = cleaned(text);
    let text = text.trim_matches(|c: char| c.is_whitespace() || "'\"<>,;".contains(c));
    let scheme = text.get(..7).filter(|start| start.eq_ignore_ascii_case("mailto:"));
    let Some(scheme) = scheme else { return text.to_owned() };
    let address = text.get(scheme.len()..).unwrap_or_default();
    address.split('?').next().unwrap_or_default().to_owned()
}

/// The words of a cell or name: quotes taken off, encoded words (RFC 2047) read.
fn words(text: &str) -> String {
    let text = cleaned(text);
    let text = if text.contains("=?") { decoded(&text) } else { text };
    let text = text.trim();
    let inside = [('"', '"'), ('\'', '\''), ('“', '”'), ('„', '“')]
        .into_iter()
        .find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    let plain = inside.unwrap_or(text).replace("\"\"", "\"").replace("\\\"", "\"");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn decoded(text: &str) -> String {
    let header = format!("X: {text}");
    mailparse::parse_header(header.as_bytes())
        .map_or_else(|_| text.to_owned(), |(header, _)| header.get_value())
}

/// Without the name of a group around its people: `Team: a@x.eu, b@x.eu;` (RFC 5322 section 3.4).
fn ungrouped(text: &str) -> &str {
    match text.split_once(':') {
        Some((name, people))
            if people.contains('@')
                && !name.contains(['@', '<', '"', ',', ';', '\t'])
                && !name.trim().eq_ignore_ascii_case("mailto") =>
        {
            people.trim().trim_end_matches(';')
        }
        _ => text,
    }
}

/// Splits where a mark stands outside of quotes, comments and angle brackets.
fn split(text: &str, mark: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut in_quotes, mut depth, mut escaped) = (false, 0_u32, false);
    // A quote that never ends is a mark like others.
    let quotes_close = text.matches('"').count().is_multiple_of(2);
    for c in text.chars() {
        let is_outside = !in_quotes && depth == 0;
        match c {
            _ if escaped => {}
            '"' if quotes_close => in_quotes = !in_quotes,
            '(' | '<' if !in_quotes => depth = depth.saturating_add(1),
            ')' | '>' if !in_quotes => depth = depth.saturating_sub(1),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        match parts.last_mut() {
            Some(part) if !(is_outside && c == mark) => part.push(c),
            _ => parts.push(String::new()),
        }
    }
    // A bracket that never ends holds nothing together.
    if depth > 0 { text.split(mark).map(str::to_owned).collect() } else { parts }
}

#[cfg(test)]
mod tests;
