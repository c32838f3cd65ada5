//! Intraclass correlations of a complete table (Shrout and Fleiss 1979).
//!
//! With the mean squares between targets (BMS), within (WMS), between judges (JMS) and of
//! error (EMS): `ICC(1,1) = (BMS - WMS) / (BMS + (k-1) WMS)`,
//! `ICC(2,1) = (BMS - EMS) / (BMS + (k-1) EMS + k (JMS - EMS) / n)`,
//! `ICC(3,1) = (BMS - EMS) / (BMS + (k-1) EMS)`; the forms for the mean of k judges have the
//! denominators BMS, `BMS + (JMS - EMS) / n` and BMS.

use crate::numeric::{count, mean};

/// The six coefficients with their mean squares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Icc {
    /// Mean square between targets.
    pub between: f64,
    /// Mean square within targets.
    pub within: f64,
    /// Mean square between judges.
    pub judges: f64,
    /// Mean square of error.
    pub error: f64,
    /// ICC(1,1), ICC(2,1), ICC(3,1): one judge.
    pub single: [f64; 3],
    /// ICC(1,k), ICC(2,k), ICC(3,k): the mean of all.
    pub average: [f64; 3],
}

/// The coefficients of a table with one row per target and one column per judge; `None`
/// unless it is complete with at least two of each and some difference between targets.
///
/// ```
/// // Table 2 of Shrout and Fleiss.
/// let rows = [[9., 2., 5., 8.], [6., 1., 3., 2.], [8., 4., 6., 8.], [7., 1., 2., 6.],
///             [10., 5., 6., 9.], [6., 2., 4., 7.]].map(Vec::from);
/// let icc = scoring::reliability::icc(&rows).unwrap();
/// let printed = icc.single.map(|icc| (100.0 * icc).round() / 100.0);
/// assert_eq!(printed, [0.17, 0.29, 0.71]);
/// ```
#[must_use]
pub fn icc(rows: &[Vec<f64>]) -> Option<Icc> {
    let (targets, judges) = (rows.len(), rows.first()?.len());
    if targets < 2 || judges < 2 || rows.iter().any(|row| row.len() != judges) {
        return None;
    }
    let (n, k) = (count(targets), count(judges));
    let all = mean(&rows.concat());
    let row_means: Vec<f64> = rows.iter().map(|row| mean(row)).collect();
    let column = |at: usize| rows.iter().filter_map(|row| row.get(at)).sum::<f64>() / n;
    let squares = |values: &mut dyn Iterator<Item = f64>| values.map(|v| (v - all) * (v - all)).sum::<f64>();
    let total = squares(&mut rows.iter().flatten().copied());
    let between = k * squares(&mut row_means.iter().copied());
    let by_judges = n * squares(&mut (0..judges).map(column));
    let bms = between / (n - 1.0);
    let wms = (total - between) / (n * (k - 1.0));
    let jms = by_judges / (k - 1.0);
    let ems = (total - between - by_judges) / ((n - 1.0) * (k - 1.0));
    if bms <= 0.0 {
        return None;
    }
    let severity = (jms - ems) / n;
    Some(Icc {
        between: bms,
        within: wms,
        judges: jms,
        error: ems,
        single: [
            (bms - wms) / (bms + (k - 1.0) * wms),
            (bms - ems) / (bms + (k - 1.0) * ems + k * severity),
            (bms - ems) / (bms + (k - 1.0) * ems),
        ],
        average: [(bms - wms) / bms, (bms - ems) / (bms + severity), (bms - ems) / bms],
    })
}
