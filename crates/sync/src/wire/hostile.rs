//! Bodies, forms and headers that no app sends.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Request, header};
use tokio::runtime::{Builder, Runtime};
use trials::Trial;

use super::budgets::Budgets;
use super::envelope::Envelope;
use super::form::{FormHead, flaw, parts_of};
use super::inflate::{Encoding, Flaw, Inflater, instantly};
use super::payload::{Held, Payload};
use super::request_body::RequestBody;
use crate::options::Options;
use crate::refused::Refused;

/// Compressed bodies.
pub(crate) const BODY: Trial = Trial {
    name: "body",
    seeds: bodies,
    run: body,
};
/// Forms of old apps.
pub(crate) const FORM: Trial = Trial {
    name: "form",
    seeds: forms,
    run: form,
};
/// Headers of new ones.
pub(crate) const HEADER: Trial = Trial {
    name: "header",
    seeds: headers,
    run: header,
};

const BYTES_MAX: u64 = 1 << 20;
const BOUNDARY: &str = "Anki-sync-boundary";

fn runtime() -> Runtime {
    let mut builder = Builder::new_current_thread();
    builder
        .enable_time()
        .build()
        .expect("a runtime can be made")
}

/// A byte that says how the rest is compressed. Bytes that come in pieces mean the same as at once.
fn body(bytes: &[u8]) {
    let Some((kind, packed)) = bytes.split_first() else {
        return;
    };
    let encoding = match kind % 3 {
        0 => Encoding::Plain,
        1 => Encoding::Gzip,
        _ => Encoding::Zstd,
    };
    let at_once = inflated(encoding, packed, packed.len().max(1));
    let in_pieces = inflated(encoding, packed, 7);
    if let (Ok(one), Ok(other)) = (&at_once, &in_pieces) {
        assert_eq!(one, other, "pieces change what comes out");
    }
    // Whether a frame that lies about its size is let through depends on the pieces in zstd itself.
    if encoding != Encoding::Zstd {
        assert_eq!(at_once.is_ok(), in_pieces.is_ok(), "pieces decide");
    }
    if let Ok(plain) = at_once {
        assert!(plain.len() as u64 <= BYTES_MAX, "more than was allowed");
        if encoding == Encoding::Zstd
            && let Some(instant) = instantly(packed, BYTES_MAX)
        {
            assert_eq!(instant, plain, "haste changes what comes out");
        }
    }
}

fn inflated(encoding: Encoding, packed: &[u8], piece: usize) -> Result<Vec<u8>, ()> {
    let theirs = |flaw: Flaw| match flaw {
        Flaw::Garbage | Flaw::TooLarge => (),
        Flaw::Io(error) => unreachable!("a fault of ours: {error}"),
    };
    let inflater = Inflater::new(encoding, Vec::new(), BYTES_MAX);
    let mut inflater = inflater.expect("a decoder can be made");
    for piece in packed.chunks(piece) {
        inflater.push(piece).map_err(theirs)?;
    }
    Ok(inflater.finish().map_err(theirs)?.0)
}

fn form(bytes: &[u8]) {
    let request = Request::post("/sync/meta")
        .header(
            header::CONTENT_TYPE,
            format!("multipart/form-data; boundary={BOUNDARY}"),
        )
        .body(RequestBody::new(Body::from(bytes.to_vec())))
        .expect("a request can be made");
    let budgets = Budgets::of(&Options::default());
    if let Err(Refused::Broken(fault)) = runtime().block_on(read_form(request, &budgets)) {
        unreachable!("a fault of ours: {}", fault.chain());
    }
}

async fn read_form(request: Request<RequestBody>, budgets: &Budgets) -> Result<(), Refused> {
    let mut parts = parts_of(request).await?;
    let mut head = FormHead::default();
    let mut held = Held::default();
    while let Some(mut part) = parts.next_field().await.map_err(|error| flaw(&error))? {
        head.count()?;
        if part.name() == Some("data") {
            while let Some(bytes) = part.chunk().await.map_err(|error| flaw(&error))? {
                held.add(&bytes, BYTES_MAX, budgets).await?;
            }
        } else {
            head.take(part).await?;
        }
    }
    let payload = Payload::Part(held, head.encoding());
    let decoded = payload.json(BYTES_MAX, budgets).await?;
    drop(head.into_envelope());
    decoded.is_nothing()
}

fn header(bytes: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(bytes) else {
        return;
    };
    let headers = HeaderMap::from_iter([(header::HeaderName::from_static("anki-sync"), value)]);
    match Envelope::in_header(&headers) {
        Ok(envelope) => assert!(envelope.is_some(), "the header was not seen"),
        Err(Refused::Bad(_)) => {}
        Err(other) => unreachable!("{other}"),
    }
}

fn bodies() -> Vec<Vec<u8>> {
    let json = br#"{"chunk":{"done":true,"cards":[[1,2,3]]}}"#;
    let long = json.repeat(2000);
    let mut seeds = vec![[&[0][..], json].concat()];
    for plain in [&json[..], &long, b""] {
        let gzip = gzip(plain);
        seeds.push([&[1][..], &gzip].concat());
        seeds.push([&[1][..], &gzip, &gzip].concat());
        for level in [1, 19] {
            let zstd = zstd::encode_all(plain, level).expect("it can be packed");
            seeds.push([&[2][..], &zstd].concat());
        }
    }
    seeds
}

fn gzip(plain: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(plain).expect("it can be packed");
    encoder.finish().expect("it can be packed")
}

fn forms() -> Vec<Vec<u8>> {
    let part = |name: &str, file: &str, content: &[u8]| {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n"
        );
        [head.as_bytes(), content, b"\r\n"].concat()
    };
    let end = format!("--{BOUNDARY}--\r\n").into_bytes();
    let file = "; filename=\"data\"\r\nContent-Type: application/octet-stream";
    [
        [
            part("c", "", b"1"),
            part("k", "", b"key"),
            part("s", "", b"abc"),
            part("data", file, &gzip(b"{}")),
        ],
        [
            part("data", file, b"{}"),
            part("sk", "", b"key"),
            part("v", "", b"anki,2.1.49"),
            part("c", "", b"0"),
        ],
        [
            part("c", "", b"1"),
            part("k", "", b""),
            part("x", "", b"y"),
            part("data", file, b""),
        ],
    ]
    .map(|parts| [parts.concat(), end.clone()].concat())
    .to_vec()
}

fn headers() -> Vec<Vec<u8>> {
    [
        r#"{"v":11,"k":"key","c":"26.09.3,29bb700b,linux","s":"cYKty9"}"#,
        r#"{"v":10,"k":"","c":"","s":"","more":[1,{"a":null}]}"#,
        "{\"v\":8,\"k\":\"ключ\\\"\\\\\",\"c\":\"\",\"s\":\"#$%&()[]{}\"}",
    ]
    .map(|seed| seed.as_bytes().to_vec())
    .to_vec()
}
