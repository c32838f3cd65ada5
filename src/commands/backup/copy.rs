//! Copying files, and their sums.

use std::{
    fs::File,
    io::{self, Read, Write},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
};

use super::manifest::FileFacts;
use crate::{data_dir, files::copy_and_sum};

/// What is in a file.
pub fn facts(path: &Path) -> io::Result<FileFacts> {
    pass_on(&mut File::open(path)?, &mut io::sink())
}

/// Copies a file, with its folders, durably; what was copied. Never overwrites.
pub fn copy(from: &Path, to: &Path) -> io::Result<FileFacts> {
    let mut source = File::open(from)?;
    let folder = to.parent().unwrap_or(to);
    data_dir::make(folder)?;
    let mut target = File::options().write(true).create_new(true).mode(0o600).open(to)?;
    let facts = pass_on(&mut source, &mut target)?;
    target.sync_all()?;
    File::open(folder)?.sync_all()?;
    Ok(facts)
}

fn pass_on(from: &mut impl Read, to: &mut impl Write) -> io::Result<FileFacts> {
    let (bytes, hash) = copy_and_sum(from, to)?;
    Ok(FileFacts { bytes, sha256: hash.to_string() })
}
