//! What work on one file may take, whoever sent it. Decoders get less than they ask for and
//! stop; nothing is unpacked to find out how large it would have been.

/// The largest file that is taken apart, in bytes: a parser holds it once, and its copy once.
pub const FILE_BYTES: u64 = 100 * 1_024 * 1_024;
/// The most pixels of a picture (UP-3).
pub const PIXELS: u64 = 50_000_000;
/// The most bytes its pixels may take: turning it upright takes this twice, so that cleaning
/// stays below half a gibibyte (UP-9).
pub const PIXEL_BYTES: u64 = 4 * PIXELS;
/// The most a document may unpack to, with all that is within it (UP-4).
pub const UNPACKED_BYTES: u64 = 200 * 1_024 * 1_024;
/// The most a part may unpack to that is held in memory whole.
pub const PART_BYTES: usize = 32 * 1_024 * 1_024;
