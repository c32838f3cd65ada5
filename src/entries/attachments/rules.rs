//! Decisions about attachments, from facts alone.

use entity::{Timestamp, attachment};

use super::error::AttachmentError;
use crate::editions::{Closed, Open, Window};

/// How long an upload that began in time may take past the deadline (security bar DL-5).
const GRACE_MS: i64 = 10 * 60_000;
/// The most uploads to one entry, those taken back counted too: their files stay
/// for a while, so this bounds what one entry can put on the disk.
const MOST_UPLOADS: usize = 200;

/// Whether a file that began to arrive at one instant and was there at another
/// came in time: it began while the window was open, and ended at most ten
/// minutes after it closed.
pub fn in_time(window: &Window, began: Timestamp, ended: Timestamp) -> Result<Open, Closed> {
    let open = window.open_at(began)?;
    window.open_at(began.max(ended.plus_ms(-GRACE_MS)))?;
    Ok(open)
}

/// Where one more file of a field stands, beside all the entry has ever had.
pub fn next_position(
    rows: &[attachment::Model],
    field: &str,
    max_files: u32,
) -> Result<i32, AttachmentError> {
    has_room(rows, field, max_files)?;
    if rows.len() >= MOST_UPLOADS {
        return Err(AttachmentError::TooManyUploads(MOST_UPLOADS));
    }
    let of_field = rows.iter().filter(|row| row.field_key == field);
    Ok(of_field.map(|row| row.position.saturating_add(1)).max().unwrap_or_default())
}

pub fn has_room(rows: &[attachment::Model], field: &str, max_files: u32) -> Result<(), AttachmentError> {
    let held = rows.iter().filter(|row| row.field_key == field && row.removed_at.is_none()).count();
    if u32::try_from(held).map_or(true, |held| held >= max_files) {
        return Err(AttachmentError::TooMany(max_files));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use entity::Timestamp;

    use super::in_time;
    use crate::editions::Window;

    /// DL-5: begun before the deadline, it may end within ten minutes after it;
    /// begun at the deadline it is late, for windows are half open.
    #[test]
    fn an_upload_that_began_in_time_has_ten_minutes_past_the_deadline() {
        let at = |text: &str| Timestamp::parse(text).expect(text);
        let window =
            Window::between(at("2027-01-10T08:00:00Z"), at("2027-03-01T23:00:00Z")).expect("a window");
        let try_it = |began: &str, ended: &str| in_time(&window, at(began), at(ended)).is_ok();
        assert!(try_it("2027-03-01T22:59:59.999Z", "2027-03-01T23:00:05Z"));
        assert!(try_it("2027-03-01T22:30:00Z", "2027-03-01T23:09:59.999Z"));
        assert!(!try_it("2027-03-01T22:59:59.999Z", "2027-03-01T23:10:00Z"));
        assert!(!try_it("2027-03-01T23:00:00Z", "2027-03-01T23:00:05Z"));
        assert!(!try_it("2027-01-10T07:59:59.999Z", "2027-01-10T08:00:05Z"));
        assert!(try_it("2027-01-10T08:00:00Z", "2027-01-10T08:00:05Z"));
    }
}
