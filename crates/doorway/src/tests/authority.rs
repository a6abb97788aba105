//! An authority in this process that gives certificates to whoever answers for a name, and orders at it.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use instant_acme::{Account, BodyWrapper, BytesResponse, Error, HttpClient};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, PKCS_ECDSA_P256_SHA256,
    PublicKeyData, SignatureAlgorithm,
};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::Site;
use crate::options::TlsOptions;
use crate::routes_to_https;
use crate::tls::acme::Acme;
use crate::tls::certificate::Shown;

pub(super) const NAME: &str = "anki.example.org";
const TOKEN: &str = "a-token-of-the-authority";

/// Signs certificates.
pub(super) struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

impl Authority {
    pub(super) fn new() -> Authority {
        let mut params = CertificateParams::new(vec![]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        Authority {
            issuer: CertifiedIssuer::self_signed(params, key).unwrap(),
        }
    }

    pub(super) fn root(&self) -> rustls::RootCertStore {
        let mut roots = rustls::RootCertStore::empty();
        roots.add(self.issuer.as_ref().der().clone()).unwrap();
        roots
    }

    fn sign(&self, key: &impl PublicKeyData, year: i32) -> String {
        let mut params = CertificateParams::new(vec![NAME.to_owned()]).unwrap();
        params.not_before = rcgen::date_time_ymd(2023, 1, 1);
        params.not_after = rcgen::date_time_ymd(year, 1, 1);
        params.signed_by(key, &self.issuer).unwrap().pem()
    }

    /// Chain and key of a certificate that ends with a year.
    pub(super) fn certificate(&self, year: i32) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        (self.sign(&key, year), key.serialize_pem())
    }
}

/// The public key of an order, found by how a P-256 key begins.
struct Ordered(Vec<u8>);

impl Ordered {
    fn of(csr: &[u8]) -> Ordered {
        let at = csr.windows(4).position(|w| w == [3, 0x42, 0, 4]).unwrap();
        Ordered(csr[at + 3..at + 68].to_vec())
    }
}

impl PublicKeyData for Ordered {
    fn der_bytes(&self) -> &[u8] {
        &self.0
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_ECDSA_P256_SHA256
    }
}

/// Speaks ACME (RFC 8555), as far as an honest client needs it.
#[derive(Clone)]
struct Desk {
    authority: Arc<Authority>,
    /// The site, as it is reached in the clear.
    site: Router,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    asked: Vec<String>,
    is_proven: bool,
    certificate: Option<String>,
    year: i32,
}

impl HttpClient for Desk {
    fn request(
        &self,
        request: Request<BodyWrapper<Bytes>>,
    ) -> Pin<Box<dyn Future<Output = Result<BytesResponse, Error>> + Send>> {
        let desk = self.clone();
        Box::pin(async move { Ok(BytesResponse::from(desk.answer(request).await)) })
    }
}

impl Desk {
    async fn answer(&self, request: Request<BodyWrapper<Bytes>>) -> Response<Full<Bytes>> {
        let path = request.uri().path().to_owned();
        let body = request.into_body().collect().await.unwrap().to_bytes();
        let signed: Value = serde_json::from_slice(&body).unwrap_or_default();
        let payload = signed["payload"].as_str().unwrap_or_default();
        let payload = URL_SAFE_NO_PAD.decode(payload).unwrap();
        let payload: Value = serde_json::from_slice(&payload).unwrap_or_default();
        self.state.lock().unwrap().asked.push(path.clone());
        let said = self.say(&path, &payload).await;
        let said = said
            .as_str()
            .map_or_else(|| said.to_string(), str::to_owned);
        Response::builder()
            .header("replay-nonce", "a-nonce")
            .header("location", format!("https://ca{path}"))
            .body(Full::from(said))
            .unwrap()
    }

