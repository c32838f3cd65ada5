//! The kinds of answer that a question expects.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The years that a day or month can be in.
pub const YEARS: RangeInclusive<i16> = 1900..=2200;

/// What kind of answer a field expects, with its limits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum AnswerKind {
    /// One line of text.
    Text {
        /// The longest answer, in characters.
        max_chars: u32,
    },
    /// Text of several paragraphs.
    LongText {
        /// The longest answer, in characters.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_chars: Option<u32>,
        /// The longest answer, in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_words: Option<u32>,
    },
    /// An e-mail address.
    Email {},
    /// A telephone number.
    Phone {},
    /// A web address.
    Url {},
    /// Several web addresses.
    UrlList {
        /// How many at most.
        max_items: u32,
    },
    /// Several lines of text.
    TextList {
        /// How many at most.
        max_items: u32,
        /// The longest line, in characters.
        max_chars: u32,
    },
    /// One of some options.
    Choice {
        /// The options in order.
        options: Vec<Choice>,
    },
    /// Any of some options.
    MultiChoice {
        /// The options in order.
        options: Vec<Choice>,
        /// How many may be chosen at most; nothing means all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_items: Option<u32>,
    },
    /// A country, as ISO 3166-1 alpha-2 code.
    Country {},
    /// A month of a year, `2023-07`.
    Month {
        /// The field of an earlier month that this one may not precede.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        not_before: Option<String>,
    },
    /// A day of a year, `2026-07-01`.
    Date {
        /// The field of an earlier day that this one may not precede.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        not_before: Option<String>,
        /// The first day that can be answered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Option<String>", extend("format" = "date"))]
        #[schema(value_type = Option<String>, format = Date)]
        from: Option<Date>,
        /// The last day that can be answered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Option<String>", extend("format" = "date"))]
        #[schema(value_type = Option<String>, format = Date)]
        to: Option<Date>,
    },
    /// A number, never below zero.
    Number {
        /// The smallest that can be answered.
        #[serde(default)]
        min: u64,
        /// The largest that can be answered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u64>,
        /// How many decimals it may have: 0, 1 or 2.
        #[serde(default)]
        decimals: u32,
        /// What is counted, such as `€` or `people`; shown behind the number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
    },
    /// Yes or no.
    Boolean {},
    /// Pictures.
    Images(FileRules),
    /// Documents.
    Files(FileRules),
    /// A declaration the entrant makes; the label is its wording.
    Consent {
        /// Which wording was shown, e.g. `2023-1`; stored with the consent.
        text_version: String,
        /// The declaration at full length, when the label only sums it up.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is stored and exported.
    pub key: String,
    /// What people read.
    pub label: String,
}

/// How many files, how large and of which types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileRules {
    /// How many at least, when any are given.
    #[serde(default)]
    pub min_files: u32,
    /// How many at most.
    pub max_files: u32,
    /// The largest file, in bytes.
    pub max_bytes_each: u64,
    /// The types that are accepted.
    pub accept: Vec<FileType>,
}

/// The types of file an edition can ask for; each is
/// recognised by its content, never by its name.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FileType {
    /// JPEG picture.
    Jpg,
    /// PNG picture.
    Png,
    /// WebP picture.
    Webp,
    /// PDF document.
    Pdf,
    /// Word document.
    Docx,
    /// Excel workbook.
    Xlsx,
    /// PowerPoint presentation.
    Pptx,
    /// MPEG-4 video: no longer offered, for it cannot be checked; documents of before may name it.
    #[schemars(skip)]
    Mp4,
}

impl AnswerKind {
    #[must_use]
    pub const fn is_in_words(&self) -> bool {
        matches!(self, Self::Text { .. } | Self::LongText { .. } | Self::TextList { .. })
    }

    /// The kind's word, as it stands in the document.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::LongText { .. } => "long_text",
            Self::Email {} => "email",
            Self::Phone {} => "phone",
            Self::Url {} => "url",
            Self::UrlList { .. } => "url_list",
            Self::TextList { .. } => "text_list",
            Self::Choice { .. } => "choice",
            Self::MultiChoice { .. } => "multi_choice",
            Self::Country {} => "country",
            Self::Month { .. } => "month",
            Self::Date { .. } => "date",
            Self::Number { .. } => "number",
            Self::Boolean {} => "boolean",
            Self::Images(_) => "images",
            Self::Files(_) => "files",
            Self::Consent { .. } => "consent",
        }
    }

    /// The answer with what it counts, where it is a number of something.
    #[must_use]
    pub fn with_unit(&self, answer: String) -> String {
        match self {
            Self::Number { unit: Some(unit), .. } if !answer.is_empty() => format!("{answer} {unit}"),
            _ => answer,
        }
    }

    /// The field of an earlier month or day that this one may not precede.
    #[must_use]
    pub fn not_before(&self) -> Option<&str> {
        match self {
            Self::Month { not_before } | Self::Date { not_before, .. } => not_before.as_deref(),
            _ => None,
        }
    }

    /// Whether it is a month or a day, which others may not precede.
    #[must_use]
    pub const fn is_time(&self) -> bool {
        matches!(self, Self::Month { .. } | Self::Date { .. })
    }

    /// The options to choose from, if there are any.
    #[must_use]
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::Choice { options } | Self::MultiChoice { options, .. } => options,
            _ => &[],
        }
    }

    /// The rules for files, when the answer is files.
    #[must_use]
    pub fn files(&self) -> Option<&FileRules> {
        match self {
            Self::Images(rules) | Self::Files(rules) => Some(rules),
            _ => None,
        }
    }
}

impl FileType {
    /// Whether it is a picture that a browser shows.
    #[must_use]
    pub fn is_image(self) -> bool {
        matches!(self, Self::Jpg | Self::Png | Self::Webp)
    }
}
