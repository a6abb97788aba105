//! Decompression that cannot be talked into more than it was allowed.

use std::cell::RefCell;
use std::io::{self, Write};

use flate2::write::MultiGzDecoder;
use zstd::bulk::Decompressor;
use zstd::stream::raw::{DParameter, Decoder, InBuffer, Operation, OutBuffer};

/// Apps use a window of 2 MiB. One of 16 MiB is what the highest ordinary level takes.
const WINDOW_LOG_MAX: u32 = 24;
const STEP_BYTES: usize = 128 * 1024;
/// A body that swells this much is a bomb: cards and notes come nowhere near once there are some.
const RATIO_MAX: u64 = 2000;
const RATIO_COUNTS_FROM_BYTES: u64 = 32 << 20;
/// What is decompressed without leaving the async thread: a fraction of a millisecond.
pub(super) const INSTANT_BYTES_MAX: usize = 256 * 1024;

/// How a payload is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Plain,
    Gzip,
    Zstd,
}

/// Why bytes could not be decompressed.
#[derive(Debug)]
pub(crate) enum Flaw {
    /// Not of this encoding, damaged, or cut off.
    Garbage,
    /// More comes out of it than is allowed.
    TooLarge,
    /// What came out could not be written down.
    Io(io::Error),
}

impl From<io::Error> for Flaw {
    fn from(error: io::Error) -> Flaw {
        Flaw::Io(error)
    }
}

/// Decompresses piece by piece into a writer, and fails at the limit: it never cuts silently.
pub(crate) struct Inflater<W: Write> {
    stage: Stage<W>,
    /// Bytes that went in.
    pub(crate) compressed: u64,
}

enum Stage<W: Write> {
    Plain(Capped<W>),
    Gzip(Box<MultiGzDecoder<Capped<W>>>),
    Zstd(Box<ZstdStage<W>>),
}

struct ZstdStage<W> {
    decoder: Decoder<'static>,
    buffer: Vec<u8>,
    out: Capped<W>,
    /// Nothing of a frame is open: the stream may end here.
    at_end_of_frame: bool,
}

impl<W: Write> Inflater<W> {
    /// Lets at most `bytes_max` bytes out into `writer`.
    pub(crate) fn new(encoding: Encoding, writer: W, bytes_max: u64) -> Result<Self, Flaw> {
        let out = Capped {
            writer,
            bytes: 0,
            bytes_max,
        };
        let stage = match encoding {
            Encoding::Plain => Stage::Plain(out),
            Encoding::Gzip => Stage::Gzip(Box::new(MultiGzDecoder::new(out))),
            Encoding::Zstd => {
                let mut decoder = Decoder::new()?;
                decoder.set_parameter(DParameter::WindowLogMax(WINDOW_LOG_MAX))?;
                Stage::Zstd(Box::new(ZstdStage {
                    decoder,
                    buffer: vec![0; STEP_BYTES],
                    out,
                    at_end_of_frame: true,
                }))
            }
        };
        Ok(Inflater {
            stage,
            compressed: 0,
        })
    }

    /// Takes the next bytes.
    pub(crate) fn push(&mut self, input: &[u8]) -> Result<(), Flaw> {
        self.compressed += input.len() as u64;
        match &mut self.stage {
            Stage::Plain(out) => out.write_all(input).map_err(flaw_of_output)?,
            Stage::Gzip(decoder) => decoder.write_all(input).map_err(flaw_of_gzip)?,
            Stage::Zstd(stage) => stage.push(input)?,
        }
        let produced = self.produced();
        if produced > RATIO_COUNTS_FROM_BYTES && produced / RATIO_MAX > self.compressed {
            return Err(Flaw::TooLarge);
        }
        Ok(())
    }

    /// Bytes that came out so far.
    pub(crate) fn produced(&self) -> u64 {
        match &self.stage {
            Stage::Plain(out) => out.bytes,
            Stage::Gzip(decoder) => decoder.get_ref().bytes,
            Stage::Zstd(stage) => stage.out.bytes,
        }
    }

