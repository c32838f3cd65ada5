//! PostgreSQL that is started anew or away, under load.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use super::served::{Answer, Served, status};

/// A PostgreSQL of the test's own, in a temporary folder, reached through a socket in it.
pub struct Cluster {
    dir: tempfile::TempDir,
    bin: PathBuf,
}

impl Cluster {
    /// None where no PostgreSQL is installed; `make setup` installs one.
    pub fn start() -> Option<Self> {
        let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
            .map(|entries| entries.flatten().map(|entry| entry.path().join("bin")).collect())
            .unwrap_or_default();
        versions.sort();
        let Some(bin) = versions.pop() else {
            eprintln!("\n!!! NOT TESTED: PostgreSQL away. It is not installed here: `make setup`\n");
            return None;
        };
        let cluster = Self { dir: tempfile::tempdir().expect("a directory"), bin };
        let dir = cluster.dir.path();
        // The user `postgres` needs to come in; it has the folder of the data for itself.
        run(Command::new("chmod").arg("755").arg(dir));
        fs::create_dir(dir.join("run")).expect("a folder");
        if is_root() {
            run(Command::new("chown").arg("postgres").args([dir, &dir.join("run")]));
        }
        let data = cluster.data();
        run(cluster
            .tool("initdb")
            .arg("-D")
            .arg(&data)
            .args(["-U", "palmares", "-A", "trust", "-E", "UTF8"]));
        cluster.control(&["start"]);
        Some(cluster)
    }

    fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    fn tool(&self, name: &str) -> Command {
        let path = self.bin.join(name);
        let mut command = if is_root() {
            // PostgreSQL refuses to run as root; its package made a user for it.
            let mut as_owner = Command::new("runuser");
            as_owner.args(["-u", "postgres", "--"]).arg(path);
            as_owner
        } else {
            Command::new(path)
        };
        command.current_dir("/");
        command
    }

    /// `start`, `stop` or `restart`, and how; returns when it is done.
    pub fn control(&self, what: &[&str]) {
        let socket = self.dir.path().join("run");
        // The operating system lives on in this test, so nothing needs to reach the disk.
        let options = format!("-k {} -c listen_addresses='' -c fsync=off", socket.display());
        let mut command = self.tool("pg_ctl");
        command.arg("-D").arg(self.data()).arg("-w").arg("-l").arg(socket.join("log"));
        run(command.arg("-o").arg(options).args(what));
    }

    pub fn url(&self) -> String {
        format!("postgres://palmares@localhost/postgres?host={}", self.dir.path().join("run").display())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = self.tool("pg_ctl");
        let _ = stop.arg("-D").arg(self.data()).args(["-m", "immediate", "stop"]).output();
    }
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}

/// Runs to its end; its server may keep the streams of its parent, so these lead nowhere.
fn run(command: &mut Command) {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.as_ref().is_ok_and(std::process::ExitStatus::success), "{command:?}: {status:?}");
}

/// A sample in this database.
pub fn sample(data: &Path, url: &str) {
    let mut demo = Command::new(env!("CARGO_BIN_EXE_palmares"));
    demo.args(["demo", "--stage", "call", "--entries", "12", "--judges", "3", "--data"]).arg(data);
    run(demo.current_dir(std::env::temp_dir()).env_clear().env("DATABASE_URL", url));
}

/// What was answered while the database came and went.
#[derive(Default)]
struct Answered {
    good: AtomicUsize,
    away: AtomicUsize,
    stop: AtomicBool,
}

impl Answered {
    /// Counts an answer, which must be a right one.
    fn count(&self, answer: Option<&(String, String)>) -> u16 {
        let code = status(answer);
        match code {
            200 => self.good.fetch_add(1, Ordering::SeqCst),
            503 => {
                let head = answer.map(|(head, _)| head.to_lowercase()).unwrap_or_default();
                assert!(head.contains("\nretry-after: "), "{head}");
                self.away.fetch_add(1, Ordering::SeqCst)
            }
            412 => 0,
            _ => self.give_up(&format!("{answer:?}")),
        };
        code
    }

