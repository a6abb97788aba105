//! QR codes, drawn by ourselves.

use std::fmt::Write as _;

use qrcode::{Color, QrCode};
use store::Fault;

/// A QR code as one path on a grid, with the quiet edge that scanners need.
#[derive(Debug)]
pub(super) struct Qr {
    pub(super) side: usize,
    pub(super) path: String,
}

const QUIET_EDGE: usize = 4;

impl Qr {
    pub(super) fn of(text: &str) -> Result<Qr, Fault> {
        let code = QrCode::new(text).map_err(|error| Fault::because("drawing a QR code", error))?;
        let width = code.width();
        let mut path = String::new();
        for (at, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                let (x, y) = (at % width + QUIET_EDGE, at / width + QUIET_EDGE);
                // Writing into a String cannot fail.
                let _written = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
        Ok(Qr {
            side: width + 2 * QUIET_EDGE,
            path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Qr;

    #[test]
    fn the_qr_code_is_a_grid_with_a_quiet_edge() {
        let qr = Qr::of("http://127.0.0.1:8080/").unwrap();

        assert_eq!(qr.side, 25 + 8);
        assert!(
            qr.path.starts_with("M4 4h1v1h-1z"),
            "the finder stands in the corner"
        );
        assert!(!qr.path.contains("M3 "), "nothing is drawn on the edge");
    }
}
