//! The same bits on every machine: what the platform computes in its own way is not used.

use std::path::Path;

/// Functions of `f64` whose last digit is the platform's choice. Square roots and the four
/// operations are exact by IEEE 754; all else comes from `libm`.
const OF_THE_PLATFORM: [&str; 22] = [
    "exp", "exp2", "exp_m1", "ln", "ln_1p", "log", "log2", "log10", "powf", "powi", "sin", "cos", "tan",
    "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "hypot", "cbrt",
];

fn files(folder: &Path, into: &mut Vec<std::path::PathBuf>) {
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            files(&path, into);
        } else if path.file_name().is_some_and(|name| name != "tests.rs") {
            into.push(path);
        }
    }
}

#[test]
fn no_function_is_used_that_differs_between_machines() {
    let mut all = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    assert!(all.len() > 40, "the sources are found");
    for path in all {
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for name in OF_THE_PLATFORM {
                let called = line.contains(&format!(".{name}(")) || line.contains(&format!("f64::{name}"));
                assert!(!called, "{}: {line}", path.display());
            }
            // Contracted multiplication, hash order and threads would change sums.
            let unordered = ["mul_add", "HashMap", "HashSet", "std::thread"];
            assert!(unordered.iter().all(|word| !line.contains(word)), "{}: {line}", path.display());
        }
    }
}
