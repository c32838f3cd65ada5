//! The kinds of file an edition may ask for.

use serde::{Deserialize, Serialize};

/// A kind of file, known from its content. The JSON name is the key a form field
/// lists under `accept`, and the extension a download gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    Jpg,
    Png,
    Webp,
    Pdf,
    Docx,
    Xlsx,
    Pptx,
}

impl FileKind {
    /// Every kind, for lists and tests.
    pub const ALL: [Self; 7] =
        [Self::Jpg, Self::Png, Self::Webp, Self::Pdf, Self::Docx, Self::Xlsx, Self::Pptx];

    /// The kind a form field means by this key; `None` for a key we cannot check.
    #[must_use]
    pub fn from_accept(key: &str) -> Option<Self> {
        if key == "jpeg" {
            return Some(Self::Jpg);
        }
        Self::ALL.into_iter().find(|kind| kind.extension() == key)
    }

    /// The kind stored in a row as this media type.
    #[must_use]
    pub fn from_media_type(media_type: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.media_type() == media_type)
    }

    /// The extension a download gets, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
        }
    }

    /// The media type we serve; what the client claimed is never used.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        }
    }

    /// Whether this is a picture that can be cleaned and previewed.
    #[must_use]
    pub const fn is_image(self) -> bool {
        matches!(self, Self::Jpg | Self::Png | Self::Webp)
    }

    /// Whether a row of this media type is a picture that has previews.
    #[must_use]
    pub fn is_image_type(media_type: &str) -> bool {
        Self::from_media_type(media_type).is_some_and(Self::is_image)
    }

    /// Whether this is an Office file: a ZIP archive of parts.
    #[must_use]
    pub const fn is_office(self) -> bool {
        matches!(self, Self::Docx | Self::Xlsx | Self::Pptx)
    }
}

#[cfg(test)]
mod tests {
    use super::FileKind;

    #[test]
    fn accept_keys_name_kinds_and_nothing_else() {
        assert_eq!(FileKind::from_accept("jpeg"), Some(FileKind::Jpg));
        assert_eq!(FileKind::from_accept("pptx"), Some(FileKind::Pptx));
        for unknown in ["", "svg", "html", "zip", "PDF", ".pdf"] {
            assert_eq!(FileKind::from_accept(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn a_kind_is_found_again_by_its_media_type() {
        for kind in FileKind::ALL {
            assert_eq!(FileKind::from_media_type(kind.media_type()), Some(kind));
        }
        assert_eq!(FileKind::from_media_type("text/html"), None);
    }
}