    fn give_up(&self, why: &str) -> ! {
        self.stop.store(true, Ordering::SeqCst);
        panic!("{why}");
    }

    fn is_over(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    /// Waits for so many more answers of a kind.
    fn wait_for(&self, more: usize, kind: impl Fn(&Self) -> &AtomicUsize) {
        let (begun, enough) = (Instant::now(), kind(self).load(Ordering::SeqCst) + more);
        while kind(self).load(Ordering::SeqCst) < enough {
            if self.is_over() || begun.elapsed() > Duration::from_secs(120) {
                self.give_up("no such answer any more");
            }
            thread::yield_now();
        }
    }

    fn wait_for_good(&self, more: usize) {
        self.wait_for(more, |answered| &answered.good);
    }

    fn wait_for_away(&self, more: usize) {
        self.wait_for(more, |answered| &answered.away);
    }
}

fn read_on(served: &Served, entry: &str, answered: &Answered) {
    while !answered.is_over() {
        answered.count(served.ask(&format!("GET {entry}"), &Value::Null).as_ref());
    }
}

/// Saves without end; the version of the last acknowledged save.
fn save_on(served: &Served, mut answer: Answer, answered: &Answered) -> Answer {
    while !answered.is_over() {
        let saved = answer.send(served);
        match answered.count(saved.as_ref()) {
            200 => answer.version += 1,
            // The answer to the save before was lost, not the save.
            412 => {
                let (_, body) = saved.expect("an answer");
                let found = super::served::json(&body)["current"]["version"].as_i64();
                assert_eq!(found, Some(answer.version + 1), "one save without an answer");
                answer.version += 1;
            }
            _ => {}
        }
    }
    answer
}

#[test]
fn a_postgresql_that_is_started_anew_or_away_is_told_and_loses_nothing() {
    let Some(cluster) = Cluster::start() else { return };
    let dir = tempfile::tempdir().expect("a directory");
    let data = dir.path().join("data");
    sample(&data, &cluster.url());
    let url = cluster.url();
    let mut served = Served::with(&data, &[("DATABASE_URL", url.as_str())]);
    served.sign_in("entrant@example.org");
    let answer = Answer::of(&served);
    let (entry, answered) = (answer.entry.clone(), Answered::default());
    let answer = thread::scope(|scope| {
        let (served, entry, answered) = (&served, &entry, &answered);
        let saving = scope.spawn(move || save_on(served, answer, answered));
        for _ in 0..3 {
            scope.spawn(move || read_on(served, entry, answered));
        }
        answered.wait_for_good(20);
        // A stop in order, and one as when the power fails.
        for how in ["fast", "immediate", "fast"] {
            cluster.control(&["-m", how, "restart"]);
            answered.wait_for_good(20);
        }
        cluster.control(&["-m", "fast", "stop"]);
        answered.wait_for_away(20);
        cluster.control(&["start"]);
        answered.wait_for_good(20);
        answered.stop.store(true, Ordering::SeqCst);
        saving.join().expect("saves")
    });
    let found = answer.found(&served);
    assert!((answer.version..=answer.version + 1).contains(&found), "{} and {found}", answer.version);

    // All connections died while nobody asked for anything: nobody notices.
    cluster.control(&["-m", "fast", "restart"]);
    assert_eq!(status(served.ask(&format!("GET {entry}"), &Value::Null).as_ref()), 200);
    let mut answer = Answer { version: found, ..answer };
    assert_eq!(answer.save(&served).0, 200);
}

#[test]
fn two_programs_that_start_at_once_make_the_tables_once() {
    let Some(cluster) = Cluster::start() else { return };
    let dir = tempfile::tempdir().expect("a directory");
    let url = cluster.url();
    thread::scope(|scope| {
        for name in ["one", "two", "three"] {
            let (data, url) = (dir.path().join(name), &url);
            scope.spawn(move || {
                let mut start = Command::new(env!("CARGO_BIN_EXE_palmares"));
                start.args(["admin", "create-link", "--data"]).arg(data).current_dir(std::env::temp_dir());
                run(start.env_clear().env("DATABASE_URL", url));
            });
        }
    });
}
