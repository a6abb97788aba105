//! What the rows add up to: graphs, one card's history, what was studied today.
