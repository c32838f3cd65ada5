//! Wording a message: its templates filled in, what people wrote made harmless.

use std::sync::LazyLock;

use minijinja::{Environment, Error, UndefinedBehavior, Value, context, value::Serde};
use rust_embed::RustEmbed;

use super::{LinkRef, Message, user_text};

/// A mail ready to be sent or shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    pub subject: String,
    pub text: String,
    pub html: String,
}

pub struct MailContext<'a> {
    /// The name the reader knows, such as `European Social Services Awards`.
    pub site: &'a str,
    /// The configured public address without a slash at its end; never a request's host (TOK-5).
    pub public_url: &'a str,
    pub secret_link: &'a dyn Fn(&LinkRef) -> String,
}

/// The text for a locale such as `en` or `en-GB`; English where there is no translation.
pub fn render(message: &Message, locale: &str, mail_context: &MailContext<'_>) -> Result<Rendered, Error> {
    let env = TEMPLATES.as_ref().map_err(|error| Error::new(error.kind(), error.to_string()))?;
    let kind = message.kind();
    let language = locale.split(['-', '_']).next().unwrap_or_default();
    let folder = match env.get_template(&format!("{language}/{kind}.txt")) {
        Ok(_) => language,
        Err(_) => "en",
    };
    let url = match (message.secret_link(), message.page()) {
        (Some(link), _) => (mail_context.secret_link)(link),
        (None, page) => format!("{}{}", mail_context.public_url, page.unwrap_or("/")),
    };
    let words = context! {
        url => user_text::our_url(&url),
        home => user_text::our_url(mail_context.public_url),
        contact => user_text::our_url(&format!("{}/contact", mail_context.public_url)),
        site => mail_context.site,
        ..Value::from(Serde(message))
    };
    let fill =
        |part: &str, words: &Value| env.get_template(&format!("{folder}/{kind}.{part}"))?.render(words);
    let subject = user_text::one_line(&fill(SUBJECT, &words)?);
    let text = fill("txt", &words)?;
    let html = fill("html", &context! { subject => subject.as_str(), ..words })?;
    Ok(Rendered { subject, text, html })
}

/// The first line of a `.txt` is a template of its own: what people wrote cannot end it.
const SUBJECT: &str = "subject.txt";

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/src/mail/templates"]
struct Files;

static TEMPLATES: LazyLock<Result<Environment<'static>, Error>> = LazyLock::new(load);

fn load() -> Result<Environment<'static>, Error> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_formatter(user_text::write_harmless);
    env.add_filter("moment", user_text::moment);
    env.add_filter("short", user_text::short);
    env.add_filter("quoted", user_text::quoted);
    for name in Files::iter() {
        let file = Files::get(&name).map(|file| String::from_utf8_lossy(&file.data).into_owned());
        let source = file.unwrap_or_default();
        match name.strip_suffix(".txt") {
            Some(stem) => {
                let (subject, text) = source.split_once('\n').unwrap_or((&source, ""));
                env.add_template_owned(format!("{stem}.{SUBJECT}"), subject.to_owned())?;
                env.add_template_owned(name.into_owned(), text.trim_start().to_owned())?;
            }
            None => env.add_template_owned(name.into_owned(), source)?,
        }
    }
    Ok(env)
}

#[cfg(test)]
mod tests;