    /// The end of the input. A stream that is cut off is refused.
    pub(crate) fn finish(self) -> Result<(W, u64), Flaw> {
        let mut out = match self.stage {
            Stage::Plain(out) => out,
            Stage::Gzip(_) if self.compressed == 0 => return Err(Flaw::Garbage),
            Stage::Gzip(decoder) => decoder.finish().map_err(flaw_of_gzip)?,
            Stage::Zstd(stage) if !stage.at_end_of_frame || self.compressed == 0 => {
                return Err(Flaw::Garbage);
            }
            Stage::Zstd(stage) => stage.out,
        };
        out.flush().map_err(flaw_of_output)?;
        Ok((out.writer, out.bytes))
    }
}

impl<W: Write> ZstdStage<W> {
    fn push(&mut self, input: &[u8]) -> Result<(), Flaw> {
        let mut input = InBuffer::around(input);
        loop {
            let mut output = OutBuffer::around(self.buffer.as_mut_slice());
            let hint = self
                .decoder
                .run(&mut input, &mut output)
                .map_err(|_| Flaw::Garbage)?;
            let filled = output.as_slice().len();
            self.out
                .write_all(output.as_slice())
                .map_err(flaw_of_output)?;
            self.at_end_of_frame = hint == 0;
            // A full buffer may mean that more is waiting inside the decoder, but not at the end of
            // a frame: asked again there, it would begin the next one.
            if input.pos() == input.src.len() && (hint == 0 || filled < STEP_BYTES) {
                return Ok(());
            }
        }
    }
}

/// Counts what passes, and fails beyond the limit.
struct Capped<W> {
    writer: W,
    bytes: u64,
    bytes_max: u64,
}

