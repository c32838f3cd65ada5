//! How many files and connections the system lets the program have open.

/// Asks for as many as may be had: each waiting browser is an open file, and the usual limit
/// of 1,024 is that of an afternoon.
pub fn raise_limit() {
    match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(open_files) => tracing::debug!(open_files, "limit of open files"),
        Err(error) => tracing::warn!(%error, "the limit of open files stays as it is"),
    }
}
