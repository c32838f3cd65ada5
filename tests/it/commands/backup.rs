//! Backups made while people save, and brought back.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::atomic::{AtomicBool, AtomicI64, Ordering},
    thread,
};

use super::{
    bad, good, palmares,
    postgres::{self, Cluster},
    served::{Answer, Served, status},
};
use crate::support::files::photo;

const SAMPLE: [&str; 7] = ["demo", "--stage", "call", "--entries", "12", "--judges", "3"];

/// A sample in a folder of its own, beside which backups are made.
fn sample() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().expect("a directory");
    let data = dir.path().join("data");
    fs::create_dir(&data).expect("a directory");
    good(&palmares(&data, &SAMPLE));
    (dir, data)
}

/// Runs the program on this database; none is SQLite.
fn run(data: &Path, url: Option<&str>, arguments: &[&str], dir: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_palmares"));
    command.current_dir(std::env::temp_dir()).env_clear().arg("--data").arg(data);
    command.args(arguments).arg(dir).envs(url.map(|url| ("DATABASE_URL", url)));
    command.output().expect("the program runs")
}

fn uploaded(served: &Served, entry: &str) -> String {
    let request = format!(
        "POST {entry}/attachments/photos\nContent-Type: application/octet-stream\nX-Upload-Name: a.jpg"
    );
    let answer = served.send(&request, &photo(400, 300));
    assert_eq!(status(answer.as_ref()), 201, "{answer:?}");
    let body = answer.expect("an answer").1;
    let id = super::served::json(&body)["id"].as_str().expect("an id").to_owned();
    format!("{entry}/attachments/{id}")
}

