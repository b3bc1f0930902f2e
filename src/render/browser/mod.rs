//! The sink that makes nodes: the browser's half of *one renderer*.

mod nodes;

pub(crate) use nodes::Nodes;
