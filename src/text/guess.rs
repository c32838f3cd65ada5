//! "Did you mean": what someone has probably wanted to write.

/// How alike two words are at least, from 0 to 1, to speak of a slip.
const ALIKE: f64 = 0.8;

pub fn meant<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let lower = word.to_lowercase().replace(['-', ' '], "_");
    let likeness = |other: &&str| strsim::jaro_winkler(&lower, other);
    let best = known.iter().copied().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(&best) >= ALIKE).then_some(best)
}

pub fn listed(known: &[&str]) -> String {
    if known.is_empty() { "none".to_owned() } else { format!("`{}`", known.join("`, `")) }
}

/// What to say of a reference or value that is not known.
pub fn unknown(what: &str, word: &str, known: &[&str]) -> String {
    match meant(word, known) {
        Some(meant) => {
            format!("There is no {what} `{word}`; did you mean `{meant}`? There are: {}.", listed(known))
        }
        None => format!("There is no {what} `{word}`; there are: {}.", listed(known)),
    }
}

/// What to say of a member that is not known, where some of the known ones are not used yet.
pub fn unknown_member(name: &str, free: &[&str], known: &[&str]) -> String {
    match meant(name, free).or_else(|| meant(name, known)) {
        Some(meant) => format!("There is no member `{name}` here; did you mean `{meant}`?"),
        None => format!("There is no member `{name}` here; remove it. Allowed are: {}.", listed(known)),
    }
}

#[cfg(test)]
mod tests {
    use super::{unknown, unknown_member};

    #[test]
    fn a_slip_is_named_and_another_word_is_not() {
        assert!(unknown("window", "judgeing", &["check", "judging"]).contains("did you mean `judging`?"));
        assert!(!unknown("window", "party", &["check", "judging"]).contains("did you mean"));
        assert!(unknown_member("minJudges", &["min_judges"], &[]).contains("did you mean `min_judges`?"));
    }
}