impl<W: Write> Write for Capped<W> {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        if self.bytes + data.len() as u64 > self.bytes_max {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let written = self.writer.write(data)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

fn flaw_of_output(error: io::Error) -> Flaw {
    if error.kind() == io::ErrorKind::FileTooLarge {
        return Flaw::TooLarge;
    }
    Flaw::Io(error)
}

/// The gzip decoder passes on what the writer says, and speaks of damage in these two words.
fn flaw_of_gzip(error: io::Error) -> Flaw {
    let is_damage = matches!(
        error.kind(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof
    );
    if is_damage {
        Flaw::Garbage
    } else {
        flaw_of_output(error)
    }
}

/// Decompresses a short zstd body in one step, without a stream's buffers. `None`: it is not that
/// short, or not zstd; the stream decoder knows which.
pub(super) fn instantly(compressed: &[u8], bytes_max: u64) -> Option<Vec<u8>> {
    thread_local! {
        static DECODER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
    }
    let most = INSTANT_BYTES_MAX.min(usize::try_from(bytes_max).unwrap_or(usize::MAX));
    let guess = (compressed.len() * 16)
        .clamp(1024, INSTANT_BYTES_MAX)
        .min(most);
    DECODER.with_borrow_mut(|kept| {
        let decoder = match kept {
            Some(decoder) => decoder,
            None => kept.insert(Decompressor::new().ok()?),
        };
        [guess, most].into_iter().find_map(|capacity| {
            let mut out = Vec::with_capacity(capacity);
            decoder.decompress_to_buffer(compressed, &mut out).ok()?;
            Some(out)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(encoding: Encoding, input: &[u8], most: u64) -> Result<Vec<u8>, Flaw> {
        let mut inflater = Inflater::new(encoding, Vec::new(), most)?;
        for piece in input.chunks(7001) {
            inflater.push(piece)?;
        }
        Ok(inflater.finish()?.0)
    }

    fn gzip(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(data: &[u8]) -> Vec<u8> {
        zstd::encode_all(data, 1).unwrap()
    }

    fn noise(bytes: usize) -> Vec<u8> {
        let mut state = 1_u64;
        std::iter::repeat_with(|| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            state.to_be_bytes()[0]
        })
        .take(bytes)
        .collect()
    }

    #[test]
    fn what_went_in_comes_out() {
        for bytes in [
            0,
            1,
            7000,
            STEP_BYTES,
            STEP_BYTES + 1,
            2 * STEP_BYTES,
            1_000_000,
        ] {
            for data in [noise(bytes), vec![0; bytes]] {
                for (encoding, packed) in [
                    (Encoding::Plain, data.clone()),
                    (Encoding::Gzip, gzip(&data)),
                    (Encoding::Zstd, zstd(&data)),
                ] {
                    let out = all(encoding, &packed, bytes as u64);
                    assert!(out.is_ok_and(|out| out == data), "{encoding:?} of {bytes}");
                }
            }
        }
    }

    #[test]
    fn one_byte_more_than_allowed_is_an_error_and_never_a_shorter_text() {
        let data = noise(100_001);
        for (encoding, packed) in [
            (Encoding::Plain, data.clone()),
            (Encoding::Gzip, gzip(&data)),
            (Encoding::Zstd, zstd(&data)),
        ] {
            assert!(
                matches!(all(encoding, &packed, 100_000), Err(Flaw::TooLarge)),
                "{encoding:?}"
            );
        }
    }

    #[test]
    fn a_stream_that_is_cut_off_is_garbage() {
        let data = noise(50_000);
        for (encoding, packed) in [(Encoding::Gzip, gzip(&data)), (Encoding::Zstd, zstd(&data))] {
            let cut = &packed[..packed.len() - 5];
            assert!(
                matches!(all(encoding, cut, 1 << 20), Err(Flaw::Garbage)),
                "{encoding:?}"
            );
            assert!(
                matches!(all(encoding, b"", 1 << 20), Err(Flaw::Garbage)),
                "{encoding:?}"
            );
            assert!(
                matches!(all(encoding, b"no zip at all", 9), Err(Flaw::Garbage)),
                "{encoding:?}"
            );
        }
    }

    #[test]
    fn frames_in_a_row_are_one_stream() {
        let twice = [zstd(b"one "), zstd(b"two")].concat();

        assert_eq!(all(Encoding::Zstd, &twice, 100).unwrap(), b"one two");
    }

    #[test]
    fn a_bomb_is_noticed_long_before_its_end() {
        let zeros = vec![0; 128 << 20];
        let bomb = zstd(&zeros);
        let mut inflater = Inflater::new(Encoding::Zstd, io::sink(), 1 << 40).unwrap();

        let outcome = bomb.chunks(256).try_for_each(|piece| inflater.push(piece));

        assert!(matches!(outcome, Err(Flaw::TooLarge)));
        assert!(inflater.produced() < 64 << 20, "{}", inflater.produced());
    }

    #[test]
    fn a_window_that_no_app_uses_is_refused() {
        let mut encoder = zstd::stream::Encoder::new(Vec::new(), 1).unwrap();
        encoder.window_log(27).unwrap();
        encoder.write_all(&noise(1000)).unwrap();
        let packed = encoder.finish().unwrap();

        assert!(matches!(
            all(Encoding::Zstd, &packed, 1 << 20),
            Err(Flaw::Garbage)
        ));
    }

    #[test]
    fn short_bodies_take_one_step_and_long_ones_do_not() {
        let short = br#"{"v":11,"cv":"anki,26.09.3 (29bb700b),linux"}"#;

        assert_eq!(instantly(&zstd(short), 100).unwrap(), short);
        assert_eq!(instantly(&zstd(short), 10), None);
        assert_eq!(
            instantly(&zstd(&vec![0; INSTANT_BYTES_MAX + 1]), u64::MAX),
            None
        );
        assert_eq!(instantly(b"no zstd", 100), None);
    }
}
