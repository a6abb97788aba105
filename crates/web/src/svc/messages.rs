//! The messages of Anki's desktop program since 23.10, in protocol buffers. (Field numbers: upstream
//! `proto/anki/ankiweb.proto`.) A field that is not named here is dropped while reading (PR-21).

use prost::Message;

#[derive(Clone, PartialEq, Message)]
pub(super) struct CheckForUpdate {
    #[prost(uint32, tag = "1")]
    pub(super) version: u32,
    // 2 is the hash of the build, which we have no use for.
    #[prost(string, tag = "3")]
    pub(super) system: String,
    #[prost(int64, tag = "4")]
    pub(super) installation: i64,
    #[prost(uint32, tag = "5")]
    pub(super) last_message: u32,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct UpdateAnswer {
    #[prost(string, optional, tag = "1")]
    pub(super) new_version: Option<String>,
    /// Seconds. Absent or wrong, and the program closes.
    #[prost(int64, tag = "2")]
    pub(super) now_secs: i64,
    /// HTML.
    #[prost(string, optional, tag = "3")]
    pub(super) message: Option<String>,
    #[prost(uint32, tag = "4")]
    pub(super) last_message: u32,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct AskForAddOns {
    #[prost(uint32, tag = "1")]
    pub(super) version: u32,
    #[prost(uint32, repeated, tag = "2")]
    pub(super) add_ons: Vec<u32>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct AddOns {
    #[prost(message, repeated, tag = "1")]
    pub(super) known: Vec<AddOn>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct AddOn {
    #[prost(uint32, tag = "1")]
    pub(super) id: u32,
    #[prost(int64, tag = "2")]
    pub(super) modified_secs: i64,
    #[prost(uint32, tag = "3")]
    pub(super) version_min: u32,
    #[prost(uint32, tag = "4")]
    pub(super) version_max: u32,
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use trials::Trial;

    use super::*;

    fn seeds() -> Vec<Vec<u8>> {
        let check = CheckForUpdate {
            version: 260_903,
            system: "linux:6.1".to_owned(),
            installation: 1 << 62,
            last_message: 3,
        };
        let add_ons = AskForAddOns {
            version: 260_903,
            add_ons: vec![1, 2, 4_000_000_000],
        };
        vec![check.encode_to_vec(), add_ons.encode_to_vec()]
    }

    fn again<T: Message + Default + PartialEq + Debug>(bytes: &[u8]) {
        if let Ok(read) = T::decode(bytes) {
            assert_eq!(T::decode(&*read.encode_to_vec()), Ok(read));
        }
    }

    #[test]
    fn damaged_questions_of_programs_are_read_or_refused() {
        let trial = Trial {
            name: "desktop",
            seeds,
            run: |bytes| {
                again::<CheckForUpdate>(bytes);
                again::<AskForAddOns>(bytes);
            },
        };

        trial.withstands_damage(500);
    }
}
