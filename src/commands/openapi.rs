//! `palmares openapi`: the description of the API, for those who generate clients.

/// Prints it as JSON.
///
/// # Errors
/// None in practice: the description is plain data.
pub fn run() -> anyhow::Result<()> {
    println!("{}", serde_json::to_string_pretty(&crate::openapi::document())?);
    Ok(())
}
