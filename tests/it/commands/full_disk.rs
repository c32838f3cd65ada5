//! The disk is full: what is not on it is not acknowledged, and what is acknowledged stays.

use std::{
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
    thread,
};

use sea_orm::{ConnectionTrait as _, Database};
use serde_json::{Value, json};

use super::{
    good, palmares,
    served::{Answer, Served, status},
};
use crate::support::files::photo;

/// A file system of its own in memory, with little room.
struct SmallDisk {
    dir: tempfile::TempDir,
}

impl SmallDisk {
    /// None where the system does not allow it.
    fn of(size: &str) -> Option<Self> {
        let dir = tempfile::tempdir().expect("a directory");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size},mode=700"), "palmares-test"])
            .arg(dir.path())
            .output();
        match mounted {
            Ok(output) if output.status.success() => {
                let disk = Self { dir };
                fs::create_dir(disk.data()).expect("a directory");
                Some(disk)
            }
            other => {
                eprintln!("\n!!! NOT TESTED: a full disk. No file system can be mounted here: {other:?}\n");
                None
            }
        }
    }

    fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    fn filler(&self) -> PathBuf {
        self.dir.path().join("filler")
    }

    /// Leaves not a byte free.
    fn fill(&self) {
        let mut file = File::options().append(true).create(true).open(self.filler()).expect("a file");
        for size in [1 << 20, 1 << 12, 1] {
            while file.write_all(&vec![7_u8; size]).is_ok() {}
        }
    }

    fn free(&self) {
        fs::remove_file(self.filler()).expect("the file is gone");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: the program's files may still be open.
        let _ = Command::new("umount").arg("-l").arg(self.dir.path()).status();
    }
}

/// As if everybody had made their last request two minutes ago: the next one would note it.
fn rest(data: &Path) {
    let url = format!("sqlite://{}", data.join("palmares.sqlite").display());
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let db = Database::connect(url).await.expect("the database");
        let earlier = "UPDATE session SET last_seen_at = last_seen_at - 120000";
        db.execute_unprepared(earlier).await.expect("an update");
        db.close().await.expect("closed");
    });
}

fn count_files(dir: &Path) -> usize {
    fs::read_dir(dir).expect("a folder").count()
}

fn upload(served: &Served, entry: &str) -> (u16, Value) {
    let request = format!(
        "POST {entry}/attachments/photos\nContent-Type: application/octet-stream\nX-Upload-Name: a.jpg"
    );
    let answer = served.send(&request, &photo(400, 300));
    let body = answer.as_ref().map(|(_, body)| body.as_str()).unwrap_or_default();
    (status(answer.as_ref()), serde_json::from_str(body).unwrap_or_default())
}

fn failed_commits(served: &Served) -> u64 {
    let request = "GET /metrics\nAuthorization: Bearer a token of the monitoring";
    let (_, figures) = served.send(request, b"").expect("an answer");
    let mut lines = figures.lines();
    let count = lines.find_map(|line| line.strip_prefix("palmares_commits_failed_total "));
    count.and_then(|count| count.parse().ok()).expect("a count")
}

