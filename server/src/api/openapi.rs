//! The API's own description (OpenAPI 3.1). Its schemas of feeds and entries are those of the wire format.

use axum::Json;
use live_updates::source::native;
use serde_json::{Map, Value, json};

const DOCUMENT: &str = include_str!("openapi.json");

/// The API's description.
pub(super) async fn document() -> Json<Value> {
    Json(described())
}

fn described() -> Value {
    let mut document: Value = serde_json::from_str(DOCUMENT).unwrap_or_default();
    document["info"]["version"] = json!(env!("CARGO_PKG_VERSION"));
    let mut wire: Map<String, Value> = serde_json::from_str(&native::schema()).unwrap_or_default();
    if let (Some(schemas), Some(Value::Object(definitions))) =
        (document["components"]["schemas"].as_object_mut(), wire.remove("$defs"))
    {
        schemas.extend(definitions);
    }
    moved(&mut document);
    document
}

/// Points what pointed into the wire's schema to where its definitions are here.
fn moved(value: &mut Value) {
    match value {
        Value::Object(object) => {
            if let Some(Value::String(reference)) = object.get_mut("$ref") {
                *reference = reference.replace("#/$defs/", "#/components/schemas/");
            }
            object.values_mut().for_each(moved);
        }
        Value::Array(list) => list.iter_mut().for_each(moved),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::described;

    fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(object) => {
                found.extend(object.get("$ref").and_then(Value::as_str));
                object.values().for_each(|value| references(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }

    #[test]
    fn everything_that_the_description_points_to_is_in_it() {
        let document = described();
        let mut found = Vec::new();
        references(&document, &mut found);
        assert!(found.len() > 50, "{}", found.len());
        for reference in found {
            let pointer = reference.strip_prefix('#').unwrap();
            assert!(document.pointer(pointer).is_some(), "{reference}");
        }
    }
}
