//! Documents beside each other: compared, copied for the next year, brought to the current format.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;

use super::{find, read, say};
use crate::{
    clock::Clock,
    config::Config,
    editions::{EditionDocument, differences, sample},
};

/// Where a document is: in a file, or as an edition of the data directory.
#[derive(Clone, Debug)]
pub enum Source {
    File(PathBuf),
    Edition(String),
}

impl From<String> for Source {
    /// A file, if there is one of that name.
    fn from(text: String) -> Self {
        if Path::new(&text).is_file() { Self::File(text.into()) } else { Self::Edition(text) }
    }
}

impl Source {
    /// The document, or the faults of its file, already told.
    async fn document(&self, config: &Config) -> anyhow::Result<Result<EditionDocument, ExitCode>> {
        match self {
            Self::File(file) => Ok(read(file)?.map_err(|errors| say::report(file, &errors))),
            Self::Edition(slug) => {
                let app = crate::open_to_read(config.clone(), Clock::System).await?;
                let found = find(&app, slug).await;
                let edition = app.close(found).await?;
                Ok(Ok(edition.document.without_version()))
            }
        }
    }
}

/// One line for each part that differs.
pub(super) async fn diff(config: &Config, old: &Source, new: &Source) -> anyhow::Result<ExitCode> {
    let (old, new) = match (old.document(config).await?, new.document(config).await?) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(code), _) | (_, Err(code)) => return Ok(code),
    };
    say::differences(&differences(&old, &new)?);
    Ok(ExitCode::SUCCESS)
}

/// The document of the next edition.
pub(super) async fn clone(config: &Config, from: &Source, to: &str, days: i64) -> anyhow::Result<ExitCode> {
    let document = match from.document(config).await? {
        Ok(document) => document,
        Err(code) => return Ok(code),
    };
    let slug = match to.split_once('/') {
        Some((programme, slug)) if programme == document.programme.slug => slug,
        Some((programme, _)) => {
            let own = &document.programme.slug;
            anyhow::bail!("this is an edition of {own}; a copy cannot be one of {programme}")
        }
        None => to,
    };
    let copy = sample::next(&document, slug, days).context("a date would leave the calendar")?;
    match copy.checked() {
        Ok(copy) => super::super::print(&copy.to_json()?)?,
        Err(errors) => return Ok(say::report(Path::new(to), &errors)),
    }
    Ok(ExitCode::SUCCESS)
}

/// The document of a file in the current format.
pub(super) fn upgrade(file: &Path) -> anyhow::Result<ExitCode> {
    match read(file)? {
        Ok(document) => super::super::print(&document.to_json()?)?,
        Err(errors) => return Ok(say::report(file, &errors)),
    }
    Ok(ExitCode::SUCCESS)
}

/// A number of days: `364d`, or of weeks: `52w`.
pub fn days(text: &str) -> Result<i64, String> {
    let unit =
        text.strip_suffix('d').map(|count| (count, 1)).or(text.strip_suffix('w').map(|count| (count, 7)));
    let days = unit.and_then(|(count, days)| count.parse::<i32>().ok().map(|count| i64::from(count) * days));
    days.ok_or_else(|| "write days or weeks, such as 364d or 52w".to_owned())
}
