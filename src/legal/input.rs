//! What admins may send about legal texts.

use serde::Deserialize;
use utoipa::ToSchema;

use super::error::LegalError;
use crate::text::{Line, Lines};

/// What marks a place of a template that is still to be completed.
pub const TO_COMPLETE: &str = "[[";

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewText {
    /// Its language, as language tag.
    pub locale: Line<20>,
    /// The text: paragraphs between empty lines, `# Heading`, `- item`, `[words](https://…)`.
    pub body: Lines<50_000>,
    /// Why it is changed.
    #[serde(default)]
    pub reason: Lines<500>,
}

impl NewText {
    /// The text, if it can be published.
    pub fn body(&self) -> Result<&str, LegalError> {
        let body = self.body.as_str().trim();
        match body.matches(TO_COMPLETE).count() {
            0 => {}
            places => return Err(LegalError::Unfinished(places)),
        }
        for rest in body.split("](").skip(1) {
            let target = rest.split(')').next().unwrap_or_default();
            if !["https://", "http://", "mailto:", "/"].iter().any(|start| target.starts_with(start)) {
                return Err(LegalError::Link(target.to_owned()));
            }
        }
        Ok(body)
    }
}

#[cfg(test)]
mod tests {
    use super::{LegalError, NewText};

    fn text(body: &str) -> NewText {
        let json = serde_json::json!({ "locale": "en", "body": body });
        serde_json::from_value(json).expect("a text")
    }

    #[test]
    fn a_text_is_published_complete_and_with_links_that_lead_somewhere() {
        for good in [
            "Write to office@example.eu.",
            "[us](mailto:office@example.eu)",
            "[law](https://a.eu) [b](/imprint)",
        ] {
            assert!(text(good).body().is_ok(), "{good}");
        }
        for bad in ["[x](javascript:alert(1))", "[x](data:text/html,x)", "[x](example.eu)"] {
            assert!(matches!(text(bad).body(), Err(LegalError::Link(_))), "{bad}");
        }
        assert!(matches!(text("[[name]] and [[address]]").body(), Err(LegalError::Unfinished(2))));
    }
}
