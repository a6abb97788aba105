use renderer::card::{Piece, Rest};
use renderer::{html, sound};

use crate::render::{Appearance, Whole};

/// Both sides as lines of text.
#[derive(Default)]
pub(super) struct Sides {
    pub(super) question: String,
    pub(super) answer: String,
}

impl Sides {
    /// The answer without the question before it; a problem stands on both sides.
    pub(super) fn of(whole: &Whole) -> Sides {
        let sides = match whole.render(Appearance::Browser, Rest::Left) {
            Ok(sides) => sides,
            Err(problem) => {
                let line = html::to_line(&problem.to_string(), true);
                return Sides {
                    question: line.clone(),
                    answer: line,
                };
            }
        };
        let (question, answer) = (joined(&sides.question), joined(&sides.answer));
        let rest = answer.strip_prefix(&question).unwrap_or(&answer);
        Sides {
            question: html::to_line(&question, true),
            answer: html::to_line(rest, true),
        }
    }
}

fn joined(pieces: &[Piece]) -> String {
    let text: String = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) | Piece::Open { text, .. } => text.as_str(),
        })
        .collect();
    sound::in_signs(&text).into_owned()
}
