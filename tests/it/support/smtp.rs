//! A mail server of one machine: takes mails, refuses them, hangs or dies as a story asks it to.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard},
    thread,
};

/// It runs until the test ends.
pub struct MailServer {
    port: u16,
    shared: Arc<Mutex<Shared>>,
}

/// What it does from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Takes mails, and says this to every recipient.
    Answers(String),
    /// Takes connections and never says a word.
    Hangs,
    /// Says so and closes each connection.
    Refuses,
    /// Takes a whole mail and dies before it says so.
    DiesAfterData,
}

struct Shared {
    mood: Mood,
    connections: usize,
    taken: Vec<String>,
    /// Connections that hang are kept open.
    open: Vec<TcpStream>,
}

impl MailServer {
    /// One that takes everything.
    pub fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let mood = Mood::Answers("250 fine".to_owned());
        let shared =
            Arc::new(Mutex::new(Shared { mood, connections: 0, taken: Vec::new(), open: Vec::new() }));
        let of_all = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let shared = Arc::clone(&of_all);
                thread::spawn(move || talk(stream, &shared));
            }
        });
        Self { port, shared }
    }

    /// Its address, for the settings.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// What it says to every recipient from now on, such as `550 no such mailbox`.
    pub fn answer(&self, reply: &str) {
        self.behave(Mood::Answers(reply.to_owned()));
    }

    /// How it behaves from now on.
    pub fn behave(&self, mood: Mood) {
        let mut shared = self.shared();
        shared.mood = mood;
        shared.open.clear();
    }

    /// The mails it took, as they came.
    pub fn taken(&self) -> Vec<String> {
        self.shared().taken.clone()
    }

    /// How many connections it has seen.
    pub fn connections(&self) -> usize {
        self.shared().connections
    }

    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().expect("unpoisoned")
    }
}

/// One dialogue (RFC 5321 section 4.1).
fn talk(mut stream: TcpStream, shared: &Mutex<Shared>) {
    let mood = || shared.lock().expect("unpoisoned").mood.clone();
    shared.lock().expect("unpoisoned").connections += 1;
    let mut lines =
        BufReader::new(stream.try_clone().expect("a second handle")).lines().map_while(Result::ok);
    match mood() {
        Mood::Hangs => return shared.lock().expect("unpoisoned").open.push(stream),
        Mood::Refuses => return drop(stream.write_all(b"421 closed today\r\n")),
        Mood::Answers(_) | Mood::DiesAfterData => {}
    }
    let mut say = |text: &str| stream.write_all(format!("{text}\r\n").as_bytes()).is_ok();
    say("220 test");
    while let Some(line) = lines.next() {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let reply = match (verb.as_str(), mood()) {
            (_, Mood::Hangs) => continue,
            (_, Mood::Refuses) => "421 closed today".to_owned(),
            ("RCPT", Mood::Answers(reply)) => reply,
            ("QUIT", _) => "221 bye".to_owned(),
            ("DATA", mood) => {
                say("354 go on");
                let mail: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
                shared.lock().expect("unpoisoned").taken.push(mail.join("\n"));
                if mood == Mood::DiesAfterData {
                    return;
                }
                "250 taken".to_owned()
            }
            _ => "250 fine".to_owned(),
        };
        if !say(&reply) || verb == "QUIT" || reply.starts_with("421") {
            return;
        }
    }
}
