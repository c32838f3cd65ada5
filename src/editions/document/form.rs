//! The questions of an entry.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The questions of an entry, in sections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The sections in the order in which they are asked.
    pub sections: Vec<Section>,
}

/// Questions that belong together; one page of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its name in addresses.
    pub key: String,
    /// Its heading.
    pub title: String,
    /// What to know before answering.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// When it is asked: a condition on the entry, its organisation and answers before it, such as
    /// `entry.category == 'leadership'`. Without one it is always asked; while a fact is missing it is not.
    #[serde(default, rename = "if", skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// The questions in order.
    pub fields: Vec<Field>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name in exports; unique in the whole form.
    pub key: String,
    /// The question.
    pub label: String,
    /// How to answer it well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// When it is asked, as with sections; `answer.partners.size() > 0`.
    #[serde(default, rename = "if", skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Whether an entry without an answer cannot be submitted.
    pub required: bool,
    /// Whether the answer may be published.
    pub public: bool,
    /// Whether judges see the answer.
    pub judges: bool,
    /// The criterion to which judges should relate the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<String>,
    /// What the browser may fill in, and where the page begins with what it knows of the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autofill: Option<Autofill>,
    /// What kind of answer is expected, with its limits.
    pub answer: AnswerKind,
}

/// What a question asks of whoever writes, in the words of HTML (`autocomplete`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Autofill {
    /// Their name.
    Name,
    /// Their role in the organisation.
    OrganizationTitle,
    /// The organisation.
    Organization,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Tel,
    /// A web site.
    Url,
    /// A postal address.
    StreetAddress,
}

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

impl Form {
    /// All fields in the order in which they are asked.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// The field of this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields().find(|field| field.key == key)
    }

    /// The form without these fields, and without sections of which nothing is left.
    #[must_use]
    pub fn without(&self, fields: &[String]) -> Self {
        let left = |section: &Section| Section {
            fields: section.fields.iter().filter(|field| !fields.contains(&field.key)).cloned().collect(),
            ..section.clone()
        };
        let sections = self.sections.iter().map(left).filter(|section| !section.fields.is_empty());
        Self { sections: sections.collect() }
    }

    /// The field whose answer names the entry in lists: `title`, or else the first line of text.
    #[must_use]
    pub fn title_field(&self) -> Option<&Field> {
        self.naming_field(|_| true)
    }

    /// The field whose answer names the entry before judges: one that they may read.
    #[must_use]
    pub fn judged_title_field(&self, in_force: &Self) -> Option<&Field> {
        self.naming_field(|field| field.is_for_judges(in_force))
    }

    fn naming_field(&self, is_wanted: impl Fn(&Field) -> bool) -> Option<&Field> {
        let names = |field: &&Field| matches!(field.answer, AnswerKind::Text { .. }) && is_wanted(field);
        self.field("title").filter(names).or_else(|| self.fields().find(names))
    }

    /// The consents of this form that ask for other words in a newer one.
    #[must_use]
    pub fn reworded_consents<'a>(&'a self, newer: &Self) -> Vec<&'a str> {
        let is_other = |field: &&Field| {
            let now = newer.field(&field.key);
            let is_consent = matches!(field.answer, AnswerKind::Consent { .. });
            is_consent && now.is_none_or(|now| now.answer != field.answer || now.label != field.label)
        };
        self.fields().filter(is_other).map(|field| field.key.as_str()).collect()
    }

    /// Fields that ask where to send news about the entry: e-mail addresses that
    /// neither judges nor the public see.
    pub fn contact_fields(&self) -> impl Iterator<Item = &Field> {
        let is_contact =
            |field: &&Field| matches!(field.answer, AnswerKind::Email {}) && !field.judges && !field.public;
        self.fields().filter(is_contact)
    }
}

impl Field {
    /// Whether judges may read the answer: the form that was answered says so, and the one in
    /// force does not say otherwise, so that a question closed to judges is closed at once.
    #[must_use]
    pub fn is_for_judges(&self, in_force: &Form) -> bool {
        self.judges && in_force.field(&self.key).is_none_or(|now| now.judges)
    }

    /// Whether it says how to reach someone: a name, address or number that neither
    /// judges nor the public see.
    pub fn is_contact(&self) -> bool {
        let kind =
            matches!(self.answer, AnswerKind::Text { .. } | AnswerKind::Email {} | AnswerKind::Phone {});
        kind && !self.judges && !self.public
    }
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
            Self::Boolean {} => "boolean",
            Self::Images(_) => "images",
            Self::Files(_) => "files",
            Self::Consent { .. } => "consent",
        }
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
