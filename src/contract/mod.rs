//! What we promised the host page: names and tables. Documentation, manifest, types and tests follow from here.
