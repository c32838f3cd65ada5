//! The pages are embedded at compile time, so the program is rebuilt when they change.

fn main() -> std::io::Result<()> {
    std::fs::create_dir_all("frontend/dist")?;
    println!("cargo:rerun-if-changed=frontend/dist");
    Ok(())
}
