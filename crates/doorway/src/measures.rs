//! What the operator's graphs show: requests, their time, and connections. No personal data.

use std::time::Duration;

/// The door a path leads to: few enough names that a graph stays readable, whatever people ask for.
pub(crate) fn door_of(path: &str) -> &'static str {
    match path.split('/').find(|part| !part.is_empty()) {
        None => "home",
        Some("sync") => "sync",
        Some("msync") => "msync",
        Some("static") => "static",
        Some("health") => "health",
        Some(_) => "pages",
    }
}

/// A request has been answered.
pub(crate) fn answered(door: &'static str, status: u16, waited: Duration) {
    let kind = match status {
        200..=299 => "ok",
        300..=399 => "elsewhere",
        499 => "gone",
        400..=498 => "refused",
        _ => "failed",
    };
    metrics::counter!("fuda_requests_total", "door" => door, "kind" => kind).increment(1);
    metrics::histogram!("fuda_request_seconds", "door" => door).record(waited.as_secs_f64());
}

/// A connection has been accepted.
pub(crate) fn connected() {
    metrics::gauge!("fuda_connections").increment(1.0);
}

/// A connection has ended.
pub(crate) fn disconnected() {
    metrics::gauge!("fuda_connections").decrement(1.0);
}

/// A connection was refused or ended because there were too many.
pub(crate) fn turned_away() {
    metrics::counter!("fuda_connections_turned_away_total").increment(1);
}
