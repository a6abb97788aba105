//! Studying: queues, answers, decks, burying, filtered decks, and the desk that remembers between requests.
