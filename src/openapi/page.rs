//! The description as a page to read, with neither scripts nor foreign files.

use minijinja::Environment;
use serde_json::{Value, json};

pub fn html() -> Result<String, minijinja::Error> {
    let document = serde_json::to_value(super::document()).unwrap_or_default();
    let mut environment = Environment::new();
    environment.add_template("docs.html", include_str!("docs.html"))?;
    let data = json!({
        "info": at(&document, "/info"),
        "openapi": at(&document, "/openapi"),
        "tags": by_tag(&document),
        "schemas": at(&document, "/components/schemas"),
    });
    environment.get_template("docs.html")?.render(minijinja::value::Serde(data))
}

/// Operations under their feature, in the order of their paths.
fn by_tag(document: &Value) -> Vec<Value> {
    let mut tags: Vec<(String, Vec<Value>)> = Vec::new();
    for (path, methods) in at(document, "/paths").as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            let tag = at(operation, "/tags/0").as_str().unwrap_or("other").to_owned();
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
    let responses = at(operation, "/responses").as_object().into_iter().flatten();
    // The page says once that every operation may answer with a problem.
    let responses: Vec<Value> = responses
        .filter(|(status, _)| *status != "default")
        .map(|(status, response)| json!({"status": status, "body": schema_of(at(response, "/content"))}))
        .collect();
    json!({
        "path": path,
        "method": method.to_uppercase(),
        "summary": at(operation, "/summary"),
        "parameters": at(operation, "/parameters"),
        "body": schema_of(at(operation, "/requestBody/content")),
        "responses": responses,
    })
}

/// The name of the schema of a JSON body, also within a list.
fn schema_of(content: &Value) -> Option<String> {
    let schema = at(content, "/application~1json/schema");
    let reference = at(schema, "/$ref").as_str().or(at(schema, "/items/$ref").as_str())?;
    reference.rsplit('/').next().map(str::to_owned)
}

/// The value at a JSON Pointer; null where there is none.
fn at<'a>(value: &'a Value, pointer: &str) -> &'a Value {
    value.pointer(pointer).unwrap_or(&Value::Null)
}
