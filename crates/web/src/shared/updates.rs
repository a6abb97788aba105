//! GET /shared/updates/{numbers} — the question of Anki's desktop program before 23.10: which of these
//! add-ons have newer versions?

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;

/// Programs ask for so many at a time.
const ADD_ONS_MAX: usize = 25;

/// None of them is known here; the program then leaves them as they are.
pub(super) async fn show(Path(add_ons): Path<String>) -> Result<Json<[u32; 0]>, StatusCode> {
    let numbers: Result<Vec<u32>, _> = add_ons.split(',').map(str::parse).collect();
    match numbers {
        Ok(numbers) if numbers.len() <= ADD_ONS_MAX => Ok(Json([])),
        _ => Err(StatusCode::NOT_FOUND),
    }
}
