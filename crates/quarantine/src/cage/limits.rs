//! What the kernel lets a caged process use.

use rustix::process::{Resource, Rlimit, setrlimit};

/// Descriptors: the two files, the answer, and a few for the runtime.
const DESCRIPTORS: u64 = 16;

/// What a caged process may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest file it may write, bytes.
    pub file_bytes: u64,
    /// Processor time of all its threads, seconds.
    pub cpu_seconds: u64,
    /// Address space, bytes.
    pub memory_bytes: u64,
}

impl Limits {
    /// As arguments of the hidden command.
    pub(crate) fn to_arguments(self) -> [String; 3] {
        [self.file_bytes, self.cpu_seconds, self.memory_bytes].map(|limit| limit.to_string())
    }

    /// From the arguments of the hidden command.
    pub(crate) fn from_arguments(arguments: impl IntoIterator<Item = String>) -> Option<Limits> {
        let mut numbers = arguments.into_iter().map(|argument| argument.parse().ok());
        let mut next = || numbers.next().flatten();
        Some(Limits {
            file_bytes: next()?,
            cpu_seconds: next()?,
            memory_bytes: next()?,
        })
    }

    /// Binds this process to the limits; says whether the kernel accepted all of them.
    pub(crate) fn set(self) -> bool {
        // Nothing of a stranger's file, and nobody's cards, may end in a core dump.
        let limits = [
            (Resource::Core, 0),
            (Resource::Fsize, self.file_bytes),
            (Resource::Cpu, self.cpu_seconds),
            (Resource::As, self.memory_bytes),
            (Resource::Nofile, DESCRIPTORS),
        ];
        let mut all = true;
        for (resource, most) in limits {
            // A second more before the hard limit, so that the soft one tells why it ends.
            let hard = if resource == Resource::Cpu {
                most + 1
            } else {
                most
            };
            let limit = Rlimit {
                current: Some(most),
                maximum: Some(hard),
            };
            all &= setrlimit(resource, limit).is_ok();
        }
        all
    }
}
