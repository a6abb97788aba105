// All islands: custom elements that make pleasant what already works without them.
import "../account/connect.ts";
import "../account/passkey.ts";
import "../decks/calculation/calculation.ts";
import "../decks/list.ts";
import "../study/review.ts";
import "../account/strength.ts";
