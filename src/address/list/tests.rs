use super::read;

/// Address, name, and what else was read, one row a person; a wrong address in exclamation marks.
fn people(text: &str) -> Vec<String> {
    let row = |one: super::Pasted| {
        let address = match one.email {
            Ok(email) => email.typed,
            Err(_) => format!("!{}!", one.address),
        };
        [vec![address, one.name], one.more].concat().join(" | ")
    };
    read(text).into_iter().map(row).collect()
}

#[test]
fn lists_are_read_as_mail_programs_and_spreadsheets_write_them() {
    for (text, expected) in [
        // Plain lists.
        ("a@x.eu", vec!["a@x.eu | "]),
        ("a@x.eu, b@x.eu", vec!["a@x.eu | ", "b@x.eu | "]),
        ("a@x.eu; b@x.eu", vec!["a@x.eu | ", "b@x.eu | "]),
        ("a@x.eu b@x.eu", vec!["a@x.eu | ", "b@x.eu | "]),
        ("a@x.eu\nb@x.eu\r\n\r\nc@x.eu", vec!["a@x.eu | ", "b@x.eu | ", "c@x.eu | "]),
        ("a@x.eu,\nb@x.eu,", vec!["a@x.eu | ", "b@x.eu | "]),
        // Outlook.
        ("Doe, John <j@x.eu>", vec!["j@x.eu | Doe, John"]),
        ("Doe, John <j@x.eu>; Roe, Ann <a@x.eu>;", vec!["j@x.eu | Doe, John", "a@x.eu | Roe, Ann"]),
        ("'j@x.eu' <j@x.eu>", vec!["j@x.eu | "]),
        ("John (office) <j@x.eu>", vec!["j@x.eu | John (office)"]),
        // Gmail, Thunderbird, Apple Mail.
        ("\"Kowalska, Anna\" <k@x.eu>", vec!["k@x.eu | Kowalska, Anna"]),
        (
            "\"Kowalska, Anna\" <k@x.eu>, Jean-Luc Évrard <e@x.eu>, b@x.eu",
            vec!["k@x.eu | Kowalska, Anna", "e@x.eu | Jean-Luc Évrard", "b@x.eu | "],
        ),
        ("Doe, John <j@x.eu>, Roe, Ann <a@x.eu>", vec!["j@x.eu | Doe, John", "a@x.eu | Roe, Ann"]),
        ("a@x.eu (Anna Kowalska)", vec!["a@x.eu | Anna Kowalska"]),
        ("Anna Kowalska a@x.eu", vec!["a@x.eu | Anna Kowalska"]),
        ("<a@x.eu>", vec!["a@x.eu | "]),
        // Links, groups, encoded words.
        ("mailto:a@x.eu?subject=hi", vec!["a@x.eu | "]),
        ("Anna <mailto:a@x.eu>", vec!["a@x.eu | Anna"]),
        ("Team: a@x.eu, Bo <b@x.eu>;", vec!["a@x.eu | ", "b@x.eu | Bo"]),
        ("=?utf-8?q?J=C3=BCrgen_M=C3=BCller?= <j@x.eu>", vec!["j@x.eu | Jürgen Müller"]),
        ("=?iso-8859-1?B?SvxyZ2Vu?= <j@x.eu>", vec!["j@x.eu | Jürgen"]),
        // Spreadsheets: tabs, commas, semicolons, quoted cells.
        ("Anna Kowalska\ta@x.eu\tMOPS, Gdynia\tPL", vec!["a@x.eu | Anna Kowalska | MOPS, Gdynia | PL"]),
        ("a@x.eu, Anna Kowalska, MOPS Gdynia, PL", vec!["a@x.eu | Anna Kowalska | MOPS Gdynia | PL"]),
        ("a@x.eu;Anna;MOPS, Gdynia;PL", vec!["a@x.eu | Anna | MOPS, Gdynia | PL"]),
        (
            "a@x.eu,\"Kowalska, Anna\",\"MOPS, Gdynia\",PL",
            vec!["a@x.eu | Kowalska, Anna | MOPS, Gdynia | PL"],
        ),
        ("\"Anna \"\"Ania\"\" K\",a@x.eu", vec!["a@x.eu | Anna \"Ania\" K"]),
        ("Anna Kowalska <a@x.eu>, MOPS Gdynia, PL", vec!["a@x.eu | Anna Kowalska | MOPS Gdynia | PL"]),
        // Marks that come along.
        ("\u{feff}\u{200b}a@x.eu\u{200e}", vec!["a@x.eu | "]),
        ("info@münchen.de", vec!["info@münchen.de | "]),
    ] {
        assert_eq!(people(text), expected, "{text}");
    }
}

#[test]
fn what_cannot_be_read_is_kept_with_its_text_and_stops_nothing() {
    for (text, expected) in [
        ("Name;E-mail", vec!["!! | Name | E-mail"]),
        ("Anna Kowalska", vec!["!! | Anna Kowalska"]),
        ("a@x..eu, b@x.eu", vec!["!a@x..eu! | ", "b@x.eu | "]),
        ("a@x.eu, somebody, b@x.eu", vec!["a@x.eu | ", "!! | somebody", "b@x.eu | "]),
        ("a@x.eu, b@x.eu, somebody", vec!["a@x.eu | ", "b@x.eu | ", "!! | somebody"]),
        ("\"Anna <a@x.eu>, b@x.eu", vec!["a@x.eu | \"Anna", "b@x.eu | "]),
        ("Anna <a@x.eu, Bo <b@x.eu>", vec!["a@x.eu | Anna", "b@x.eu | Bo"]),
        ("a@@x.eu", vec!["!a@@x.eu! | "]),
    ] {
        assert_eq!(people(text), expected, "{text}");
    }
    let read = read("\n  Anna Kowalska \n");
    assert_eq!((read[0].line, read[0].text.as_str()), (2, "Anna Kowalska"));
}
