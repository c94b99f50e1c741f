//! HTTP: the API, the pages, one path to the store.
