//! The data directory: what belongs together is there together, and one program writes in it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    thread,
};

use serde_json::{Value, json};

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
    assert_eq!(
        names,
        ["commands.lock", "files", "palmares.lock", "palmares.sqlite", "sample.json", "secret.key"]
    );
}

#[test]
fn a_second_program_that_serves_is_refused_and_commands_work_beside_the_first() {
    let (_dir, data) = sample();
    let mut served = Served::on(&data);
    let mut answer = Answer::of(&served);
    refused(&data, &["serve"], "another palmares is using the data directory");
    assert!(good(&palmares(&data, &["edition", "list"])).contains("essa/2023"));
    good(&palmares(&data, &["export", "entries", "--edition", "essa/2023"]));
    let link = good(&palmares(&data, &["admin", "create-link"]));
    let token = link.trim().rsplit_once('#').expect("a link").1;
    let eva = json!({ "token": token, "name": "Eva", "email": "eva@office.example",
        "password": "four quiet hills at noon" });
    let made = served.ask("POST /api/setup", &eva);
    assert_eq!(status(made.as_ref()), 200, "the link works in the program that serves: {made:?}");
    assert_eq!(answer.save(&served).0, 200);
    // The system frees the locks of a program that died.
    served.kill();
    good(&palmares(&data, &["admin", "create-link"]));
    let audited = good(&palmares(&data, &["audit", "verify"]));
    assert!(audited.contains("are unchanged since they were sealed"), "{audited}");
}

/// The word in what a first step has said.
fn word(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    said.trim().rsplit_once("--confirm ").expect("the word that confirms").1.to_owned()
}

#[test]
fn an_edition_imported_beside_the_program_that_serves_is_in_force_there_at_once() {
    let (dir, data) = sample();
    let served = Served::on(&data);
    let mut answer = Answer::of(&served);
    let file = dir.path().join("changed.json");
    let name = file.to_str().expect("a path");
    for round in 1..=3 {
        let document = good(&palmares(&data, &["edition", "export", "essa/2023"]));
        let mut document: Value = serde_json::from_str(&document).expect("JSON");
        let new = format!("The awards of round {round}");
        document["edition"]["name"] = json!(new);
        fs::write(&file, document.to_string()).expect("a file");
        assert_ne!(served.get("/api/editions/essa/2023")["name"], json!(new));
        let confirmed = word(&palmares(&data, &["edition", "import", name]));
        // While somebody saves.
        thread::scope(|scope| {
            let import =
                scope.spawn(|| good(&palmares(&data, &["edition", "import", name, "--confirm", &confirmed])));
            while !import.is_finished() {
                assert_eq!(answer.save(&served).0, 200);
            }
        });
        assert_eq!(served.get("/api/editions/essa/2023")["name"], json!(new));
        assert_eq!(answer.save(&served).0, 200);
    }
    assert_eq!(answer.found(&served), answer.version);
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
    refused(&data, &["serve"], "the database is empty, but");
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
