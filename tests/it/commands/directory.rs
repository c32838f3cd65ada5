//! The data directory: what belongs together is there together, and one program writes in it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::json;

use super::{
    bad, good, palmares,
    served::{Answer, Served, status},
};

const SAMPLE: [&str; 7] = ["demo", "--stage", "call", "--entries", "12", "--judges", "3"];

fn sample() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().expect("a directory");
    let data = dir.path().join("data");
    fs::create_dir(&data).expect("a directory");
    good(&palmares(&data, &SAMPLE));
    (dir, data)
}

/// The one sentence with which the command must be refused.
#[track_caller]
fn refused(data: &Path, arguments: &[&str], told: &str) {
    let lines = bad(&palmares(data, arguments));
    assert!(lines.len() == 1 && lines[0].contains(told), "{lines:?}");
}

#[test]
fn commands_leave_one_database_file_without_its_log() {
    let (_dir, data) = sample();
    good(&palmares(&data, &["admin", "create-link"]));
    good(&palmares(&data, &["edition", "list"]));
    let names = fs::read_dir(&data).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    assert_eq!(names, ["files", "palmares.lock", "palmares.sqlite", "sample.json", "secret.key"]);
}

#[test]
fn a_second_program_that_writes_is_refused_and_one_that_reads_is_not() {
    let (_dir, data) = sample();
    let mut served = Served::on(&data);
    let mut answer = Answer::of(&served);
    for command in [&["serve"][..], &["admin", "create-link"]] {
        refused(&data, command, "another palmares is using the data directory");
    }
    assert!(good(&palmares(&data, &["edition", "list"])).contains("essa/2023"));
    good(&palmares(&data, &["export", "entries", "--edition", "essa/2023"]));
    assert_eq!(answer.save(&served).0, 200);
    // The system frees the lock of a program that died.
    served.kill();
    good(&palmares(&data, &["admin", "create-link"]));
}

#[test]
fn a_start_is_refused_where_parts_are_missing() {
    let (_dir, data) = sample();
    let (database, key) = (data.join("palmares.sqlite"), data.join("secret.key"));
    let aside = data.join("aside");

    fs::rename(&key, &aside).expect("moved");
    refused(&data, &["serve"], "secret.key is missing");
    assert!(!key.exists(), "no new key was made");
    fs::rename(&aside, &key).expect("moved back");

    fs::rename(&database, &aside).expect("moved");
    refused(&data, &["serve"], "there is no database in");
    fs::write(&database, "").expect("an empty file");
    refused(&data, &["serve"], "there is no database in");
    fs::remove_file(&database).expect("removed");

    // A database that never held anybody, beside the attachments of another one.
    let other = tempfile::tempdir().expect("a directory");
    good(&palmares(other.path(), &["admin", "create-link"]));
    fs::copy(other.path().join("palmares.sqlite"), &database).expect("a copy");
    fs::create_dir_all(data.join("files/ab/cd")).expect("a folder");
    refused(&data, &["serve"], "the database is empty, but there are attachments");
    fs::rename(&aside, &database).expect("moved back");
    drop(Served::on(&data));
}

#[test]
fn a_directory_that_cannot_be_written_is_told() {
    let (_dir, data) = sample();
    let mounted = Command::new("mount").args(["--bind", "-o", "ro"]).args([&data, &data]).output();
    if !mounted.as_ref().is_ok_and(|output| output.status.success()) {
        eprintln!("\n!!! NOT TESTED: a read-only directory. Nothing can be mounted here: {mounted:?}\n");
        return;
    }
    let told = palmares(&data, &["serve"]);
    let unmounted = Command::new("umount").arg("-l").arg(&data).status();
    assert!(unmounted.expect("umount runs").success());
    let lines = bad(&told);
    assert!(lines.len() == 1 && lines[0].contains("cannot be written"), "{lines:?}");
}

#[test]
fn over_a_directory_that_was_replaced_nothing_more_is_written() {
    let (dir, data) = sample();
    let served = Served::on(&data);
    let mut answer = Answer::of(&served);
    assert_eq!(answer.save(&served).0, 200);
    let aside = dir.path().join("aside");
    fs::rename(&data, &aside).expect("moved");
    let copied = Command::new("cp").arg("-r").args([&aside, &data]).status();
    assert!(copied.expect("cp runs").success());
    let (code, body) = answer.save(&served);
    assert_eq!(code, 503, "{body}");
    let new = json!({ "email": "x@example.org", "password": "sample boats at dawn" });
    assert_eq!(status(served.ask("POST /api/sign-in", &new).as_ref()), 503);
    fs::remove_dir_all(&data).expect("removed");
    fs::rename(&aside, &data).expect("moved back");
    assert_eq!(answer.save(&served).0, 200);
}
