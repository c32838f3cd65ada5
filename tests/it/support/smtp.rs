//! A mail server of one machine: takes mails, or refuses them as a story asks it to.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// It runs until the test ends.
pub struct MailServer {
    port: u16,
    taken: Arc<Mutex<Vec<String>>>,
    reply: Arc<Mutex<String>>,
}

impl MailServer {
    /// One that takes everything.
    pub fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let taken = Arc::new(Mutex::new(Vec::new()));
        let reply = Arc::new(Mutex::new("250 fine".to_owned()));
        let (box_of, answer) = (Arc::clone(&taken), Arc::clone(&reply));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (taken, reply) = (Arc::clone(&box_of), Arc::clone(&answer));
                thread::spawn(move || talk(stream, &taken, &reply));
            }
        });
        Self { port, taken, reply }
    }

    /// Its address, for the settings.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// What it says to every recipient from now on, such as `550 no such mailbox`.
    pub fn answer(&self, reply: &str) {
        reply.clone_into(&mut self.reply.lock().expect("unpoisoned"));
    }

    /// The mails it took, as they came.
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().expect("unpoisoned").clone()
    }
}

/// One dialogue (RFC 5321 section 4.1).
fn talk(mut stream: TcpStream, taken: &Mutex<Vec<String>>, reply: &Mutex<String>) {
    let mut lines =
        BufReader::new(stream.try_clone().expect("a second handle")).lines().map_while(Result::ok);
    let mut say = |text: &str| stream.write_all(format!("{text}\r\n").as_bytes()).is_ok();
    say("220 test");
    while let Some(line) = lines.next() {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let reply = match verb.as_str() {
            "RCPT" => reply.lock().expect("unpoisoned").clone(),
            "QUIT" => "221 bye".to_owned(),
            "DATA" => {
                say("354 go on");
                let mail: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
                taken.lock().expect("unpoisoned").push(mail.join("\n"));
                "250 taken".to_owned()
            }
            _ => "250 fine".to_owned(),
        };
        if !say(&reply) || verb == "QUIT" {
            return;
        }
    }
}
