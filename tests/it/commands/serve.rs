//! `palmares serve` where it cannot.

use std::net::TcpListener;

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
            "setting `http.public_url`: expected an address of a host",
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
