//! How far judges agree, and how firm a result is.
//!
//! For complete tables: intraclass correlations, Kendall's W, Fleiss' kappa. With gaps:
//! Krippendorff's alpha, and the figures of the calibrated model. Alpha mixes severity with
//! disagreement and W ignores severity: both describe, neither decides.

mod alpha;
mod fleiss;
mod icc;
mod judge;
mod kendall;
mod panel;

pub use alpha::{Level, krippendorff_alpha};
pub use fleiss::fleiss_kappa;
pub use icc::{Icc, icc};
pub use judge::{JudgeFit, judge_fits};
pub use kendall::{Concordance, kendall_tau_b, kendall_w, middle_ranks};
pub use panel::{PanelReliability, expected_overlap, judges_needed, panel_reliability, spearman_brown};
