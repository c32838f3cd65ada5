//! An export whose table cannot be read to its end, over a real socket.

use std::io::{Read as _, Write as _};

use sea_orm::{ConnectionTrait as _, Database};

use super::{good, palmares, served::Served};

/// The last scoresheets of the sample say what nobody can read.
async fn break_the_last_rows(data: &std::path::Path) {
    let url = format!("sqlite://{}", data.join("palmares.sqlite").display());
    let db = Database::connect(url).await.expect("a second connection");
    let broken = "UPDATE scoresheet SET scores = '[1]' WHERE rowid IN \
                  (SELECT rowid FROM scoresheet ORDER BY rowid DESC LIMIT 3)";
    let changed = db.execute_unprepared(broken).await.expect("a change");
    assert_eq!(changed.rows_affected(), 3);
    db.close().await.expect("an end");
}

#[test]
fn an_export_that_fails_half_way_is_an_answer_and_frees_its_socket() {
    let dir = tempfile::tempdir().expect("a directory");
    good(&palmares(dir.path(), &["demo", "--stage", "judged", "--entries", "200", "--judges", "12"]));
    let served = Served::to(dir.path(), "staff@example.org");
    let whole = served.raw("GET /api/staff/editions/essa/2023/exports/scores.csv");
    assert!(whole.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&whole));
    assert!(whole.len() > 64 * 1_024, "more than one piece: {}", whole.len());
    let (head, body) = String::from_utf8_lossy(&whole)
        .split_once("\r\n\r\n")
        .map_or_else(|| panic!("a head"), |(head, body)| (head.to_ascii_lowercase(), body.len()));
    assert!(head.contains(&format!("content-length: {body}")), "its length is announced: {head}");

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(break_the_last_rows(dir.path()));
    for kind in ["scores.csv", "scores.xlsx", "results.csv"] {
        // Ends by itself: it neither waits for the client nor looks like a file.
        let answer = served.raw(&format!("GET /api/staff/editions/essa/2023/exports/{kind}"));
        let answer = String::from_utf8_lossy(&answer);
        assert!(answer.starts_with("HTTP/1.1 500"), "{kind}: {answer}");
        assert!(answer.contains("application/problem+json"), "{kind}: {answer}");
    }

    // A connection that is kept open serves the next request at once.
    let mut stream = served.connect();
    for path in ["/api/staff/editions/essa/2023/exports/scores.csv", "/api/time"] {
        let request = served.request(&format!("GET {path}"), "keep-alive");
        stream.write_all(request.as_bytes()).expect("a request");
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).expect("an answer");
            head.push(byte[0]);
        }
        let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
        let length = head.split("content-length: ").nth(1).and_then(|rest| rest.split('\r').next());
        let mut body = vec![0; length.and_then(|length| length.parse().ok()).expect("a length")];
        stream.read_exact(&mut body).expect("a body");
    }
}
