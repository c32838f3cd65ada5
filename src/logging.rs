//! What the program tells of its own work: one line for each thing that happened, as JSON where
//! a program reads it. No line names a person (security bar LOG-1, LOG-2).

use std::{
    borrow::Cow,
    io::{self, IsTerminal as _, Write},
    panic,
};

use anyhow::Context as _;
use tracing::{Metadata, level_filters::LevelFilter};
use tracing_subscriber::{
    EnvFilter, Layer, Registry,
    filter::{FilterExt as _, filter_fn},
    fmt,
    layer::SubscriberExt as _,
    util::SubscriberInitExt as _,
};

/// What is told where nothing else is set.
const USUAL: &str = "info,rocket=warn,sqlx=warn,sea_orm_migration=warn";

type Written = Box<dyn Layer<Registry> + Send + Sync>;

/// Whether a setting says which lines are written.
pub fn check(setting: &str) -> Result<(), String> {
    EnvFilter::builder().parse(setting).map(drop).map_err(|error| error.to_string())
}

/// Writes the log of the server: JSON for programs, lines for a person at a terminal.
pub fn of_the_server(setting: &str) -> anyhow::Result<()> {
    let lines = fmt::layer().with_writer(stderr);
    let written: Written = if io::stderr().is_terminal() {
        lines.boxed()
    } else {
        lines.json().flatten_event(true).with_current_span(true).with_span_list(false).boxed()
    };
    begin(setting, USUAL, written)?;
    panic::set_hook(Box::new(|panic| {
        // Where, and not what: the words of a panic may hold what someone wrote.
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a fault of the program");
    }));
    Ok(())
}

/// Writes what a command has to warn of, in plain lines.
pub fn of_a_command(setting: &str) -> anyhow::Result<()> {
    begin(setting, "warn", fmt::layer().with_writer(stderr).without_time().with_target(false).boxed())
}

fn begin(setting: &str, usual: &str, written: Written) -> anyhow::Result<()> {
    let environment = std::env::var(EnvFilter::DEFAULT_ENV).unwrap_or_default();
    let wanted = [setting, &environment, usual].into_iter().find(|text| !text.trim().is_empty());
    let levels = EnvFilter::builder()
        .with_default_directive(LevelFilter::WARN.into())
        .parse(wanted.unwrap_or(usual))
        .context("cannot read which lines to log")?;
    Registry::default().with(written.with_filter(levels.and(filter_fn(is_ours)))).try_init()?;
    Ok(())
}

/// Rocket's own lines show addresses with all that was typed into them; ours tell the rest.
fn is_ours(line: &Metadata<'_>) -> bool {
    let of_rocket = line.target().split("::").next() == Some("rocket");
    !of_rocket && !line.target().ends_with("::_")
}

fn stderr() -> NoAddresses<io::Stderr> {
    NoAddresses(io::stderr())
}

/// The last gate: other programs quote the addresses of people in what they answer.
struct NoAddresses<W>(W);

impl<W: Write> Write for NoAddresses<W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.write_all(without_addresses(&String::from_utf8_lossy(line)).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The text without mail addresses and without addresses of servers that hold a password.
pub fn without_addresses(text: &str) -> Cow<'_, str> {
    let is_address = |word: &str| word.contains('@') || word.contains("%40");
    if !is_address(text) {
        return Cow::Borrowed(text);
    }
    let ends_word = |c: char| c.is_whitespace() || "\"'`<>()[]{},;\\".contains(c);
    let mut clean = String::with_capacity(text.len());
    for piece in text.split_inclusive(ends_word) {
        let word = piece.strip_suffix(ends_word).unwrap_or(piece);
        clean.push_str(if is_address(word) { "(address)" } else { word });
        clean.push_str(piece.get(word.len()..).unwrap_or_default());
    }
    Cow::Owned(clean)
}

#[cfg(test)]
mod tests {
    use super::without_addresses;

    #[test]
    fn no_address_of_a_person_stays() {
        for (line, kept) in [
            ("550 5.1.1 <eva@example.org>: no such user", "550 5.1.1 <(address)>: no such user"),
            (r#"{"error":"eva@x.eu refused"}"#, r#"{"error":"(address) refused"}"#),
            (r#"{"error":"\"Eva\" \"eva@x.eu\""}"#, r#"{"error":"\"Eva\" \"(address)\""}"#),
            ("postgres://palmares:geheim@db/awards is away", "(address) is away"),
            ("mailto:eva%40x.eu", "(address)"),
            ("nobody", "nobody"),
        ] {
            assert_eq!(without_addresses(line), kept);
        }
    }
}
