//! The addresses of pages. Each is answered with the same HTML, in which the frontend shows the
//! page; what has no page is told so by its status, and public pages say in their head what they
//! are, for search engines and for whoever gets a link (RFC 9110; ogp.me).

use std::{fmt::Write as _, sync::Arc};

use rocket::{
    Request, Route, get,
    http::{Header, RawStr, Status},
    request::{FromRequest, Outcome},
    response::{self, Responder},
    routes as collect,
};
use serde::Deserialize;

use super::assets::{Asset, Assets, Sent};
use crate::{
    context::Ctx,
    web::{Problem, ctx_of},
};

#[derive(Deserialize)]
struct Pattern {
    path: String,
    /// What it needs beside what every page needs.
    files: Vec<String>,
}

/// The pages of the frontend by their patterns.
pub struct Pages {
    patterns: Vec<Pattern>,
    shell: Option<Arc<Asset>>,
}

impl Pages {
    /// The list that the build of the frontend wrote, and the page itself.
    pub fn load(assets: &Assets) -> Self {
        let patterns = assets.get("pages.json").map(|list| serde_json::from_str(&list.text()));
        Self { patterns: patterns.and_then(Result::ok).unwrap_or_default(), shell: assets.get("index.html") }
    }

    /// Whether the frontend has a page there, by the rules of its router.
    pub fn is_known(&self, path: &str) -> bool {
        // A frontend that was built without its list: every address may be a page.
        self.patterns.is_empty() || self.patterns.iter().any(|pattern| pattern.fits(path))
    }

    /// The files a page needs besides, so that a browser fetches them at once (HTML, `modulepreload`,
    /// `preload`; styles as their own link asks for them later, else they would come twice).
    fn preloads(&self, path: &str) -> Option<String> {
        // A fixed part wins over a parameter, as in the router.
        let fixed = |pattern: &&Pattern| !pattern.path.contains("/:");
        let fitting = || self.patterns.iter().filter(|pattern| pattern.fits(path));
        let pattern = fitting().find(fixed).or_else(|| fitting().next())?;
        let link = |file: &String| match file.ends_with(".css") {
            true => format!("</{file}>; rel=preload; as=style; crossorigin"),
            false => format!("</{file}>; rel=modulepreload"),
        };
        let links: Vec<String> = pattern.files.iter().map(link).collect();
        (!links.is_empty()).then(|| links.join(", "))
    }
}

impl Pattern {
    fn fits(&self, path: &str) -> bool {
        let parts = |path: &str| -> Vec<String> {
            path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let (wanted, given) = (parts(&self.path), parts(path));
        let fits = |(wanted, given): (&String, &String)| match wanted.starts_with(':') {
            true => is_decodable(given),
            false => wanted == given,
        };
        wanted.len() == given.len() && wanted.iter().zip(&given).all(fits)
    }
}

/// Whether a browser can read it as a parameter: percent-encoded UTF-8 throughout.
fn is_decodable(part: &str) -> bool {
    let is_code = |code: &str| code.get(..2).is_some_and(|two| two.bytes().all(|b| b.is_ascii_hexdigit()));
    part.split('%').skip(1).all(is_code) && RawStr::new(part).percent_decode().is_ok()
}

#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Title of the tab and of a shared link.
    pub title: String,
    pub description: String,
    pub site: String,
    pub language: String,
}

pub enum Page {
    Public(Head),
    /// For people who are signed in, or of no use to others: no search engine keeps it.
    Private,
    /// There is none; people get to read so.
    Missing,
}

impl<'r> Responder<'r, 'static> for Page {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let pages = request.rocket().state::<Pages>();
        let shell = pages.and_then(|pages| pages.shell.clone());
        let Some(shell) = shell else {
            let title = "The pages are not built into this program. Run: make build";
            return Problem::new(503, "no-frontend", title).respond_to(request);
        };
        let (is_public, is_there) = (matches!(self, Self::Public(_)), !matches!(self, Self::Missing));
        let preloads =
            pages.filter(|_| is_there).and_then(|pages| pages.preloads(request.uri().path().as_str()));
        let (asset, status) = match self {
            Self::Public(head) => {
                (Arc::new(Asset::page(with_head(&shell.text(), &head, request))), Status::Ok)
            }
            Self::Private => (shell, Status::Ok),
            Self::Missing => (shell, Status::NotFound),
        };
        let mut answer = Sent { asset, cache: "no-cache", status }.respond_to(request)?;
        if let Some(links) = preloads {
            answer.set_header(Header::new("Link", links));
        }
        if !is_public {
            answer.set_header(Header::new("X-Robots-Tag", "noindex"));
        }
        Ok(answer)
    }
}