    async fn say(&self, path: &str, payload: &Value) -> Value {
        let challenge = json!({"type": "http-01", "url": "https://ca/challenge", "token": TOKEN,
                               "status": "pending"});
        match path {
            "/directory" => {
                json!({"newNonce": "https://ca/nonce", "newAccount": "https://ca/account",
                                   "newOrder": "https://ca/order"})
            }
            "/nonce" => Value::Null,
            "/account" => json!({"status": "valid"}),
            "/order" => self.order(),
            "/authorization" => json!({"identifier": {"type": "dns", "value": NAME},
                                       "status": "pending", "challenges": [challenge]}),
            "/challenge" => {
                let is_proven = self.ask().await;
                self.state.lock().unwrap().is_proven = is_proven;
                challenge
            }
            "/finalize" => {
                let csr = URL_SAFE_NO_PAD.decode(payload["csr"].as_str().unwrap());
                let mut state = self.state.lock().unwrap();
                let key = Ordered::of(&csr.unwrap());
                state.certificate = Some(self.authority.sign(&key, state.year));
                drop(state);
                self.order()
            }
            "/certificate" => Value::from(self.state.lock().unwrap().certificate.clone().unwrap()),
            other => panic!("nobody asks for {other}"),
        }
    }

    fn order(&self) -> Value {
        let state = self.state.lock().unwrap();
        let (status, certificate) = match (&state.certificate, state.is_proven) {
            (Some(_), _) => ("valid", Value::from("https://ca/certificate")),
            (None, true) => ("ready", Value::Null),
            (None, false) => ("pending", Value::Null),
        };
        json!({"status": status, "authorizations": ["https://ca/authorization"],
               "identifiers": [{"type": "dns", "value": NAME}],
               "finalize": "https://ca/finalize", "certificate": certificate})
    }

    /// Asks the site in the clear whether the name is its own.
    async fn ask(&self) -> bool {
        let path = format!("/.well-known/acme-challenge/{TOKEN}");
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = self.site.clone().oneshot(request).await.unwrap();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        body.starts_with(format!("{TOKEN}.").as_bytes())
    }
}

fn acme(site: &Site, shown: &Shown, authority: &Arc<Authority>, year: i32) -> (Acme, Desk) {
    let options = TlsOptions {
        acme: true,
        acme_directory: "https://ca/directory".to_owned(),
        ..TlsOptions::default()
    };
    let acme = Acme::new(&site.ground, &options, vec![NAME.to_owned()], shown).unwrap();
    let desk = Desk {
        authority: Arc::clone(authority),
        site: routes_to_https(acme.answers(), "https://anki.example.org"),
        state: Arc::new(Mutex::new(State {
            year,
            ..State::default()
        })),
    };
    let caller = desk.clone();
    let builder = move || Ok(Account::builder_with_http(Box::new(caller.clone())));
    (acme.asking(Arc::new(builder)), desk)
}

#[tokio::test]
async fn pr_58a_a_certificate_is_ordered_kept_for_us_alone_and_renewed_in_time() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Site::new();
    let authority = Arc::new(Authority::new());
    let shown = Shown::default();
    // The clock of the site stands in November 2023.
    let (first, _) = acme(&site, &shown, &authority, 2024);
    assert!(first.is_due());

    first.look().await;

    let first_end = shown.validity().unwrap().ends_at;
    assert_eq!(first_end.0, 1_704_067_200_000);
    assert!(!first.is_due());
    for name in ["certificate.pem", "account.json"] {
        let file = site.folder.path().join("tls").join(name);
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    // After a restart the same certificate is shown, and thirty days before its end it is renewed.
    let again = Shown::default();
    let (second, desk) = acme(&site, &again, &authority, 2025);
    second.show_kept().unwrap();
    assert_eq!(again.validity().map(|known| known.ends_at), Some(first_end));
    site.ground.clock.advance(Duration::from_hours(18 * 24));
    assert!(second.is_due());
    second.look().await;
    assert!(again.validity().unwrap().ends_at > first_end);
    let asked = desk.state.lock().unwrap().asked.clone();
    assert!(!asked.contains(&"/account".to_owned()), "{asked:?}");
}

#[tokio::test]
async fn after_an_order_that_failed_the_authority_is_left_in_peace_for_a_while() {
    let site = Site::new();
    let shown = Shown::default();
    let options = TlsOptions::default();
    let acme = Acme::new(&site.ground, &options, vec![NAME.to_owned()], &shown).unwrap();
    let acme = acme.asking(Arc::new(|| Err(Error::Str("no way out"))));

    acme.look().await;

    assert!(!acme.is_due() && shown.validity().is_none());
    site.ground.clock.advance(Duration::from_hours(1));
    assert!(acme.is_due());
}