/// A backup in the middle of saves, restored into another place and served there, holds all
/// that was acknowledged before it began.
fn backed_up_under_load(data: &Path, url: Option<&str>, restored_url: Option<&str>) {
    let settings: Vec<(&str, &str)> = url.map(|url| ("DATABASE_URL", url)).into_iter().collect();
    let mut served = Served::with(data, &settings);
    served.sign_in("entrant@example.org");
    let mut answer = Answer::of(&served);
    assert_eq!(answer.save(&served).0, 200);
    let (entry, picture) = (answer.entry.clone(), uploaded(&served, &answer.entry));
    let (saved, stop) = (AtomicI64::new(answer.version), AtomicBool::new(false));
    let backup = data.with_file_name("backup");
    let (before, after) = thread::scope(|scope| {
        let (served, saved, stop) = (&served, &saved, &stop);
        scope.spawn(move || {
            while !stop.load(Ordering::SeqCst) {
                assert_eq!(answer.save(served).0, 200);
                saved.store(answer.version, Ordering::SeqCst);
            }
        });
        while saved.load(Ordering::SeqCst) < 10 {
            thread::yield_now();
        }
        let before = saved.load(Ordering::SeqCst);
        let made = run(data, url, &["backup"], &backup);
        let after = saved.load(Ordering::SeqCst);
        stop.store(true, Ordering::SeqCst);
        assert!(good(&made).contains("verified"));
        (before, after)
    });
    assert!(after > before, "nothing was saved meanwhile");

    let restored = data.with_file_name("restored");
    good(&run(&restored, restored_url, &["restore"], &backup));
    let settings: Vec<(&str, &str)> = restored_url.map(|url| ("DATABASE_URL", url)).into_iter().collect();
    let again = Served::with(&restored, &settings).like(&served);
    let found = (Answer { entry, key: "c_impact", version: 0 }).found(&again);
    assert!((before..=after + 1).contains(&found), "{found} is not in {before}..={after}");
    let file = again.send(&format!("GET {picture}"), b"").map(|(head, _)| head);
    assert!(file.as_ref().is_some_and(|head| head.starts_with("HTTP/1.1 200")), "{file:?}");
    assert_eq!(fs::read(restored.join("secret.key")).ok(), fs::read(data.join("secret.key")).ok());
    let mut doctor = Command::new(env!("CARGO_BIN_EXE_palmares"));
    doctor.current_dir(std::env::temp_dir()).env_clear().env("PALMARES_DISK__RESERVE_MIB", "0");
    doctor.arg("--data").arg(&restored).arg("doctor").envs(settings);
    let told = doctor.output().expect("the program runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stdout));
    // What is noted of a save is a new row, with a new key.
    let mut answer = Answer::of(&again);
    assert_eq!(answer.save(&again).0, 200);
}

#[test]
fn a_backup_under_load_is_whole_and_comes_back() {
    let (_dir, data) = sample();
    backed_up_under_load(&data, None, None);
}

#[test]
fn a_backup_of_postgresql_under_load_is_whole_and_comes_back() {
    let (Some(cluster), Some(other)) = (Cluster::start(), Cluster::start()) else { return };
    let dir = tempfile::tempdir().expect("a directory");
    let data = dir.path().join("data");
    postgres::sample(&data, &cluster.url());
    backed_up_under_load(&data, Some(&cluster.url()), Some(&other.url()));
    // A second restore into the same database is refused.
    let backup = data.with_file_name("backup");
    let told = bad(&run(&dir.path().join("third"), Some(&other.url()), &["restore"], &backup));
    assert!(told[0].contains("the PostgreSQL schema is not empty"), "{told:?}");
}

#[test]
fn a_backup_holds_the_same_rows_and_files_as_the_place_it_was_made_of() {
    let (dir, data) = sample();
    let (backup, restored, second) =
        (dir.path().join("backup"), dir.path().join("restored"), dir.path().join("second"));
    good(&run(&data, None, &["backup"], &backup));
    good(&run(&restored, None, &["restore"], &backup));
    good(&run(&restored, None, &["backup"], &second));
    let manifest = |dir: &Path| {
        let text = fs::read_to_string(dir.join("manifest.json")).expect("a manifest");
        let mut manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        manifest["made_at"].take();
        manifest["files"]["palmares.sqlite"].take();
        manifest
    };
    assert_eq!(manifest(&backup), manifest(&second));
    assert!(manifest(&backup)["rows"]["entry"].as_u64() >= Some(12));
}

#[test]
fn neither_backup_nor_restore_overwrites_anything() {
    let (dir, data) = sample();
    let backup = dir.path().join("backup");
    good(&run(&data, None, &["backup"], &backup));
    for (arguments, target) in [(["backup"], &backup), (["restore"], &backup)] {
        let told = bad(&run(&data, None, &arguments, target));
        assert!(told.len() == 1 && told[0].contains("is not empty"), "{told:?}");
    }
}

/// What `restore` says of this backup, and that it restores nothing.
#[track_caller]
fn refused(backup: &Path, told: &[&str]) {
    let target = backup.with_file_name("refused");
    let lines = bad(&run(&target, None, &["restore"], backup));
    assert!(lines.len() == 1 && told.iter().all(|word| lines[0].contains(word)), "{lines:?}");
    assert!(!target.exists() || fs::read_dir(&target).expect("a folder").next().is_none());
}

#[test]
fn a_damaged_backup_is_refused_by_the_name_of_the_file() {
    let (dir, data) = sample();
    let served = Served::on(&data);
    uploaded(&served, &Answer::of(&served).entry);
    let backup = dir.path().join("backup");
    good(&run(&data, None, &["backup"], &backup));
    let manifest = fs::read_to_string(backup.join("manifest.json")).expect("a manifest");
    let files: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    for name in files["files"].as_object().expect("files").keys() {
        let whole = fs::read(backup.join(name)).expect("a file");
        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 1;
        fs::write(backup.join(name), flipped).expect("written");
        refused(&backup, &[name, "damaged"]);
        fs::write(backup.join(name), &whole[..whole.len() - 1]).expect("cut off");
        refused(&backup, &[name, "damaged"]);
        fs::remove_file(backup.join(name)).expect("removed");
        refused(&backup, &[name, "missing"]);
        fs::write(backup.join(name), whole).expect("put back");
    }
    let newer = manifest.replacen("\"steps\": [", "\"steps\": [\"m9999_later\",", 1);
    fs::write(backup.join("manifest.json"), newer).expect("written");
    refused(&backup, &["newer version of palmares"]);
    let outside = manifest.replacen("\"secret.key\"", "\"../secret.key\"", 1);
    fs::write(backup.join("manifest.json"), outside).expect("written");
    refused(&backup, &["damaged"]);
    fs::remove_file(backup.join("manifest.json")).expect("removed");
    refused(&backup, &["there is no complete backup"]);
}

#[test]
fn a_missing_or_damaged_attachment_is_named_and_the_rest_is_saved() {
    let (dir, data) = sample();
    let served = Served::on(&data);
    uploaded(&served, &Answer::of(&served).entry);
    drop(served);
    let found =
        Command::new("find").arg(data.join("files")).args(["-type", "f"]).output().expect("find runs");
    let found = String::from_utf8(found.stdout).expect("UTF-8");
    let mut files = found.lines();
    let (first, second) = (files.next().expect("a file"), files.next());
    fs::write(first, "something else").expect("written");
    if let Some(second) = second {
        fs::remove_file(second).expect("removed");
    }
    let made = run(&data, None, &["backup"], &dir.path().join("backup"));
    let told = String::from_utf8_lossy(&made.stderr).into_owned();
    assert_eq!(made.status.code(), Some(1), "{told}");
    assert!(told.contains(first) && told.contains("damaged"), "{told}");
    assert!(second.is_none_or(|second| told.contains(second)), "{told}");
    good(&run(&dir.path().join("restored"), None, &["restore"], &dir.path().join("backup")));
}