fn with_head(shell: &str, head: &Head, request: &Request<'_>) -> String {
    let origin = ctx_of(request).map(|ctx| ctx.app.config.http.origin()).unwrap_or_default();
    let url = format!("{origin}{}", request.uri().path());
    let mut tags = format!("<title>{}</title>", escape(&head.title));
    for (kind, name, content) in [
        ("name", "description", &head.description),
        ("property", "og:type", &"website".to_owned()),
        ("property", "og:title", &head.title),
        ("property", "og:description", &head.description),
        ("property", "og:site_name", &head.site),
        ("property", "og:url", &url),
        ("property", "og:locale", &head.language.replace('-', "_")),
    ] {
        if !content.is_empty() {
            // Writing into a string cannot fail.
            let _ = write!(tags, "\n    <meta {kind}=\"{name}\" content=\"{}\" />", escape(content));
        }
    }
    let _ = write!(tags, "\n    <link rel=\"canonical\" href=\"{}\" />", escape(&url));
    let html = replace_between(shell, "<title>", "</title>", &tags);
    let language = if head.language.is_empty() { "en" } else { &head.language };
    html.replacen("<html lang=\"en\"", &format!("<html lang=\"{}\"", escape(language)), 1)
}

fn replace_between(text: &str, from: &str, to: &str, with: &str) -> String {
    match (text.split_once(from), text.split_once(to)) {
        (Some((before, _)), Some((_, after))) => format!("{before}{with}{after}"),
        _ => text.to_owned(),
    }
}

/// Text for HTML and for its attributes. Line breaks and tabs are spaces there.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

/// The context of a page: of a request to another name of this machine there is none, and the
/// page comes without words of its own.
pub struct PageCtx(pub Option<Ctx>);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for PageCtx {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let host = request.headers().get_one("Host").unwrap_or_default();
        Outcome::Success(Self(ctx_of(request).filter(|ctx| ctx.app.config.http.is_own_host(host))))
    }
}

pub struct KnownPage(());

#[rocket::async_trait]
impl<'r> FromRequest<'r> for KnownPage {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let pages = request.rocket().state::<Pages>();
        if pages.is_some_and(|pages| pages.is_known(request.uri().path().as_str())) {
            Outcome::Success(Self(()))
        } else {
            Outcome::Forward(Status::NotFound)
        }
    }
}

#[get("/<_..>", rank = 50)]
fn page(_known: KnownPage) -> Page {
    Page::Private
}

#[get("/<_..>", rank = 60)]
fn no_page() -> Page {
    Page::Missing
}

/// What search engines may read: the public pages, and what these show.
#[get("/robots.txt")]
fn robots() -> &'static str {
    "User-agent: *\nAllow: /api/editions\nDisallow: /api/\n"
}

/// Whom to tell of a weakness (RFC 9116).
#[get("/.well-known/security.txt")]
fn security(ctx: Ctx) -> Result<String, Problem> {
    let contact = ctx.app.config.http.security_contact.as_str();
    if contact.is_empty() {
        return Err(Problem::not_found());
    }
    let half_a_year = 182 * 24 * 60 * 60_000;
    let (origin, expires) = (ctx.app.config.http.origin(), ctx.now.plus_ms(half_a_year));
    Ok(format!(
        "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: en\n\
         Canonical: {origin}/.well-known/security.txt\n"
    ))
}

pub fn routes() -> Vec<Route> {
    collect![page, no_page, robots, security]
}

#[cfg(test)]
mod tests {
    use super::{Pages, Pattern, escape, replace_between};

    fn pages() -> Pages {
        let pattern = |(path, file): (&str, &str)| Pattern {
            path: path.to_owned(),
            files: file.split_whitespace().map(str::to_owned).collect(),
        };
        let patterns = [
            ("/", ""),
            ("/entries/:id", "assets/forms.js assets/entrant.js"),
            ("/entries", "assets/entrant.js"),
            ("/judging", "assets/judge.css"),
            ("/entries/:id/check", "assets/entrant.js"),
        ];
        Pages { patterns: patterns.map(pattern).into(), shell: None }
    }

    #[test]
    fn a_page_names_the_files_it_needs_before_it_asks_for_them() {
        let pages = pages();
        let both = "</assets/forms.js>; rel=modulepreload, </assets/entrant.js>; rel=modulepreload";
        assert_eq!(pages.preloads("/entries/k3v9").as_deref(), Some(both));
        let styles = "</assets/judge.css>; rel=preload; as=style; crossorigin";
        assert_eq!(pages.preloads("/judging").as_deref(), Some(styles));
        assert_eq!(pages.preloads("/"), None);
        assert_eq!(pages.preloads("/nowhere"), None);
    }

    #[test]
    fn a_page_is_known_by_the_rules_of_the_router() {
        let pages = pages();
        for path in ["/", "/entries", "/entries/", "/entries/k3v9", "/entries/k3v9/check"] {
            assert!(pages.is_known(path), "{path}");
        }
        for path in [
            "/entry",
            "/entries/%E0%A4%A",
            "/entries/%ff",
            "/entries/k3v9/receipt",
            "/entries/k3v9/check/more",
            "/Entries",
        ] {
            assert!(!pages.is_known(path), "{path}");
        }
    }

    #[test]
    fn what_an_edition_is_called_is_text_and_never_markup() {
        let wild = "</title><script>alert(\"1\")</script> & 'Å'\n";
        let safe = escape(wild);
        assert!(!safe.contains(['<', '>', '"', '\'', '\n']), "{safe}");
        assert!(safe.contains("&amp; &#39;Å&#39;"));
        let html = replace_between("<a><title>x</title><b>", "<title>", "</title>", "<title>y</title>");
        assert_eq!(html, "<a><title>y</title><b>");
    }
}
