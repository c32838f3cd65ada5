//! Values of a document for people.

use serde_json::Value;

use crate::editions::Moment;

pub(super) fn said(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.parse::<Moment>().map_or_else(|_| text.clone(), |at| moment(&at)),
        Value::Array(items) if items.is_empty() => "none".to_owned(),
        Value::Array(items) => items.iter().map(said).collect::<Vec<_>>().join("; "),
        Value::Object(members) => {
            let each =
                |(name, value): (&String, &Value)| format!("{}: {}", name.replace('_', " "), said(value));
            members.iter().map(each).collect::<Vec<_>>().join("; ")
        }
    }
}

pub(super) fn moment(at: &Moment) -> String {
    let zoned = at.zoned();
    let zone = zoned.time_zone().iana_name().unwrap_or("UTC");
    format!("{} ({zone})", zoned.strftime("%-d %B %Y, %H:%M"))
}
