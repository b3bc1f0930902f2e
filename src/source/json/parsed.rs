//! serde_json's value, for servers, tools and tests.

use serde_json::Value;

use super::Json;

impl Json for &Value {
    fn field(&self, name: &str) -> Option<Self> {
        self.get(name).filter(|value| !value.is_null())
    }

    fn names(&self) -> Vec<String> {
        self.as_object().map(|map| map.keys().cloned().collect()).unwrap_or_default()
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }

    fn list(&self) -> Option<Vec<Self>> {
        self.as_array().map(|list| list.iter().collect())
    }

    fn is_object(&self) -> bool {
        Value::is_object(self)
    }
}
