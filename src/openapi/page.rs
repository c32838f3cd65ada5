//! The description as a page to read, with neither scripts nor foreign files.

use minijinja::Environment;
use serde_json::{Value, json};

/// The page.
///
/// # Errors
/// The template and the document do not fit together.
pub fn html() -> Result<String, minijinja::Error> {
    let document = serde_json::to_value(super::document()).unwrap_or_default();
    let mut environment = Environment::new();
    environment.add_template("docs.html", include_str!("docs.html"))?;
    let data = json!({
        "info": document["info"],
        "openapi": document["openapi"],
        "tags": by_tag(&document),
        "schemas": document["components"]["schemas"],
    });
    environment.get_template("docs.html")?.render(minijinja::value::Serde(data))
}

/// Operations under their feature, in the order of their paths.
fn by_tag(document: &Value) -> Vec<Value> {
    let mut tags: Vec<(String, Vec<Value>)> = Vec::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            let tag = operation["tags"][0].as_str().unwrap_or("other").to_owned();
            let line = line(path, method, operation);
            match tags.iter_mut().find(|(name, _)| *name == tag) {
                Some((_, lines)) => lines.push(line),
                None => tags.push((tag, vec![line])),
            }
        }
    }
    tags.into_iter().map(|(name, operations)| json!({"name": name, "operations": operations})).collect()
}

fn line(path: &str, method: &str, operation: &Value) -> Value {
    let responses = operation["responses"].as_object().into_iter().flatten();
    let responses: Vec<Value> = responses
        .map(|(status, response)| json!({"status": status, "body": schema_of(&response["content"])}))
        .collect();
    json!({
        "path": path,
        "method": method.to_uppercase(),
        "summary": operation["summary"],
        "parameters": operation["parameters"],
        "body": schema_of(&operation["requestBody"]["content"]),
        "responses": responses,
    })
}

/// The name of the schema of a JSON body, also within a list.
fn schema_of(content: &Value) -> Option<String> {
    let schema = &content["application/json"]["schema"];
    let reference = schema["$ref"].as_str().or(schema["items"]["$ref"].as_str())?;
    reference.rsplit('/').next().map(str::to_owned)
}
