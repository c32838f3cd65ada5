//! The families of juries: from one without faults to careless judges and closed panels.

/// How a jury is made. Quality has standard deviation 1; so has the error of one ballot.
#[derive(Debug, Clone, Copy)]
pub struct Scenario {
    /// Its name in the table.
    pub name: &'static str,
    /// Entries, judges and ballots per entry.
    pub size: (usize, usize, usize),
    /// Standard deviation of severity.
    pub severity: f64,
    /// Standard deviation of the logarithm of scale use.
    pub style: f64,
    /// Standard deviation of the logarithm of a judge's error.
    pub noise: f64,
    /// Share of judges who score at random.
    pub careless: f64,
    /// Share of ballots a friend lifts to the top.
    pub friends: f64,
    /// Levels of the scale, and the level of an average entry.
    pub scale: (i32, f64),
    /// Share of scores left out.
    pub missing: f64,
    /// How ballots are dealt.
    pub deal: Deal,
}

/// How ballots are dealt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Deal {
    /// At random, loads even.
    Random,
    /// At random, from 2 to 10 judges per entry.
    Uneven,
    /// Strict judges get strong entries.
    Selective,
    /// Judges in groups of three who see the same entries; a share of ballots is mixed.
    Trios(f64),
    /// Five categories with panels of their own; a share of ballots crosses panels.
    Panels(f64),
}

const BASE: Scenario = Scenario {
    name: "base",
    size: (200, 25, 4),
    severity: 0.6,
    style: 0.2,
    noise: 0.25,
    careless: 0.0,
    friends: 0.0,
    scale: (10, 6.0),
    missing: 0.0,
    deal: Deal::Random,
};

/// All scenarios.
pub fn all() -> Vec<Scenario> {
    let nips = Scenario { name: "nips", severity: 0.43, style: 0.1, noise: 0.15, ..BASE };
    vec![
        Scenario { name: "null", severity: 0.0, style: 0.0, noise: 0.0, ..BASE },
        nips,
        BASE,
        Scenario { name: "harsh", severity: 1.0, ..BASE },
        Scenario { name: "style", style: 0.45, noise: 0.5, ..BASE },
        Scenario { name: "bad15", careless: 0.15, ..BASE },
        Scenario { name: "friend", friends: 0.01, ..BASE },
        Scenario { name: "scale5", scale: (5, 3.2), ..BASE },
        Scenario { name: "ceiling5", scale: (5, 4.6), ..BASE },
        Scenario { name: "uneven", deal: Deal::Uneven, ..BASE },
        Scenario { name: "missing", missing: 0.15, ..BASE },
        Scenario { name: "selective", deal: Deal::Selective, ..BASE },
        Scenario { name: "small", size: (60, 10, 4), ..BASE },
        Scenario { name: "complete", size: (60, 10, 10), ..BASE },
        Scenario { name: "few5", size: (250, 150, 3), ..nips },
        Scenario { name: "few2", size: (200, 300, 3), ..nips },
        Scenario { name: "trios", size: (200, 24, 3), deal: Deal::Trios(0.0), ..BASE },
        Scenario { name: "trios_mixed", size: (200, 24, 3), deal: Deal::Trios(0.3), ..BASE },
        Scenario { name: "panels0", deal: Deal::Panels(0.0), ..BASE },
        Scenario { name: "panels5", deal: Deal::Panels(0.05), ..BASE },
        Scenario { name: "panels15", deal: Deal::Panels(0.15), ..BASE },
    ]
}
