//! Texts to begin with. They know what the program does with data; what only the organiser knows
//! stands in double square brackets, and a text is published only when none is left.

use entity::legal_text::TextKind;

pub const fn of(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Privacy => include_str!("templates/privacy.txt"),
        TextKind::Imprint => include_str!("templates/imprint.txt"),
        TextKind::Accessibility => include_str!("templates/accessibility.txt"),
        TextKind::Contact => include_str!("templates/contact.txt"),
    }
}

#[cfg(test)]
mod tests {
    use entity::legal_text::TextKind;

    use super::of;

    #[test]
    fn a_template_cannot_be_published_as_it_is() {
        for kind in TextKind::ALL {
            assert!(of(kind).contains("[["), "{}", kind.as_str());
        }
    }

    /// What the General Data Protection Regulation asks to be told, by its article 13.
    #[test]
    fn the_privacy_notice_speaks_of_all_that_article_13_names() {
        let text = of(TextKind::Privacy);
        for (point, words) in [
            ("1 (a) controller", "controller"),
            ("1 (b) data protection officer", "data protection officer"),
            ("1 (c) purposes and legal basis", "Legal basis"),
            ("1 (d) legitimate interests", "legitimate interest"),
            ("1 (e) recipients", "Who receives"),
            ("1 (f) transfers to third countries", "outside the European"),
            ("2 (a) how long it is stored", "How long"),
            ("2 (b) rights", "restrict"),
            ("2 (b) objection and portability", "object"),
            ("2 (b) portability", "another organisation"),
            ("2 (c) withdrawing consent", "withdraw"),
            ("2 (d) supervisory authority", "supervisory authority"),
            ("2 (e) whether one must provide", "obliged"),
            ("2 (f) automated decisions", "automated"),
        ] {
            assert!(text.contains(words), "{point}");
        }
    }

    /// The parts of the model statement in the annex of Implementing Decision (EU) 2018/1523.
    #[test]
    fn the_accessibility_statement_has_the_parts_of_the_model() {
        let text = of(TextKind::Accessibility);
        for part in [
            "Compliance status",
            "Non-accessible content",
            "Preparation of this accessibility statement",
            "Feedback and contact information",
            "Enforcement procedure",
        ] {
            assert!(text.contains(&format!("# {part}")), "{part}");
        }
    }
}
