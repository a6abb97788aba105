//! Adding, changing and removing notes, notetypes and tags; every verb takes a [`crate::Pen`].
