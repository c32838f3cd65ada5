//! `palmares serve` where it cannot.

use std::{
    io::{BufRead as _, BufReader},
    net::TcpListener,
    process::{Command, Stdio},
};

use super::shell::Shell;

#[test]
fn a_port_that_is_taken_is_told_and_no_address_is_announced() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its number").port();
    let shell = Shell::new();
    shell.file("palmares.toml", &format!("[http]\nport = {port}\n"));
    let (code, out, err) = shell.run(&["serve"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains(&format!("127.0.0.1:{port}")) && err.contains("in use"), "{err}");
}

#[test]
fn settings_that_cannot_work_are_named_before_anything_is_made() {
    for (settings, told) in [
        (
            "[http]\npublic_url = \"awards.example.eu\"",
            "setting `http.public_url`: expected the address of a host",
        ),
        ("[http]\nport = 80000", "setting `http.port`"),
        ("[mail]\nfrom = \"Awards office\"", "setting `mail.from`: write it in the form Name <address@host>"),
    ] {
        let shell = Shell::new();
        let file = shell.file("palmares.toml", settings);
        let (code, out, err) = shell.run(&["serve"]);
        assert_eq!((code, out.as_str(), err.lines().count()), (1, "", 1), "{err}");
        assert!(err.contains(told), "{err}");
        assert!(!file.with_file_name("data").exists(), "{told}");
    }
}

/// What a start says before it serves, up to the line that follows on mail.
fn announced(settings: &[(&str, &str)]) -> String {
    let dir = tempfile::tempdir().expect("a directory");
    let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
    let mut child = Command::new(env!("CARGO_BIN_EXE_palmares"))
        .args(["serve", "--data"])
        .arg(dir.path().join("data"))
        .current_dir(dir.path())
        .env_clear()
        .env("PALMARES_HTTP__PORT", port.to_string())
        .envs(settings.iter().copied())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a running program");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let mut told = String::new();
    for line in lines.map_while(Result::ok) {
        told.push_str(&line.replace(&port.to_string(), "PORT"));
        told.push('\n');
        // The last thing that a new program says.
        if line.starts_with("There is no administrator yet") {
            break;
        }
    }
    child.kill().expect("stopped");
    child.wait().expect("ended");
    told
}

#[test]
fn a_start_without_a_mail_server_says_where_mails_are_read() {
    let held = "No mail server is set up, so no e-mails are sent. Administrators can read them, with their links, at";
    let told = announced(&[]);
    assert!(told.contains(&format!("{held} http://localhost:PORT/staff/mails\n")), "{told}");
    let told = announced(&[("PALMARES_HTTP__PUBLIC_URL", "https://awards.example.eu")]);
    let line = told.lines().find(|line| line.starts_with("No mail server")).expect("the line");
    assert_eq!(line, format!("{held} https://awards.example.eu/staff/mails"), "and no link of a mail");
    let told = announced(&[("PALMARES_MAIL__SMTP_URL", "smtp://127.0.0.1:1")]);
    assert!(told.contains("There is no administrator yet") && !told.contains("No mail server"), "{told}");
}
