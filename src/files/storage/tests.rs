use std::{
    io,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    pin::Pin,
    task::{Context, Poll},
};

use entity::{Timestamp, ids::UserId};
use tokio::io::{AsyncRead, AsyncReadExt, ReadBuf};

use super::{ReceiveError, Storage, Swept};
use crate::files::{FileHash, FileKind};

/// FIPS 180-2, appendix B.1: the hash of "abc".
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const LONG_AGO: Timestamp = Timestamp(0);
/// 1 January 2100: everything written today is older.
const FAR_AHEAD: Timestamp = Timestamp(4_102_444_800_000);

fn store() -> (tempfile::TempDir, Storage) {
    let dir = tempfile::tempdir().unwrap();
    let storage = Storage::new(dir.path().join("files"), 0).unwrap();
    (dir, storage)
}

fn files_in(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in std::fs::read_dir(dir).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() { found.extend(files_in(&path)) } else { found.push(path) }
    }
    found
}

struct Broken(&'static [u8]);

impl AsyncRead for Broken {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.0.is_empty() {
            return Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()));
        }
        into.put_slice(std::mem::take(&mut self.0));
        Poll::Ready(Ok(()))
    }
}

#[tokio::test]
async fn a_file_is_kept_under_its_hash_for_its_owner_only() {
    let (dir, storage) = store();
    let received = storage.receive(&b"abc"[..], 3, Some(3)).await.unwrap();
    let stored = storage.keep(received).await.unwrap();

    assert_eq!((stored.hash.to_string().as_str(), stored.size_bytes), (ABC, 3));
    let path = dir.path().join("files/ba/78").join(ABC);
    assert_eq!(files_in(dir.path()), std::slice::from_ref(&path));
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);

    let mut opened = storage.open(&stored.hash).await.unwrap();
    let mut content = String::new();
    opened.file.read_to_string(&mut content).await.unwrap();
    assert_eq!((content.as_str(), opened.size_bytes), ("abc", 3));
}

#[tokio::test]
async fn the_same_content_is_stored_once() {
    let (dir, storage) = store();
    for _ in 0..2 {
        let received = storage.receive(&b"abc"[..], 10, None).await.unwrap();
        storage.keep(received).await.unwrap();
    }
    assert_eq!(files_in(dir.path()).len(), 1);
}

#[tokio::test]
async fn a_refused_upload_leaves_nothing_behind() {
    let (dir, storage) = store();
    let code = |result: Result<_, ReceiveError>| result.map(|_| ()).unwrap_err().code();

    assert_eq!(code(storage.receive(&b"abcd"[..], 3, None).await), "files/too-large");
    assert_eq!(code(storage.receive(Broken(b"not even read"), 3, Some(4)).await), "files/too-large");
    assert_eq!(code(storage.receive(&b"abc"[..], 9, Some(4)).await), "files/interrupted");
    assert_eq!(code(storage.receive(&b"abcde"[..], 9, Some(4)).await), "files/interrupted");
    assert_eq!(code(storage.receive(Broken(b"ab"), 9, Some(4)).await), "files/interrupted");
    drop(storage.receive(&b"abc"[..], 9, None).await.unwrap());

    assert_eq!(files_in(dir.path()), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn a_large_file_arrives_whole() {
    let (_dir, storage) = store();
    // FIPS 180-2, appendix B.3: one million times "a".
    let received = storage.receive(&vec![b'a'; 1_000_000][..], 1_000_000, Some(1_000_000)).await.unwrap();
    let stored = storage.keep(received).await.unwrap();
    let expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
    assert_eq!(stored.hash.to_string(), expected);
}

#[tokio::test]
async fn what_arrived_is_checked_before_it_is_kept() {
    let (_dir, storage) = store();
    let received = storage.receive(&b"<html>"[..], 100, None).await.unwrap();
    let refusal = storage.check(&received, UserId(1), &[FileKind::Pdf], 100).await.unwrap_err();
    assert_eq!(refusal.code(), "files/wrong-kind");
}

#[tokio::test]
async fn a_sweep_removes_only_old_files_nobody_wants() {
    let (dir, storage) = store();
    let wanted = storage.keep(storage.receive(&b"abc"[..], 9, None).await.unwrap()).await.unwrap().hash;
    let orphan = storage.keep(storage.receive(&b"orphan"[..], 9, None).await.unwrap()).await.unwrap().hash;
    std::fs::write(dir.path().join("files/incoming/given-up"), "half").unwrap();
    std::fs::write(dir.path().join("files/README"), "not ours").unwrap();
    let keep = |hash: &FileHash| *hash == wanted;

    assert_eq!(storage.sweep("", keep, LONG_AGO).await.unwrap(), Swept::default());
    let begins = orphan.to_string();
    let other = if begins.starts_with('0') { "1" } else { "0" };
    assert_eq!(storage.sweep(other, |_| false, FAR_AHEAD).await.unwrap(), Swept::default());
    assert_eq!(storage.sweep(&begins[..1], keep, FAR_AHEAD).await.unwrap(), Swept { files: 1, bytes: 6 });
    assert_eq!(storage.sweep("", keep, FAR_AHEAD).await.unwrap(), Swept { files: 1, bytes: 4 });

    assert!(storage.open(&wanted).await.is_ok());
    let gone = storage.open(&orphan).await.unwrap_err();
    assert_eq!(gone.kind(), io::ErrorKind::NotFound);
    assert!(dir.path().join("files/README").exists());
}

#[test]
fn only_a_hash_is_a_name_in_the_store() {
    assert!(ABC.parse::<FileHash>().is_ok());
    for text in ["", "../../etc/passwd", &ABC[1..], &ABC.to_uppercase(), &format!("{ABC}00")] {
        assert!(text.parse::<FileHash>().is_err(), "{text}");
    }
}
