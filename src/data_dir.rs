//! The data directory: it belongs to one program at a time, beside which short commands may write
//! while it serves; what belongs together is there together, and it stays the one that was opened.

use std::{
    fs::{self, DirBuilder, File, TryLockError},
    io,
    os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    sync::OnceLock,
};

use anyhow::{Context as _, bail, ensure};

use crate::secret::KEY_FILE;

/// Locked by the program to which the directory belongs; the system frees it when the program
/// ends, however it ends.
const LOCK_FILE: &str = "palmares.lock";
/// Locked by the same program while nothing else may write; shared by commands that do.
const COMMANDS_FILE: &str = "commands.lock";
pub const FILES: &str = "files";

#[derive(Debug)]
pub struct DataDir {
    path: PathBuf,
    own: Identity,
    database: OnceLock<(PathBuf, Identity)>,
    hold: Hold,
}

/// By which locks a program is in the directory.
#[derive(Debug)]
enum Hold {
    None,
    Own {
        _lock: File,
        commands: File,
    },
    /// It is a command beside the program whose directory it is.
    Beside {
        _commands: File,
    },
}

/// Which one of all files of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Identity {
    device: u64,
    inode: u64,
}

impl Identity {
    fn of(path: &Path) -> io::Result<Self> {
        let facts = fs::metadata(path)?;
        Ok(Self { device: facts.dev(), inode: facts.ino() })
    }
}

impl DataDir {
    /// Makes the directory if it is not there and takes it for a program that writes; commands that
    /// still write in it are waited for.
    pub fn claim(path: &Path) -> anyhow::Result<Self> {
        let Some(own) = Self::try_claim(path)? else {
            bail!("another palmares is using the data directory {}; stop it first", path.display())
        };
        Ok(own)
    }

    /// For a short command that writes: takes the directory if nobody has it, or else a place beside
    /// the program that serves from it.
    pub fn join(path: &Path) -> anyhow::Result<Self> {
        if let Some(own) = Self::try_claim(path)? {
            return Ok(own);
        }
        let commands = open_lock(path, COMMANDS_FILE).with_context(|| cannot_write(path))?;
        match commands.try_lock_shared() {
            Ok(()) => Self::of(path, Hold::Beside { _commands: commands }),
            Err(TryLockError::WouldBlock) => {
                bail!("another palmares command is using {}; try again when it has finished", path.display())
            }
            Err(TryLockError::Error(error)) => Err(error).with_context(|| cannot_write(path)),
        }
    }

    /// For a command that only reads; another program may write in the meantime.
    pub fn visit(path: &Path) -> anyhow::Result<Self> {
        Self::of(path, Hold::None)
    }

    fn try_claim(path: &Path) -> anyhow::Result<Option<Self>> {
        make(path).with_context(|| format!("cannot create the data directory {}", path.display()))?;
        let lock = open_lock(path, LOCK_FILE).with_context(|| cannot_write(path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error).with_context(|| cannot_write(path)),
        }
        let commands = open_lock(path, COMMANDS_FILE).with_context(|| cannot_write(path))?;
        commands.lock().with_context(|| cannot_write(path))?;
        // A lock may have been made before the directory was closed to writing.
        write_whole(&path.join(".writable"), b"").with_context(|| cannot_write(path))?;
        fs::remove_file(path.join(".writable")).with_context(|| cannot_write(path))?;
        Self::of(path, Hold::Own { _lock: lock, commands }).map(Some)
    }

    fn of(path: &Path, hold: Hold) -> anyhow::Result<Self> {
        let own = Identity::of(path)
            .with_context(|| format!("the data directory {} cannot be read", path.display()))?;
        Ok(Self { path: path.to_path_buf(), own, database: OnceLock::new(), hold })
    }

    pub fn is_own(&self) -> bool {
        matches!(self.hold, Hold::Own { .. })
    }

    /// Lets commands write beside this program from now on.
    pub fn admit_commands(&self) -> io::Result<()> {
        match &self.hold {
            Hold::Own { commands, .. } => commands.unlock(),
            Hold::None | Hold::Beside { .. } => Ok(()),
        }
    }

    /// Remembers which database file belongs to the directory.
    pub fn watch(&self, database: PathBuf) -> io::Result<()> {
        let identity = Identity::of(&database)?;
        self.database.get_or_init(|| (database, identity));
        Ok(())
    }

    /// Whether directory and database are still those that were opened. When someone puts
    /// others in their place, old and new data must not mix.
    pub fn is_same(&self) -> bool {
        let is = |path: &Path, identity| Identity::of(path).is_ok_and(|now| now == identity);
        let database = self.database.get();
        is(&self.path, self.own) && database.is_none_or(|(path, identity)| is(path, *identity))
    }