#[test]
fn nothing_acknowledged_is_lost_over_a_full_disk_and_saving_goes_on_when_there_is_room() {
    let Some(disk) = SmallDisk::of("24m") else { return };
    good(&palmares(&disk.data(), &["demo", "--stage", "call", "--entries", "12", "--judges", "3"]));
    let settings =
        [("PALMARES_DISK__RESERVE_MIB", "0"), ("PALMARES_HTTP__METRICS_TOKEN", "a token of the monitoring")];
    let mut served = Served::with(&disk.data(), &settings);
    served.sign_in("entrant@example.org");
    let mut answer = Answer::of(&served);
    assert_eq!(answer.save(&served).0, 200);

    for round in 0..3 {
        rest(&disk.data());
        disk.fill();
        let mut refused = 0;
        // Room that the write-ahead log has already may take some saves: those are on disk.
        for _ in 0..400 {
            match answer.save(&served) {
                (200, _) => {}
                (507, body) => {
                    assert!(
                        body.contains("/problems/no-room") && body.contains("out of disk space"),
                        "{body}"
                    );
                    refused += 1;
                }
                (other, body) => panic!("round {round}: {other} {body}"),
            }
            disk.fill();
            if refused == 8 {
                break;
            }
        }
        assert_eq!(refused, 8, "round {round}");
        let (code, problem) = upload(&served, &answer.entry);
        assert_eq!((code, &problem["type"]), (507, &json!("/problems/files/not-stored")), "{problem}");
        assert_eq!(count_files(&disk.data().join("files/incoming")), 0, "half a file is left");
        // Reading goes on.
        assert_eq!(answer.found(&served), answer.version, "round {round}");

        disk.free();
        for _ in 0..5 {
            assert_eq!(answer.save(&served).0, 200, "round {round}");
        }
    }
    assert!(failed_commits(&served) >= 1);
    served.kill();
    let again = Served::with(&disk.data(), &settings).like(&served);
    assert_eq!(answer.found(&again), answer.version);
}

/// Their saves share commits, and the commit that fails is told to each of them.
#[test]
fn of_several_who_save_at_once_over_a_full_disk_each_is_told_right() {
    let Some(disk) = SmallDisk::of("24m") else { return };
    good(&palmares(&disk.data(), &["demo", "--stage", "call", "--entries", "12", "--judges", "3"]));
    let settings = [("PALMARES_DISK__RESERVE_MIB", "0")];
    let mut served = Served::with(&disk.data(), &settings);
    served.sign_in("entrant@example.org");
    let keys = ["c_theme", "c_innovation", "c_impact", "c_sustain", "c_users"];
    let mut answers = keys.map(|key| Answer::to(key, &served));
    for answer in &mut answers {
        assert_eq!(answer.save(&served).0, 200);
    }
    for round in 0..3 {
        let fill = || disk.fill();
        fill();
        thread::scope(|scope| {
            for answer in &mut answers {
                let (served, fill) = (&served, &fill);
                scope.spawn(move || {
                    let mut refused = 0;
                    while refused < 5 {
                        match answer.save(served) {
                            (200 | 429, _) => {}
                            (507, _) => refused += 1,
                            (other, body) => panic!("round {round}: {other} {body}"),
                        }
                        fill();
                    }
                });
            }
        });
        for answer in &answers {
            assert_eq!(answer.found(&served), answer.version, "round {round}: {}", answer.key);
        }
        disk.free();
        for answer in &mut answers {
            assert_eq!(answer.save(&served).0, 200, "round {round}: {}", answer.key);
        }
    }
    served.kill();
    let again = Served::with(&disk.data(), &settings).like(&served);
    for answer in &answers {
        assert_eq!(answer.found(&again), answer.version, "{}", answer.key);
    }
}

#[test]
fn uploads_leave_a_reserve_for_texts_and_staff_are_warned() {
    let Some(disk) = SmallDisk::of("24m") else { return };
    good(&palmares(&disk.data(), &["demo", "--stage", "call", "--entries", "12", "--judges", "3"]));
    let enough = [("PALMARES_DISK__RESERVE_MIB", "1")];
    let little = [("PALMARES_DISK__RESERVE_MIB", "30")];
    for (settings, is_low) in [(&little, true), (&enough, false)] {
        let mut served = Served::with(&disk.data(), settings);
        served.sign_in("entrant@example.org");
        let mut answer = Answer::of(&served);
        let (code, problem) = upload(&served, &answer.entry);
        assert_eq!(code, if is_low { 507 } else { 201 }, "{problem}");
        assert_eq!(count_files(&disk.data().join("files/incoming")), 0);
        assert_eq!(answer.save(&served).0, 200, "a text is still saved");
        served.sign_in("staff@example.org");
        let work = served.get("/api/staff/editions/essa/2023/work");
        let mut trouble = work["trouble"].as_array().expect("a list").iter();
        assert_eq!(trouble.any(|one| one["kind"] == "low_disk"), is_low);
    }
}
