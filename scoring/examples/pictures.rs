//! Draws the two pictures of `docs/scoring.md` from a made-up jury:
//! `cargo run -p scoring --example pictures -- docs/pictures`.

use scoring::numeric::random::Random;
use scoring::{
    Criterion, Draw, Entry, Exact, Method, Outcome, Refusal, Scale, Scheme, Scoresheet, Standing, rank,
    rank_with_chances,
};
use std::fmt::Write;
use std::path::Path;

const ENTRIES: usize = 14;
const JUDGES: usize = 8;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("name the folder for the pictures")?;
    let (raw, calibrated) = outcomes()?;
    std::fs::write(Path::new(&folder).join("scoring-intervals.svg"), intervals(&calibrated)?)?;
    std::fs::write(Path::new(&folder).join("scoring-raw-and-calibrated.svg"), slopes(&raw, &calibrated)?)?;
    Ok(())
}

/// Fourteen entries, eight judges of whom two are strict, four sheets per entry.
fn outcomes() -> Result<(Outcome, Outcome), Refusal> {
    let mut random = Random::new(20);
    let severity = |judge: usize| if judge < 2 { -1.6 } else { 0.3 };
    let mut sheets = Vec::new();
    for entry in 0..ENTRIES {
        let quality = 0.9 * random.normal();
        let mut judges: Vec<usize> = (0..JUDGES).collect();
        random.shuffle(&mut judges);
        for judge in judges.into_iter().take(4) {
            let score = (6.2 + quality + severity(judge) + 0.9 * random.normal()).clamp(1.0, 10.0);
            sheets.push(Scoresheet::new(judge.to_string(), name(entry), vec![Exact::from_rounded(score, 0)]));
        }
    }
    let entries: Vec<Entry> = (0..ENTRIES).map(|entry| Entry::new(name(entry), "all")).collect();
    let mut scheme = Scheme::weighted_mean(vec![Criterion::new("all", 1)], Scale::new(1, 10));
    let raw = rank(&scheme, &entries, &sheets)?;
    scheme.method = Method::Calibrated;
    scheme.places = 3;
    Ok((raw, rank_with_chances(&scheme, &entries, &sheets, Draw { count: 4_000, seed: 1 })?))
}

fn name(entry: usize) -> String {
    (b'A'..).nth(entry).map(char::from).unwrap_or('?').to_string()
}

const STYLE: &str = "<style>text{font:14px system-ui,sans-serif;fill:#1b2733}.soft{fill:#52606d}\
    .line{stroke:#9fb3c8;stroke-width:8;stroke-linecap:round}.grid{stroke:#e4e7eb}\
    .dot{fill:#0b4f8a}.up{stroke:#0b6e4f;stroke-width:2.5}.down{stroke:#b44d12;stroke-width:2.5}\
    .same{stroke:#9fb3c8;stroke-width:2}</style>";

fn open(width: u32, height: u32, title: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" aria-label=\"{title}\"><title>{title}</title>{STYLE}\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
    )
}

fn at(count: usize) -> f64 {
    scoring::numeric::count(count)
}

/// One bar per entry from its best to its worst rank, the official rank as a dot.
fn intervals(outcome: &Outcome) -> Result<String, std::fmt::Error> {
    let mut svg = open(720, 500, "Ranks with their 90 % intervals");
    let x = |rank: f64| 70.0 + 32.0 * (rank - 1.0);
    writeln!(
        svg,
        "<text x=\"20\" y=\"26\" class=\"soft\">Entry</text><text x=\"70\" y=\"26\" class=\"soft\">Rank: dot = result, bar = where the true rank lies in 9 of 10 cases</text><text x=\"590\" y=\"26\" class=\"soft\">Chance of top 3</text>"
    )?;
    for rank in 1..=ENTRIES {
        let x = x(at(rank));
        writeln!(
            svg,
            "<line x1=\"{x}\" x2=\"{x}\" y1=\"40\" y2=\"470\" class=\"grid\"/><text x=\"{x}\" y=\"490\" text-anchor=\"middle\" class=\"soft\">{rank}</text>"
        )?;
    }
    for (row, standing) in outcome.standings.iter().enumerate() {
        let y = 60.0 + 30.0 * at(row);
        let (Some(chance), Some(rank)) = (&standing.chance, standing.rank) else { continue };
        let (low, high, dot) = (x(at(chance.rank_lo)), x(at(chance.rank_hi)), x(at(rank)));
        let (name, top) = (&standing.entry, 100.0 * chance.p_top);
        writeln!(
            svg,
            "<text x=\"32\" y=\"{}\">{name}</text><line x1=\"{low}\" x2=\"{high}\" y1=\"{y}\" y2=\"{y}\" class=\"line\"/><circle cx=\"{dot}\" cy=\"{y}\" r=\"6\" class=\"dot\"/><text x=\"640\" y=\"{}\" text-anchor=\"middle\">{top:.0} %</text>",
            y + 5.0,
            y + 5.0
        )?;
    }
    svg.push_str("</svg>\n");
    Ok(svg)
}

/// The plain means left, the calibrated scores right, a line for each entry.
fn slopes(raw: &Outcome, calibrated: &Outcome) -> Result<String, std::fmt::Error> {
    let mut svg = open(720, 640, "Plain means and calibrated scores");
    let score = |standing: &Standing| standing.score.map_or(0.0, Exact::to_f64);
    let scores = || raw.standings.iter().chain(&calibrated.standings).map(score);
    let (low, high) = scores().fold((f64::MAX, f64::MIN), |(low, high), s| (low.min(s), high.max(s)));
    let y = |score: f64| 600.0 - 530.0 * (score - low) / (high - low);
    writeln!(
        svg,
        "<text x=\"190\" y=\"26\" text-anchor=\"end\" class=\"soft\">Plain mean</text><text x=\"530\" y=\"26\" class=\"soft\">By an average judge</text>"
    )?;
    let (mut left, mut right) = (Labels::default(), Labels::default());
    for standing in &raw.standings {
        let Some(other) = calibrated.of(&standing.entry) else { continue };
        let (from, to) = (score(standing), score(other));
        let class = match to - from {
            change if change > 0.25 => "up",
            change if change < -0.25 => "down",
            _ => "same",
        };
        let (y1, y2) = (y(from), y(to));
        writeln!(svg, "<line x1=\"200\" x2=\"520\" y1=\"{y1:.1}\" y2=\"{y2:.1}\" class=\"{class}\"/>")?;
        left.add(y1, format!("{from:.2}  {}", standing.entry));
        right.add(y2, format!("{}  {to:.2}", other.entry));
    }
    left.draw(&mut svg, 190.0, "end")?;
    right.draw(&mut svg, 530.0, "start")?;
    svg.push_str("</svg>\n");
    Ok(svg)
}

/// Labels at heights, pushed apart so that they can be read.
#[derive(Default)]
struct Labels(Vec<(f64, String)>);

impl Labels {
    fn add(&mut self, y: f64, text: String) {
        self.0.push((y, text));
    }

    fn draw(mut self, svg: &mut String, x: f64, anchor: &str) -> std::fmt::Result {
        self.0.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut free = f64::MIN;
        for (y, text) in self.0 {
            let y = y.max(free);
            free = y + 17.0;
            writeln!(svg, "<text x=\"{x}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{text}</text>", y + 5.0)?;
        }
        Ok(())
    }
}
