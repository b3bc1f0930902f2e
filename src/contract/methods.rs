//! What a script may call and read.

/// One method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Method {
    /// Name and arguments.
    pub signature: &'static str,
    /// What it gives back.
    pub returns: &'static str,
    /// What it does.
    pub sentence: &'static str,
}

/// Every method.
pub const METHODS: &[Method] = &[
    Method {
        signature: "refresh()",
        returns: "a promise",
        sentence: "Fetches the feed and shows what has changed; resolves when it is shown. What is being read does not move.",
    },
    Method {
        signature: "showNew()",
        returns: "a number",
        sentence: "Shows the entries that wait behind the notice, and says how many they were.",
    },
    Method {
        signature: "open(id)",
        returns: "boolean",
        sentence: "Opens an entry: marks it and brings it into view; false if it is not loaded.",
    },
];

/// One property that is no attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Property {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub sentence: &'static str,
}

/// Every property that is no attribute; all are read-only.
pub const PROPERTIES: &[Property] = &[
    Property {
        name: "state",
        sentence: "The feed's state: `scheduled`, `live`, `paused`, `ended`; null before the script runs.",
    },
    Property { name: "revision", sentence: "The feed's revision as shown." },
];
