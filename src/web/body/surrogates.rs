//! Halves of characters. A text cut in the middle of an emoji ends with a lone
//! surrogate, which JavaScript writes into JSON as an escape and Unicode forbids.

/// Puts U+FFFD in the place of each escaped surrogate that has no partner, as
/// JavaScript's `toWellFormed` does; the length stays.
pub fn replace_lone(json: &mut [u8]) {
    let mut at = 0;
    while let Some(rest) = json.get_mut(at..) {
        at = at.saturating_add(match (rest.first(), escaped(rest)) {
            (None, _) => return,
            (_, Some(0xD800..=0xDBFF))
                if matches!(rest.get(6..).and_then(escaped), Some(0xDC00..=0xDFFF)) =>
            {
                12
            }
            (_, Some(0xD800..=0xDFFF)) => {
                rest.iter_mut().zip(*b"\\ufffd").for_each(|(old, new)| *old = new);
                6
            }
            // What a backslash escapes is no beginning.
            (Some(b'\\'), _) => 2,
            _ => 1,
        });
    }
}

/// The code unit of an escape such as `\ud83d` at the start of a text.
fn escaped(text: &[u8]) -> Option<u16> {
    let digits = text.strip_prefix(b"\\u")?.get(..4)?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::replace_lone;

    #[test]
    fn only_halves_are_replaced() {
        for (sent, kept) in [
            (r#"{"a":"x\ud83d"}"#, r#"{"a":"x\ufffd"}"#),
            (r#"["\ude00 \ud83d\ude00"]"#, r#"["\ufffd \ud83d\ude00"]"#),
            (r#"["\ud83d\ud83d\ude00"]"#, r#"["\ufffd\ud83d\ude00"]"#),
            (r#"["\\ud83d"]"#, r#"["\\ud83d"]"#),
            (r#"["\\\ud83d"]"#, r#"["\\\ufffd"]"#),
            (r#"["\u00e9\n\"\uDC00"]"#, r#"["\u00e9\n\"\ufffd"]"#),
            (r#"["\ud8"#, r#"["\ud8"#),
        ] {
            let mut bytes = sent.as_bytes().to_vec();
            replace_lone(&mut bytes);
            assert_eq!(String::from_utf8_lossy(&bytes), kept, "{sent}");
        }
    }
}
