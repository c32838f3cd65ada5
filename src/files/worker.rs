//! Cleaning in a process of its own: whatever a file does to its parser, it takes no more
//! memory and time than a worker gets, and the server goes on (UP-9).
//!
//! The worker reads a file, and writes what became of it to its standard output: of a picture
//! the length of the larger one in eight bytes, then both; of a document the copy.

use std::{
    fs::File,
    io::{self, BufReader, Write},
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    time::Duration,
};

use tokio::{
    io::AsyncReadExt as _,
    process::{ChildStdout, Command},
    time::timeout,
};

use super::{
    CleanError, FileKind, FileRefusal, clean_document, clean_image,
    storage::{CopyError, Received, Storage, StoredFile, StoredPictures},
};

/// The most memory a worker gets, in bytes.
const MEMORY_BYTES: u64 = 512 * 1_024 * 1_024;
/// The most time a worker works, in seconds.
const CPU_S: u64 = 60;
/// The longest anyone waits for a worker, which may have to share its core.
const PATIENCE: Duration = Duration::from_secs(300);
/// Its exit code when the file is at fault.
const UNFIT: u8 = 3;

/// What a worker is told to do.
pub const COMMAND: &str = "clean-file";

/// The part of a worker: cleans a file within its limits and writes what came of it.
pub fn work(path: &Path, kind: FileKind) -> Result<(), (u8, anyhow::Error)> {
    let failed = |error: io::Error| (1, error.into());
    #[cfg(unix)]
    limit().map_err(failed)?;
    let mut out = io::stdout().lock();
    let unfit = |error: CleanError| match error {
        CleanError::Refused(FileRefusal::Unreadable(error)) => failed(error),
        other => (UNFIT, other.into()),
    };
    if kind.is_image() {
        let bytes = BufReader::new(File::open(path).map_err(failed)?);
        let clean = clean_image(bytes, kind).map_err(unfit)?;
        let length = u64::try_from(clean.display.bytes.len()).unwrap_or(u64::MAX);
        let parts = [&length.to_le_bytes()[..], &clean.display.bytes, &clean.thumbnail.bytes];
        parts.iter().try_for_each(|part| out.write_all(part)).map_err(failed)?;
    } else {
        let bytes = std::fs::read(path).map_err(failed)?;
        out.write_all(&clean_document(&bytes, kind).map_err(unfit)?).map_err(failed)?;
    }
    out.flush().map_err(failed)
}

#[cfg(unix)]
fn limit() -> io::Result<()> {
    rlimit::setrlimit(rlimit::Resource::DATA, MEMORY_BYTES, MEMORY_BYTES)?;
    rlimit::setrlimit(rlimit::Resource::CPU, CPU_S, CPU_S)?;
    // A file that brings its parser down leaves nothing of itself behind.
    rlimit::setrlimit(rlimit::Resource::CORE, 0, 0)
}

struct Worker {
    child: tokio::process::Child,
    out: ChildStdout,
}

impl Worker {
    fn start(program: &PathBuf, path: &Path, kind: FileKind) -> io::Result<Self> {
        let mut child = Command::new(program)
            .args([COMMAND, kind.extension()])
            .arg(path)
            .env_clear()
            // The allocator reserves a gibibyte at a time otherwise.
            .env("MIMALLOC_ARENA_RESERVE", "65536")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let out = child.stdout.take().ok_or_else(|| io::Error::other("no output"))?;
        Ok(Self { child, out })
    }

    /// Waits for the end; what was written counts only when it was a good one.
    async fn end(mut self) -> Result<(), CopyError> {
        let mut told = String::new();
        if let Some(mut errors) = self.child.stderr.take() {
            errors.read_to_string(&mut told).await?;
        }
        let status = self.child.wait().await?;
        if status.success() { Ok(()) } else { Err(failure(status, told.trim())) }
    }
}

/// No exit code: it was stopped by the system at one of its limits.
fn failure(status: ExitStatus, told: &str) -> CopyError {
    let unfit = |told: &str| CleanError::Document(told.to_owned()).into();
    match status.code() {
        Some(code) if code == i32::from(UNFIT) => unfit(told),
        None => unfit("it takes more memory or time than a file gets"),
        Some(_) => CopyError::Disk(io::Error::other(told.to_owned())),
    }
}

pub(super) async fn picture(
    storage: &Storage,
    program: &PathBuf,
    path: &Path,
    kind: FileKind,
) -> Result<StoredPictures, CopyError> {
    let mut worker = Worker::start(program, path, kind)?;
    let work = async {
        let Ok(length) = worker.out.read_u64_le().await else { return Ok((worker.end().await, None)) };
        let display = storage.arrive((&mut worker.out).take(length)).await?;
        let thumbnail = storage.arrive(&mut worker.out).await?;
        Ok::<_, io::Error>((worker.end().await, Some((display, thumbnail))))
    };
    let (ended, pictures) = patiently(work).await??;
    ended?;
    let (display, thumbnail) = pictures.ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))?;
    Ok(StoredPictures { display: storage.keep(display).await?, thumbnail: storage.keep(thumbnail).await? })
}

pub(super) async fn document(
    storage: &Storage,
    program: &PathBuf,
    path: &Path,
    kind: FileKind,
) -> Result<StoredFile, CopyError> {
    let mut worker = Worker::start(program, path, kind)?;
    let work = async {
        let copy: Received = storage.arrive(&mut worker.out).await?;
        Ok::<_, io::Error>((worker.end().await, copy))
    };
    let (ended, copy) = patiently(work).await??;
    ended?;
    Ok(storage.keep(copy).await?)
}

async fn patiently<T>(work: impl Future<Output = T>) -> Result<T, CopyError> {
    let late = |_| CleanError::Document("it takes more time than a file gets".to_owned());
    Ok(timeout(PATIENCE, work).await.map_err(late)?)
}
