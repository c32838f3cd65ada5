//! `palmares receipt verify FILE`: whether a receipt fits what was submitted.

use std::{fs, io::Read, path::Path, process::ExitCode};

use anyhow::{Context, bail};

use crate::entries::canonical::{self, Receipt};

/// The longest receipt that is read, in bytes; a full form needs a tenth.
const LARGEST_BYTES: u64 = 8 * 1024 * 1024;

/// Recomputes the SHA-256 of a receipt file and prints one line: exit code 0
/// when it holds, 1 when it does not.
pub fn verify(path: &Path) -> anyhow::Result<ExitCode> {
    let receipt = read(path)?;
    let (line, code) = match canonical::verify(&receipt) {
        Ok(()) => (
            format!(
                "valid: entry {} of {}, SHA-256 {}; the receipt says it was received {}, which the hash \
                 does not cover",
                receipt.entry_id, receipt.edition, receipt.sha256, receipt.submitted_at
            ),
            ExitCode::SUCCESS,
        ),
        Err(fault) => (format!("NOT valid: {fault}"), ExitCode::FAILURE),
    };
    println!("{line}");
    Ok(code)
}

fn read(path: &Path) -> anyhow::Result<Receipt> {
    let shown = path.display();
    let file = fs::File::open(path).with_context(|| format!("cannot open {shown}"))?;
    let mut text = String::new();
    let read = file
        .take(LARGEST_BYTES + 1)
        .read_to_string(&mut text)
        .with_context(|| format!("cannot read {shown} as text"))?;
    if u64::try_from(read).is_ok_and(|bytes| bytes > LARGEST_BYTES) {
        bail!("{shown} is too large to be a receipt");
    }
    serde_json::from_str(&text).with_context(|| format!("{shown} is not a receipt"))
}

#[cfg(test)]
mod tests {
    use std::{fs, process::ExitCode};

    use entity::Timestamp;

    use super::verify;
    use crate::entries::canonical::Receipt;

    #[test]
    fn a_receipt_file_is_told_from_a_forged_one_and_from_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("receipt.json");
        let receipt = Receipt::new(
            "k7m2q9x4w3r8t5ab".into(),
            "essa/2023".into(),
            Timestamp(0),
            r#"{"edition":"essa/2023","entry_id":"k7m2q9x4w3r8t5ab"}"#,
        )
        .expect("a receipt");
        let text = serde_json::to_string(&receipt).expect("JSON");

        fs::write(&path, &text).expect("written");
        assert_eq!(verify(&path).expect("readable"), ExitCode::SUCCESS);
        fs::write(&path, text.replace("essa/2023", "essa/2024")).expect("written");
        assert_eq!(verify(&path).expect("readable"), ExitCode::FAILURE);
        fs::write(&path, "{}").expect("written");
        assert!(verify(&path).is_err());
        assert!(verify(&folder.path().join("none.json")).is_err());
    }
}
