//! The browser's own parser's values.

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::Json;

/// Parses a document; where it is no JSON, the browser's own words say why.
pub(crate) fn parse(text: &str) -> Result<JsValue, String> {
    JSON::parse(text).map_err(|error| {
        let message = Reflect::get(&error, &"message".into()).ok().and_then(|message| message.as_string());
        message.unwrap_or_default()
    })
}

impl Json for JsValue {
    fn field(&self, name: &str) -> Option<Self> {
        let value = Reflect::get(self, &name.into()).ok()?;
        (!value.is_null() && !value.is_undefined()).then_some(value)
    }

    fn names(&self) -> Vec<String> {
        match self.dyn_ref::<Object>() {
            Some(object) => Object::keys(object).iter().filter_map(|name| name.as_string()).collect(),
            None => Vec::new(),
        }
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }

    fn list(&self) -> Option<Vec<Self>> {
        Array::is_array(self).then(|| Array::from(self).iter().collect())
    }

    fn is_object(&self) -> bool {
        JsValue::is_object(self) && !Array::is_array(self)
    }
}