    /// Refuses to begin again beside what another database has left.
    pub fn ensure_not_orphaned(&self, database: &Path) -> anyhow::Result<()> {
        let is_new = fs::metadata(database).map_or(true, |facts| facts.len() == 0);
        ensure!(
            !is_new || !(self.has_files() || self.has_key()),
            "there is no database in {}, but there are files or a key; restore the database from the \
             backup, or give an empty directory with --data",
            self.path.display()
        );
        Ok(())
    }

    /// Refuses a database that does not fit what lies beside it.
    pub fn ensure_fits(&self, is_in_use: bool) -> anyhow::Result<()> {
        ensure!(
            is_in_use || !self.has_files(),
            "the database is empty, but {} holds attachments of another one; restore the right database, \
             or give an empty directory with --data",
            self.path.display()
        );
        ensure!(
            !is_in_use || self.has_key() || matches!(self.hold, Hold::None),
            "{KEY_FILE} is missing in {}; restore it from the backup. If it is lost, put 32 random bytes \
             there: links sent before will no longer work",
            self.path.display()
        );
        Ok(())
    }

    fn has_key(&self) -> bool {
        self.path.join(KEY_FILE).exists()
    }

    /// Whether there is any attachment; the folders of the store alone are none.
    fn has_files(&self) -> bool {
        let kept = |entry: io::Result<fs::DirEntry>| {
            // Kept files lie below two folders of two digits each.
            entry.is_ok_and(|entry| entry.file_name().len() == 2)
        };
        fs::read_dir(self.path.join(FILES)).is_ok_and(|mut entries| entries.any(kept))
    }
}

/// For its owner alone: the database holds personal data.
pub fn make(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).recursive(true).create(path)
}

fn open_lock(path: &Path, name: &str) -> io::Result<File> {
    File::options().write(true).create(true).truncate(false).mode(0o600).open(path.join(name))
}

fn cannot_write(path: &Path) -> String {
    format!("the data directory {} cannot be written", path.display())
}

/// Writes a file that is there whole or not at all, whenever the program or the power fails.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use std::io::Write as _;
    let beside = path.with_added_extension("new");
    let mut file = File::options().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    // Only then does the name last through a power cut.
    File::open(path.parent().unwrap_or(path))?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::{DataDir, write_whole};

    #[test]
    fn one_program_at_a_time_claims_a_directory_and_others_may_visit_it() {
        let dir = tempfile::tempdir().unwrap();
        let first = DataDir::claim(dir.path()).unwrap();
        let told = DataDir::claim(dir.path()).unwrap_err().to_string();
        assert!(told.starts_with("another palmares is using"), "{told}");
        assert!(!DataDir::visit(dir.path()).unwrap().is_own());
        drop(first);
        assert!(DataDir::claim(dir.path()).unwrap().is_own());
    }

    #[test]
    fn a_command_writes_alone_or_beside_a_program_that_lets_it_in() {
        let dir = tempfile::tempdir().unwrap();
        assert!(DataDir::join(dir.path()).unwrap().is_own(), "where nobody is");
        let serving = DataDir::claim(dir.path()).unwrap();
        let told = DataDir::join(dir.path()).unwrap_err().to_string();
        assert!(told.contains("palmares command is using"), "while it makes or changes tables: {told}");
        serving.admit_commands().unwrap();
        let commands = [DataDir::join(dir.path()).unwrap(), DataDir::join(dir.path()).unwrap()];
        assert!(commands.iter().all(|command| !command.is_own()));
        assert!(DataDir::claim(dir.path()).is_err(), "one program serves");
        drop(serving);
        // The next one waits for commands that are still at work.
        let (path, (tell, told)) = (dir.path().to_path_buf(), std::sync::mpsc::channel());
        let next = std::thread::spawn(move || {
            let claimed = DataDir::claim(&path).unwrap();
            assert!(told.try_recv().is_ok(), "before the commands had ended");
            claimed
        });
        tell.send(()).unwrap();
        drop(commands);
        assert!(next.join().unwrap().is_own());
    }

    #[test]
    fn a_directory_or_database_put_in_its_place_is_noticed() {
        let dir = tempfile::tempdir().unwrap();
        let (data, file) = (dir.path().join("data"), dir.path().join("data/palmares.sqlite"));
        let claimed = DataDir::claim(&data).unwrap();
        write_whole(&file, b"first").unwrap();
        claimed.watch(file.clone()).unwrap();
        assert!(claimed.is_same());
        write_whole(&file, b"other").unwrap();
        assert!(!claimed.is_same(), "another database");

        let claimed = DataDir::visit(&data).unwrap();
        std::fs::rename(&data, dir.path().join("aside")).unwrap();
        assert!(!claimed.is_same(), "no directory");
        std::fs::create_dir(&data).unwrap();
        assert!(!claimed.is_same(), "another directory");
    }
}
